"""A mail server that takes everything and keeps it."""
import email, email.policy, socketserver, threading


class Letters:
    def __init__(self):
        kept = self.kept = []

        class Talk(socketserver.StreamRequestHandler):
            timeout = 20

            def handle(self):
                say = lambda line: self.wfile.write(line + b"\r\n")
                say(b"220 prov.example")
                while line := self.rfile.readline():
                    word = line.strip().upper()[:4]
                    if word == b"DATA":
                        say(b"354 go on")
                        letter = b""
                        while (part := self.rfile.readline()) not in (b".\r\n", b""):
                            letter += part[1:] if part.startswith(b"..") else part
                        kept.append(letter)
                    say(b"221 bye" if word == b"QUIT" else b"250 ok")
                    if word == b"QUIT":
                        return

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = daemon_threads = True

        self.server = Server(("127.0.0.1", 0), Talk)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def all(self):
        return [(raw, email.message_from_bytes(raw, policy=email.policy.default)) for raw in list(self.kept)]

    def end(self):
        self.server.shutdown()
        self.server.server_close()


def words_of(letter):
    return "\n".join(part.get_content() for part in letter.walk() if part.get_content_maintype() == "text")
