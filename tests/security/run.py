#!/usr/bin/env python3
"""Attacks the program as strangers and as people with a role would: run.py LOFTE [PART…]

Each part runs against a server of its own over a world of people, pledges and secrets, with SQLite, and again with
PostgreSQL where one is at hand (PGHOST) and the database matters to it. docs/security.md tells what is held.
"""
import importlib, os, sys, time, traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import headers
from client import Browser, Wire
from routes import Site
from world import World

# The part, whether it needs the site's map, and whether it is tried on both engines.
PARTS = (("foreign_forms", True, False), ("injected", True, True), ("markup", True, False), ("providers", False, False),
         ("sessions", True, False), ("wire", True, False))


def run(lofte, name, engine, needs_site):
    part, watch = importlib.import_module(name), headers.Watch()
    Wire.seen, Browser.seen = staticmethod(watch.answer), staticmethod(watch.private)
    with World(lofte, engine, **getattr(part, "SETTINGS", {})) as w:
        w.lofte = lofte
        site = Site(w).prepare().crawl(getattr(part, "WHO", ("coordinator", "administrator", "police", "visitor"))).complete() if needs_site else None
        part.run(w, site) if needs_site else part.run(w)
        if hasattr(part, "finish"):
            part.finish(w, site)
        w.check_calm()
        watch.check()


def main():
    headers.self_test()
    lofte, *names = sys.argv[1:]
    failed = 0
    for name, needs_site, both in PARTS:
        if names and name not in names:
            continue
        for engine in ["sqlite"] + (["postgresql"] if both and os.environ.get("PGHOST") else []):
            began = time.monotonic()
            try:
                run(os.path.abspath(lofte), name, engine, needs_site)
                print(f"passed {name} {engine} {time.monotonic() - began:.1f} s", flush=True)
            except Exception as fault:
                failed += 1
                print(f"FAILED {name} {engine} {time.monotonic() - began:.1f} s: {fault}", flush=True)
                if not isinstance(fault, AssertionError):
                    traceback.print_exc()
    sys.exit(1 if failed else 0)


main()
