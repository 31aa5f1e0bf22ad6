"""Requests as no browser sends them: paths that lead out, lines within values, other hosts, two readings of one message,
floods, odd methods. Each is refused or means what it says, every answer is whole, and the next visitor gets their own.
"""
import os, re, socket, time
from client import Wire, network
from pages import Page, is_html
from world import must

PATHS = ["/../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/%2e%2e%2fetc%2fpasswd", "/assets/../../lofte.db", "/assets/%2e%2e/lofte.db",
         "/assets/..%5c..%5clofte.db", "/assets/....//lofte.db", "/assets/%00", "/assets/lofte.db", "/assets//etc/passwd", "/lofte.db", "/%00", "/a%00b", "/%0d%0aX-Evil:%201",
         "/%0aX-Evil:1", "/%c0%ae%c0%ae/etc/passwd", "/%ff", "/%", "/%2", "/%zz", "/.", "/..", "/./solvik", "/solvik/..;/admin", "/;/admin", "/\\evil.example", "/%5cevil.example",
         "/solvik%2f..%2fadmin", "/admin/..%2f", "/providers.json", "/.env", "/" + "a" * 7000, "/" + "%41" * 2600, "/" + "/" * 3000, "/" + "a/" * 3000, "/%u0041"]
AWAY = ["//evil.example", "//evil.example/", "///evil.example/", "//evil.example/%2f..", "/%2f%2fevil.example/", "/%2fevil.example/", "//evil.example/konto/", "/\\evil.example/",
        "/.evil.example/", "https://evil.example/", "http://evil.example/", "/https://evil.example/", "//%65vil.example/", "/\tevil.example/"]
METHODS = ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "TRACK", "PROPFIND", "get", "GETX", "OPTIONS", "HEAD"]


def once(w, data, method="GET", seconds=12):
    wire = Wire(w.server.port, timeout=seconds)
    try:
        wire.send(data)
        return wire.read(method)
    finally:
        wire.close()


def request(method="GET", target="/", headers=(), host="localhost", body=b"", version="1.1"):
    lines = [f"{method} {target} HTTP/{version}", *([f"Host: {host}"] if host is not None else []), *headers]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def paths(w):
    for path in PATHS:
        answer = once(w, request(target=path))
        must(answer is not None and answer.status in (308, 400, 404, 414), f"{path[:80]} is answered {answer}")
        must(b"root:" not in answer.body and b"SQLite" not in answer.body, f"{path} gives a file")
        must(not answer.all("X-Evil") and not answer.bad_lines, f"{path} writes a header")
    for path in AWAY:
        answer = once(w, request(target=path))
        where = answer.header("Location")
        must(answer.status < 500 and (not where or re.match(r"/(?![/\\])", where)), f"{path} leads to {where}")


def methods(w, site):
    for route, path in site.addresses.items():
        for method in METHODS:
            answer = once(w, request(method, path), method)
            wanted = (204,) if method == "OPTIONS" else (200, 303, 404, 502, 503, 410, 422, 400, 401, 403) if method == "HEAD" else (400, 403, 404, 405, 429, 501)
            must(answer is not None and answer.status in wanted, f"{method} {path} is answered {answer}")
            must(b"X-Secret" not in answer.body, f"{method} {path} echoes the request")
    for target in ("*", "localhost:80", "example.com:443"):
        for method in ("GET", "CONNECT", "POST"):
            must(once(w, request(method, target)).status >= 400, f"{method} {target}")


