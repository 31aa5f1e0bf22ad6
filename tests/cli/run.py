#!/usr/bin/env python3
"""Runs the command line's scenarios: run.py LOFTE [NAME…]

A scenario (tests/cli/*.scenario) is a session as a person sees it. `$ …` is run by sh, with the program as `lofte`; the
lines under it, up to the next `$` or an empty line, are what it must write (standard output, then standard error).
`…` stands for any characters within a line, and alone for any lines. `? 3` is the exit code where it is not 0.
`<< NAME` to a lone `>>` writes a file. All else is said to the reader. Each runs in an empty folder, with SQLite, and
again with PostgreSQL where one is at hand (PGHOST, as pg_virtualenv sets it).
"""
import os, re, shutil, subprocess, sys, tempfile, uuid
from pathlib import Path

HERE = Path(__file__).resolve().parent


def parse(text):
    steps, lines, i = [], text.split("\n"), 0
    while i < len(lines):
        line = lines[i]
        i += 1
        if line.startswith("<< "):
            content = []
            while lines[i] != ">>":
                content.append(lines[i])
                i += 1
            i += 1
            steps.append(("file", line[3:], "\n".join(content) + "\n"))
        elif line.startswith("$ "):
            expected, code = [], 0
            while i < len(lines) and lines[i] and not lines[i].startswith(("$ ", "<< ")):
                if lines[i].startswith("? "):
                    code = int(lines[i][2:])
                else:
                    expected.append(lines[i])
                i += 1
            steps.append(("run", line[2:], expected, code, i))
    return steps


def matches(expected, got):
    pattern = ""
    for line in expected:
        if line == "…":
            pattern += r"(?:.*\n)*"
        else:
            pattern += ".*".join(re.escape(p) for p in line.split("…")) + r"\n"
    return re.fullmatch(pattern, got) is not None


def run(path, lofte, database):
    folder = tempfile.mkdtemp(prefix="lofte-cli-")
    env = dict(os.environ, PATH=f"{folder}/.bin:" + os.environ["PATH"], LOFTE_DATA="data", LC_ALL="C.UTF-8", SOURCE=str(HERE.parent.parent))
    for name in ("LOFTE_LANG", "LOFTE_TODAY", "LOFTE_DATABASE"):
        env.pop(name, None)
    if database:
        env["LOFTE_DATABASE"] = database
    os.mkdir(f"{folder}/.bin")
    os.symlink(os.path.abspath(lofte), f"{folder}/.bin/lofte")
    wrong = []
    try:
        for step in parse(path.read_text(encoding="utf-8")):
            if step[0] == "file":
                Path(folder, step[1]).write_text(step[2], encoding="utf-8")
                continue
            _, command, expected, code, line = step
            done = subprocess.run(["sh", "-c", command], cwd=folder, env=env, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
            got = done.stdout + done.stderr
            if got and not got.endswith("\n"):
                got += "\n"
            if done.returncode != code:
                wrong.append(f"{path.name}:{line}: {command}\n  ended with {done.returncode}, not {code}:\n{got}")
            elif not matches(expected, got):
                wrong.append(f"{path.name}:{line}: {command}\n  wrote:\n{got}  and not:\n" + "\n".join(expected))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return wrong


def main():
    lofte, *names = sys.argv[1:]
    passed = failed = 0
    for path in sorted(HERE.glob("*.scenario")):
        if names and path.stem not in names:
            continue
        for engine in ["sqlite"] + (["postgresql"] if os.environ.get("PGHOST") else []):
            name = None
            if engine == "postgresql":
                name = "lofte_" + uuid.uuid4().hex
                subprocess.run(["createdb", name], check=True)
            try:
                wrong = run(path, lofte, f"postgresql:///{name}" if name else "")
            finally:
                if name:
                    subprocess.run(["dropdb", "--force", name], check=True)
            for w in wrong:
                print("FAILED", engine, w)
            passed += not wrong
            failed += bool(wrong)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main()
