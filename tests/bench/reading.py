"""How well phrases and documents are read, field by field, and how fast: ./dev bench reading.

Texts that rules are mended by and texts that none is made by are told apart, and of the latter nothing but the means over
all of them. The scorer is the reference material's; without it only the speed is measured.
"""
import json
import os
import re
import subprocess
import sys

from common import BUILD, LOFTE, ROOT, WORK, Goal, row, under

TESTS = ROOT / "tests" / "reading"
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "cadence" / "score.py"
KINDS = {"forms": ("cadence", "cadence"), "periods": ("period", "periods"), "quantities": ("quantity", "quantities")}
PAGES = 30
sys.path[:0] = [str(ROOT / "tests" / "rendered")]

FIELD = re.compile(r"(\S.*?)\s+(?:([01]\.\d{3})\s+([01]\.\d{3})\s+|\s{8,})([01]\.\d{3})(?:\s+\S+)?$")


def least(value):
    return Goal(f"at least {value:g}", least=value)


def score(*arguments):
    return subprocess.run([sys.executable, SCORER, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def tables_in(text):
    """{field: (precision, recall, F1)} of each table that the scorer prints; precision None where it has none."""
    for part in re.split(r"(?m)^overall.*$", text):
        found = {}
        for line in part.splitlines():
            if (m := FIELD.fullmatch(line.rstrip())) and not line.startswith(" "):
                p, r, f1 = m.group(2, 3, 4)
                found[m[1]] = (float(p) if p else None, float(r) if r else None, float(f1))
        if found:
            yield found


def show(what, p, r, f1):
    told = "" if p is None else f"precision {p:.3f}, recall {r:.3f}"
    row("reading", what, round(f1, 4), "F1", against=told, precision=p, recall=r)


def phrases():
    for kind, (read, scored_as) in KINDS.items():
        for half, marks in (("tuned", (".tune.",)), ("held", (".held.", ".fresh."))):
            truth, answers = WORK / f"{kind}.{half}.jsonl", WORK / f"{kind}.{half}.read.jsonl"
            files = [f for f in sorted((TESTS / "phrases").glob(kind + ".*jsonl")) if any(m in f.name for m in marks)]
            truth.write_text("".join(f.read_text(encoding="utf-8") for f in files), encoding="utf-8")
            given = score("inputs", truth)
            answers.write_text(subprocess.run([LOFTE, "read", read], input=given, check=True, capture_output=True, text=True).stdout,
                               encoding="utf-8")
            said = score(scored_as, truth, "--pred", answers)
            for table in tables_in(said):
                for field, values in table.items():
                    show(f"{kind}, {half}: {field}", *values)
            whole = json.loads(score(scored_as, truth, "--pred", answers, "--json"))["overall"]
            row("reading", f"{kind}, {half}: of {given.count(chr(10))} phrases", whole, "overall", goal=least(0.97 if half == "held" else 0.98))


def drafts():
    for half, folder in (("tuned", TESTS), ("held", TESTS / "held")):
        truths, read = WORK / f"{half}.truths", WORK / f"{half}.drafts"
        sources = []
        for truth in sorted(folder.glob("[0-9]*.json")):
            truths.mkdir(exist_ok=True)
            (truths / truth.name).write_bytes(truth.read_bytes())
            sources += [f for f in folder.glob(truth.stem + ".*") if f.suffix != ".json"]
        if not sources:
            continue
        read.mkdir(exist_ok=True)
        subprocess.run([BUILD / "tests/reading/draft_of", read, *sources], check=True)
        tables = list(tables_in(score("drafts", truths, read)))
        for field in dict.fromkeys(f for t in tables for f in t):
            of = [t[field] for t in tables if field in t]
            mean = [None if of[0][i] is None else sum(v[i] for v in of) / len(of) for i in range(3)]
            show(f"drafts, {half}: {field}", *mean)
        whole = json.loads(score("drafts", truths, read, "--json"))["overall"]
        row("reading", f"drafts, {half}: of {len(sources)} documents", whole, "overall", goal=least(0.95 if half == "held" else 0.97))


def long_pdf():
    """A PDF of PAGES pages of the made documents; None where the program that makes it is not installed."""
    import render
    programs, make = render.WAYS["pdf/reportlab ruled"]
    if not all(map(render.is_here, programs)):
        return None
    texts = [f.read_text(encoding="utf-8") for f in sorted(TESTS.glob("[0-9]*.txt"))]
    (WORK / "long").mkdir(exist_ok=True)
    for times in range(1, 20):
        path = make(render.blocks_of("\n\n".join(texts * times)), str(WORK / "long"))
        pages = subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout
        if (n := re.search(r"Pages:\s+(\d+)", pages)) and int(n[1]) >= PAGES:
            return path, int(n[1])
    return None


def speed():
    program = BUILD / "tests/bench/bench_reading"
    if not program.exists():
        print("reading   skipped: bench_reading is not built")
        return
    made = long_pdf()
    files = [*sorted(TESTS.glob("[0-9]*.txt")), *([made[0]] if made else [])]
    found = json.loads(subprocess.run([program, *files], check=True, capture_output=True, text=True).stdout)
    row("reading", f"text to draft, {found['documents']} documents one by one", found["megabytes_a_second"], "MB/s", goal=least(5), all=found)
    row("reading", f"text to draft, the same on {found['cores']} cores together", found["together_megabytes_a_second"], "MB/s", goal=least(5))
    row("reading", "text to draft, one text of a megabyte", found["long_megabytes_a_second"], "MB/s", goal=least(5))
    row("reading", "time for ten times the text", found["growth"], "times", goal=under(11, "times"))
    if made:
        row("reading", f"PDF to draft, {made[1]} pages", found["pdf_seconds"], "s", goal=under(0.5, "s"))


def reading():
    if SCORER.exists():
        phrases()
        drafts()
    else:
        print("reading   the reference material with score.py is absent: speed alone")
    speed()
