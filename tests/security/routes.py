"""The server's own list of what it answers, and for each route an address to try it by.

A server that is asked to log at level debug names each route at its start. Addresses are found by following every link
and every form as every person; what no page leads to stands in KNOWN, and a route that has neither fails the test.
"""
import re, time
from pages import is_html, own_path, Page
from world import DRAFT, PASSWORD, must

NOWHERE = "0" * 64  # a secret that is none


def listed(said):
    return re.findall(r" debug route ([A-Z]+) (/\S*)", said)


def known(site):
    """Addresses that stand on no page, since they are told to one person alone or to programs."""
    w = site.w
    return {
        "GET /konto/kod": "/konto/kod", "GET /konto/borja/{secret}": w.begin, "GET /konto/inbjudan/{secret}": w.invitation,
        "GET /konto/glomt": "/konto/glomt", "GET /konto/avanmal/{secret}": "/konto/avanmal/" + NOWHERE,
        "GET /konto/oidc/{provider}/svar": "/konto/oidc/solvik/svar", "GET /logga/lank/{secret}": w.link,
        "GET /logga/lank/{secret}/app.webmanifest": w.link + "/app.webmanifest", "GET /logga/lank/{secret}/nyckel": w.link + "/nyckel",
        "GET /{slug}/version/{n}": "/solvik/version/1", "GET /api/v1/pledges/{slug}": "/api/v1/pledges/solvik",
        "GET /tavla/kalender/{secret}.ics": site.calendar, "GET /fraga/{code}": site.receipt,
        "GET /{slug}.pdf": "/solvik.pdf", "GET /logga/ut": "/logga/ut", "GET /metrics": "/metrics",
        "GET /tavla/skal/{slug}/{id}": "/tavla/skal/solvik/feedback", "GET /granska/{slug}/{number}": "/granska/solvik/1",
    }


def known_forms(site):
    """What is posted by scripts and programs, or by a form that this world never shows: (path, fields), or JSON."""
    w, draft = site.w, f"/utkast/{site.draft}"
    log = [("pledge", "solvik"), ("owner", "p1"), ("amount", "1"), ("on", "2024-06-01"), ("key", "kn-1"), ("note", "Vid bron")]
    return {
        "POST /logga/skicka": ("/logga/skicka", log + [("holder", "")]),
        "POST /logga/lank/{secret}/skicka": (w.link + "/skicka", log + [("holder", "")]),
        "POST /utkast/{slug}/las": (draft + "/las", [("text", "Minst två i veckan"), ("part", "p1")]),
        "POST /konto/oidc/av": ("/konto/oidc/av", [("identity", "1")]),
        "POST /konto/borja/{secret}": (w.begin, [("organisation", "Vik kommun"), ("mail", "f@vik.example"), ("function", "f"), ("password", PASSWORD)]),
        "POST /utkast/{slug}/part": (draft + "/part", [("party", "Solviks kommun"), ("organisation", "1")]),
        "POST /konto/kod": ("/konto/kod", [("code", "123456"), ("till", "/konto")]),
        "POST /konto/avanmal/{secret}": ("/konto/avanmal/" + NOWHERE, [("a", "b")]),
        "POST /konto/glomt": ("/konto/glomt", [("mail", "reader@solvik.example")]),
        "POST /admin/halsa/jobb": ("/admin/halsa/jobb", [("job", "1")]),
        "POST /konto/organisation/{id}/lofte/av": ("/konto/organisation/1/lofte/av", [("pledge", "solvik"), ("party", "Solviks kommun")]),
        "POST /tavla/kalender/av": ("/tavla/kalender/av", []),
        "POST /tavla/uppgifter/klar": ("/tavla/uppgifter/klar", [("pledge", "solvik"), ("duty", "x")]),
        "POST /utkast/{slug}/godkann/av": (draft + "/godkann/av", [("party", "Solviks kommun"), ("digest", "x")]),
        "POST /logga/lankar/av": ("/logga/lankar/av", [("number", "1")]),
        "POST /konto/tva-steg/av": ("/konto/tva-steg/av", [("password", "x")]),
        "POST /logga/lank/{secret}/angra": (w.link + "/angra", [("id", "x")]),
        "POST /logga/platser/{slug}/ater": ("/logga/platser/solvik/ater", [("number", "1")]),
        "POST /tavla/dagar/{slug}/bort": ("/tavla/dagar/solvik/bort", [("list", "riskhelg"), ("from", "2024-04-30"), ("to", "2024-05-01")]),
        "POST /logga/flera/angra": ("/logga/flera/angra", [("pledge", "solvik"), ("vy", "dag"), ("manad", "2024-06"), ("key", "x")]),
        "POST /logga/angra": ("/logga/angra", [("pledge", "solvik"), ("id", w.entry)]),
        "POST /admin/gallring": ("/admin/gallring", [("slag", "sessions")]),
        "POST /konto/organisation/{id}/lofte": ("/konto/organisation/1/lofte", [("pledge", "solvik Solviks kommun")]),
        "POST /api/v1/read": ("/api/v1/read", {"text": DRAFT, "name": "plan.md"}),
        "POST /api/v1/log": ("/api/v1/log", {"pledge": "solvik", "owner": "p1", "amount": "1", "date": "2024-06-01", "key": "kn-2"}),
        "POST /api/v1/log/{id}/correction": (f"/api/v1/log/{w.entry}/correction", {"amount": "2", "note": "fler", "key": "kn-3"}),
        "POST /api/v1/log/{id}/withdrawal": (f"/api/v1/log/{w.entry}/withdrawal", {"reason": "fel dag", "key": "kn-4"}),
    }


