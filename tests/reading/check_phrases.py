#!/usr/bin/env python3
"""Reads the phrases of phrases/ and scores them against their truth: check_phrases.py LOFTE SHARED [-v].

Fails where a file of texts that no rule was made by (held, fresh) scores under LEAST, or one that was (tune) under
LEAST_TUNED. Without the reference material's scorer it ends with 77 (skipped), saying so. With -v it shows what differs
in the files that rules may be mended by.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LEAST = 0.95
LEAST_TUNED = 0.98
KINDS = {"forms": ("cadence", "cadence"), "periods": ("period", "periods"), "quantities": ("quantity", "quantities")}


def run(*arguments, **more):
    return subprocess.run(arguments, check=True, capture_output=True, text=True, **more).stdout


def score(program, scorer, truth, verbose):
    """The score of one file, and how many lines it has."""
    kind, scored_as = KINDS[os.path.basename(truth).split(".")[0]]
    given = run(sys.executable, scorer, "inputs", truth)
    lines = given.count("\n")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as read:
        answered = run(program, "read", kind, input=given)
        if answered.count("\n") != lines:
            sys.exit(f"{truth}: {answered.count(chr(10))} answers to {lines} texts")
        read.write(answered)
        read.flush()
        if verbose and ".tune." in truth:
            print(run(sys.executable, scorer, scored_as, truth, "--pred", read.name, "-v"))
        return json.loads(run(sys.executable, scorer, scored_as, truth, "--pred", read.name, "--json"))["overall"], lines


def main():
    program, shared = sys.argv[1:3]
    scorer = os.path.join(shared, "cadence", "score.py")
    if not os.path.exists(scorer):
        print("skipped: the reference material with score.py is absent")
        return 77
    files = sorted(glob.glob(os.path.join(HERE, "phrases", "*.jsonl")))
    files += sorted(glob.glob(os.path.join(shared, "cadence", "*.jsonl")))
    bad = 0
    for truth in files:
        name = os.path.relpath(truth, os.path.join(HERE, "phrases")) if truth.startswith(HERE) else os.path.basename(truth)
        least = LEAST if ".held." in name or ".fresh." in name else LEAST_TUNED
        value, lines = score(program, scorer, truth, "-v" in sys.argv)
        bad += value < least
        print(f"{name:28} {value:.4f} of {lines:3} lines{'' if value >= least else f', at least {least} is asked'}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
