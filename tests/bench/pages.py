"""Pages: from memory, made anew, at random, the program's start and what it takes in memory."""
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import time
from pathlib import Path

from common import (LOFTE, ROUNDS, WORK, Goal, document_of, example, fetch, first_pledge, free_port, lofte, nginx,
                    open_measure, post, row, running, under, wait_for, wrk)


def page():
    """The pledge's page from memory against nginx with the same bytes as a file."""
    if not shutil.which("nginx") or not shutil.which("wrk"):
        return print("page      skipped: nginx or wrk is not installed")
    with lofte(example()) as (_, port):
        path = "/" + first_pledge(port)[0]
        _, _, plain = fetch(port, path)
        _, head, packed = fetch(port, path, **{"Accept-Encoding": "gzip"})
        assert head.get("Content-Encoding") == "gzip", head
        folder = WORK / "files"
        folder.mkdir()
        os.chmod(WORK, 0o755)
        (folder / "p.html").write_bytes(plain)
        (folder / "p.html.gz").write_bytes(packed)
        call, other = nginx(folder)
        with running(call, other, "/p.html"):
            assert fetch(other, "/p.html")[2] == plain
            assert fetch(other, "/p.html", **{"Accept-Encoding": "gzip"})[2] == packed
            for name, headers, size in (("plain", (), len(plain)), ("gzip", ("Accept-Encoding: gzip",), len(packed))):
                own, theirs = [], []
                for _ in range(ROUNDS):
                    theirs.append(wrk(f"http://127.0.0.1:{other}/p.html", *headers))
                    own.append(wrk(f"http://127.0.0.1:{port}{path}", *headers))
                ratio = statistics.median(a / b for a, b in zip(own, theirs))
                row("page", f"pledge page, {name}, {size:,} bytes", statistics.median(own), "requests/s", ratio,
                    f"nginx {statistics.median(theirs):,.0f}", Goal("0.9 or more", least=0.9, of_ratio=True), rounds=[own, theirs])


def first():
    """A page that nobody has asked for: each day that it is seen as of is a page of its own. Every pledge of the
    example, each in its own years; the row shows the slowest of them. And the page that is asked for first after a new
    entry, when nothing of the pledge stands in memory but its document."""
    data = example()
    token = subprocess.run([LOFTE, "token", "add", "bench", "--data", data], check=True, capture_output=True,
                           text=True).stdout.strip()
    with lofte(data) as (_, port):
        found = {}
        for slug in first_pledge(port):
            path = "/" + slug
            _, _, body = fetch(port, path)
            year = (document_of(port, slug).get("valid") or {}).get("from") or "2021"
            cold, warm = [], []
            for n in range(28):
                address = f"{path}?per={int(year[:4]) + 1}-03-{n + 1:02}"
                for times in (cold, warm):
                    began = time.perf_counter()
                    status, _, _ = fetch(port, address)
                    times.append((time.perf_counter() - began) * 1e3)
                    assert status == 200, (address, status)
            found[slug] = {"bytes": len(body), "cold": statistics.median(cold), "warm": statistics.median(warm),
                           "longest": max(cold)}
        slug, worst = max(found.items(), key=lambda f: f[1]["cold"])
        row("first", f"first render, client's time: {slug}", worst["cold"], "ms", worst["cold"] / worst["warm"],
            f"from memory {worst['warm']:.2f} ms", under(3, "ms"), all=found)
        slug, owner = open_measure(port)
        times = []
        for n in range(28):
            entry = {"pledge": slug, "owner": owner, "amount": 1, "key": f"first-{n}"}
            status = post(port, "/api/v1/log", entry, token)
            assert status == 201, status
            began = time.perf_counter()
            assert fetch(port, "/" + slug)[0] == 200
            times.append((time.perf_counter() - began) * 1e3)
        row("first", f"… after a new entry: {slug}", statistics.median(times), "ms", goal=under(3, "ms"), all=times)


