"""What somebody types is text on every page, whatever it is: each text field of each form, with what breaks out of every
place a page may put it in; then every page, as everybody, is read as HTML, and no element, attribute or address is theirs.
"""
import json, re, time
from xml.etree import ElementTree
from client import Browser, multipart
from letters import words_of
from pages import EVIL, Page, is_html, own_path
from world import DRAFT, MUNICIPALITY, example, must

# Out of a text, an attribute in either quote or in none, a textarea, a title, a comment, a script, a template of ours.
BREAK = f"""'"><{EVIL} {EVIL}=1> {EVIL}=1 onload=x </textarea></title></style></script><{EVIL}><img src=x onerror=x>{{{{{EVIL}}}}}{{{{{{{EVIL}}}}}}}--><!--{EVIL}--> &lt;{EVIL}&gt; </{EVIL}"""
KINDS = {
    "markup": lambda mark: f"{mark}{BREAK}",
    "address": lambda mark: f"javascript:alert(1)//{mark}",
    "tabbed": lambda mark: f"java\tscript:alert(1)//{mark}",
    "quoted": lambda mark: f"https://{mark}.example/\"{EVIL}=\"'{EVIL}='",
    "formula": lambda mark: f"=HYPERLINK(\"http://evil.example\";\"{mark}\")",
    "turned": lambda mark: f"{mark}\u202egpj.exe\u2066\u200b",
    "lines": lambda mark: f"{mark}\r\nX-Evil: 1\r\nBEGIN:VEVENT\r\n{mark}",
}
# A field that takes nothing hostile must be named here with the reason, or be found in the database.
UNSEEN = {
    "password": "kept as a digest", "current": "kept as a digest", "code": "of a telephone, or of a question",
    **dict.fromkeys(("mail", "telephone"), "refused unless it is one"),
    **dict.fromkeys(("on", "until", "decided", "from", "to", "hours", "after_days", "years", "reading", "feedback_times", "spring_from", "spring_to", "autumn_from", "autumn_to"), "a day or a number, or refused"),
    "shown": "words may be taken out of a question, and none added",
}
NUMBERS_ALONE = ("POST /admin/gallring/tider",)
# Where the text has a form of its own.
AROUND = {
    ("POST /logga/fil", "table"): lambda typed: f"Datum;Rad;Antal;Anteckning;Plats\n2024-06-03;p1;1;{typed.splitlines()[0]};{typed.splitlines()[0]}\n",
    # An address on the web, with whatever an address may hold.
    ("POST /logga", "link"): lambda typed: f"https://evil.example/?{re.search('zq[0-9]+q', typed)[0]}'{EVIL}='x'{{{{{EVIL}}}}}&lt;{EVIL}",
    ("POST /utkast", "text"): lambda typed: DRAFT.replace("# Medborgarlöfte", f"# Medborgarlöfte {typed}").replace("regelbundet", f"regelbundet {typed}"),
}


def short(name):
    """Fields that differ by a number or a kind are one."""
    return re.sub(r"^[a-z_]+\.[a-z_]+\.(?=years$)", "", re.sub(r"^(party|r)\d+\.|-\d+$", "", name))


