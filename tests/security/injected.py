"""Each parameter of each route, of the query, the form, the path and the JSON, with what a database or a reader of numbers
may stumble on: never a 500, never rows that a nonsense value does not give, nothing written but what the form writes.
"""
import json, re
from urllib.parse import urlencode
from client import encoded, path_quoted
from foreign_forms import body_of, with_key
from pages import Page, is_html
from world import difference, must

OR = "x' or 1=1 --"
VALUES = [OR, "x\" or \"1\"=\"1", "1 or 1=1", "'; drop table account; --", "%", "_%_", "\\", "\\'", "$1", ":a", "9" * 30, "-1", "9223372036854775808",
          "1e400", "0x10", "NaN", "x\x00y", b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", "å" * 201, "xå" * 3000, "\n\r\t", "\u0000", "1\u0660", "[]", "{}"]
NONSENSE = "zq0q"
# What a person's browser sends and any page might read.
HEADERS = ("Accept-Language", "Cookie", "User-Agent", "Referer", "If-None-Match", "Accept-Encoding", "Authorization", "Accept")
QUERIES = ("per", "sedan", "kommun", "sok", "sida", "lang", "till", "sparat", "gjort", "fonster", "om", "ny", "part", "omrade", "lofte", "vy", "q", "state", "code")


def links(answer, value):
    """Where a page leads, but for what it says of the value itself."""
    if not is_html(answer):
        return set()
    return {link for link in Page(answer.text()).links if value not in link and NONSENSE not in link}


def places(pattern, path):
    """The path with each of its places replaced in turn: functions of a value."""
    parts, own = pattern.split(" ", 1)[1].split("/"), path.split("?")[0].split("/")
    for i, part in enumerate(parts):
        if "{" in part:
            before, after = part.split("{")[0], part.split("}")[1]
            yield lambda v, i=i, before=before, after=after: "/".join([*own[:i], before + path_quoted(v) + after, *own[i + 1:]])


class Tries:
    def __init__(self, w):
        self.w, self.count, self.bad = w, 0, []

    def look(self, what, value, answer):
        self.count += 1
        # The PDF's maker and the provider are not there in this world; what a database lacks would be said as 503 too.
        missing = answer.status == 503 and ".pdf" in what or answer.status == 502 and "/oidc/" in what
        if answer.status >= 500 and not missing:
            self.bad.append(f"{what} with {value!r:.60}: {answer.status}")
        elif answer.status == 429 and "/lank/" not in what:  # a personal link has a limit of its own, whoever asks
            self.bad.append(f"{what}: a limit hides what the answer would be")
        return answer


def queries(t, site, who):
    for route, path in sorted(site.addresses.items()):
        base = path.split("?")[0]
        if route in ("GET /logga/ut",):
            continue
        names = {q.split("=")[0] for q in path.partition("?")[2].split("&") if q}
        names |= {c.name for forms in site.forms.get(route, {}).values() for c in forms[1].controls if c.name}
        for name in sorted(names | set(QUERIES)):
            hostile = VALUES if name in names else [OR, "å" * 201]
            for value in hostile:
                answer = t.look(f"{route} ?{name}", value, who.get(f"{base}?{urlencode([(name, value)])}"))
                if value == OR or value in ("%", "_%_"):
                    plain = who.get(f"{base}?{urlencode([(name, NONSENSE)])}")
                    more = links(answer, path_quoted(value)) - links(plain, NONSENSE)
                    if answer.status == 200 and plain.status == 200 and any(re.search(r"/(solvik|ekby|matt|utkast/)", link) and "?" not in link for link in more):
                        t.bad.append(f"{route} ?{name}={value!r} shows what {NONSENSE} does not: {sorted(more)[:4]}")
            t.look(f"{route} ?{name} twice", "", who.get(f"{base}?{urlencode([(name, 'a'), (name, OR), (name + '[]', 'b')])}"))


def paths(t, site, who):
    for route, path in sorted(site.addresses.items()):
        for place in places(route, path):
            for value in VALUES:
                target = place(value)
                answer = t.look(f"{route} in the path", value, who.get(target))
                if answer.status == 200:
                    t.bad.append(f"{route} with {value!r:.40} in its path shows a page: {target[:100]}")
        for name in HEADERS:
            for value in (OR, "å" * 200, "q=9e999;q=,,;*", "%00"):
                t.look(f"{route} {name}", value, who.ask("GET", path.split("?")[0], headers=[(name, value)]))


def fields(t, site, w):
    for route, who, path, sent, form in site.posts():
        is_json = isinstance(sent, dict)
        key = "" if is_json or "lofte" not in who.cookies else w.key(who)
        names = list(sent) if is_json else [k for k, _ in sent if k != "nyckel"]
        account = path.startswith(("/konto/logga-in", "/konto/inbjudan", "/konto/kod"))
        for name in dict.fromkeys([*names, "nyckel", "confirmed"] if not is_json else [*names, "confirm"]):
            if "/lank/" in path:
                path, key = w.unworn(path)
            # A password is worked out for each try: a few are enough.
            for value in VALUES if not account else VALUES[:3] + ["x\x00y", b"\xff\xfe", "xå" * 3000]:
                if is_json:
                    values = {**sent, name: value.decode("latin-1") if isinstance(value, bytes) else value}
                    body, kind = json.dumps(values).encode(), "application/json"
                else:
                    values = [(k, v) for k, v in with_key(sent, key) if k != name] + [(name, value)]
                    body, kind = body_of(values, form)
                before = w.dump() if value == OR and w.place.engine == "sqlite" else None
                by = w.browser() if account else who
                t.look(f"{route} {name}", value, by.ask("POST", path, body, kind, w.as_program() if is_json else [], by.cookies))
                if before:
                    changed = difference(before, w.dump())
                    # Letters are sent meanwhile.
                    more = {table: rows for table, rows in changed.items() if len(rows["gone"]) > 2 and table not in ("job", "mail")}
                    if more:
                        t.bad.append(f"{route} {name}: rows of others changed: {more}")
            if not is_json:
                t.look(f"{route} {name} twice", "", who.ask("POST", path, encoded([*with_key(sent, key), (name, "a"), (name, OR)]), None, [], who.cookies if not account else {}))
        for kind, body in (("application/json", b"{"), ("application/json", b"[" * 50_000), ("application/x-www-form-urlencoded", b"a=%ZZ&%&=&&a"),
                           ("multipart/form-data; boundary=x", b"--x\r\n"), ("text/plain", b"a=b"), ("", b"\x00" * 100), ("application/json", b'{"a":"\xff"}'),
                           ("application/json", b'{"amount":1e999,"date":[],"pledge":{},"owner":null}')):
            t.look(f"{route} as {kind}", body[:20], who.ask("POST", path, body, kind, w.as_program() if is_json else []))


def run(w, site):
    t, who, tables = Tries(w), w.people["coordinator"], set(w.dump())
    counts = {name: len(rows) for name, rows in w.dump().items()}
    queries(t, site, w.people["administrator"])
    paths(t, site, w.people["administrator"])
    reading = t.count
    after = w.dump()
    written = {n for n in counts if n not in ("read_event", "audit_event", "session", "job", "schedule", "setting") and counts[n] != len(after[n])}
    must(not written, f"reading has written to {written}")
    fields(t, site, w)
    must(not t.bad, f"{len(t.bad)} faults:\n  " + "\n  ".join(dict.fromkeys(t.bad[:400])))
    after = w.dump()
    must(set(after) == tables, f"tables are gone: {tables - set(after)}")
    fewer = {n: (counts[n], len(after[n])) for n in counts if len(after[n]) < counts[n] and n not in ("session", "sign_in_failure", "recovery_code", "party", "focus_area")}
    must(not fewer, f"rows are gone: {fewer}")
    w.place.run("verify")
    print(f"    {reading} readings and {t.count - reading} forms with hostile parameters: no 500, no other rows, the chain of events holds")
