"""Whose session it is: never one that came from outside, a new one at each step, ended on the server, and led only to pages
of ours afterwards. Who tries passwords learns nothing, by words or by time, and keeps nobody out.
"""
import base64, re, statistics, time
from client import network
from pages import Page, own_path
from wire import AWAY
from world import PASSWORD, code_of, key_in, must

PLANTED = "a" * 64


def sign_in(w, b, mail="reader@solvik.example", password=PASSWORD, **more):
    return b.post("/konto/logga-in", [("mail", mail), ("password", password), *more.pop("fields", [])], **more)


def is_in(b):
    return b.get("/konto").status == 200


def fixation(w):
    b = w.browser("planted")
    b.cookies = {"lofte": PLANTED}
    must(not is_in(b), "a session of an outsider's making is one")
    answer = sign_in(w, b)
    must(answer.status == 303 and b.cookies["lofte"] != PLANTED, f"the planted cookie is the session: {answer}")
    planted = w.browser("attacker")
    planted.cookies = {"lofte": PLANTED}
    must(is_in(b) and not is_in(planted), "who planted a cookie is signed in by it")
    # A session that there is, planted on somebody else: they get one of their own, and the first does not become theirs.
    attacker = w.browser("attacker")
    sign_in(w, attacker, "reporter@solvik.example")
    victim = w.browser("victim")
    victim.cookies = dict(attacker.cookies)
    sign_in(w, victim)
    must(victim.cookies != attacker.cookies, "signing in kept the session that was there")
    must("tjänst reader" in victim.get("/konto").text(), "who signed in is not who they are")
    must("tjänst reader" not in attacker.get("/konto").text(), "the attacker has become the victim")
    # Two of the same name, as a neighbouring host may set one before ours: only a session's secret is a session.
    both = w.browser("two cookies")
    answer = both.ask("GET", "/konto", headers=[("Cookie", f"lofte={PLANTED}; lofte={victim.cookies['lofte']}")])
    must(answer.status in (200, 303), f"two cookies: {answer}")
    for value in ("", "x", "0" * 63, "0" * 65, "%00", "../../x", "' or 1=1 --", victim.cookies["lofte"].upper(), victim.cookies["lofte"][:-1], victim.cookies["lofte"] + "0"):
        one = w.browser()
        must(one.ask("GET", "/konto", headers=[("Cookie", f"lofte={value}")]).status == 303, f"{value[:20]!r} is a session")


def steps(w):
    """The second factor makes another session, half a one opens nothing, and a code is good once."""
    secret, paper = w.codes["administrator"]
    b = w.browser("half")
    answer = sign_in(w, b, "administrator@solvik.example")
    half = dict(b.cookies)
    must(answer.header("Location").startswith("/konto/kod"), f"a password alone is enough: {answer}")
    for path in ("/konto", "/admin/handelser", "/konto/allt", "/logga", "/tavla", "/utkast"):
        must(b.get(path).status == 303, f"half a session opens {path}")
    for n in range(3):
        must(b.post("/konto/kod", [("code", f"00000{n}")]).status == 422, "a wrong code is taken")
    while True:
        code = code_of(secret)
        answer = b.post("/konto/kod", [("code", code)])
        if answer.status == 303:
            break
        must(answer.status in (422, 429), f"{answer}")
        time.sleep(1)  # it was used, or one waits after those that failed
        must((sessions_waited := getattr(w, "waited", 0)) < 45, "the right code is never taken")
        w.waited = sessions_waited + 1
    must(b.cookies != half and is_in(b), "the second factor left the session as it was")
    old = w.browser()
    old.cookies = half
    must(not is_in(old), "the half session has become a whole one")
    again = w.browser()
    sign_in(w, again, "administrator@solvik.example")
    must(again.post("/konto/kod", [("code", code)]).status in (422, 429), "a code is taken twice")


def ending(w):
    b = w.browser()
    sign_in(w, b)
    kept = dict(b.cookies)
    key = w.key(b)
    must(b.post("/konto/logga-ut", [("nyckel", key)]).status == 303 and "lofte" not in b.cookies, "signing out leaves the cookie")
    b.cookies = kept
    must(not is_in(b), "a session that was ended opens pages")
    must(b.post("/konto/e-post", [("nyckel", key), ("reminder_days", "3")]).status in (303, 403), "… and takes forms")
    # A new password ends the others.
    one, two = w.browser(), w.browser()
    sign_in(w, one, "officer@solvik.example"), sign_in(w, two, "officer@solvik.example")
    other = "helt andra ord i rad"
    answer = one.post("/konto/losenord", [("nyckel", w.key(one)), ("current", PASSWORD), ("password", other)])
    must(answer.status in (200, 303), f"no new password: {answer}")
    must(not is_in(two), "a session lives on after the password was changed")
    must(sign_in(w, w.browser(), "officer@solvik.example").status == 422, "the old password is taken")
    # An account that is closed is out at once, with its links and calendars.
    gone = w.browser()
    sign_in(w, gone, "approver@solvik.example")
    w.place.run("account", "close", "approver@solvik.example")
    must(not is_in(gone), "a closed account goes on")
    must(sign_in(w, w.browser(), "approver@solvik.example").status == 422, "a closed account signs in")


