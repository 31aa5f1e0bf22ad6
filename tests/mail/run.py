#!/usr/bin/env python3
"""Mail as it leaves the program: run.py LOFTE [sqlite|postgresql]

Each case starts the program beside an SMTP server with manners of its own, lets somebody ask for a new password, and looks at
what arrived and at what the outbox says. Waits of minutes are cut short by setting jobs due in the database.
"""
import email, email.policy, os, re, shutil, signal, subprocess, sys, tempfile, time, traceback, urllib.error, urllib.parse, urllib.request, uuid
from pathlib import Path

try:
    import aiosmtpd  # noqa: F401
except ImportError:
    print("python3-aiosmtpd is not installed")
    sys.exit(77)

sys.path.insert(0, str(Path(__file__).resolve().parent))
from server import PASSWORD, USER, Server, certificates

LOFTE = os.path.abspath(sys.argv[1])
PATIENCE = 40  # seconds that anything may take on a busy machine


def until(what, said):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError(f"never happened: {said}")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class World:
    def __init__(self, engine):
        self.folder = tempfile.mkdtemp(prefix="lofte-mail-")
        self.engine, self.programs = engine, []
        self.env = {k: v for k, v in os.environ.items() if not k.startswith("LOFTE_")}
        self.env.update(LOFTE_DATA=f"{self.folder}/data", LC_ALL="C.UTF-8")
        self.name = None
        if engine == "postgresql":
            self.name = "lofte_" + uuid.uuid4().hex
            subprocess.run(["createdb", self.name], check=True)
            self.env["LOFTE_DATABASE"] = f"postgresql:///{self.name}"

    def close(self):
        for p in self.programs:
            if p.poll() is None:
                p.kill()
                p.wait()
        if self.name:
            subprocess.run(["dropdb", "--force", self.name], check=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, *words, **env):
        return subprocess.run([LOFTE, *words], env={**self.env, **env}, capture_output=True, text=True, timeout=120)

    def serve(self, port, *more, **env):
        said = open(f"{self.folder}/said.{len(self.programs)}", "w+")
        p = subprocess.Popen([LOFTE, "serve", "--port", "0", "--base-url", "http://lofte.example", "--smtp-server", "127.0.0.1", "--smtp-port", str(port),
                              "--mail-from", "lofte@fjallby.example", *(more or ("--smtp-tls", "none"))], env={**self.env, **env}, stderr=said)
        self.programs.append(p)
        self.address = until(lambda: re.search(r"http://localhost:\d+", Path(said.name).read_text()), "the program serves")[0]
        self.said = said.name
        return p

    def post(self, path, **fields):
        data = urllib.parse.urlencode(fields).encode()
        try:
            return urllib.request.build_opener(NoRedirect).open(urllib.request.Request(self.address + path, data), timeout=PATIENCE).status
        except urllib.error.HTTPError as e:
            return e.code

    def account(self, mail):
        link = self.call("account", "add", mail, "--organisation", "Fjällby kommun", "--role", "reader").stdout.strip()
        assert self.post(urllib.parse.urlparse(link).path, function="prov", password="korrekt häst batteri") == 303

    def ask(self, mail):
        assert self.post("/konto/glomt", mail=mail) == 303

    def sql(self, text):
        command = ["psql", "-qtA", self.name, "-c", text] if self.name else ["sqlite3", "-cmd", ".timeout 9000", f"{self.folder}/data/lofte.db", text]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def hurry(self):
        """Whatever waits for its time, or for its taker's ten minutes, is due."""
        self.sql("update job set due_at = 0")

    def state(self, mail):
        return self.sql(f"select state from mail where recipient = '{mail}' order by id desc limit 1")

    def becomes(self, mail, state):
        until(lambda: self.state(mail) == state, f"{mail} is {state}, and not {self.state(mail)}")


