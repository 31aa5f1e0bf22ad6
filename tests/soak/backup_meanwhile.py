"""A backup is made while clients log, the program that makes one is killed, and the copy is put back on an empty machine.

Held: whatever was answered "saved" before the backup began is in it, nothing is there by halves, `lofte verify` passes on
what was put back, a place that has data is left alone, and a killed backup leaves no file under its name.
"""
import os
import re
import signal
import subprocess
import time
import soak

ENGINES = ("sqlite", "postgresql")


def keys_of(place):
    return {e["key"] for e in place.log() if e.get("key")}


def run(lofte, engine):
    with soak.Place(lofte, engine) as place:
        server = place.serve()
        clients = soak.Clients(server, "api", count=8, pause=0.002)
        time.sleep(2)
        saved = clients.keys(201)
        copy = place.work / "copy"
        place.run("backup", copy)
        time.sleep(0.5)
        sent = clients.end().keys()
        soak.must(os.stat(copy).st_mode & 0o777 == 0o600, "others can read the backup")

        killed = place.work / "killed"
        for n in range(5):
            process = subprocess.Popen([place.lofte, "backup", str(killed)], env=place.env, cwd="/", stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(0.004 * n)
            process.send_signal(signal.SIGKILL)
            process.wait(30)
            if killed.exists():  # it was faster
                soak.must("\nsha256\t" in killed.read_text(encoding="utf-8"), "a killed backup stands under its name by halves")
                killed.unlink()
        said = place.run("restore", copy, code=1).stderr
        soak.must("holds data already" in said, f"a place that has data was not left alone: {said}")

        with soak.Place(lofte, engine, with_pledge=False) as empty:
            cut = empty.work / "cut"
            cut.write_bytes(copy.read_bytes()[:-100])
            said = empty.run("restore", cut, code=3).stderr
            soak.must("not whole" in said, f"a file that was cut short: {said}")
            said = empty.run("restore", copy).stdout
            soak.must("The whole chain holds" in said, f"the chain was not held against it: {said}")
            empty.check_whole()
            there = keys_of(empty)
            soak.must(saved <= there, f"{len(saved - there)} of {len(saved)} that were saved are not in the backup")
            soak.must(there <= sent, "the backup has what nobody sent")
            empty.token = place.token
            again = empty.serve()
            soak.must(re.search("trafikkontroller", again.page()), "the page does not come back")
            soak.must(again.ask("/api/v1/log", soak.entry("after"))[0] == 201, "what was put back cannot be added to")
            again.stop()
        print(f"  {engine}: {len(saved)} saved before, {len(there)} in the backup, {len(sent)} in all")
        server.stop()