def encrypted(w):
    server = w.serve(LOFTE_BASE_URL="https://lofte.example")
    b = w.browser("with TLS", server=server)
    b.own.append(("X-Forwarded-Proto", "https"))
    answer = sign_in(w, b)
    cookies = answer.all("Set-Cookie")
    must(len(cookies) == 1 and re.fullmatch(r"__Host-lofte=[0-9a-f]{64}; Path=/; Max-Age=\d+; SameSite=Lax; HttpOnly; Secure", cookies[0]), f"with TLS the cookie is {cookies}")
    must(is_in(b), "the cookie is none")
    loose = w.browser(server=server)
    loose.cookies = {"lofte": b.cookies["__Host-lofte"]}
    must(not is_in(loose), "with TLS a cookie that a page without TLS can set is taken")
    must(b.post("/konto/logga-ut", [("nyckel", key_in(b.get("/konto").text()))], headers=[("Origin", "https://lofte.example")]).status == 303, "the site's own origin is refused")
    server.stop()


def onward(w, site):
    """Wherever an address may say what comes next, it is a page of ours."""
    away = [*AWAY, "javascript:alert(1)", "data:text/html,x", "//evil.example\\@lofte.example", "/\\/evil.example", "\\\\evil.example", "/\r\n//evil.example", "evil.example",
            "/%09/evil.example", "/ /evil.example", "//\u2044evil.example", "/\u3002evil", "http:evil.example", "@evil.example", "/konto\r\nX-Evil: 1"]
    names = ("till", "next", "vidare", "return", "url", "redirect", "continue", "lofte", "part", "vy", "fonster")
    for where in away:
        answer = sign_in(w, w.browser(), fields=[("till", where)])
        stays(answer, f"signing in with till={where!r}")
        form = Page(w.browser().get("/konto/logga-in?" + encoded_one("till", where)).text()).forms[-1]
        must(form.action.startswith("/konto/"), f"the form leads to {form.action}")
        page = w.people["reader"].get("/konto/logga-in?" + encoded_one("till", where))
        stays(page, f"being signed in with till={where!r}")
        secret, _ = w.codes["administrator"]
    for route, path in site.addresses.items():
        if route == "GET /logga/ut":
            continue
        for name in names:
            for where in ("//evil.example/", "https://evil.example/", "/\\evil.example"):
                stays(w.people["coordinator"].get(f"{path.split('?')[0]}?{encoded_one(name, where)}"), f"{route} {name}={where!r}")
    good = sign_in(w, w.browser(), fields=[("till", "/logga?vy=m")])
    must(good.header("Location").startswith("/logga"), f"nobody is led on at all: {good}")


def encoded_one(name, value):
    from urllib.parse import urlencode
    return urlencode([(name, value)])


def stays(answer, what):
    for where in answer.all("Location"):
        must(re.match(r"/(?![/\\])[!-~]*$", where) and own_path(where, "/"), f"{what} leads away, to {where!r}")
    must(not answer.all("X-Evil") and not answer.all("Refresh"), f"{what} writes a header")


def enumeration(w):
    """The same words whether there is such an account."""
    plain = lambda text, mail: re.sub(r"ny\d+|\s+", " ", text.replace(mail, ""))
    for action, fields in (("/konto/logga-in", [("password", "fel ord i en rad")]), ("/konto/glomt", [])):
        told = set()
        for mail in ("reader@solvik.example", "administrator@solvik.example", "approver@solvik.example", "ingen@solvik.example", "nagon@annan.example"):
            answer = w.browser().post(action, [("mail", mail), *fields])
            told.add((answer.status, answer.header("Location").replace(mail, ""), tuple(n for n, _ in answer.headers), plain(answer.text(), mail)))
        must(len(told) == 1, f"{action} tells who has an account: {[(t[0], t[1]) for t in told]}")
    for path in ("/konto/inbjudan/", "/konto/borja/", "/konto/avanmal/", "/tavla/kalender/", "/logga/lank/", "/fraga/"):
        end = ".ics" if "kalender" in path else ""
        told = {w.browser().get(path + secret + end).status for secret in ("0" * 64, "f" * 64, "x")}
        must(len(told) == 1, f"{path} tells wrong secrets apart: {told}")