class Judge:
    def __init__(self):
        self.faults, self.pages, self.shown, self.others = [], 0, set(), 0

    def __call__(self, browser, method, target, answer):
        where = f"{browser.name} {method} {target.decode('latin-1')[:120]}"
        try:
            text = answer.body.decode("utf-8") if answer.kind().startswith(("text/", "application/json", "application/atom", "image/svg")) else ""
        except UnicodeDecodeError as fault:
            return self.faults.append(f"{where}: not UTF-8: {fault}")
        self.shown.update(re.findall(r"zq\d+q", text))
        self.pages += 1
        if is_html(answer):
            page = Page(text, target.decode("latin-1"))
            self.faults += [f"{where}: {f}" for f in page.faults]
            if page.elements == 0:
                self.faults.append(f"{where}: a page without elements")
        elif answer.kind() == "application/atom+xml":
            self._feed(where, text)
        elif answer.kind() == "text/csv":
            self._table(where, text)
        elif answer.kind() == "text/calendar":
            self._calendar(where, text)
        elif answer.kind() == "application/json" and answer.status == 200:
            json.loads(text)

    def _feed(self, where, text):
        self.others += 1
        for element in ElementTree.fromstring(text).iter():
            if EVIL in element.tag or any(EVIL in name or re.match(r"\s*javascript:", value) for name, value in element.attrib.items()):
                self.faults.append(f"{where}: an element {element.tag} {element.attrib}")
            if element.attrib.get("type") in ("html", "xhtml"):
                self.faults += [f"{where}: {f}" for f in Page(element.text or "").faults]

    def _table(self, where, text):
        self.others += 1
        for line in text.splitlines():
            for cell in re.findall(r'(?:^|[;,])"?([^;,"]*)', line):
                if cell.startswith(("=", "@", "+HYP", "-HYP")):
                    self.faults.append(f"{where}: a table program reckons with {cell[:60]!r}")

    def _calendar(self, where, text):
        self.others += 1
        for line in text.replace("\r\n ", "").split("\r\n"):
            if line.startswith(("X-Evil", "X-EVIL")) or "\n" in line:
                self.faults.append(f"{where}: a line of somebody else {line[:80]!r}")
        if text.count("BEGIN:VEVENT\r\n") != text.count("END:VEVENT\r\n"):
            self.faults.append(f"{where}: an event of somebody else")