def hosts(w, site):
    """No page and no letter takes the address it is asked by for its own."""
    who = w.people["coordinator"]
    for route, path in site.addresses.items():
        if route == "GET /logga/ut":
            continue
        cookie = "; ".join(f"{k}={v}" for k, v in who.cookies.items())
        for headers in (["X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https", "Forwarded: host=evil.example;proto=https", "X-Original-URL: /admin/handelser",
                         "X-Rewrite-URL: /admin/handelser", "X-HTTP-Method-Override: DELETE"], []):
            answer = once(w, request(target=path, host="evil.example", headers=[*headers, f"Cookie: {cookie}"]))
            must(b"evil.example" not in answer.body and "evil.example" not in str(answer.headers), f"{path} takes a foreign host for its own")
    b = w.browser()
    for name, value in (("Host", "evil.example"), ("X-Forwarded-Host", "evil.example")):
        data = b"mail=reader%40solvik.example"
        headers = [f"{name}: {value}"] if name != "Host" else []
        once(w, request("POST", "/konto/glomt", host=value if name == "Host" else "localhost", body=data,
                        headers=[*headers, "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(data)}", f"X-Forwarded-For: {network()}"]))
    for host in ("evil.example/x", "a b", "a@b", "a,b", "", "a\tb", "localhost\x00", "a?b"):
        answer = once(w, request(host=host))
        must(answer.status == 400 or (host == "" and answer.status == 200), f"Host: {host!r} is answered {answer}")
    must(once(w, request(host=None)).status == 400, "a request without a host is answered")
    must(once(w, request(headers=["Host: b"])).status == 400, "two hosts are taken")
    end = time.monotonic() + 15
    while time.monotonic() < end and not [1 for raw, _ in w.letters.all() if b"/konto/inbjudan/" in raw.replace(b"=\r\n", b"")]:
        time.sleep(0.2)
    letters = [raw.replace(b"=\r\n", b"") for raw, _ in w.letters.all()]
    must(any(b"http://lofte.example/konto/inbjudan/" in raw for raw in letters), "no letter for a forgotten password has come")
    must(not any(b"evil.example" in raw for raw in letters), "a letter leads to the host that somebody asked by")


POISON = "GET /poison HTTP/1.1\r\nHost: localhost\r\n\r\n"
FORM = "Content-Type: application/x-www-form-urlencoded"
TWICE = {
    "a length and a coding": (["Content-Length: 4", "Transfer-Encoding: chunked"], "0\r\n\r\n" + POISON),
    "a coding and a length": (["Transfer-Encoding: chunked", "Content-Length: 6"], "0\r\n\r\nG"),
    "two lengths": (["Content-Length: 0", f"Content-Length: {len(POISON)}"], POISON),
    "two equal lengths": (["Content-Length: 3", "Content-Length: 3"], "a=b"),
    "a list of lengths": (["Content-Length: 3, 3"], "a=b"),
    "a signed length": (["Content-Length: +3"], "a=b"),
    "a negative length": (["Content-Length: -1"], "a=b"),
    "a length in hex": (["Content-Length: 0x3"], "a=b"),
    "a length with a space": (["Content-Length : 3"], "a=b"),
    "a length beyond numbers": (["Content-Length: 99999999999999999999999"], "a=b"),
    "a coding twice": (["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"], "0\r\n\r\n"),
    "a coding that is none": (["Transfer-Encoding: xchunked"], "0\r\n\r\n"),
    "a coding before another": (["Transfer-Encoding: chunked, identity"], "0\r\n\r\n"),
    "a coding with a letter before": (["Transfer-Encoding: \x0bchunked"], "0\r\n\r\n"),
    "a coding with a space in its name": (["Transfer-Encoding : chunked"], "0\r\n\r\n"),
    "a folded coding": (["Transfer-Encoding:", " chunked"], "0\r\n\r\n" + POISON),
    "a folded line": (["X-A: 1", " Transfer-Encoding: chunked"], "0\r\n\r\n"),
    "a chunk's size with a sign": (["Transfer-Encoding: chunked"], "+3\r\na=b\r\n0\r\n\r\n"),
    "a chunk's size in 0x": (["Transfer-Encoding: chunked"], "0x3\r\na=b\r\n0\r\n\r\n"),
    "a chunk's size beyond numbers": (["Transfer-Encoding: chunked"], "FFFFFFFFFFFFFFFFF\r\na=b\r\n0\r\n\r\n"),
    "a chunk that is longer than it says": (["Transfer-Encoding: chunked"], "1\r\na=b\r\n0\r\n\r\n"),
    "a bare line feed after a chunk": (["Transfer-Encoding: chunked"], "3\na=b\n0\n\n"),
    "a bare line feed in the header": (["X-A: 1\nTransfer-Encoding: chunked"], "0\r\n\r\n"),
    "a bare return in the header": (["X-A: 1\rTransfer-Encoding: chunked"], "0\r\n\r\n"),
    "a NUL in the header": (["X-A: \x00"], ""),
    "a line without a colon": (["nonsense"], ""),
    "a name with a space": (["X A: 1"], ""),
    "an empty name": ([": 1"], ""),
    "an expectation that is none": (["Expect: 200-ok", "Content-Length: 3"], "a=b"),
}


