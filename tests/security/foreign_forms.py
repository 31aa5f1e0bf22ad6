"""No other site makes anybody's browser do something: every POST of the server's own list, sent as another site would.

With the session's cookie and a secret that is not the form's, with the right one from elsewhere, and without a session:
each is refused and the database is the same, row by row. At the end the same forms are sent as they should be, and the
rows change: what was refused would have done something.
"""
import json
from client import encoded, multipart
from pages import is_html
from world import difference, key_in, must

# What a program sends has its token and no cookie.
PROGRAMS = "/api/"
HOSTILE = {
    "from another site": [("Origin", "https://evil.example")],
    "from a page without an origin": [("Origin", "null")],
    "from a host that begins as ours": [("Origin", "http://lofte.example.evil.example")],
    "from another port of ours": [("Origin", "http://localhost:1")],
    "fetched by another site": [("Sec-Fetch-Site", "cross-site")],
    "fetched by a neighbour": [("Sec-Fetch-Site", "same-site"), ("Origin", "http://wiki.example")],
}
REFUSED = (400, 401, 403, 404, 409, 410, 415, 422)
# These take what nobody signed in sent: nothing but where it came from can be wrong with them.
WITHOUT_SESSION = {"POST /konto/logga-in", "POST /konto/kod", "POST /konto/borja/{secret}", "POST /konto/inbjudan/{secret}", "POST /konto/glomt",
                   "POST /konto/avanmal/{secret}", "POST /fraga", "POST /fraga/{code}", "POST /{slug}/fraga"}
# Answers anybody from anywhere, with what was sent alone: that it changes no row is looked at below.
OPEN = {"POST /api/v1/read"}
UNWATCHED = ("job", "schedule", "mail")  # what the server does by itself meanwhile


def body_of(fields, form):
    if isinstance(fields, dict):
        return json.dumps(fields).encode(), "application/json"
    if form and form.enctype:
        return multipart(fields)
    return encoded(fields), "application/x-www-form-urlencoded"


def with_key(fields, key):
    return fields if isinstance(fields, dict) else [("nyckel", key), *((k, v) for k, v in fields if k != "nyckel")]


def refused(answer):
    return answer.status in REFUSED or (answer.status == 303 and answer.header("Location").startswith("/konto/logga-in"))


def run(w, site):
    other, count = w.key(w.people["other"]), 0
    before, wrong = w.dump(UNWATCHED), []
    for route, who, path, fields, form in site.posts():
        own = w.key(who) if "lofte" in who.cookies else ""
        link_key = key_in(w.browser().get(w.link).text()) if "/lank/" in path else own
        tries = [(what, link_key, headers, who.cookies) for what, headers in HOSTILE.items()]
        if route not in WITHOUT_SESSION:
            tries += [("without the form's secret", None, [], who.cookies), ("with an empty secret", "", [], who.cookies),
                      ("with another session's secret", other, [], who.cookies), ("without a session", link_key if "/lank/" not in path else "", [], {})]
        for what, key, headers, cookies in tries:
            sent = with_key(fields, key) if key is not None else [p for p in fields if p[0] != "nyckel"] if isinstance(fields, list) else fields
            body, kind = body_of(sent, form)
            answer = who.ask("POST", path, body, kind, headers, cookies)
            count += 1
            if route in OPEN:
                must(answer.status in (200, 429, 503), f"{route} {what}: {answer}")
            elif not refused(answer):
                wrong.append(f"{route} {what}: {answer.status} {answer.header('Location')}")
            elif "/api/" in path and answer.status not in (401, 403):
                wrong.append(f"{route} {what}: a program without a token got {answer.status}")
    changed = difference(before, w.dump(UNWATCHED))
    must(not wrong, f"{len(wrong)} forms of other sites were taken:\n  " + "\n  ".join(wrong[:30]))
    must(not changed, f"forms that were refused have changed {changed}")
    print(f"    {count} forms as other sites would send them, all refused, no row changed")
    cors(w, site)


def cors(w, site):
    """No other site's script reads what is told to somebody: only what is open to all says so."""
    who = w.people["coordinator"]
    for route, path in site.addresses.items():
        answer = who.get(path, headers=[("Origin", "https://evil.example")])
        must(not answer.all("Access-Control-Allow-Credentials"), f"{path} lets another site's script use a cookie")
        allowed = answer.all("Access-Control-Allow-Origin")
        must(not allowed or (allowed == ["*"] and not is_html(answer) and not path.startswith(("/konto", "/logga", "/tavla", "/utkast", "/admin", "/granska", "/fraga"))),
             f"{path} is read by another site's script: {allowed}")
        answer = who.ask("OPTIONS", path, headers=[("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"),
                                                   ("Access-Control-Request-Headers", "content-type")])
        must(not answer.all("Access-Control-Allow-Credentials"), f"{path} lets another site's script post with a cookie")


def finish(w, site):
    """The same forms, as they should be sent: most of them change rows."""
    did = set()
    # A new password ends sessions: one's own account comes last.
    for route, who, path, fields, form in sorted(site.posts(), key=lambda one: one[0].startswith("POST /konto")):
        if route in ("POST /konto/logga-ut", "POST /konto/sessioner", "POST /konto/organisation/{id}/medlem", "POST /konto/organisation/{id}/roll", "POST /konto/organisation/{id}/nytt-losenord"):
            continue  # the others are needed
        key = key_in(w.browser().get(w.link).text()) if "/lank/" in path else w.key(who) if "lofte" in who.cookies else ""
        before = w.dump(UNWATCHED)
        body, kind = body_of(with_key(fields, key), form)
        who.ask("POST", path, body, kind, w.as_program() if "/api/" in path else [("Origin", f"http://localhost:{who.port}")])
        if difference(before, w.dump(UNWATCHED)):
            did.add(route)
    must(not did & OPEN, f"what is open to anybody has changed rows: {did & OPEN}")
    must(len(did) >= 18, f"of the forms that were refused only {len(did)} do anything when they are sent rightly: {sorted(did)}")
    print(f"    sent rightly, {len(did)} of them change rows")
