"""A database that cannot be written: read-only for the program, locked by another, or newer than the program.

Held: the commands end with 4 and a sentence; a server that runs goes on answering its pages, those in memory and others;
writing works again when it may.
"""
import os, pwd, shutil, sqlite3, subprocess, threading
import soak

ENGINES = ("sqlite", "postgresql")
ADD = ("log", "add", soak.SLUG, "p1", "--amount", "1")


def psql(url, *commands):
    words = [w for c in commands for w in ("-c", c)]
    subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", *words, url], check=True, stdout=subprocess.DEVNULL)


def read_only_mount(place):
    at = str(place.folder)
    copy = place.work / "copy"
    shutil.copytree(at, copy)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "lofte-soak", at], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"  SKIPPED, a read-only disk: it cannot be mounted here: {done.stderr.strip()}")
        return
    try:
        shutil.copytree(copy, at, dirs_exist_ok=True)
        subprocess.run(["mount", "-o", "remount,ro", at], check=True)
        for words in (ADD, ("serve", "--port", "0"), ("import", place.file), ("verify",)):
            place.refused(*words, says="may not be written")
    finally:
        subprocess.run(["umount", at], check=True)


def taken_rights(place):
    """A server as another user than root, whose folder and files are made read-only under it."""
    user = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        for path in (place.folder, *place.folder.iterdir()):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
        if subprocess.run([place.lofte, "--version"], **user, cwd="/", env=place.env, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            print("  SKIPPED, rights: the program's folder is closed to other users")
            return
    server = place.serve(**user)
    server.page()
    files = list(place.folder.iterdir())
    for path in files:
        os.chmod(path, 0o444)
    os.chmod(place.folder, 0o555)
    place.refused(*ADD, says="may not be written", **user)
    place.refused("serve", "--port", "0", says="may not be written", **user)
    many_pages(server, 20)
    # It holds the files open from before: it may save or refuse, but it says which.
    status, text = server.ask("/api/v1/log", soak.entry("taken"))
    if status != 201:
        soak.check_refusal(status, text)
    os.chmod(place.folder, 0o755)
    for path in files:
        os.chmod(path, 0o644)
    server.ask("/api/v1/log", soak.entry("taken"))
    soak.must([e["key"] for e in place.log()].count("taken") == 1, "the entry is not there once")
    code, _ = server.stop()
    soak.must(code == 0, f"ended with {code}")
    for path in (place.folder, *place.folder.iterdir()):
        os.chown(path, os.geteuid(), os.getegid())


def many_pages(server, count):
    """Pages that nobody has asked for, several at once: they are read from the database."""
    faults = []

    def ask(day):
        try:
            server.page(f"/{soak.SLUG}?per=2024-01-{day:02}", within=3)
        except (AssertionError, OSError) as fault:
            faults.append(str(fault))

    threads = [threading.Thread(target=ask, args=(n + 1,)) for n in range(count)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    soak.must(not faults, f"{len(faults)} of {count} pages: {faults[:2]}")


class SqliteLock:
    def __init__(self, place):
        self.file = sqlite3.connect(place.folder / "lofte.db", isolation_level=None)
        self.file.execute("begin exclusive")

    def release(self):
        self.file.execute("rollback")
        self.file.close()


class PostgresqlLock:
    def __init__(self, place):
        self.psql = subprocess.Popen(["psql", "-qAtX", place.url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.psql.stdin.write("begin; lock table document in exclusive mode; select 'locked';\n")
        self.psql.stdin.flush()
        soak.must(self.psql.stdout.readline() == "locked\n", "the lock was not got")

    def release(self):
        self.psql.communicate("rollback;\n")


def locked(place):
    """More clients than the server has workers wait for the lock: those who only read do not wait behind them."""
    server = place.serve()
    server.page()
    lock = (SqliteLock if place.engine == "sqlite" else PostgresqlLock)(place)
    try:
        clients = soak.Clients(server, "locked", count=32)
        command = subprocess.Popen([place.lofte, *ADD], env=place.env, cwd="/", stderr=subprocess.PIPE, text=True)
        many_pages(server, 12)
        server.page(within=1)
        _, said = command.communicate(timeout=60)
        soak.must(command.returncode == 4 and "locked by another" in said, f"ended with {command.returncode}: {said}")
        many_pages(server, 28)
        while not clients.count():
            pass
    finally:
        clients.ended.set()
        lock.release()
    clients.end()
    for _, status, text in clients.all():
        if status != 201:
            soak.check_refusal(status, text)
    stored = soak.check_stored(place, clients.keys(201), {e["key"] for e in place.log()} | clients.keys())
    soak.send_again(server, clients.keys(), stored)
    server.stop()


def newer(place):
    server = place.serve()
    server.page()
    row = "(number, name, checksum, applied_at) values (9999, '9999-later', 'x', 0)"
    if place.engine == "sqlite":
        with sqlite3.connect(place.folder / "lofte.db") as file:
            file.execute("insert into schema_migration " + row)
        file.close()
    else:
        psql(place.url, "insert into schema_migration " + row)
    for words in (ADD, ("serve", "--port", "0"), ("import", place.file), ("verify",), ("log", "list", soak.SLUG)):
        place.refused(*words, says="Use a newer program")
    server.page(within=1)
    many_pages(server, 12)
    server.stop()


def read_only_server(place):
    server = place.serve()
    server.page()
    psql(place.url, f"alter database {place.database} set default_transaction_read_only = on",
         "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
    for words in (ADD, ("import", place.file)):
        place.refused(*words, says="may not be written")
    server.page(within=1)
    many_pages(server, 12)
    soak.check_refusal(*server.ask("/api/v1/log", soak.entry("server-ro")))
    psql(place.url, "set default_transaction_read_only = off", f"alter database {place.database} reset default_transaction_read_only",
         "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
    status, text = server.ask("/api/v1/log", soak.entry("server-ro"))
    soak.must(status == 201, f"when it may be written again: {status} {text[:200]}")
    server.stop()


def run(lofte, engine):
    with soak.Place(lofte, engine) as place:
        for part in ((read_only_mount, taken_rights) if engine == "sqlite" else (read_only_server,)) + (locked, newer):
            try:
                part(place)
            except AssertionError as fault:
                raise AssertionError(f"{part.__name__}: {fault}") from fault