def twice(w):
    wrong = []
    for what, (headers, body) in TWICE.items():
        wire = Wire(w.server.port, timeout=12)
        wire.send(request("POST", "/konto/logga-in", [FORM, *headers], body=body.encode("latin-1")))
        wire.send(b"")
        wire.socket.shutdown(socket.SHUT_WR)
        raw = wire.rest(6)
        wire.close()
        statuses = [int(s) for s in re.findall(rb"HTTP/1\.[01] (\d{3}) ", raw)]
        # One answer: what follows in the same bytes is never another request.
        if len(statuses) != 1 or statuses[0] not in (400, 411, 413, 417, 431, 501):
            wrong.append(f"{what}: answered {statuses}")
    must(not wrong, "messages with two readings: " + "; ".join(wrong))
    # A request within a body is a body.
    wire = Wire(w.server.port)
    wire.send(request("POST", "/konto/logga-in", [FORM, f"Content-Length: {len(POISON)}"], body=POISON.encode()) + request(target="/om/metod"))
    first, second = wire.read(), wire.read()
    wire.close()
    must(first.status in (400, 422) and second.status == 200 and b"poison" not in second.body, f"a form that looks like a request: {first} {second}")
    # A trailer says nothing of who asks.
    who = w.people["coordinator"]
    wire = Wire(w.server.port)
    wire.send(request("GET", "/konto", ["Transfer-Encoding: chunked"], body=f"0\r\nCookie: lofte={who.cookies['lofte']}\r\n\r\n".encode()))
    answer = wire.read()
    wire.close()
    must(answer.status in (303, 400), f"a trailer's cookie is believed: {answer}")


def floods(w):
    for what, headers, wanted in (("a long line", ["X-A: " + "a" * 20_000], (431,)), ("many lines", [f"X-{n}: 1" for n in range(150)], (431,)),
                                  ("many cookies", ["Cookie: " + "; ".join(f"lofte=x{n}" for n in range(1500))], (200, 431)),
                                  ("many languages", ["Accept-Language: " + ",".join("en;q=0.9" for _ in range(1500))], (200, 431)),
                                  ("many ranges", ["Range: bytes=" + ",".join("0-" for _ in range(2000))], (200, 416)),
                                  ("a whole megabyte", ["X-A: " + "a" * 1_000_000], (431,))):
        answer = once(w, request(headers=headers))
        must(answer is not None and answer.status in wanted, f"{what}: {answer}")
    answer = once(w, request(target="/" + "a" * 9000))
    must(answer.status == 414, f"a path of 9,000 bytes: {answer}")
    answer = once(w, request(target="/?" + "&".join(f"a{n}=" for n in range(1000))))
    must(answer.status == 200, f"1,000 parameters: {answer}")
    for size, wanted in ((1_000_001, 413), (10 ** 15, 413)):
        answer = once(w, request("POST", "/konto/logga-in", [FORM, f"Content-Length: {size}"]))
        must(answer is not None and answer.status == wanted, f"a body of {size} bytes: {answer}")
    # A body that trickles holds nobody up: what is sent by byte is bounded by time (tests/soak/slow_clients.py waits for its end).
    slow = [Wire(w.server.port) for _ in range(60)]
    for one in slow:
        one.send(request("POST", "/konto/logga-in", [FORM, "Content-Length: 100"], body=b"a"))
    began = time.monotonic()
    must(once(w, request()).status == 200 and time.monotonic() - began < 5, "slow bodies hold up others")
    for one in slow:
        one.close()


