"""An SMTP server whose manners a test chooses: Server().manners[address] = …"""
import asyncio, ssl, subprocess, threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

USER, PASSWORD = "lofte", "en hemlighet"


class Manners:
    """What the server does with a letter, by its recipient: a list that is used up from the front, the last for ever."""

    def __init__(self):
        self.of, self.letters, self.seen = {}, [], []
        self.reached = threading.Event()

    def next(self, address):
        left = self.of.get(address, ["take"])
        return left.pop(0) if len(left) > 1 else left[0]

    async def handle_RCPT(self, server, session, envelope, address, options):
        manner = envelope.manner = self.next(address)
        self.seen.append((address, manner))
        if manner == "451":
            return "451 4.7.1 Come back later"
        if manner == "550":
            return "550 5.1.1 There is nobody here of that name"
        if manner == "slow before":
            self.reached.set()
            await asyncio.sleep(5)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        manner = envelope.manner
        if manner == "554 after":
            return "554 5.7.1 We do not like what it says"
        if manner == "452 after":
            return "452 4.3.1 Full"
        self.letters.append((envelope.rcpt_tos[0], envelope.content))
        if manner == "slow after":
            self.reached.set()
            await asyncio.sleep(4)
        if manner == "break off":
            session.loop.call_soon(server.transport.abort)
            await asyncio.sleep(1)
        return "250 2.0.0 Taken"


class Server:
    def __init__(self, tls=None, auth=False, port=0):
        self.manners = Manners()

        def authenticate(server, session, envelope, mechanism, data):
            right = data.login == USER.encode() and data.password == PASSWORD.encode()
            return AuthResult(success=right, handled=False)

        options = {"require_starttls": bool(tls), "tls_context": tls} if tls else {}
        if auth:
            options.update(authenticator=authenticate, auth_required=True, auth_require_tls=bool(tls))

        class Own(Controller):
            def factory(self):
                return SMTP(self.handler, hostname="prov.example", **options)

        import socket
        if port == 0:
            with socket.socket() as s:
                s.bind(("127.0.0.1", 0))
                port = s.getsockname()[1]
        self.port = port
        self.controller = Own(self.manners, hostname="127.0.0.1", port=port)
        self.controller.start()

    def stop(self):
        self.controller.stop()


def certificates(folder):
    """A CA of our own and a certificate for 127.0.0.1: (context of the server, the CA's file)."""
    def run(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Prov CA")
    run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "own.key", "-out", "own.csr", "-subj", "/CN=localhost")
    with open(f"{folder}/own.ext", "w") as f:
        f.write("subjectAltName=IP:127.0.0.1\n")
    run("x509", "-req", "-in", "own.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "own.ext", "-out", "own.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{folder}/own.pem", f"{folder}/own.key")
    return context, f"{folder}/ca.pem"
