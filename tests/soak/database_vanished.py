"""The machine of PostgreSQL vanishes: nobody refuses a connection, and no packet comes back.

Held: what needs the database answers 503 after the 30 s that docs/operations.md tells, and at once from then on; pages in
memory are served; when the machine is back, so is all else. Tried in a network of its own, whose address is taken away.
"""
import os, shutil, subprocess, sys, time
from pathlib import Path
import cluster, soak

ENGINES = ("postgresql",)
OWN_SERVER = True
ADDRESS, PORT = "10.9.9.9", 5432


def address(what):
    subprocess.run(["ip", "addr", what, f"{ADDRESS}/24", "dev", "lo"], check=True)


def run(lofte, engine):
    if os.environ.get("LOFTE_SOAK_NETWORK"):
        return in_own_network(lofte, engine)
    if os.geteuid() != 0 or not shutil.which("ip") or not shutil.which("unshare"):
        raise soak.Skip("a network of its own needs root, ip and unshare")
    if subprocess.run(["unshare", "-n", "ip", "link", "set", "lo", "up"], check=False).returncode != 0:
        raise soak.Skip("a network of its own is not permitted here")
    runner = Path(__file__).parent / "run.py"
    done = subprocess.run(["unshare", "-n", sys.executable, runner, lofte, Path(__file__).stem], env=dict(os.environ, LOFTE_SOAK_NETWORK="1"),
                          timeout=200, check=False)
    soak.must(done.returncode == 0, "in its own network: see above")


def in_own_network(lofte, engine):
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    address("add")
    with cluster.Cluster() as database:
        database.listen_too(ADDRESS, PORT)
        with soak.Place(lofte, engine, url=f"postgresql://postgres@{ADDRESS}:{PORT}/lofte") as place:
            server = place.serve()
            server.page()
            time.sleep(1.5)
            server.page()
            address("del")
            began = time.monotonic()
            soak.check_refusal(*server.ask("/api/v1/log", soak.entry("vanished")))
            took = time.monotonic() - began
            soak.must(took < 45, f"a POST waited {took:.0f} s for a machine that is gone")
            server.page(f"/{soak.SLUG}?per=2024-02-13", code=503, within=12)
            server.page(within=0.5)
            address("add")
            server.page(f"/{soak.SLUG}?per=2024-02-13", within=12)
            soak.send_again(server, {"vanished"}, {e["key"] for e in place.log()})
            soak.check_pages(server, 1)
            print(f"  refused after {took:.0f} s")
            code, _ = server.stop()
            soak.must(code == 0, f"ended with {code}")
