"""Entries saved per second by programs."""
import json
import os
import shutil
import subprocess

from common import BUILD, LOFTE, WORK, bare_syncs, engines, example, lofte, open_measure, row, rows, wrk

POST = """
local token, pledge, owner, run = os.getenv("T"), os.getenv("P"), os.getenv("O"), os.getenv("R")
local n = 0
request = function()
  n = n + 1
  local body = string.format('{"pledge":"%s","owner":"%s","amount":1,"key":"%s-%d"}', pledge, owner, run, n)
  return wrk.format("POST", "/api/v1/log", {["Content-Type"]="application/json", ["Authorization"]="Bearer " .. token}, body)
end
"""


def log():
    """Entries saved per second, each durable before its answer, against bare writes with fsync on the same disk."""
    program = BUILD / "tests/bench/bench_log"
    found = None
    if program.exists():
        found = json.loads(subprocess.run([program], check=True, capture_output=True, text=True).stdout)
        rows.append({"part": "log", "what": "bench_log", "value": found})
        print("log       in the process:", json.dumps(found))
    syncs = bare_syncs()
    row("log", "bare write and fsync, one after another", syncs, "a second")
    script = WORK / "post.lua"
    script.write_text(POST)
    for engine, extra in engines():
        data = example("log", *extra)
        token = subprocess.run([LOFTE, "token", "add", "bench", "--data", data, *extra], check=True, capture_output=True,
                               text=True).stdout.strip()
        with lofte(data, *extra) as (_, port):
            slug, owner = open_measure(port)
            os.environ.update(T=token, P=slug, O=owner)
            for clients in (1, 32):
                os.environ["R"] = f"run{clients}"
                rate = wrk(f"http://127.0.0.1:{port}", connections=clients, script=script)
                row("log", f"POST /api/v1/log, {engine}, {clients} client{'s' if clients > 1 else ''}", rate, "entries/s",
                    rate / syncs, f"bare fsync {syncs:,.0f}")
        shutil.rmtree(data, ignore_errors=True)
