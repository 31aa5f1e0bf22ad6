"""What every answer says about itself, whichever route or error it comes from: asked of all answers of all parts."""
from world import must

PRIVATE = ("/konto", "/logga", "/tavla", "/utkast", "/granska", "/admin", "/fraga/")
OPEN_FILES = ("/logga/app.webmanifest", "/logga/service-worker.js", "/logga/lank/")  # say nothing of anybody
SHORT = ("default-src", "style-src", "img-src", "font-src", "script-src", "connect-src", "manifest-src", "worker-src", "form-action", "frame-ancestors", "base-uri")


def policy_faults(text):
    parts = {}
    for part in text.split(";"):
        name, *sources = part.split()
        parts[name] = sources
    for name, wanted in (("default-src", ["'none'"]), ("frame-ancestors", ["'none'"]), ("base-uri", ["'none'"]), ("form-action", ["'self'"])):
        if parts.get(name) != wanted:
            yield f"{name} is {parts.get(name)}"
    for name, sources in parts.items():
        if name not in SHORT:
            yield f"an unknown {name}"
        for source in sources:
            if source not in ("'none'", "'self'") and not (source == "data:" and name == "img-src"):
                yield f"{name} lets in {source}"


def faults_of(answer):
    out = [f"a line {line!r}" for line in getattr(answer, "bad_lines", [])]
    policies = answer.all("Content-Security-Policy")
    if not policies:
        out.append("no Content-Security-Policy")
    for policy in policies:
        out += policy_faults(policy)
    if answer.all("X-Content-Type-Options") != ["nosniff"]:
        out.append("no nosniff")
    if answer.header("Referrer-Policy") not in ("same-origin", "strict-origin", "no-referrer"):
        out.append(f"Referrer-Policy is {answer.header('Referrer-Policy')!r}")
    if not answer.header("Cache-Control"):
        out.append("no Cache-Control")
    if answer.body and not answer.header("Content-Type"):
        out.append("no Content-Type")
    if answer.kind() == "text/html" and "charset=utf-8" not in answer.header("Content-Type"):
        out.append("no charset")
    for name in ("Server", "X-Powered-By"):
        if answer.all(name):
            out.append(f"it tells {name}")
    for cookie in answer.all("Set-Cookie"):
        name = cookie.split("=")[0]
        attributes = [part.strip() for part in cookie.split(";")[1:]]
        if "HttpOnly" not in attributes or not {"SameSite=Lax", "SameSite=Strict"} & set(attributes) or "Path=/" not in attributes:
            out.append(f"a loose cookie {cookie!r}")
        if name.startswith("__Host-") != ("Secure" in attributes) or any(a.startswith("Domain") for a in attributes):
            out.append(f"a cookie that others may set {cookie!r}")
        if name != "lang" and "no-store" not in answer.header("Cache-Control"):
            out.append(f"a cache may keep {cookie!r}")
    return out


class Watch:
    """Told of every answer; `check` says what was wrong with any."""

    def __init__(self):
        self.count, self.faults, self.kinds = 0, {}, set()

    def answer(self, answer):
        self.count += 1
        for fault in faults_of(answer):
            self.faults.setdefault(fault, f"{answer.status} {answer.body[:80]!r}")

    def private(self, browser, method, target, answer):
        path = target.decode("latin-1").split("?")[0]
        self.kinds.add((answer.status, answer.kind()))
        if path.startswith(PRIVATE) and not path.startswith(OPEN_FILES) and "no-store" not in answer.header("Cache-Control"):
            if answer.status == 200 and path not in ("/fraga", "/konto/logga-in") and answer.kind() != "text/javascript":
                self.faults.setdefault(f"{path} may be kept: {answer.header('Cache-Control')}", browser.name)

    def check(self):
        must(not self.faults, f"{len(self.faults)} faults in headers:\n  " + "\n  ".join(f"{k}: {v}" for k, v in list(self.faults.items())[:20]))
        return self.count


def self_test():
    """The judge itself sees what it is to see."""
    from client import Answer
    good = [("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"), ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "same-origin"), ("Cache-Control", "no-store"), ("Content-Type", "text/html; charset=utf-8")]
    must(not faults_of(Answer(200, good, b"x")), "a good answer has faults")
    for name, value in (("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"),
                        ("Content-Security-Policy", "default-src 'none'; form-action 'self'; base-uri 'none'"), ("X-Content-Type-Options", "none"),
                        ("Referrer-Policy", "unsafe-url"), ("Content-Type", "text/html")):
        must(faults_of(Answer(200, [(k, value if k == name else v) for k, v in good], b"x")), f"{name}: {value} is taken")
    for cookie in ("lofte=x; Path=/; HttpOnly", "lofte=x; Path=/; SameSite=Lax", "__Host-lofte=x; Path=/; SameSite=Lax; HttpOnly"):
        must(faults_of(Answer(200, [*good, ("Set-Cookie", cookie)], b"")), f"{cookie} is taken")
