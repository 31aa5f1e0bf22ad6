"""Verdicts of the whole country, and phrases read."""
import json
import os
import resource
import statistics
import subprocess
import sys

from common import BUILD, LOFTE, ROOT, ROUNDS, WORK, row, under


def verdicts():
    runs = [("bench_verdicts", (), "all verdicts, computed alone"),
            ("bench_country_db", ("2", "2000000"), "all verdicts, read from SQLite")]
    if os.environ.get("PGHOST"):
        runs.append(("bench_country_db", ("2", "2000000", "postgresql:///postgres"), "all verdicts, read from PostgreSQL"))
    for name, arguments, what in runs:
        program = BUILD / "tests/bench" / name
        if not program.exists():
            print(f"verdicts  skipped: {name} is not built")
            continue
        found = json.loads(subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout.splitlines()[-1])
        row("verdicts", f"{what}, {found['entries']:,} entries", float(found["seconds"]), "s", goal=under(1, "s"), all=found)


def read():
    """Phrases read for cadences, JSON lines in and out, against Python's json (in C) taking in and giving out the same.

    CPU time of one process each, less what starting it costs: a machine that does other things does not count."""
    lines = []
    for file in sorted((ROOT / "tests" / "reading" / "phrases").glob("forms.*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            known = json.loads(line)
            lines.append(json.dumps({k: known[k] for k in ("id", "text", "context") if k in known}, ensure_ascii=False))
    times = 20
    text, one = WORK / "phrases.jsonl", WORK / "phrase.jsonl"
    text.write_text("\n".join(lines * times) + "\n", encoding="utf-8")
    one.write_text(lines[0] + "\n", encoding="utf-8")
    copy = "import json, sys\nfor line in sys.stdin: print(json.dumps(json.loads(line), ensure_ascii=False))"
    calls = {"lofte": [LOFTE, "read", "cadence"], "json": [sys.executable, "-c", copy]}

    def cpu_seconds(call, given):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with given.open("rb") as f:
            subprocess.run([str(c) for c in call], stdin=f, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    seconds = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, call in calls.items():
            seconds[name].append(max(cpu_seconds(call, text) - cpu_seconds(call, one), 1e-4))
    best = {name: min(taken) for name, taken in seconds.items()}
    count, size = len(lines) * times, text.stat().st_size / 1e6
    against = "json in and out"
    row("read", "phrases read for cadences", count / best["lofte"], "lines/s", best["json"] / best["lofte"], against)
    row("read", "phrases read for cadences", size / best["lofte"], "MB/s", best["json"] / best["lofte"], against)