def old(w):
    for data in (b"GET / HTTP/1.0\r\n\r\n", b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"):
        must(once(w, data).status == 200, "HTTP/1.0")
    for data in (b"GET /\r\n\r\n", b"GET / HTTP/2.0\r\nHost: a\r\n\r\n", b"GET / HTTP/0.9\r\nHost: a\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
                 b"GET / HTTP/1.1 x\r\nHost: a\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"GET / HTTP/1.1\nHost: a\n\n", b"\x00" * 300 + b"\r\n\r\n"):
        answer = once(w, data)
        must(answer is not None and answer.status in (400, 414, 505), f"{data[:30]!r} is answered {answer}")


def within_lines(w, site):
    """What gets into Location, Set-Cookie and Content-Disposition stays one line."""
    evil = "x%0d%0aX-Evil:%201%0d%0aSet-Cookie:%20lofte=evil"
    for route, path in site.addresses.items():
        base = path.split("?")[0]
        for name in ("till", "lang", "per", "sok", "gjort", "sparat", "lofte", "om"):
            answer = w.people["coordinator"].get(f"{base}?{name}={evil}") if route != "GET /logga/ut" else once(w, request(target=f"{base}?{name}={evil}"))
            must(not answer.bad_lines and not answer.all("X-Evil") and not any("evil" in c for c in answer.all("Set-Cookie")), f"{base} ?{name} writes a header")
    for body in (b"mail=a&password=b&till=/x%0d%0aX-Evil:%201",):
        answer = w.browser().ask("POST", "/konto/logga-in", body)
        must(not answer.all("X-Evil"), "a form's value writes a header")


def kept_pages(w):
    """No address can be made to fill the place of another among the pages in memory."""
    b = w.browser()
    for evil, good in (("/?kommun=x%0Asok=zq", "/?kommun=x&sok=zq"), ("/?sok=zq%0Asida=2", "/?sok=zq&sida=2"), ("/?sok=zq%0Alang", "/?sok=zq&lang=xx")):
        first, second = b.get(evil), b.get(good)
        must(first.body != second.body, f"{good} shows what was made for {evil}")


def forwarded(w):
    """Whose word is taken for where a visitor is: the proxy's on this machine, nobody else's."""
    def posts(source, count, tell):
        limited = 0
        wire = Wire(w.server.port, source)
        for n in range(count):
            wire.send(request("POST", "/fraga", [FORM, "Content-Length: 6", f"X-Forwarded-For: {tell(n)}", f"X-Real-IP: {network()}", f"Forwarded: for={network()}"], body=b"code=x"))
            limited += wire.read().status == 429
        wire.close()
        return limited

    must(posts("127.0.0.9", 160, lambda n: network()) > 0, "somebody who is no proxy names another address at each POST and is never limited")
    must(posts("127.0.0.10", 160, lambda n: "127.0.0.1") > 0, "somebody who is no proxy says to be this machine and is never limited")
    must(posts("127.0.0.1", 160, lambda n: f"{network()}, 10.99.0.1") > 0, "a visitor who writes a hop of their own before the proxy's is never limited")
    must(posts("127.0.0.1", 160, lambda n: network()) == 0, "visitors behind the proxy are limited for each other")
    for headers in (["X-Forwarded-For: 127.0.0.1"], [f"X-Forwarded-For: {network()}"]):
        wire = Wire(w.server.port, "127.0.0.9")
        wire.send(request(target="/metrics", headers=headers))
        answer = wire.read()
        wire.close()
        must(answer.status == 403, f"/metrics is shown to who only says to be this machine: {answer.status}")


def run(w, site):
    paths(w)
    methods(w, site)
    within_lines(w, site)
    kept_pages(w)
    hosts(w, site)
    twice(w)
    floods(w)
    old(w)
    forwarded(w)
    print(f"    {len(PATHS) + len(AWAY)} paths, {len(METHODS)} methods on {len(site.addresses)} routes, {len(TWICE)} messages with two readings, floods, foreign hosts and proxies")