def import_all(w, judge):
    """A document of which every free text is hostile: what a drafts' forms can hold, and more."""
    n = [0]
    words = {}

    def hostile(value, key=None):
        if isinstance(value, dict):
            return {k: hostile(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [hostile(v, key) for v in value]
        if not isinstance(value, str) or key in ("format", "language", "mail", "telephone", "id", "code") or not re.search(r"[ A-ZÅÄÖ]", value) or re.match(r"\d{4}-|P\d", value):
            return value
        if value not in words:
            n[0] += 1
            words[value] = value + f" zq{9000 + n[0]}q" + BREAK
        return words[value]

    file = w.place.work / "evil.json"
    file.write_text(json.dumps(hostile(json.loads(example(Solviks="Vidsels", Solvik="Vidsel")))), encoding="utf-8")
    w.place.run("import", file, "--slug", "evil", "--publish")
    return n[0]


def fresh(w, who, form, stamped):
    """The form as its page gives it now; None where it is gone. One that wants to lie open for a while has done so."""
    if form.action in stamped:
        made, at = stamped[form.action].pop()
        time.sleep(max(0, 3.1 - (time.monotonic() - at)))
        return made
    if form.action.startswith("/konto/inbjudan/"):  # good once
        path = w.invite(f"gast{time.monotonic_ns()}@solvik.example", MUNICIPALITY, "reader")
        return next(f for f in Page(w.browser().get(path).text(), path).forms if f.action == path)
    pages = [form.page]
    if form.page.startswith("/granska/"):  # each question is answered once
        pages = [link for link in Page(who.get("/granska").text()).links if link.startswith("/granska/")]
    if form.action.startswith(("/logga/ratta/", "/logga/stryk/")):  # each entry is corrected once
        pages = [link for link in Page(who.get("/logga/loggat?lofte=solvik").text()).links if link.startswith("/logga/ratta/")]
    for address in pages:
        for f in Page(who.get(address).text(), address).forms:
            if f.names() == form.names() and (f.action == form.action or pages != [form.page]):
                return f
    return None


def stamped_forms(site):
    """Forms that know when they were given out: enough of them for every try, all given out now."""
    out = {}
    for forms in site.forms.values():
        for who, form in forms.values():
            if any(c.name == "stampel" for c in form.controls):
                for _ in range(60):
                    same = [f for f in Page(who.get(form.page).text(), form.page).forms if f.names() == form.names()]
                    out.setdefault(form.action, []).append((same[0], time.monotonic()))
    return out


def send(who, form, pairs, with_files):
    if form.action.startswith(("/konto/inbjudan", "/konto/logga-in")):
        who = who.again()  # somebody else signs in there, and the session before it would end
        who.cookies = {}
    files = [(c.name, f'x%22><{EVIL}>.md', b"# L\xc3\xb6fte\n\n- Polisen ska x") for c in form.controls if c.kind == "file" and with_files]
    answer = who.send(form, pairs, files)
    if answer.status in (409, 422) and 'name="confirmed"' in answer.text():
        answer = who.send(form, [*pairs, ("confirmed", "ja")], files)
    if answer.status == 200 and form.action == "/logga/fil":  # it is shown first, and saved when it is sent again
        again = next((f for f in Page(answer.text(), form.action).forms if f.action == form.action), None)
        if again:
            answer = who.send(again, [p for p in again.defaults() if p[0] != "steg"] + [("steg", "alla"), ("confirmed", "ja")])
    if answer.header("Location"):
        to = own_path(answer.header("Location"), form.action)
        must(to, f"{form.action} leads away to {answer.header('Location')}")
        who.get(to)
    return answer


def run(w, site):
    judge = Judge()
    Browser.seen = staticmethod(judge)
    documents = import_all(w, judge)
    marks, sent, lost = {}, 0, set()
    stamped = stamped_forms(site)
    for route, forms in sorted(site.forms.items(), key=lambda one: ("/granska" in one[0], "/{slug}/fraga" in one[0], one[0])):
        for who, form in list(forms.values()):
            texts = list({short(c.name): c for c in reversed(form.controls) if c.takes_text() and c.name}.values())
            for variant in range(min(form.variants(), 3)) if texts else ():
                for field in texts + ([None] if len(texts) > 1 else []):
                    for kind, make in KINDS.items():
                        if kind != "markup" and (field is None or variant):
                            continue
                        now = fresh(w, who, form, stamped) if form.method == "POST" else form
                        if now is None:
                            lost.add(route)
                            continue
                        mark = f"zq{len(marks) + 10}q"
                        marks[mark] = (route, short(field.name) if field else None, kind)
                        typed = AROUND.get(marks[mark][:2], str)(make(mark))
                        pairs = [(k, typed if (field is None and any(k == c.name for c in texts)) or (field and k == field.name) else v) for k, v in now.likely(variant)]
                        send(who, now, pairs, field is None)
                        sent += 1
    rows = "\n".join(row for table in w.dump().values() for row in table)
    stored = {marks[m][:2] for m in set(re.findall(r"zq\d+q", rows)) if m in marks}
    fields = {(route, short(c.name)) for route, forms in site.forms.items() for _, form in forms.values() for c in form.controls if c.takes_text() and c.name and form.method == "POST"}
    never = sorted(f for f in fields - stored if f[1] not in UNSEEN and f[0] not in NUMBERS_ALONE)
    judge.shown.clear()
    site.addresses.clear()
    site.most = 5
    site.crawl([*w.people, "visitor"])
    letters = w.letters.all()
    for raw, letter in letters:
        if any(name.lower() in ("x-evil", "bcc", "cc") for name in letter.keys()):
            judge.faults.append(f"a letter has a header of somebody else: {letter.keys()}")
        for part in letter.walk():
            if part.get_content_type() == "text/html":
                judge.faults += Page(part.get_content()).faults
    judge.faults = sorted(set(judge.faults))
    must(not judge.faults, f"{len(judge.faults)} places where what was typed is more than text:\n  " + "\n  ".join(judge.faults[:25]))
    must(not never, "fields in which nothing hostile was ever kept (name them in UNSEEN of tests/security/markup.py with the reason, or give what they want):\n  "
         + "\n  ".join(map(str, never)))
    must(judge.others >= 8, f"only {judge.others} feeds, tables and calendars were read")
    print(f"    {sent} forms with {len(fields)} fields, {len(stored)} of which keep hostile text, and {documents} texts of a document: "
          f"{len(judge.shown)} of them shown again on {judge.pages} pages as nothing but text; {len(letters)} letters")


def self_test():
    for html in (f"<p><{EVIL}>", f'<p class="a" {EVIL}=1>', '<p onclick="x">', '<a href="java&#9;script:x">', '<img src="data:text/html,x">', "<script>x</script>",
                 '<form action="//evil.example">', '<svg><a xlink:href="javascript:x">', '<iframe src="/">', '<p style="x">', '<meta http-equiv="refresh" content="0">',
                 '<script src="https://evil.example/x.js"></script>', f"<!--{EVIL}-->"):
        must(Page(html).faults, f"{html} is taken for harmless")
    for html in ('<a href="/x?y=javascript:x">', f"<p>&lt;{EVIL}&gt;</p>", f'<input value="&quot;{EVIL}=&quot;">', '<script src="/assets/a.js"></script>'):
        must(not Page(html).faults, f"{html} is taken for harmful")