def timing(w):
    """A sign-in takes as long for an address that nobody has as for one with another password. Rounds are paired, so that what
    else the machine does falls on both; a real difference, an argon2 of some tens of milliseconds, is in every round.
    """
    def once(mail):
        b = w.browser()
        began = time.perf_counter()
        answer = sign_in(w, b, mail, "fel ord i en rad")
        must(answer.status == 422, f"{answer}")
        return time.perf_counter() - began

    rows = []
    for n in range(24):
        pair = [("reader@solvik.example", 0), (f"ingen{n}@solvik.example", 1)]
        took = {}
        for mail, which in pair if n % 2 else reversed(pair):
            took[which] = once(mail)
        rows.append((took[0], took[1]))
    known, unknown = (statistics.median(r[i] for r in rows) for i in (0, 1))
    faster = sum(r[1] < 0.6 * r[0] for r in rows)
    slower = sum(r[0] < 0.6 * r[1] for r in rows)
    must(max(faster, slower) <= 18 and 0.5 < known / unknown < 2, f"a known address takes {1000 * known:.0f} ms, an unknown one {1000 * unknown:.0f} ms; {faster} and {slower} of 24 pairs differ")
    fast = min(min(r) for r in rows)
    must(fast > 0.01, f"a password is looked at for {1000 * fast:.1f} ms alone: is it worked out at all?")
    return f"{1000 * known:.0f} ms and {1000 * unknown:.0f} ms"


def limits(w):
    """Tries wait, and the one whose account it is gets in meanwhile."""
    attacker, owner = w.browser("attacker"), w.browser("owner")
    attacker.address, owner.address = network(), network()
    waits = []
    for n in range(12):
        answer = sign_in(w, attacker, "coordinator@solvik.example", f"gissning nummer {n}")
        waits.append(answer.status)
        if answer.status == 429:
            must(int(answer.header("Retry-After")) >= 1, "no word of how long")
            break
    must(429 in waits and waits.index(429) >= 3, f"guessing is not slowed down, or at once: {waits}")
    must(sign_in(w, attacker, "coordinator@solvik.example").status == 429, "the right password cuts the wait short")
    must(sign_in(w, owner, "coordinator@solvik.example").status == 303, "the owner is kept out by what another network does")
    # Codes: whoever is there has the password.
    guesser = w.browser("guesser")
    sign_in(w, guesser, "administrator@solvik.example")
    told = [guesser.post("/konto/kod", [("code", f"{n:06}")]).status for n in range(12)]
    must(429 in told, f"codes may be tried without end: {told}")
    # Residents' questions, personal links, forgotten passwords, receipts.
    one = w.browser("one resident")
    one.address = network()
    forms = [next(f for f in Page(one.get("/ekby/fraga").text(), "/ekby/fraga").forms if f.action == "/ekby/fraga") for _ in range(7)]
    time.sleep(3.1)
    told = [one.send(f, [(k, f"Hur gick det den {n}?" if k == "text" else v) for k, v in f.likely()]).status for n, f in enumerate(forms)]
    must(told.count(303) == 5 and told[-1] == 429, f"questions of one resident: {told}")
    must(w.browser().get("/ekby/fraga").status == 200, "another resident may not ask")
    stranger = w.browser("stranger")
    stranger.address = network()
    told = [stranger.get("/logga/lank/" + f"{n:064x}").status for n in range(40)]
    must(told[0] == 404 and told[-1] == 429, f"secrets of links may be tried without end: {told}")
    must(stranger.get(w.link).status == 200, "a link that is good is kept from who shares a network with who guesses")
    told = [stranger.post("/konto/glomt", [("mail", "coordinator@solvik.example")]).status for _ in range(12)]
    must(429 in told, f"letters may be asked for without end: {told}")
    told = [stranger.post("/fraga", [("code", "x")]).status for _ in range(160)]
    must(429 in told, "receipts' codes may be tried without end")


def run(w, site):
    fixation(w)
    steps(w)
    ending(w)
    encrypted(w)
    onward(w, site)
    enumeration(w)
    told = timing(w)
    limits(w)
    print(f"    sessions, cookies, {len(AWAY) + 14} ways to lead on; a wrong password takes {told} whether there is such an account")