def arrives_whole(w):
    """Read by Python's own mail parser; the link in it works once."""
    s = Server()
    try:
        w.serve(s.port)
        w.account("anna@fjallby.example")
        w.ask("anna@fjallby.example"), w.ask("ingen@fjallby.example")
        w.becomes("anna@fjallby.example", "sent")
        until(lambda: w.state("ingen@fjallby.example") == "", "what nobody is to get is dropped")
        assert len(s.manners.letters) == 1, s.manners.letters
        m = email.message_from_bytes(s.manners.letters[0][1], policy=email.policy.default)
        assert not m.defects, m.defects
        assert m["subject"] == "Nytt lösenord till Löfte", m["subject"]
        assert m["from"].addresses[0].display_name == "Löfte" and m["from"].addresses[0].addr_spec == "lofte@fjallby.example"
        assert m["to"].addresses[0].addr_spec == "anna@fjallby.example"
        assert m["date"].datetime and m["message-id"].endswith("@fjallby.example>") and m["auto-submitted"] == "auto-generated"
        text = m.get_content()
        assert m.get_content_charset() == "utf-8" and "en timme" in text and "bett om ett nytt lösenord till ditt konto" in text, text
        path = re.search(r"http://lofte.example(/konto/inbjudan/[0-9a-f]{64})\s", text)[1]
        assert w.sql("select count(*) from mail where body <> ''") == "0", "no link is kept"
        assert w.post(path, function="prov", password="ett helt nytt ord till") == 303
        assert w.post(path, function="prov", password="ett helt nytt ord till") == 410
        until(lambda: len(s.manners.letters) == 2, "the change is told")
        said = Path(w.said).read_text()
        assert "fjallby.example" not in said.replace("http://lofte.example", ""), said
    finally:
        s.stop()


def refused_and_put_off(w):
    s = Server()
    try:
        manners = s.manners.of
        manners["gra@x.example"] = ["451", "452 after", "take"]
        manners["borta@x.example"] = ["550"]
        manners["spam@x.example"] = ["554 after"]
        w.serve(s.port)
        for name in ("gra", "borta", "spam"):
            w.account(f"{name}@x.example")
            w.ask(f"{name}@x.example")
        w.becomes("borta@x.example", "refused"), w.becomes("spam@x.example", "refused")
        for n in range(2):
            until(lambda: w.sql("select attempts from mail where recipient = 'gra@x.example'") == str(n + 1), "it was tried")
            assert w.state("gra@x.example") == "later"
            w.hurry()
        w.becomes("gra@x.example", "sent")
        assert [to for to, _ in s.manners.letters] == ["gra@x.example"]
        assert "There is nobody here of that name" in w.call("mail", "list").stdout
        assert w.sql("select mail from mail_refusal order by mail").split() == ["borta@x.example", "spam@x.example"]
        assert w.call("mail", "bounced", "gra@x.example").returncode == 0
        assert w.sql("select count(*) from mail_refusal") == "3"
        manners["borta@x.example"] = ["take"]
        w.ask("borta@x.example")
        w.becomes("borta@x.example", "sent")
        assert w.sql("select count(*) from mail_refusal") == "2", "what arrives is not refused any more"
    finally:
        s.stop()


def server_that_is_down(w):
    s = Server()
    s.stop()
    w.serve(s.port)
    w.account("anna@x.example")
    w.ask("anna@x.example")
    w.becomes("anna@x.example", "later")
    s = Server(port=s.port)
    try:
        w.hurry()
        w.becomes("anna@x.example", "sent")
        assert len(s.manners.letters) == 1
    finally:
        s.stop()


def breaks_off(w):
    """The whole letter was handed over and no answer came: it may have arrived, and is not sent again by itself."""
    s = Server()
    try:
        s.manners.of["anna@x.example"] = ["break off", "take"]
        w.serve(s.port)
        w.account("anna@x.example")
        w.ask("anna@x.example")
        w.becomes("anna@x.example", "unknown")
        w.hurry()
        time.sleep(4)
        assert w.state("anna@x.example") == "unknown" and len(s.manners.letters) == 1
    finally:
        s.stop()


