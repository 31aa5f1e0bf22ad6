"""The signed-in workspace over HTTP: as fast among 10,000 pledges as among 10, entries saved beside 2 million, the board
of a police area; and the same kind of page in WordPress and in Fossil.

What is measured is made for each request: signed-in pages are kept by nobody, and public pages are asked for under an
address that nobody asked for before. What the program reckons pledges from stays in its memory between requests, as it
does at work; each page is asked for once before its time is taken."""
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import time
import urllib.parse
from contextlib import ExitStack

import beside
from common import (BUILD, LOFTE, ROUNDS, SECONDS, WORK, Goal, bare_syncs, example, fetch, first_pledge, lofte, row, running,
                    NothingAnswered, under, wrk_latency)

FEW, MANY = 10, 10_000
AREA_ENTRIES, OTHER_ENTRIES = (int(n) for n in os.environ.get("BENCH_ENTRIES", "1000000,1000000").split(","))
HALF = max(1, round(SECONDS / 2))  # wrk takes whole seconds
AREA = {FEW: (AREA_ENTRIES, 400), MANY: (AREA_ENTRIES, OTHER_ENTRIES)}

GET = """
local path, run, anew = os.getenv("PAGE"), os.getenv("R"), os.getenv("ANEW") == "1"
local join, n = string.find(path, "?", 1, true) and "&" or "?", 0
request = function()
  n = n + 1
  return wrk.format("GET", anew and (path .. join .. "sedan=" .. run .. "-" .. n) or path)
end
"""

# The form's own fields, as a browser sends them; a key that is used once, as each form that is shown has one.
POST = """
local run, n = os.getenv("R"), 0
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
request = function()
  n = n + 1
  local body = string.gsub(os.getenv("FORM"), "@", run .. "-" .. n)
  return wrk.format("POST", os.getenv("PAGE"), nil, body)
end
"""

runs = 0


def one(site, path, anew=False, form=None, connections=1, seconds=None):
    """A page asked for again and again, or a form sent: wrk's figures."""
    global runs
    runs += 1
    script = WORK / ("post.lua" if form else "get.lua")
    script.write_text(POST if form else GET)
    os.environ.update(PAGE=path, R=f"r{runs}", ANEW="1" if anew else "0")
    if form:
        os.environ["FORM"] = urllib.parse.urlencode(form, safe="@")
    headers = (f"Cookie: {site['cookie']}",) if site.get("cookie") else ()
    return wrk_latency(f"http://127.0.0.1:{site['port']}", *headers, script=script, connections=connections,
                       seconds=seconds or SECONDS)


def median(taken, what):
    return statistics.median(t[what] for t in taken)


def engines():
    """Both, where PostgreSQL is at hand; BENCH_ENGINE names one alone."""
    only = os.environ.get("BENCH_ENGINE")
    if only != "PostgreSQL":
        yield "SQLite", None
    if os.environ.get("PGHOST") and only != "SQLite":
        yield "PostgreSQL", "postgresql:///postgres?options=-csearch_path%3D{}"


def filled(pledges, url):
    """A folder or a schema with that many pledges. Its log is held against its chain once, so that what is measured is
    a whole and true state."""
    data = WORK / f"workspace-{pledges}"
    data.mkdir(exist_ok=True)
    where, extra = str(data), ()
    if url:
        schema = f"lofte_w{pledges}"
        subprocess.run(["psql", "-qc", f"create schema {schema}", "postgres"], check=True)
        where = url.format(schema)
        extra = ("--database", where)
    own, others = AREA[pledges]
    made = subprocess.run([BUILD / "tests/bench/bench_workspace", where, str(pledges), str(own), str(others)], check=True,
                          capture_output=True, text=True).stdout
    if url:  # what autovacuum does within its first minutes
        subprocess.run(["psql", "-qc", "vacuum analyze", "postgres"], check=True)
    finished = began = time.perf_counter()
    subprocess.run([LOFTE, "verify", "--data", data, *extra], check=True, stdout=subprocess.DEVNULL)
    verified = time.perf_counter() - began
    return {**json.loads(made), "data": data, "extra": extra, "verified": verified, "filled": finished}


def signed_in(stack, made):
    process, port = stack.enter_context(lofte(made["data"], *made["extra"]))
    site = {**made, "process": process, "port": port, "cookie": "lofte=" + made["session"]}
    status, _, body = fetch(port, "/logga", Cookie=site["cookie"])
    found = re.search(rb'name="nyckel" value="([0-9a-f]+)"', body)
    if status != 200 or not found:
        raise SystemExit(f"/logga answers {status}, without its forms")
    return {**site, "form": {"nyckel": found.group(1).decode(), "pledge": made["slugs"][0], "owner": "m1", "amount": "1",
                             "on": time.strftime("%Y-%m-%d"), "key": "@"}}


