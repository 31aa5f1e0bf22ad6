#!/usr/bin/env python3
"""Runs soaks: run.py LOFTE [NAME…]. Each is a file beside this one with a docstring that says what it holds.

With SQLite always; with PostgreSQL where one is at hand (PGHOST, as pg_virtualenv sets it) and the soak says that it
differs. Ends with 77 where nothing could be tried.
"""
import importlib, os, sys, time, traceback
from pathlib import Path

import soak

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
NAMES = sorted(p.stem for p in HERE.glob("*.py") if p.stem not in ("run", "soak", "cluster"))


def main():
    lofte, *names = sys.argv[1:]
    passed, failed, skipped = [], [], []
    for name in names or NAMES:
        module = importlib.import_module(name)
        for engine in module.ENGINES:
            what = f"{name} on {engine}"
            began = time.monotonic()
            try:
                if engine == "postgresql" and not os.environ.get("PGHOST") and not getattr(module, "OWN_SERVER", False):
                    raise soak.Skip("no PostgreSQL: PGHOST is not set")
                module.run(lofte, engine)
                passed.append(what)
                word = "passed"
            except soak.Skip as why:
                skipped.append(what)
                word = f"SKIPPED: {why}"
            except Exception as fault:
                failed.append(what)
                word = f"FAILED: {fault}"
                if not isinstance(fault, AssertionError):
                    traceback.print_exc(file=sys.stdout)
            print(f"{what}, {time.monotonic() - began:.0f} s: {word}", flush=True)
    print(f"{len(passed)} passed, {len(failed)} failed, {len(skipped)} skipped")
    sys.exit(1 if failed else 0 if passed else 77)


main()
