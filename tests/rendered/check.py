#!/usr/bin/python3
"""The reference documents as files of many programs, read and scored: check.py LOFTE SHARED [--only PART] [--scans] [--keep DIR]

Prints a table of way × document. Fails where one scores less than is asked; a way whose programs are not installed is
left out, saying so. Without the reference material it ends with 77 (skipped).
"""
import argparse
import concurrent.futures
import glob
import json
import os
import subprocess
import sys
import tempfile

import render

LEAST = 0.97, 0.97  # of each document and of their mean, where render.LEAST asks no other


def make_and_read(lofte, way, name, text, out, keep):
    _, make = render.WAYS.get(way) or render.SCANS[way]
    with tempfile.TemporaryDirectory() as folder:
        if keep:
            folder = os.path.join(keep, way.replace("/", "-").replace(" ", "_"), name)
            os.makedirs(folder, exist_ok=True)
        try:
            path = make(render.blocks_of(text), folder)
        except subprocess.CalledProcessError as e:
            return f"{way} {name}: not made: {e.stderr.decode(errors='replace')[-300:]}"
        read = subprocess.run([lofte, "import", "--draft", path], capture_output=True)
        if read.returncode != 0:
            return f"{way} {name}: {read.stdout.decode()[-300:]} {read.stderr.decode()[-300:]}"
        with open(os.path.join(out, name + ".json"), "wb") as f:
            f.write(read.stdout)
    return None


def scores(scorer, truths, drafts):
    answer = subprocess.run([sys.executable, scorer, "drafts", truths, drafts, "--json"], check=True, capture_output=True, text=True)
    return {k[:-5]: v["overall"] for k, v in json.loads(answer.stdout)["documents"].items()}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("lofte")
    p.add_argument("shared")
    p.add_argument("--only", action="append", default=[])
    p.add_argument("--scans", action="store_true")
    p.add_argument("--keep")
    p.add_argument("--jobs", type=int, default=2)
    a = p.parse_args()
    scorer = os.path.join(a.shared, "cadence", "score.py")
    truths = os.path.join(a.shared, "seeds", "expected")
    if not os.path.exists(scorer):
        print("skipped: the reference material is absent")
        return 77
    texts = {os.path.basename(f)[:-4]: open(f, encoding="utf-8").read() for f in sorted(glob.glob(os.path.join(a.shared, "seeds", "*.txt")))}
    ways = dict(render.SCANS if a.scans else render.WAYS)
    if a.only:
        ways = {w: v for w, v in ways.items() if any(o in w for o in a.only)}
    missing = {w: [x for x in v[0] if not render.is_here(x)] for w, v in ways.items()}
    low = []
    with tempfile.TemporaryDirectory() as top, concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        work = {}
        for way in ways:
            if missing[way]:
                continue
            out = os.path.join(a.keep or top, "drafts", way.replace("/", "-").replace(" ", "_"))
            os.makedirs(out, exist_ok=True)
            work[way] = out, [pool.submit(make_and_read, a.lofte, way, n, t, out, a.keep) for n, t in texts.items()]
        print(f"{'':38}" + "".join(f"{n[:3]:>8}" for n in texts) + "    mean")
        for way in ways:
            if missing[way]:
                print(f"{way:38} left out: {', '.join(missing[way])} not installed")
                continue
            out, jobs = work[way]
            for trouble in (j.result() for j in jobs):
                if trouble:
                    print(trouble)
            found = scores(scorer, truths, out)
            row = [found.get(n, 0.0) for n in texts]
            print(f"{way:38}" + "".join(f"{v:8.4f}" for v in row) + f"{sum(row) / len(row):8.4f}", flush=True)
            least = render.LEAST.get(way, LEAST)
            row = [v for v, text in zip(row, texts.values()) if way not in render.HARD or "\t" not in text]
            if min(row) < least[0] or sum(row) / len(row) < least[1]:
                low.append(f"{way} (at least {least[0]}, and a mean of {least[1]}, is asked)")
    if not work:
        print("skipped: no way's programs are installed")
        return 77
    if low:
        print("too low: " + ", ".join(low))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
