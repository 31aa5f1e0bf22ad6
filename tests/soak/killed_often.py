"""kill -9 at random moments amid 16 clients that log, again and again over the same data: 20 short rounds, or as many as
LOFTE_SOAK_ROUNDS says.

Held after each round: what was answered 201 is there, once. After the last: what is sent again under its key is saved
once, whether the first was stored or not; `lofte verify` passes; the page tells as many as were sent.
"""
import os, random, time
import soak

ENGINES = ("sqlite", "postgresql")
ROUNDS = int(os.environ.get("LOFTE_SOAK_ROUNDS", "20"))
CLIENTS = 16


def run(lofte, engine):
    with soak.Place(lofte, engine) as place:
        sent, saved = set(), set()
        for n in range(ROUNDS):
            server = place.serve()
            clients = soak.Clients(server, f"round{n}", count=CLIENTS)
            # Anywhere from before the first answer to well into the stream of them.
            clients.wait_for(random.choice((0, 1, 8, 30)))
            time.sleep(random.uniform(0, 0.03))
            server.kill()
            clients.end()
            sent |= clients.keys()
            saved |= clients.keys(201)
            others = [a for a in clients.all() if a[1] not in (201, None)]
            soak.must(not others, f"round {n}: answered amid the logging: {others[:3]}")
            stored = {e["key"] for e in place.log()}
            lost = saved - stored
            soak.must(not lost, f"round {n}: {len(lost)} entries that were answered “saved” are lost: {sorted(lost)[:3]}")
        stored = soak.check_stored(place, saved, sent)
        server = place.serve()
        soak.send_again(server, sent, stored)
        soak.check_stored(place, sent, sent)
        soak.check_pages(server, len(sent))
        print(f"  {engine}: {len(saved)} were answered “saved” before {ROUNDS} kills, {len(sent)} sent; each is there once")