def start():
    data = example()
    times = []
    for _ in range(7):
        port = free_port()
        began = time.perf_counter()
        process = subprocess.Popen([str(LOFTE), "serve", "--data", str(data), "--port", str(port)],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(port)
        times.append((time.perf_counter() - began) * 1e3)
        process.send_signal(signal.SIGTERM)
        process.wait(15)
    row("start", "start to first answer", statistics.median(times), "ms", goal=under(150, "ms"), all=times)


def memory():
    with lofte(example()) as (process, port):
        for slug in first_pledge(port):
            fetch(port, "/" + slug)
        time.sleep(1)
        status = Path(f"/proc/{process.pid}/status").read_text()
        rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
        rss = int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024
        pss = int(re.search(r"^Pss:\s+(\d+)", rollup, re.M).group(1)) / 1024
        row("memory", "at rest, every pledge's page asked for once", rss, "MB resident", goal=under(40, "MB"), pss=pss)


RANDOM = """
local slugs = {}
for s in io.lines(os.getenv("SLUGS")) do slugs[#slugs + 1] = s end
local languages = {"sv", "en"}
math.randomseed(1)
local packed = os.getenv("PACKED") == "1"
local files = os.getenv("FILES") == "1"
request = function()
  local language, slug = languages[math.random(2)], slugs[math.random(#slugs)]
  local h = {["Accept-Language"] = language}
  if packed then h["Accept-Encoding"] = "gzip" end
  return wrk.format("GET", files and ("/" .. language .. "/" .. slug .. ".html") or ("/" .. slug), h)
end
"""


def random():
    """1,000 pledges in two languages, asked for at random: what stands in memory is 2,000 pages, not one."""
    data = example("many")
    with lofte(data) as (_, port):
        slug = first_pledge(port)[0]
        _, _, body = fetch(port, f"/{slug}.json")
    document = json.loads(body)
    folder = WORK / "many-files"
    folder.mkdir()
    files = []
    for n in range(1000):
        document["title"] = f"Löfte {n}"
        for key in ("slug", "id"):
            document.pop(key, None)
        file = folder / f"{n:04}.json"
        file.write_text(json.dumps(document, ensure_ascii=False))
        files.append(file)
    for i in range(0, len(files), 100):
        subprocess.run([LOFTE, "import", "--data", data, *files[i:i + 100], "--publish", "--by", "bench"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    script = WORK / "random.lua"
    script.write_text(RANDOM)
    with lofte(data) as (process, port):
        slugs = first_pledge(port)
        (WORK / "slugs").write_text("\n".join(slugs) + "\n")
        os.environ["SLUGS"] = str(WORK / "slugs")
        # The same bytes as files for nginx: two languages, plain and packed.
        pages = WORK / "files"
        os.chmod(WORK, 0o755)
        for language in ("sv", "en"):
            (pages / language).mkdir(parents=True)
            for slug in slugs:
                file = pages / language / f"{slug}.html"
                file.write_bytes(fetch(port, "/" + slug, **{"Accept-Language": language})[2])
                _, head, packed = fetch(port, "/" + slug, **{"Accept-Language": language, "Accept-Encoding": "gzip"})
                assert head.get("Content-Encoding") == "gzip", head
                file.with_suffix(".html.gz").write_bytes(packed)
        call, other = nginx(pages)
        with running(call, other, f"/sv/{slugs[0]}.html"):
            for name, packed in (("plain", "0"), ("gzip", "1")):
                os.environ["PACKED"] = packed
                own, theirs = [], []
                for _ in range(ROUNDS):
                    for port_of, files, rates in ((other, "1", theirs), (port, "0", own)):
                        os.environ["FILES"] = files
                        rates.append(wrk(f"http://127.0.0.1:{port_of}", script=script))
                row("random", f"{len(slugs):,} pledges, two languages, {name}", statistics.median(own), "requests/s",
                    statistics.median(a / b for a, b in zip(own, theirs)), f"nginx {statistics.median(theirs):,.0f}",
                    rounds=[own, theirs])
        status = Path(f"/proc/{process.pid}/status").read_text()
        row("random", "memory then", int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024, "MB resident")
