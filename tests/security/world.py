"""The place that is attacked: a server with people of every role, a pledge with all there may be of it, and secrets."""
import base64, hashlib, hmac, json, re, sqlite3, struct, subprocess, sys, time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "soak"))
import soak
from client import Browser, wait_until
from letters import Letters
from pages import Page

BASE = "http://lofte.example"
PASSWORD = "fyra ord i en rad"
MUNICIPALITY, POLICE, OTHERS = "Solviks kommun", "Lokalpolisområde Solvik", "Ekby kommun"
ROLES = ("reader", "reporter", "approver", "officer", "coordinator", "administrator")
EXAMPLE = Path(__file__).resolve().parents[2] / "example" / "solvik" / "pledge.json"
DRAFT = """# Medborgarlöfte 2025–2027

Solviks kommun och Lokalpolisområde Solvik

Löftet gäller från 1 januari 2025 till och med 31 december 2027.

## Trafik

- Polisen ska genomföra trafikkontroller regelbundet.
- Kommunen ska se över belysningen vid torget minst en gång per kvartal.

## Återkoppling

Resultatet redovisas på kommunens webbplats minst två gånger per år.
"""


def example(**names):
    """The example's pledge in the form that is imported, with other names where some are given."""
    text = re.sub(r"{Y([+-]\d+)?}", lambda m: str(2024 + int(m[1] or 0)), EXAMPLE.read_text(encoding="utf-8"))
    for old, new in names.items():
        text = text.replace(old, new)
    return text


def must(holds, what):
    soak.must(holds, what)


