"""What all parts share: the program started, a client, wrk, and the table."""
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "release"
LOFTE = Path(os.environ.get("BENCH_LOFTE", BUILD / "lofte"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "5"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
WORK = Path(tempfile.mkdtemp(prefix="lofte-bench-"))
rows = []


class Goal:
    """What a figure, or the ratio, must be; `words` is how the table says it."""

    def __init__(self, words, least=None, most=None, of_ratio=False):
        self.words, self.least, self.most, self.of_ratio = words, least, most, of_ratio

    def is_met(self, value, ratio):
        figure = ratio if self.of_ratio else value
        return (self.least is None or figure >= self.least) and (self.most is None or figure < self.most)


def under(most, unit):
    return Goal(f"under {most:g} {unit}", most=most)


def row(part, what, value, unit, ratio=None, against="", goal=None, **more):
    met = goal.is_met(value, ratio) if goal else None
    rows.append({"part": part, "what": what, "value": value, "unit": unit, "ratio": ratio, "against": against,
                 "goal": goal.words if goal else "", "met": met, **more})
    shown = (f"{value:,.1f}" if value >= 10 else f"{value:,.2f}") if isinstance(value, float) else str(value)
    side = against if ratio is None else f"{ratio:{'.2f' if ratio >= 0.1 else '.2g'}} × {against}"
    words = "" if met is None else goal.words if met else f"MISSED: {goal.words}"
    print(f"{part:9} {what:56} {shown:>12} {unit:12} {side:40} {words}".rstrip(), flush=True)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(port, path="/", least=10):
    end = time.monotonic() + least
    while time.monotonic() < end:
        try:
            return fetch(port, path)
        except OSError:
            time.sleep(0.001)
    raise SystemExit(f"nothing answers on port {port}")


def fetch(port, path, **headers):
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        c.request("GET", path, headers=headers)
        answer = c.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        c.close()


@contextmanager
def running(arguments, port=None, path="/", env=None):
    process = subprocess.Popen([str(a) for a in arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    try:
        if port:
            wait_for(port, path)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(15)


@contextmanager
def lofte(data, *extra):
    port = free_port()
    # Without WeasyPrint in its reach: the server is measured, not the reports that new pledges have made beside it.
    alone = {**os.environ, "PATH": str(WORK)}
    with running([LOFTE, "serve", "--data", data, "--port", port, *extra], port, env=alone) as process:
        yield process, port


def example(name="example", *extra):
    data = WORK / name
    subprocess.run([LOFTE, "demo", "--data", data, *extra], check=True, stdout=subprocess.DEVNULL)
    return data


def first_pledge(port):
    _, _, body = fetch(port, "/api/v1/pledges")
    found = json.loads(body)
    listed = found if isinstance(found, list) else found.get("pledges", [])
    return sorted(p["slug"] for p in listed)


def post(port, path, body, token):
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        c.request("POST", path, json.dumps(body), {"Content-Type": "application/json", "Authorization": "Bearer " + token})
        answer = c.getresponse()
        answer.read()
        return answer.status
    finally:
        c.close()


def document_of(port, slug):
    return json.loads(fetch(port, f"/{slug}.json")[2])


class NothingAnswered(SystemExit):
    """wrk had no answer in its time."""


def wrk_latency(url, *headers, seconds=SECONDS, connections=32, script=None):
    """Requests a second, and how long half and 99 of 100 of them took, in milliseconds."""
    call = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--latency", "--timeout", "30s"]
    for h in headers:
        call += ["-H", h]
    if script:
        call += ["-s", str(script)]
    out = subprocess.run([*call, url], check=True, capture_output=True, text=True).stdout
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    broken = re.search(r"Socket errors: (.*)", out)
    if wrong or broken:
        raise SystemExit(f"wrk {url}: {(wrong or broken).group(0)}")
    if " 0 requests in" in out:
        raise NothingAnswered(f"wrk {url}: nothing was answered in {seconds:g} s")
    ms = {"us": 1e-3, "ms": 1, "s": 1e3}

    def share(percent):
        number, unit = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s)\b", out, re.M).groups()
        return float(number) * ms[unit]

    return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), "half": share(50), "most": share(99)}


def wrk(url, *headers, **how):
    return wrk_latency(url, *headers, **how)["rate"]


def engines():
    """SQLite, and PostgreSQL where one is at hand (PGHOST is set; `./dev bench` starts one)."""
    yield "SQLite", ()
    if os.environ.get("PGHOST"):
        subprocess.run(["psql", "-qc", "create schema lofte_http", "postgres"], check=True)
        yield "PostgreSQL", ("--database", "postgresql:///postgres?options=-csearch_path%3Dlofte_http")


def bare_syncs(time_limit=2.0):
    file = os.open(WORK / "sync", os.O_RDWR | os.O_CREAT)
    block = b"x" * 4096
    os.pwrite(file, block, 0)
    os.fsync(file)
    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < time_limit:
        os.pwrite(file, block, 0)
        os.fdatasync(file)
        count += 1
    os.close(file)
    return count / (time.perf_counter() - began)


def open_measure(port):
    """A plan row of a pledge that is valid today: the example has one."""
    today = time.strftime("%Y-%m-%d")
    for slug in first_pledge(port):
        document = document_of(port, slug)
        valid = document.get("valid") or {}
        if (valid.get("from") or "9999") <= today <= (valid.get("to") or ""):
            for measure in document.get("measures") or document.get("plan") or []:
                return slug, measure["id"]
    raise SystemExit("the example has no pledge that is valid today")


def nginx(folder):
    """nginx-light over a folder, as one would set it up to be fast: sendfile, gzip_static, no log."""
    port = free_port()
    conf = WORK / "nginx.conf"
    conf.write_text(f"""
worker_processes auto; pid {WORK}/nginx.pid; error_log {WORK}/nginx.log; daemon off;
{"user root;" if os.geteuid() == 0 else ""}
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
  types {{ text/html html; }}
  gzip_static on; gzip_vary on;
  open_file_cache max=10000; open_file_cache_valid 60s;
  client_body_temp_path {WORK}/b; proxy_temp_path {WORK}/p; fastcgi_temp_path {WORK}/f; uwsgi_temp_path {WORK}/u; scgi_temp_path {WORK}/s;
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}""")
    return ["nginx", "-c", conf], port
