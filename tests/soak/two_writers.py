"""Three programs write to the same data: `lofte log add` in two loops, and the server for eight clients.

Held: nothing is lost or there twice, the rows have no gap, `lofte verify` passes, and the page tells of all.
"""
import threading
import soak

ENGINES = ("sqlite", "postgresql")
EACH = 60


def run(lofte, engine):
    with soak.Place(lofte, engine) as place:
        server = place.serve()
        clients = soak.Clients(server, "api", count=8, pause=0.02)
        faults = []

        def add(name):
            for n in range(EACH):
                try:
                    place.run("log", "add", soak.SLUG, "p1", "--amount", "1", "--date", "2024-02-14", "--key", f"{name}-{n}")
                except AssertionError as fault:
                    faults.append(str(fault))

        loops = [threading.Thread(target=add, args=(name,)) for name in ("one", "two")]
        for t in loops:
            t.start()
        for t in loops:
            t.join()
        clients.end()
        soak.must(not faults, f"{len(faults)} of {2 * EACH} commands failed: {faults[:2]}")
        soak.must(clients.keys() == clients.keys(201), f"not all were saved: {[a for a in clients.all() if a[1] != 201][:3]}")
        typed = {f"{name}-{n}" for name in ("one", "two") for n in range(EACH)}
        soak.must(len(soak.check_stored(place, typed | clients.keys(), typed | clients.keys())) > 3 * EACH, "the clients hardly logged")
        soak.check_pages(server, len(typed | clients.keys()))
        print(f"  {engine}: {2 * EACH} by commands, {len(clients.keys())} by clients meanwhile")
        server.stop()