def code_of(secret, at=None):
    """RFC 6238, as a telephone does it."""
    key = base64.b32decode(secret.replace(" ", "") + "=" * (-len(secret.replace(" ", "")) % 8))
    digest = hmac.new(key, struct.pack(">Q", int((at or time.time()) // 30)), hashlib.sha1).digest()
    at = digest[19] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1_000_000:06}"


class World:
    def __init__(self, lofte, engine, providers=None, settings=None):
        self.place = soak.Place(lofte, engine, with_pledge=False)
        self.letters = Letters()
        self.place.env.update(LOFTE_TODAY="2024-06-15", LOFTE_LANG="sv", LOFTE_SMTP_SERVER="127.0.0.1", LOFTE_SMTP_TLS="none",
                              LOFTE_SMTP_PORT=str(self.letters.port), LOFTE_MAIL_FROM="lofte@solvik.example", LOFTE_BASE_URL=BASE, **(settings or {}))
        self.people, self.codes = {}, {}
        try:
            self._make(providers)
        except BaseException:
            self.place.__exit__(*sys.exc_info())
            raise

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        self.place.__exit__(*fault)
        self.letters.end()

    def _make(self, providers):
        place = self.place
        for slug, text in (("solvik", example()), ("ekby", example(Solviks="Ekby", Solvik="Ekby"))):
            file = place.work / "pledge.json"
            file.write_text(text, encoding="utf-8")
            place.run("import", file, "--slug", slug, "--publish")
        place.token = place.run("token", "add", "vakt").stdout.strip()
        place.folder.mkdir(parents=True, exist_ok=True)
        (place.folder / "providers.json").write_text(json.dumps(providers or {"providers": [{
            "id": "solvik", "name": "Solvik inlogg", "issuer": "http://localhost:1", "allow_loopback": True, "client_id": "lofte",
            "rules": [{"claim": "groups", "value": "g", "role": "reader", "organisation": MUNICIPALITY}]}]}), encoding="utf-8")
        self.serve()
        wait_until(lambda: re.search(r"/konto/borja/[0-9a-f]{64}", self.said()), 10, "the server prints the link to the first account")
        self.begin = re.search(r"/konto/borja/[0-9a-f]{64}", self.said())[0]
        for role in ROLES:
            self.add(role, MUNICIPALITY, role)
        self.add("police", POLICE, "approver")
        self.add("other", OTHERS, "coordinator")
        self.invitation = self.invite("ny@solvik.example", MUNICIPALITY, "reader")
        self.link = self.new_link()
        for day in ("2024-06-10", "2024-06-12"):
            self.log(day)

    def serve(self, **settings):
        """A server over the data; with settings of its own it is one beside the first."""
        env = dict(self.place.env)
        self.place.env.update(settings, LOFTE_LOG_LEVEL="debug")
        try:
            server = self.place.serve()
        finally:
            self.place.env = env
        if not settings:
            self.server = server
        return server

    def said(self, server=None):
        return "\n".join((server or self.server).said())

    def log(self, day):
        body = json.dumps({"pledge": "solvik", "owner": "p1", "amount": "3", "date": day, "key": f"vakt-{day}", "note": "Vid torget",
                           "place": "Torget"}).encode()
        answer = self.browser("a program").ask("POST", "/api/v1/log", body, "application/json", self.as_program())
        must(answer.status == 201, f"the API does not log: {answer}")
        self.entry = json.loads(answer.body)["id"]

    def new_link(self):
        told = self.place.run("link", "add", "solvik", "--function", "väktare", "--until", "2024-12-31", "--row", "p1")
        return re.search(r"/logga/lank/[0-9a-f]{64}", told.stdout)[0]

    def unworn(self, path):
        """The same page of another link, and its form's secret: how often one link is used is limited."""
        link = self.new_link()
        return re.sub(r"/logga/lank/[0-9a-f]{64}", link, path), key_in(self.browser().get(link).text())

    def as_program(self):
        return [("Authorization", f"Bearer {self.place.token}")]

    def browser(self, name="visitor", source="127.0.0.1", server=None):
        return Browser((server or self.server).port, name, source, [("Accept-Language", "sv")])

    def invite(self, mail, organisation, role):
        told = self.place.run("account", "add", mail, "--organisation", organisation, "--role", role)
        return re.search(r"/konto/inbjudan/[0-9a-f]{64}", told.stdout)[0]

    def add(self, name, organisation, role):
        """An account of that role, signed in with all that it needs."""
        mail = f"{name}@solvik.example"
        b = self.browser(name)
        answer = b.post(self.invite(mail, organisation, role), [("function", f"tjänst {name}"), ("password", PASSWORD)])
        must(answer.status == 303 and b.cookies, f"the invitation made no account: {answer}")
        b.mail = mail
        if role == "administrator":
            page = b.get("/konto/tva-steg").text()
            secret = re.search(r'<code class="secret">([^<]+)', page)[1]
            answer = b.post("/konto/tva-steg", [("nyckel", key_in(page)), ("password", PASSWORD), ("code", code_of(secret))])
            must(answer.status in (200, 303), f"no second factor: {answer}")
            self.codes[name] = secret, re.findall(r"<code>([a-z0-9 -]{8,})</code>", answer.text())
        self.people[name] = b
        return b

    def key(self, who):
        return key_in(who.get("/konto").text())

    def dump(self, without=()):
        """Every row of every table, as text."""
        place = self.place
        if place.engine == "sqlite":
            with sqlite3.connect(f"file:{place.folder}/lofte.db?mode=ro", uri=True, timeout=10) as file:
                file.text_factory = lambda b: b.decode("utf-8", "replace")
                names = [n for (n,) in file.execute("select name from sqlite_master where type='table' order by 1") if n not in without]
                rows = {n: sorted(map(repr, file.execute(f'select * from "{n}"'))) for n in names}
            file.close()
            return rows
        if not hasattr(self, "tables"):
            self.tables = self._psql("select tablename from pg_tables where schemaname = 'public' order by 1").split()
        names = [n for n in self.tables if n not in without]
        rows = {n: [] for n in names}
        sql = " union all ".join(f"select '{n}' || chr(31) || replace(t::text, chr(10), '\\n') from {n} t" for n in names)
        for line in self._psql(sql).splitlines():
            name, row = line.split("\x1f", 1)
            rows[name].append(row)
        return {n: sorted(r) for n, r in rows.items()}

    def _psql(self, sql):
        done = subprocess.run(["psql", "-XAtq", self.place.url, "-c", sql], env=dict(self.place.env, PATH="/usr/bin:/bin"), cwd="/",
                              capture_output=True, text=True, timeout=60, check=True)
        return done.stdout

    def check_calm(self, since=0):
        """No handler failed, whatever was answered."""
        bad = [line for line in self.said()[since:].splitlines() if re.search(r"handler_failed|error_page_failed|answer_unsendable|runtime error|Sanitizer", line)]
        must(not bad, f"the server says: {bad[:5]}")


def key_in(html):
    found = re.search(r'name="nyckel" value="([^"]*)"', html)
    must(found, f"no form secret in {html[:300]}")
    return found[1]


def page_of(answer, address):
    return Page(answer.text(), address)


def difference(before, after):
    """Of each table that changed: what went and what came."""
    out = {}
    for name in after:
        gone = [r for r in before.get(name, []) if r not in after[name]]
        came = [r for r in after[name] if r not in before.get(name, [])]
        if gone or came or len(before.get(name, [])) != len(after[name]):
            out[name] = {"gone": [r[:200] for r in gone[:3]], "came": [r[:200] for r in came[:3]]}
    return out
