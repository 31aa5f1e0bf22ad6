#!/usr/bin/env python3
"""Reads made and real documents and their variants, and scores the drafts: check.py DRAFT_OF SHARED.

Fails where a document or a kind of variant scores less than it must. Without the reference material's scorer it ends
with 77 (skipped), saying so.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))
import document_variants  # noqa: E402

LEAST_MADE = 0.90  # of a document of the genre that no rule was made for
LEAST_REAL = 0.97
LEAST_VARIANT = 0.97


def score(scorer, program, pairs):
    """Mean and the scores of (name, text, truth) by name."""
    with tempfile.TemporaryDirectory() as folder:
        texts, truths, drafts = (os.path.join(folder, x) for x in ("texts", "truths", "drafts"))
        for d in (texts, truths, drafts):
            os.mkdir(d)
        for name, text, truth in pairs:
            with open(os.path.join(texts, name + ".txt"), "w", encoding="utf-8") as f:
                f.write(text)
            with open(os.path.join(truths, name + ".json"), "w", encoding="utf-8") as f:
                json.dump(truth, f, ensure_ascii=False)
        subprocess.run([program, drafts, *sorted(glob.glob(texts + "/*.txt"))], check=True)
        out = subprocess.run([sys.executable, scorer, "drafts", truths, drafts, "--json"], check=True, capture_output=True, text=True)
        result = json.loads(out.stdout)
        return {name[: -len(".json")]: d["overall"] for name, d in result["documents"].items()}


def load(text_file, truth_file):
    with open(text_file, encoding="utf-8") as f, open(truth_file, encoding="utf-8") as g:
        return os.path.splitext(os.path.basename(truth_file))[0], f.read(), json.load(g)


def report(title, scores, least):
    low = {k: v for k, v in scores.items() if v < least}
    mean = sum(scores.values()) / len(scores)
    print(f"{title:28} mean {mean:.4f}  lowest {min(scores.values()):.4f}  of {len(scores)}")
    for name, value in sorted(low.items()):
        print(f"    {name}: {value:.4f}, at least {least} is asked")
    return not low


def main():
    program, shared = sys.argv[1:3]
    scorer = os.path.join(shared, "cadence", "score.py")
    if not os.path.exists(scorer):
        print("skipped: the reference material with score.py is absent")
        return 77
    made = [load(t, t[:-4] + ".json") for t in sorted(glob.glob(os.path.join(HERE, "[0-9]*.txt")))]
    real = [load(t, os.path.join(shared, "seeds", "expected", os.path.basename(t)[:-4] + ".json"))
            for t in sorted(glob.glob(os.path.join(shared, "seeds", "*.txt")))]
    ok = report("made documents", score(scorer, program, made), LEAST_MADE)
    ok = report("real documents", score(scorer, program, real), LEAST_REAL) and ok
    kinds = {}
    for name, text, truth in real:
        for kind, changed, answer in document_variants.variants(text, truth):
            kinds.setdefault(kind, []).append((name, changed, answer))
    for kind, pairs in kinds.items():
        ok = report(f"variant: {kind}", score(scorer, program, pairs), LEAST_VARIANT) and ok
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
