"""A provider's address leads nowhere inside: not by a number in any notation, a name, a redirection, or its own documents.

A listener stands on this machine's ports and tells of every connection: none may come but where the operator allowed it.
"""
import http.server, json, re, socket, threading, time
from pathlib import Path
from world import MUNICIPALITY, must


class Trap:
    """Listens on IPv4 and IPv6, says what it is told to, and keeps what was asked."""

    def __init__(self, answer=None):
        self.reached, trap = [], self

        class Talk(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                trap.reached.append(self.path)
                status, headers, body = trap.answer(self.path) if trap.answer else (200, [], b"{}")
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        class Six(http.server.ThreadingHTTPServer):
            address_family = socket.AF_INET6

            def server_bind(self):
                self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
                super().server_bind()

            def process_request(self, request, client):
                trap.connected += 1
                super().process_request(request, client)

        self.connected, self.answer = 0, answer
        try:
            self.server = Six(("::", 0), Talk)
        except OSError:  # a machine without IPv6
            Six.address_family = socket.AF_INET
            Six.server_bind = http.server.ThreadingHTTPServer.server_bind
            self.server = Six(("0.0.0.0", 0), Talk)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def end(self):
        self.server.shutdown()
        self.server.server_close()


def names_of_this_machine():
    """What the machine's own file of names calls it, and what its name resolves to."""
    found = {"localhost", socket.gethostname()}
    for line in Path("/etc/hosts").read_text(encoding="utf-8").splitlines():
        address, *names = line.split("#")[0].split() or [""]
        if address.startswith("127.") or address == "::1":
            found.update(names)
    return sorted(n for n in found if re.fullmatch(r"[a-z0-9.-]+", n))


INSIDE = ["127.0.0.1", "127.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "0.0.0.0", "0", "[::1]", "[::]", "[::ffff:127.0.0.1]",
          "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::127.0.0.1]", "127.0.0.1.", "localhost."]
ELSEWHERE = ["169.254.169.254", "2852039166", "[fe80::1]", "[fd00:ec2::254]", "10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1", "224.0.0.1", "255.255.255.255", "[ff02::1]"]
NO_ADDRESS = ["http://example.com", "ftp://127.0.0.1", "file:///etc/passwd", "gopher://127.0.0.1:25/_x", "https://a@127.0.0.1", "https://example.com#@127.0.0.1", "https://", "//127.0.0.1",
              "https://exa mple.com", "https://example.com\\@127.0.0.1", "dict://127.0.0.1:11211", "https://127.0.0.1?x", "javascript:alert(1)", "http://127.0.0.1.nip.example", "HTTP://127.0.0.1"]


def one(number, issuer, **more):
    return {"id": f"p{number}", "name": f"P{number}", "issuer": issuer, "client_id": "lofte",
            "rules": [{"claim": "g", "value": "g", "role": "reader", "organisation": MUNICIPALITY}], **more}


def written(w, providers):
    file = w.place.work / "providers-tried.json"
    file.write_text(json.dumps({"providers": providers}), encoding="utf-8")
    return str(file)


def run(w):
    trap = Trap()
    hosts = INSIDE + names_of_this_machine()
    issuers = [f"https://{host}:{trap.port}" for host in hosts] + [f"https://{host}" for host in ELSEWHERE]
    file = written(w, [one(n, issuer) for n, issuer in enumerate(issuers)])
    began = time.monotonic()
    server = w.serve(LOFTE_PROVIDERS=file)
    told, b = {}, w.browser(server=server)
    for n, issuer in enumerate(issuers):
        answer = b.get(f"/konto/oidc/p{n}")
        must(answer.status == 502 and not answer.header("Location"), f"{issuer} is asked: {answer}")
        must("forbidden" not in answer.text() and str(trap.port) not in answer.text(), "a visitor is told what is inside")
        said = re.findall(rf"provider=p{n} why=(.*)", w.said(server))
        told[issuer] = said[-1] if said else "?"
    must(trap.connected == 0, f"this machine was connected to {trap.connected} times")
    strange = {k: v for k, v in told.items() if v not in ("discovery forbidden", "discovery unreachable", "discovery broken", "discovery not_askable")}
    must(not strange, f"asked, and not refused: {strange}")
    must(sum(v == "discovery forbidden" for v in told.values()) >= 15, f"refused for another reason than their address: {told}")
    server.stop()
    # The command line's trial goes the same way, and so does an allowance for the inside alone.
    w.place.run("provider", "list", "--providers", file, "--try", code=1)
    inside = written(w, [one(n, issuer, allow_inside=True) for n, issuer in enumerate([f"https://{h}:{trap.port}" for h in hosts] + ["https://169.254.169.254"])])
    w.place.run("provider", "list", "--providers", inside, "--try", code=1)
    must(trap.connected == 0, "allow_inside opens this machine")
    for issuer in NO_ADDRESS:
        done = w.place.run("provider", "list", "--providers", written(w, [one(0, issuer)]), code=3)
        must("issuer" in done.stderr, f"{issuer} is no address, and the file is taken: {done.stderr}")
    trap.end()
    documents(w)
    print(f"    {len(issuers)} addresses inside and {len(NO_ADDRESS)} that are none, in {time.monotonic() - began:.0f} s: nothing was connected to; documents and redirections lead nowhere")


def documents(w):
    """A provider that the operator allowed on this machine, whose answers lead elsewhere."""
    trap, ways = Trap(), {}
    provider = Trap(lambda path: ways["now"](path))
    issuer = f"http://127.0.0.1:{provider.port}"
    good = {"issuer": issuer, "authorization_endpoint": f"{issuer}/a", "token_endpoint": f"{issuer}/t", "jwks_uri": f"{issuer}/k"}
    as_json = lambda **more: lambda path: (200, [("Content-Type", "application/json")], json.dumps({**good, **more}).encode())
    redirect = lambda status, to: lambda path: (status, [("Location", to)], b"")
    tries = {
        "redirected": redirect(302, f"http://127.0.0.1:{trap.port}/"), "redirected for good": redirect(301, f"https://127.0.0.1:{trap.port}/"),
        "redirected with its method": redirect(307, f"http://localhost:{trap.port}/"), "redirected to the metadata": redirect(302, "http://169.254.169.254/latest/"),
        "redirected to a file": redirect(302, "file:///etc/passwd"), "another issuer": as_json(issuer="https://evil.example"),
        "no document": lambda path: (200, [], b"<html>"), "deep": lambda path: (200, [], b"[" * 400_000), "endless": lambda path: (200, [], b" " * 900_000),
        **{f"{name} of {to}": as_json(**{name: to}) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
           for to in ("javascript:alert(1)", "http://169.254.169.254/", "file:///etc/passwd", "http://10.0.0.1/", "//evil.example", "gopher://127.0.0.1/", "http://evil.example/",
                      f"http://a@127.0.0.1:{trap.port}/", "https://evil.example/\r\nX-Evil: 1", "")},
    }
    file = written(w, [one(0, issuer, allow_loopback=True)])
    for what, answer in tries.items():
        ways["now"] = answer
        done = w.place.run("provider", "list", "--providers", file, "--try", code=1)
        must("discovery" in done.stdout + done.stderr, f"{what}: {done.stdout}{done.stderr}")
    must(trap.connected == 0, "a redirection or a document was followed")
    # What is well leads on, so that what was refused was refused for its reason; keys from the inside are not fetched.
    ways["now"] = as_json()
    w.place.run("provider", "list", "--providers", file, "--try", code=None)
    must("/k" in provider.reached or "/.well-known/openid-configuration" in provider.reached, "the provider was never asked")
    server = w.serve(LOFTE_PROVIDERS=file)
    b = w.browser(server=server)
    answer = b.get("/konto/oidc/p0?till=//evil.example")
    must(answer.status == 303 and answer.header("Location").startswith(f"{issuer}/a?"), f"a good provider is refused: {answer}")
    state = re.search(r"state=([^&]+)", answer.header("Location"))[1]
    must(len(state) >= 40 and "nonce=" in answer.header("Location") and "code_challenge_method=S256" in answer.header("Location"), answer.header("Location"))
    must("evil.example" not in answer.header("Location"), "where to go on is told to the provider")
    # The answer of a provider counts in the browser that asked, once, with its state.
    must(w.browser(server=server).get(f"/konto/oidc/p0/svar?state={state}&code=x").status == 400, "an answer is taken in another browser")
    must(b.again().get("/konto/oidc/p0/svar?state=other&code=x").status == 400, "an answer is taken with another state")
    answer = b.get(f"/konto/oidc/p0/svar?state={state}&code=x")
    must(answer.status >= 400 and "lofte" not in b.cookies, f"a code that is none signs in: {answer}")
    must(b.get(f"/konto/oidc/p0/svar?state={state}&code=x").status == 400, "a state is good twice")
    server.stop()
    trap.end()
    provider.end()