def pages_of(site):
    """Path, whether it is asked for under a new address each time, and words."""
    return [("/tavla", False, "the board"), ("/logga", False, "logging"), ("/utkast", False, "drafts"),
            ("/konto", False, "one's account"), ("/" + site["slugs"][1], True, "a pledge's page"),
            ("/?kommun=0001", True, "a municipality's"), ("/", True, "the first page")]


def growth(engine, few, many):
    """The same page among few pledges and among many, in turns. What shows more of the country, its municipalities and
    fifty pledges instead of ten, may take as much longer as it has more bytes."""
    for path, anew, words in pages_of(many):
        taken, sizes, longest = {FEW: [], MANY: []}, {}, 0.0
        for pledges, site in ((FEW, few), (MANY, many)):
            began = time.perf_counter()
            sizes[pledges] = len(fetch(site["port"], path, Cookie=site["cookie"])[2])
            longest = max(longest, time.perf_counter() - began)
        for _ in range(ROUNDS):
            for pledges, site in ((FEW, few), (MANY, many)):
                taken[pledges].append(one(site, path, anew, seconds=max(HALF, 4 * longest)))
        more = sizes[MANY] / sizes[FEW]
        ratio = statistics.median(b["half"] / a["half"] for a, b in zip(taken[FEW], taken[MANY])) / more
        bytes_ratio = f" ({more:.1f} × the bytes)" if more > 1.01 else ""
        row("workspace", f"{words}, {MANY:,} pledges, {engine}", median(taken[MANY], "half"), "ms", ratio,
            f"{FEW}: {median(taken[FEW], 'half'):.2f} ms{bytes_ratio}",
            Goal("1.25 or less", most=1.2501, of_ratio=True), path=path, sizes=sizes, rounds=taken)


def board(engine, site):
    taken = [one(site, "/tavla", seconds=HALF) for _ in range(ROUNDS)]
    row("workspace", f"board of three municipalities, {AREA_ENTRIES:,} entries, {engine}", median(taken, "half"), "ms",
        goal=under(50, "ms"), rounds=taken)
    after = []
    for n in range(15):
        send(site, f"board-{time.time_ns()}-{n}")
        began = time.perf_counter()
        status, _, _ = fetch(site["port"], "/tavla", Cookie=site["cookie"])
        after.append((time.perf_counter() - began) * 1e3)
        assert status == 200, status
    row("workspace", f"… just after a new entry, {engine}", statistics.median(after), "ms", all=after)


def send(site, key):
    answer = beside.post_form(site["port"], "/logga", {**site["form"], "key": key}, site["cookie"])
    where = answer.getheader("Location") or ""
    if answer.status != 303 or "sparat=" not in where:
        raise SystemExit(f"POST /logga answers {answer.status} {where}")
    return where


def entries_of(site):
    """How many entries the program itself says are stored."""
    _, _, body = fetch(site["port"], "/metrics")
    return int(re.search(rb"^lofte_log_entries\S* (\d+)", body, re.M).group(1))


def entries(engine, site):
    stored = entries_of(site)
    send(site, f"first-{time.time_ns()}")
    syncs, taken, before = [], [], entries_of(site)
    for _ in range(ROUNDS):
        syncs.append(1e3 / bare_syncs(HALF))
        taken.append(one(site, "/logga", form=site["form"]))
    sync = statistics.median(syncs)
    ratio = statistics.median(t["half"] / s for t, s in zip(taken, syncs))
    row("workspace", f"an entry, {stored:,} stored, {engine}", median(taken, "half"), "ms", ratio,
        f"bare fsync {sync:.3f} ms", under(5, "ms"), rounds=taken, syncs=syncs)
    row("workspace", f"… 99 of 100, {engine}", median(taken, "most"), "ms", median(taken, "most") / sync,
        f"bare fsync {sync:.3f} ms")
    # wrk may have had one on its way at the end of each round.
    answered, added = sum(t["rate"] * SECONDS for t in taken), entries_of(site) - before
    if added < 0.9 * answered:
        raise SystemExit(f"{answered:.0f} entries answered, {added} stored")
    after = []
    for n in range(15):
        where = send(site, f"after-{time.time_ns()}-{n}")
        began = time.perf_counter()
        status, _, body = fetch(site["port"], where, Cookie=site["cookie"])
        after.append((time.perf_counter() - began) * 1e3)
        assert status == 200 and b"/logga/angra" in body, status
    row("workspace", f"… the page shown after it, {engine}", statistics.median(after), "ms", all=after)


