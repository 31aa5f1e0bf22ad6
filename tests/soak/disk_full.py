"""The disk is full, once under a running server and once before it starts.

Held: POST answers 503 and the commands end with 4, each with a sentence; pages in memory still answer; nothing is half
stored; the database verifies and is whole; when room is made all works again without a restart.
"""
import json, os, subprocess, time
import soak

ENGINES = ("sqlite",)
SIZE = 12 << 20


class SmallDisk:
    def __init__(self, at):
        self.at = at
        os.makedirs(at)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "lofte-soak", at], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise soak.Skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.at], check=False)

    def free(self):
        s = os.statvfs(self.at)
        return s.f_bavail * s.f_frsize

    def fill(self, leave=0):
        with open(f"{self.at}/ballast", "ab", buffering=0) as file:
            try:
                while (room := self.free() - leave) > 0:
                    file.write(b"x" * min(room, 65536))
            except OSError:
                pass

    def make_room(self):
        os.remove(f"{self.at}/ballast")


def fill_by_logging(server, name):
    clients = soak.Clients(server, name, count=8)
    try:
        end = time.monotonic() + 30
        while len(clients.keys(503)) < 40:
            soak.must(time.monotonic() < end, "hardly anybody was refused in 30 s, though the disk is full")
            time.sleep(0.05)
    finally:
        clients.end()
    for _, status, text in clients.all():
        if status != 201:
            soak.check_refusal(status, text)
    return clients


def try_commands(place, name):
    """A small write may still find room in the write-ahead log; it is done or refused with a sentence. The keys that were saved."""
    saved, refused = set(), 0
    commands = {f"cli-{name}-{n}": ("log", "add", soak.SLUG, "p1", "--amount", "1", "--date", "2024-02-14", "--key", f"cli-{name}-{n}",
                                    "--note", "ett ord till " * 140) for n in range(4)}
    commands["import"] = ("import", place.file, "--publish")
    for key, words in commands.items():
        done = place.run(*words, code=None)
        soak.must(done.returncode == 0 or (done.returncode == 4 and "no room" in done.stderr),
                  f"{words[:2]} on a full disk ended with {done.returncode}: {done.stdout}{done.stderr}")
        refused += done.returncode == 4
        if done.returncode == 0 and key != "import":
            saved.add(key)
    soak.must(refused, "no command met the full disk")
    return saved


def run(lofte, engine):
    with soak.Place(lofte, engine, with_pledge=False) as place, SmallDisk(str(place.folder)) as disk:
        place.run("import", place.file, "--slug", soak.SLUG, "--publish")
        place.token = place.run("token", "add", "soak").stdout.strip()
        server = place.serve()
        server.page()
        sent, saved = set(), set()
        for turn, leave in enumerate((300_000, 60_000, 0)):
            disk.fill(leave)
            clients = fill_by_logging(server, f"full{turn}")
            sent |= clients.keys()
            saved |= clients.keys(201)
            server.page()
            soak.must(len(json.loads(server.page(f"/{soak.SLUG}.json"))["log"]) >= len(saved), "an entry that was answered is not shown")
            disk.fill()
            by_command = try_commands(place, turn)
            sent |= by_command
            saved |= by_command
            # Nothing is half stored, seen while the disk is still full.
            stored = soak.check_stored(place, saved, sent)
            disk.make_room()
            soak.send_again(server, {k for k in sent if not k.startswith("cli-")}, stored)
            saved = set(sent)
            soak.check_pages(server, len(sent))
        print(f"  {len(sent)} entries over three full disks")

        # Killed while it is full, and begun again on it.
        disk.fill()
        clients = fill_by_logging(server, "killed")
        server.kill()
        sent |= clients.keys()
        saved |= clients.keys(201)
        disk.fill()
        by_command = try_commands(place, "killed")
        sent |= by_command
        saved |= by_command
        disk.make_room()
        stored = soak.check_stored(place, saved, sent)
        server = place.serve()
        soak.send_again(server, {k for k in sent if not k.startswith("cli-")}, stored)
        soak.check_pages(server, len(sent))
        server.stop()

        # Nobody has the database open: there is no room even for what connections share.
        disk.fill()
        for words in (("log", "add", soak.SLUG, "p1", "--amount", "1"), ("verify",), ("serve", "--port", "0")):
            place.refused(*words, says="no room")
        disk.make_room()
        soak.check_stored(place, sent, sent)
        place.run("import", place.file, "--slug", "efter", "--publish")