def killed(w):
    s = Server()
    try:
        s.manners.of.update({"fore@x.example": ["slow before", "take"], "efter@x.example": ["slow after", "take"]})
        for mail, then in (("fore@x.example", "sent"), ("efter@x.example", "unknown")):
            s.manners.reached.clear()
            p = w.serve(s.port)
            w.account(mail)
            w.ask(mail)
            assert s.manners.reached.wait(PATIENCE)
            if then == "unknown":
                w.becomes(mail, "ending")
            p.send_signal(signal.SIGKILL)
            p.wait()
            again = w.serve(s.port)
            w.hurry()
            w.becomes(mail, then)
            time.sleep(3.5)
            assert [to for to, _ in s.manners.letters].count(mail) == 1, "it left once"
            again.kill()
            again.wait()
    finally:
        s.stop()


def two_instances(w):
    s = Server()
    try:
        names = [f"p{n}@x.example" for n in range(8)]
        w.serve(s.port)
        for mail in names:
            w.account(mail)
        w.serve(s.port)
        for mail in names:
            w.ask(mail)
        for mail in names:
            w.becomes(mail, "sent")
        assert sorted(to for to, _ in s.manners.letters) == names, s.manners.letters
    finally:
        s.stop()


def encrypted_and_signed_in(w):
    tls, authority = certificates(w.folder)
    s = Server(tls=tls, auth=True)
    try:
        common = ("mail", "test", "anna@x.example", "--smtp-server", "127.0.0.1", "--smtp-port", str(s.port), "--mail-from", "lofte@x.example")
        Path(w.folder, "password").write_text(PASSWORD + "\n")
        signed_in = ("--smtp-user", USER, "--smtp-password-file", f"{w.folder}/password")
        good = w.call(*common, *signed_in, "--smtp-ca-file", authority)
        assert good.returncode == 0 and "250 2.0.0 Taken" in good.stderr, good
        by_variable = w.call(*common, "--smtp-user", USER, "--smtp-ca-file", authority, LOFTE_SMTP_PASSWORD=PASSWORD)
        assert by_variable.returncode == 0, by_variable
        assert len(s.manners.letters) == 2
        for why, words in {
            "an authority that we do not know": (*signed_in,),
            "no TLS": (*signed_in, "--smtp-ca-file", authority, "--smtp-tls", "none"),
            "no sign-in": ("--smtp-ca-file", authority),
        }.items():
            r = w.call(*common, *words)
            assert r.returncode == 1 and "gick inte att skicka" in r.stderr, (why, r)
        wrong = w.call(*common, "--smtp-user", USER, "--smtp-ca-file", authority, LOFTE_SMTP_PASSWORD="fel")
        assert wrong.returncode == 1 and "535" in wrong.stderr and "gick inte att skicka" in wrong.stderr, wrong
        other_name = w.call(*(x if x != "127.0.0.1" else "localhost" for x in common), *signed_in, "--smtp-ca-file", authority)
        assert other_name.returncode == 1, "the certificate is another's"
        assert len(s.manners.letters) == 2
    finally:
        s.stop()


CASES = (arrives_whole, refused_and_put_off, server_that_is_down, breaks_off, killed, two_instances, encrypted_and_signed_in)


def main():
    engines = sys.argv[2:3] or ["sqlite"] + (["postgresql"] if os.environ.get("PGHOST") else [])
    failed = 0
    for engine in engines:
        for case in CASES:
            if len(sys.argv) > 3 and case.__name__ not in sys.argv[3:]:
                continue
            w, began = World(engine), time.monotonic()
            try:
                case(w)
                print(f"ok {engine} {case.__name__} {time.monotonic() - began:.1f} s", flush=True)
            except Exception:
                failed += 1
                print(f"FAILED {engine} {case.__name__}", flush=True)
                traceback.print_exc()
                for said in sorted(Path(w.folder).glob("said.*")):
                    print(said.read_text()[-1500:])
            finally:
                w.close()
    sys.exit(1 if failed else 0)


main()
