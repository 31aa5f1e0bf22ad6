#!/usr/bin/env python3
"""Reads made and real documents and their variants, and scores the drafts: check.py DRAFT_OF SHARED [-v] [--keep DIR].

Fails where a document, or the mean of its kind, scores less than it must. Of held documents, which no rule is made by,
nothing but the mean is told. With -v it shows what differs in those that rules may be mended by; --keep leaves their
drafts in a folder. Without the reference material's scorer it ends with 77 (skipped), saying so.
"""
import argparse
import glob
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "rendered"))
import document_variants  # noqa: E402
import render  # noqa: E402

# Least of each document, and of the mean of its kind.
LEAST_TUNED = 0.93, 0.98
LEAST_HELD = 0.0, 0.94
LEAST_REAL = 0.97, 0.97
LEAST_VARIANT = 0.97, 0.97
LEAST_RENDERED = 0.94, 0.98

RENDERED = ["docx/python-docx", "odt/odfpy", "pdf/reportlab ruled"]  # made without starting another program


class document:
    def __init__(self, truth_file, source=None, text=None):
        self.name = os.path.splitext(os.path.basename(truth_file))[0]
        with open(truth_file, encoding="utf-8") as f:
            self.truth = json.load(f)
        self.source, self.text = source, text


class judge:
    def __init__(self, program, scorer):
        self.program, self.scorer = program, scorer

    def drafts(self, files, truths, work, *options):
        """What the scorer says of (name, file) and {name: truth}."""
        folders = [os.path.join(work, x) for x in ("truths", "drafts")]
        for d in folders:
            os.makedirs(d, exist_ok=True)
        for name, truth in truths.items():
            with open(os.path.join(folders[0], name + ".json"), "w", encoding="utf-8") as f:
                json.dump(truth, f, ensure_ascii=False)
        subprocess.run([self.program, folders[1], *files], check=True)
        return subprocess.run([sys.executable, self.scorer, "drafts", *folders, *options], check=True, capture_output=True, text=True).stdout

    def scores(self, files, truths, work):
        return {name[: -len(".json")]: d["overall"]
                for name, d in json.loads(self.drafts(files, truths, work, "--json"))["documents"].items()}

    def of_texts(self, triples):
        """Scores by name of (name, text, truth)."""
        with tempfile.TemporaryDirectory() as work:
            files = []
            for name, text, _ in triples:
                files.append(os.path.join(work, name + ".txt"))
                with open(files[-1], "w", encoding="utf-8") as f:
                    f.write(text)
            return self.scores(files, {name: truth for name, _, truth in triples}, work)


def with_sources(folder):
    """The documents of a folder: a truth, and beside it the file that it is the truth of."""
    for truth in sorted(glob.glob(os.path.join(folder, "[0-9]*.json"))):
        source = next(p for e in (".txt", ".html", ".md") if os.path.exists(p := truth[: -len(".json")] + e))
        yield document(truth, source)


def report(title, scores, least, named=True):
    mean, lowest = sum(scores.values()) / len(scores), min(scores.values())
    print(f"{title:28} mean {mean:.4f}  lowest {lowest:.4f}  of {len(scores)}", flush=True)
    for name, value in sorted(scores.items()):
        if named and value < least[0]:
            print(f"    {name}: {value:.4f}, at least {least[0]} is asked")
    if mean < least[1]:
        print(f"    a mean of {least[1]} is asked")
    return lowest >= least[0] and mean >= least[1]


def may_be_rendered(text):
    """Whether blocks.py makes of it what it says: no table is drawn with bars or spaces."""
    return "|" not in text and not any("    " in line.strip() for line in text.split("\n"))


def rendered(judge_, documents):
    """Ways, each with the scores of the documents made into files that way."""
    for way in RENDERED:
        programs, make = render.WAYS[way]
        if missing := [p for p in programs if not render.is_here(p)]:
            print(f"{way:28} left out: {', '.join(missing)} not installed")
            continue
        with tempfile.TemporaryDirectory() as work:
            files = []
            for d in documents:
                made = make(render.blocks_of(d.text), work)
                files.append(os.path.join(work, d.name + os.path.splitext(made)[1]))
                os.rename(made, files[-1])
            yield way, judge_.scores(files, {d.name: d.truth for d in documents}, work)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("program")
    p.add_argument("shared")
    p.add_argument("-v", "--verbose", action="store_true")
    p.add_argument("--keep")
    a = p.parse_args()
    scorer = os.path.join(a.shared, "cadence", "score.py")
    if not os.path.exists(scorer):
        print("skipped: the reference material with score.py is absent")
        return 77
    by = judge(a.program, scorer)
    tuned, held = list(with_sources(HERE)), list(with_sources(os.path.join(HERE, "held")))
    real = [document(os.path.join(a.shared, "seeds", "expected", os.path.basename(t)[:-4] + ".json"), t)
            for t in sorted(glob.glob(os.path.join(a.shared, "seeds", "*.txt")))]
    good = []
    for title, documents, least in (("tuned documents", tuned, LEAST_TUNED), ("held documents", held, LEAST_HELD),
                                    ("real documents", real, LEAST_REAL)):
        if not documents:
            continue
        files, truths = [d.source for d in documents], {d.name: d.truth for d in documents}
        with tempfile.TemporaryDirectory() as work:
            good.append(report(title, by.scores(files, truths, work), least, documents is not held))
        if documents is tuned and (a.verbose or a.keep):
            with tempfile.TemporaryDirectory() as work:
                said = by.drafts(files, truths, a.keep or work, "-v")
                print(said if a.verbose else "", end="")
    for d in real + [d for d in tuned if d.source.endswith(".txt")]:
        with open(d.source, encoding="utf-8") as f:
            d.text = f.read()
    kinds = {}
    for d in real:
        for kind, text, truth in document_variants.variants(d.text, d.truth):
            kinds.setdefault(kind, []).append((d.name, text, truth))
    for kind, triples in kinds.items():
        good.append(report(f"variant: {kind}", by.of_texts(triples), LEAST_VARIANT))
    for way, scores in rendered(by, [d for d in tuned if d.text and may_be_rendered(d.text)]):
        good.append(report(f"made as {way}", scores, LEAST_RENDERED))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