class Routes:
    def __init__(self, w):
        self.all = [f"{m} {p}" for m, p in listed(w.said())]
        must(len(self.all) > 50, "the server lists no routes: does it still name them at level debug?")
        self._made = [(m, p, re.compile(re.sub(r"\\{[a-z]+\\}", "([^/]+)", re.escape(p)) + "$"),
                       [(0, 0) if "{" not in part else (1, -len(re.sub(r"{[a-z]+}", "", part))) for part in p.split("/")])
                      for m, p in listed(w.said())]

    def of(self, method, path):
        """The pattern that answers it, as the router chooses: from the left, what is literal first."""
        path = path.split("?")[0]
        fits = [(rank, p) for m, p, pattern, rank in self._made if m == method and pattern.match(path)]
        return f"{method} {min(fits)[1]}" if fits else None


class Site:
    """What was found by following everything as everybody."""

    def __init__(self, w, most=4):
        self.w, self.routes, self.most = w, Routes(w), most
        self.addresses, self.forms, self.pages, self.faults = {}, {}, 0, []
        self.draft = None

    def prepare(self):
        """What people make before there is everything to see: drafts, a place, a question, a calendar."""
        w = self.w
        who = w.people["coordinator"]
        question = self._form(w.browser(), "/solvik/fraga", "/solvik/fraga")
        asked_at = time.monotonic()
        self.draft = self._begin(who, [("text", DRAFT)])
        self.sent = self._begin(who, [("text", DRAFT.replace("2025–2027", "2026–2028"))])
        key, version = w.key(who), 1
        for name, fields in (("dela", ["dela"]), ("skicka", ["skicka"])):
            page = who.get(f"/utkast/{self.sent}").text()
            version = re.search(r'name="version" value="(\d+)"', page)[1]
            who.post(f"/utkast/{self.sent}/lage", [("nyckel", key), ("version", version), ("gor", name)])
        who.post("/logga/platser/solvik", [("nyckel", key), ("name", "Torget"), ("area", "Centrum")])
        answer = who.post("/tavla/kalender", [("nyckel", key)])
        found = re.search(r"/tavla/kalender/[0-9a-f]{64}\.ics", answer.text())
        must(found, f"no calendar: {answer}")
        self.calendar = found[0]
        answer = w.browser().post("/konto/logga-in", [("mail", who.mail), ("password", PASSWORD)])
        must(answer.status == 303, f"no second session: {answer}")
        time.sleep(max(0, 3.1 - (time.monotonic() - asked_at)))  # nobody writes faster, the form says
        asked = [(k, "Hur gick det vid bron?" if k == "text" else v) for k, v in question.defaults()]
        answer = w.browser().send(question, asked)
        must(answer.status == 303, f"the question was not taken: {answer}")
        self.receipt = answer.header("Location").split("?")[0]
        return self

    def _form(self, who, page, action):
        return next(f for f in Page(who.get(page).text(), page).forms if f.action == action)

    def _begin(self, who, typed):
        form = self._form(who, "/utkast", "/utkast")
        answer = who.send(form, [(k, dict(typed).get(k, v)) for k, v in form.defaults()])
        must(answer.status == 303, f"no draft was made: {answer}")
        return re.match(r"/utkast/([^/?]+)", answer.header("Location"))[1]

    def crawl(self, names, visit=None):
        seeds = [p for m, p in map(str.split, self.routes.all) if m == "GET" and "{" not in p]
        secret = list(known(self).values())
        for name in names:
            who = self.w.people[name] if name in self.w.people else self.w.browser(name)
            self._walk(who, seeds + secret, visit)
        return self

    def _walk(self, who, seeds, visit):
        seen, count, queue = set(), {}, list(seeds)
        while queue:
            path = queue.pop(0)
            pattern = self.routes.of("GET", path)
            if path in seen or pattern in (None, "GET /logga/ut") or count.get(pattern, 0) >= self.most:
                continue
            seen.add(path)
            answer = who.get(path)
            must(answer.status < 500 or pattern in ("GET /{slug}.pdf", "GET /konto/oidc/{provider}"), f"{who.name}, {path}: {answer}")
            # A place on a list is taken by what this person may see alone.
            if answer.status < 400:
                count[pattern] = count.get(pattern, 0) + 1
                self.addresses.setdefault(pattern, path)
            self.pages += 1
            if visit:
                visit(who, path, pattern, answer)
            if answer.header("Location"):
                queue.append(own_path(answer.header("Location"), path) or "/")
            if is_html(answer):
                page = Page(answer.text(), path)
                queue += [to for to in (own_path(link, path) for link in page.links) if to]
                for form in page.forms:
                    if form.method == "GET":
                        queue.append(form.action)
                    self._keep(who, form)

    def _keep(self, who, form):
        pattern = self.routes.of(form.method, form.action)
        if pattern is None:
            self.faults.append(f"a form on {form.page} is sent to {form.action}, which no route answers")
            return
        forms = self.forms.setdefault(pattern, {})
        key = form.names() + (("del", form.action.rsplit("/", 1)[-1][:1]) if "/del/" in form.action else ())
        forms.setdefault(key, (who, form))

    def complete(self):
        """Every route with an address, or which of them lack one."""
        told, posted = known(self), known_forms(self)
        lacking = []
        for route in self.routes.all:
            method = route.split()[0]
            if method == "GET" and route not in self.addresses:
                if route in told:
                    self.addresses[route] = told[route]
                else:
                    lacking.append(f"{route}: no page leads there; give an address in known() of tests/security/routes.py")
            if method == "POST" and route not in self.forms and route not in posted:
                lacking.append(f"{route}: no page has a form for it; give its fields in known_forms() of tests/security/routes.py")
        stale = [r for r in [*told, *posted] if r not in self.routes.all]
        must(not lacking and not stale, "routes that nobody tries:\n  " + "\n  ".join(lacking + [f"{s}: there is no such route" for s in stale]))
        must(not self.faults, "\n".join(self.faults))
        return self

    def posts(self):
        """Of every POST: (pattern, who, path, fields or JSON, the page's form or None)."""
        posted = known_forms(self)
        for route in self.routes.all:
            if not route.startswith("POST"):
                continue
            for who, form in self.forms.get(route, {}).values():
                yield route, who, form.action, form.likely(), form
            if route not in self.forms:
                path, fields = posted[route]
                yield route, self.w.people["coordinator"], path, fields, None