def shown_page(port):
    """Of the example's pledges the page with the most of tables: what all three show."""
    pages = {slug: fetch(port, "/" + slug)[2] for slug in first_pledge(port)}
    return max(pages.items(), key=lambda p: (beside.contents_of(p[1]).count("<tr>"), len(p[1])))


def compared(what, own, theirs, name, connections, **both):
    """Each a function that measures; in turns."""
    taken = {"own": [], "theirs": []}
    for _ in range(ROUNDS):
        taken["theirs"].append(theirs(connections))
        taken["own"].append(own(connections))
    key, unit = ("half", "ms") if connections == 1 else ("rate", "requests/s")
    ratio = statistics.median(a[key] / b[key] for a, b in zip(taken["own"], taken["theirs"]))
    row("workspace", what, median(taken["own"], key), unit, ratio, f"{name} {median(taken['theirs'], key):,.1f}",
        rounds=taken, **both)


def others(site):
    """The site of many pledges beside WordPress and Fossil."""
    with ExitStack() as stack:
        _, port = stack.enter_context(lofte(example("public")))
        slug, page = shown_page(port)
        contents = beside.contents_of(page)
        wp = stack.enter_context(beside.wordpress(contents))
        wiki = stack.enter_context(beside.fossil(contents))
        sizes = {"lofte": len(page), "contents": len(contents),
                 "wordpress": beside.seen(wp["port"], wp["page"], "<dt>"),
                 "wordpress signed in": beside.seen(wp["port"], wp["page"], "wpadminbar", wp["cookie"]),
                 "wordpress listing": beside.seen(wp["port"], wp["listing"], "Medborgarl", wp["cookie"]),
                 "fossil": beside.seen(wiki["port"], wiki["page"], "<dt>"),
                 "fossil timeline": beside.seen(wiki["port"], wiki["timeline"], "lofte"),
                 "lofte board": beside.seen(site["port"], "/tavla", "<main", site["cookie"]),
                 "lofte logging": beside.seen(site["port"], "/logga", "<main", site["cookie"])}
        print("workspace bytes of each page:", json.dumps(sizes), flush=True)
        public, anybody = {"port": port}, {"port": wp["port"]}

        def asks(site, path, anew=False):
            return lambda connections: one(site, path, anew, connections=connections)

        def patiently(site, path):
            """What stops now and then, as WordPress does with many clients, is asked once more, for longer."""
            def measure(connections):
                try:
                    return one(site, path, connections=connections)
                except NothingAnswered:
                    return one(site, path, connections=connections, seconds=5 * SECONDS)
            return measure

        theirs = {"WordPress": patiently(anybody, wp["page"]), "Fossil": patiently(wiki, wiki["page"])}
        for connections in (1, 32):
            many = "" if connections == 1 else f", {connections} clients"
            for name, measure in theirs.items():
                compared(f"pledge page made anew{many}", asks(public, "/" + slug, True), measure, name, connections,
                         sizes=sizes)
                compared(f"… from memory{many}", asks(public, "/" + slug), measure, name, connections)
            compared(f"board, signed in{many}", asks(site, "/tavla"), patiently(wp, wp["listing"]), "WordPress list",
                     connections)
            compared(f"… beside a page, signed in{many}", asks(site, "/tavla"), patiently(wp, wp["page"]), "WordPress",
                     connections)
            compared(f"logging, signed in{many}", asks(site, "/logga"), patiently(wp, wp["page"]), "WordPress", connections)
            compared(f"board, signed in{many}", asks(site, "/tavla"), patiently(wiki, wiki["timeline"]), "Fossil timeline",
                     connections)
            comment = {"comment": "En gång i dag @", "comment_post_ID": wp["commented"], "comment_parent": "0"}
            compared(f"an entry, beside a comment{many}",
                     lambda c: one(site, "/logga", form=site["form"], connections=c),
                     lambda c: one(wp, "/wp-comments-post.php", form=comment, connections=c), "WordPress", connections)


def workspace():
    if lacking := beside.lacking():
        raise SystemExit(f"not installed: {' '.join(lacking)}; ./dev bench workspace installs it")
    for engine, url in engines():
        few, many = filled(FEW, url), filled(MANY, url)
        print(f"workspace {engine}: {many['seconds']:.0f} s to fill, {many['verified']:.0f} s to verify", flush=True)
        # What was changed within half a minute is looked at again and again; filling is over by then.
        time.sleep(max(0, 35 - (time.perf_counter() - many["filled"])))
        with ExitStack() as stack:
            few, many = signed_in(stack, few), signed_in(stack, many)
            growth(engine, few, many)
            board(engine, many)
            entries(engine, many)
            if engine == "SQLite":
                others(many)
        for made in (few, many):
            shutil.rmtree(made["data"], ignore_errors=True)
