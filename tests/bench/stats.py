"""The statistics engine beside R on the same answers and counts, in turns, with their figures compared: ./dev bench stats
[--full]. R does a sample, evenly chosen, of the municipalities and series and is told as if it had done all; with --full
all of what takes it less than some minutes. Seconds are the processor's on both sides, so that what else the machine
does counts for little; two cores are measured by the clock.
"""
import array
import json
import math
import os
import shutil
import statistics
import subprocess
from contextlib import contextmanager

from common import BUILD, ROUNDS, WORK, Goal, row, under

BENCH = BUILD / "tests/bench/bench_stats"
HERE = os.path.dirname(os.path.abspath(__file__))
MUNICIPALITIES, ITEMS, STRATA, DOMAINS, SERIES = 290, 60, 8, 15, 5800
PLACES = 2 * MUNICIPALITIES
# Of how many of all there are R does its part.
QUICK = {"rake": (20, PLACES), "calibrate": (58, PLACES), "domains": (4, PLACES), "tests": (4, MUNICIPALITIES),
         "expert": (20, MUNICIPALITIES), "series": (100, SERIES)}
FULL = {"rake": (PLACES, PLACES), "calibrate": (PLACES, PLACES), "domains": (29, PLACES), "tests": (15, MUNICIPALITIES),
        "expert": (MUNICIPALITIES, MUNICIPALITIES), "series": (580, SERIES)}
# How far apart relative to their size two figures may be. R's farringtonFlexible and ours stop by the same rule.
CLOSE = 1e-8
in_full = False


def times(least):
    return Goal(f"{least} × or more", least=least, of_ratio=True)


