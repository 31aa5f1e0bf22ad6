"""kill -9 amid 32 clients that log over the API, five times over the same data.

Held: what was answered 201 is there, once; what is sent again under its key is saved once, whether the first was stored
or not; `lofte verify` passes; the page tells as many as were acknowledged.
"""
import random, time
import soak

ENGINES = ("sqlite", "postgresql")
ROUNDS = 5


def run(lofte, engine):
    with soak.Place(lofte, engine) as place:
        sent, saved = set(), set()
        server = place.serve()
        for n in range(ROUNDS):
            server.page()
            clients = soak.Clients(server, f"round{n}")
            clients.wait_for(150)
            time.sleep(random.uniform(0, 0.05))
            server.kill()
            clients.end()
            sent |= clients.keys()
            saved |= clients.keys(201)
            others = [a for a in clients.all() if a[1] not in (201, None)]
            soak.must(not others, f"answered amid the logging: {others[:3]}")
            stored = soak.check_stored(place, saved, sent)
            server = place.serve()
            soak.send_again(server, sent, stored)
            saved = set(sent)
            soak.check_pages(server, len(saved))
        print(f"  {engine}: {len(saved)} entries, each there once after {ROUNDS} kills")
