"""HTTP as an attacker speaks it: every byte of a request is the caller's, and every byte of the answer is kept."""
import itertools, re, socket, time
from urllib.parse import quote, urlencode

_networks = itertools.count(1)


def network():
    """An address of a visitor that nobody had before: limits are counted for each. The server believes it of a proxy on this machine."""
    n = next(_networks)
    return f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def all(self, name):
        return [value for own, value in self.headers if own.lower() == name.lower()]

    def header(self, name):
        return next(iter(self.all(name)), "")

    def text(self):
        return self.body.decode("utf-8", "replace")

    def kind(self):
        return self.header("Content-Type").split(";")[0].strip()

    def __repr__(self):
        return f"{self.status} {self.header('Location')} {self.body[:200]!r}"


class Wire:
    """One connection. `seen` is told of every answer of every part."""

    seen = staticmethod(lambda answer: None)

    def __init__(self, port, source="127.0.0.1", timeout=30):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout, source_address=(source, 0))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.left = b""

    def close(self):
        self.socket.close()

    def send(self, data):
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it answered before it had read all; the answer is there to read

    def _more(self):
        try:
            got = self.socket.recv(65536)
        except ConnectionResetError:
            got = b""
        self.left += got
        return bool(got)

    def read(self, method="GET"):
        """The next answer; None where the connection ended instead."""
        while True:
            while b"\r\n\r\n" not in self.left:
                if not self._more():
                    return None
            head, self.left = self.left.split(b"\r\n\r\n", 1)
            first, *lines = head.decode("latin-1").split("\r\n")
            status = int(first.split()[1])
            if status != 100:
                break
        headers = [tuple(p.strip() for p in line.split(":", 1)) for line in lines]
        answer = Answer(status, headers, b"")
        answer.bad_lines = [line for line in lines if not re.match(r"[!-9;-~]+: ?[^\x00\r\n]*$", line)]
        size = int(answer.header("Content-Length") or 0)
        if method == "HEAD" or status in (204, 304):
            size = 0
        while len(self.left) < size:
            if not self._more():
                return None
        answer.body, self.left = self.left[:size], self.left[size:]
        Wire.seen(answer)
        return answer

    def rest(self, seconds=2):
        """Everything until the other end closes, or the time is out."""
        self.socket.settimeout(seconds)
        try:
            while self._more():
                pass
        except TimeoutError:
            pass
        data, self.left = self.left, b""
        return data


def encoded(pairs):
    """A form's body; values may be bytes, which need not be text."""
    return urlencode(pairs).encode("ascii")


def multipart(pairs, files=(), boundary="gr4ns"):
    out = b""
    for name, value in pairs:
        value = value if isinstance(value, bytes) else value.encode()
        out += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value + b"\r\n"
    for name, file, data in files:
        out += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n\r\n'.encode() + data + b"\r\n"
    return out + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


class Browser:
    """Keeps cookies and its connection. To the server's limits each request comes from another network, lest a limit hides
    what is looked for; from one alone where `address` is set."""

    seen = staticmethod(lambda browser, method, target, answer: None)

    def __init__(self, port, name="somebody", source="127.0.0.1", headers=()):
        self.port, self.name, self.source, self.own = port, name, source, list(headers)
        self.cookies, self.wire, self.address = {}, None, None

    def again(self):
        """The same person in another browser with the same cookies: for use beside this one."""
        other = Browser(self.port, self.name, self.source, self.own)
        other.cookies = dict(self.cookies)
        return other

    def ask(self, method, target, body=None, kind=None, headers=(), cookies=None, timeout=30):
        target = target if isinstance(target, bytes) else target.encode()
        cookies = self.cookies if cookies is None else cookies
        fields = [("Host", f"localhost:{self.port}"), ("X-Forwarded-For", self.address or network()), *self.own, *headers]
        if cookies:
            fields.append(("Cookie", "; ".join(f"{k}={v}" for k, v in cookies.items())))
        if body is not None:
            fields += [("Content-Type", kind or "application/x-www-form-urlencoded"), ("Content-Length", len(body))]
        data = method.encode() + b" " + target + b" HTTP/1.1\r\n" + b"".join(f"{k}: {v}\r\n".encode() for k, v in fields) + b"\r\n" + (body or b"")
        answer = None
        for _ in range(2):  # a connection that was left open may have ended meanwhile
            if self.wire is None:
                self.wire = Wire(self.port, self.source, timeout)
            self.wire.send(data)
            answer = self.wire.read(method)
            if answer is None or answer.header("Connection") == "close":
                self.wire.close()
                self.wire = None
            if answer is not None:
                break
        if answer is None:
            raise ConnectionError(f"no answer to {method} {target[:100]!r}")
        self.seen(self, method, target, answer)
        for cookie in answer.all("Set-Cookie"):
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies.pop(name, None)
            if value:
                self.cookies[name] = value
        return answer

    def get(self, target, **more):
        return self.ask("GET", target, **more)

    def post(self, target, pairs, **more):
        return self.ask("POST", target, encoded(pairs), **more)

    def send(self, form, pairs, files=(), **more):
        """A form as its page says it is sent."""
        if form.enctype == "multipart/form-data":
            body, kind = multipart(pairs, files)
            return self.ask("POST", form.action, body, kind, **more)
        if form.method == "GET":
            return self.get(form.action.split("?")[0] + "?" + urlencode(pairs), **more)
        return self.post(form.action, pairs, **more)


def path_quoted(text):
    return quote(text, safe="" if isinstance(text, bytes) else "-._~!$&'()*+,;=:@")


def wait_until(holds, seconds, what):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"within {seconds} s: {what}")
        time.sleep(0.02)