@contextmanager
def asked(command):
    """A program that answers each line of its input with one."""
    # R's algebra takes as many threads as there are, unless told: one beside one.
    alone = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen([str(c) for c in command], env=alone, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(line=None):
        if line:
            process.stdin.write(line + "\n")
            process.stdin.flush()
        answer = process.stdout.readline()
        if not answer:
            raise SystemExit(f"{command[0]} ended at {line}")
        return answer
    try:
        yield ask
    finally:
        process.stdin.close()
        process.wait(60)


def numbers(name):
    out = array.array("d")
    out.frombytes((WORK / name).read_bytes())
    return out


def some(n, of):
    """As R chooses: seq(1, of, length.out = n), rounded half to even; from 0."""
    return list(range(of)) if n >= of else sorted({round(1 + i * (of - 1) / (n - 1)) - 1 for i in range(n)})


def apart(ours, theirs):
    """The largest relative difference; figures that are nowhere near each other count as they are."""
    assert len(ours) == len(theirs), (len(ours), len(theirs))
    worst = 0.0
    for a, b in zip(ours, theirs):
        if math.isnan(a) != math.isnan(b):
            return math.inf
        if a != b and not math.isnan(a):
            worst = max(worst, abs(a - b) / max(abs(a), abs(b), 1e-6))
    return worst


def same(what, ours, theirs, close=CLOSE):
    worst = apart(ours, theirs)
    row("stats", f"… {what}: of {len(ours):,} the furthest apart", worst * 1e12, "× 10⁻¹²", goal=under(close * 1e12, "× 10⁻¹²"))


def compare(sizes):
    begin = array.array("i")
    begin.frombytes((WORK / "begin").read_bytes())
    ours, theirs = numbers("ours.calibrate"), numbers("r.calibrate")
    same("weights", [x for p in some(*sizes["calibrate"]) for x in ours[begin[p]:begin[p + 1]]], theirs)
    # R's own stopping rule of 1e-10 in the totals is felt in errors of hardly any spread.
    ours, each = numbers("ours.domains"), ITEMS * STRATA * 2
    same("means and errors", [x for p in some(*sizes["domains"]) for x in ours[p * each:(p + 1) * each]], numbers("r.domains"))
    tests = ours[PLACES * each:]
    same("p of changes", [x for m in some(*sizes["tests"]) for x in tests[m * ITEMS:(m + 1) * ITEMS]], numbers("r.tests"), 1e-7)
    ours, each, theirs = numbers("ours.expert"), ITEMS * DOMAINS * 2, numbers("r.expert")
    mine = [x for m in some(*sizes["expert"]) for p in (m, m + MUNICIPALITIES) for x in ours[p * each:(p + 1) * each]]
    same("means and errors, expert", mine, theirs)
    ours = numbers("ours.series")
    same("series", [x for s in some(*sizes["series"]) for x in ours[3 * s:3 * s + 3]], numbers("r.series"))


def beside_r(sizes):
    theirs = {part: [] for part in sizes}
    ours = {(part, cores): [] for part in ("calibrate", "domains", "expert", "series") for cores in (1, 2)}
    with asked([BENCH, WORK]) as engine:
        engine()
        with asked(["Rscript", os.path.join(HERE, "stats.R"), WORK]) as r:
            print("stats    ", r().removeprefix("ready ").strip(), flush=True)
            for _ in range(ROUNDS):
                for part, (n, of) in sizes.items():
                    theirs[part].append(float(r(f"{part} {n}")) * of / n)
                    if part in ("rake", "tests"):
                        continue
                    for cores in (1, 2):
                        ours[part, cores].append(json.loads(engine(f"{part} {cores}")))
    took = {part: statistics.median(t) for part, t in theirs.items()}

    def line(what, part, sides, goal):
        clock = {c: statistics.median(x["clock"] for x in ours[part, c]) for c in (1, 2)}
        own = statistics.median(x["processor"] for x in ours[part, 1])
        there = sum(took[s] for s in sides)
        n, of = sizes[sides[0]]
        how = f"({n} of {of:,}, scaled)" if n < of else "(all)"
        row("stats", what, own * 1e3, "ms", there / own, f"R, {there:,.1f} s {how}", goal, r=[theirs[s] for s in sides],
            ours=ours[part, 1], two=ours[part, 2], cores=clock[1] / clock[2])
        row("stats", "… on two cores", clock[2] * 1e3, "ms", clock[1] / clock[2], "one core, by the clock")
    line("weights of 580 municipality-rounds", "calibrate", ["rake"], times(100))
    line("… beside calibrate", "calibrate", ["calibrate"], times(20))
    line("278,400 means with errors, 17,400 tests", "domains", ["domains", "tests"], times(500))
    line("weights, 522,000 means, tests, expert's R", "expert", ["expert"], times(50))
    line("the latest month of 5,800 series", "series", ["series"], times(200))


def growth():
    """An answer costs the same whatever the survey's size."""
    cost = {}
    for answers in (2_000, 20_000, 200_000, 2_000_000):
        told = json.loads(subprocess.run([BENCH, "growth", str(answers)], check=True, capture_output=True, text=True).stdout)
        first = cost.setdefault("first", told["nanoseconds"])
        row("stats", f"an answer among {answers:,}", told["nanoseconds"], "ns", told["nanoseconds"] / first, "among 2,000",
            Goal("at most 1.5 ×", most=1.5, of_ratio=True))
        if answers == 2_000_000:
            share = (told["data"] + told["more"]) / told["data"]
            row("stats", "memory, with the data", told["data"] / 2**20 * share, "MiB", share, "the data alone",
                Goal("under 2 × the data", most=2, of_ratio=True))


def page():
    told = json.loads(subprocess.run([BENCH, "page"], check=True, capture_output=True, text=True).stdout)
    row("stats", f"{told['figures']} figures of 2,000 answers, {told['withheld']} withheld", told["reckoned"] * 1e3, "ms",
        goal=under(20, "ms"))
    row("stats", "… and in words", told["worded"] * 1e3, "ms")


def stats():
    if not shutil.which("Rscript"):
        raise SystemExit("R is not installed; ./dev bench stats installs it")
    sizes = FULL if in_full else QUICK
    page()
    growth()
    beside_r(sizes)
    compare(sizes)
