"""PostgreSQL is restarted, crashes, stays away and hangs under a running server.

Held: pages in memory still answer, what needs the database answers 503 with a sentence, at once and not after a wait;
no acknowledged entry is lost; all works again without a restart of Löfte, and its log is not flooded meanwhile. Where the
database hangs, pages in memory are served and the server can still be stopped.
"""
import random, time
import cluster, soak

ENGINES = ("postgresql",)
OWN_SERVER = True


def only_saved_or_refused(clients):
    for key, status, text in clients.all():
        soak.must(status is not None, f"{key} was left without an answer: {text}")
        if status != 201:
            soak.check_refusal(status, text)
    refused = len(clients.keys(503))
    soak.must(clients.keys(201), "nothing was saved")
    return refused


def until_saved(server, name, seconds=20):
    """Writes pass again by themselves; the keys that were tried."""
    tried, end = [], time.monotonic() + seconds
    while True:
        tried.append(f"{name}-{len(tried)}")
        status, text = server.ask("/api/v1/log", soak.entry(tried[-1]))
        if status == 201:
            return tried
        soak.check_refusal(status, text)
        soak.must(time.monotonic() < end, f"{seconds} s after the database came back: {status} {text[:200]}")
        time.sleep(0.1)


def restart_under_load(place, database, server, how):
    clients = soak.Clients(server, how, pause=0.03)
    clients.wait_for(100)
    database.stop(how)
    database.start()
    back = clients.count()
    clients.wait_for(back + 200)
    clients.end()
    last = [of_thread[-1][1] for of_thread in clients.answers]
    soak.must(last.count(201) == len(last), f"after a restart ({how}) clients are still refused: {last}")
    print(f"  restart ({how}): {len(clients.keys(201))} saved, {only_saved_or_refused(clients)} told to come again")
    return clients.keys(), clients.keys(201)


def while_away(place, database, server):
    server.page(f"/{soak.SLUG}?per=2024-02-14")
    time.sleep(1.5)  # so that what was changed last has been seen, and the page stays in memory
    server.page()
    database.stop()
    lines = len(server.said())
    clients = soak.Clients(server, "away", count=4, pause=0.3)
    for _ in range(8):
        server.page(within=0.5)
        sentence = server.page(f"/{soak.SLUG}?per=2024-02-13", code=503, within=2)
        soak.must("<h1" in sentence and "Try again" in sentence, f"no page that says it: {sentence[:200]}")
        soak.check_refusal(*server.ask(f"/{soak.SLUG}.json"))
        time.sleep(0.5)
    place.refused("log", "add", soak.SLUG, "p1", "--amount", "1", says="cannot be reached")
    place.refused("serve", "--port", "0", says="cannot be reached")
    clients.end()
    soak.must(clients.keys() == clients.keys(503), "something was saved while there was no database")
    for _, status, text in clients.all():
        soak.check_refusal(status, text)
    # Each request that failed is told; beside them, nothing that repeats itself.
    said = [line for line in server.said()[lines:] if "storage_failed route=" not in line]
    soak.must(len(said) <= 6, f"{len(said)} lines in 5 s without a database, for instance: {said[:8]}")
    server.page(within=0.5)
    database.start()
    tried = until_saved(server, "back")
    server.page(f"/{soak.SLUG}?per=2024-02-13")
    return clients.keys() | set(tried), {tried[-1]}


def hang(database, server):
    time.sleep(1.5)
    server.page()
    database.hang()
    try:
        client = soak.Clients(server, "hung", count=2)
        server.page(within=0.5)
        code, took = server.stop(within=19)
        soak.must(code == 4, f"stopped beside a database that hangs: {code} after {took:.0f} s")
    finally:
        database.wake()
    client.end()
    soak.must(not client.keys(201), "saved by a database that hangs")
    return client.keys()


def run(lofte, engine):
    with cluster.Cluster() as database, soak.Place(lofte, engine, url=database.url) as place:
        server = place.serve()
        server.page()
        sent, saved = set(), set()
        for turn in (lambda: restart_under_load(place, database, server, "fast"), lambda: while_away(place, database, server),
                     lambda: restart_under_load(place, database, server, "immediate")):
            more_sent, more_saved = turn()
            sent |= more_sent
            saved |= more_saved
            stored = soak.check_stored(place, saved, sent)
        again = set(random.sample(sorted(sent - stored), min(150, len(sent - stored)))) | set(random.sample(sorted(stored), 150))
        soak.send_again(server, again, stored)
        sent = stored | again
        soak.check_pages(server, len(sent))
        code, _ = server.stop()
        soak.must(code == 0, f"ended with {code}")
        server = place.serve()
        server.page()
        hung = hang(database, server)
        soak.check_stored(place, sent, sent | hung)
