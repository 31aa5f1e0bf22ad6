"""What the soaks stand on: a place with its data, the server over it, clients that log, and what must hold afterwards."""
import http.client, json, os, re, shutil, signal, socket, sqlite3, subprocess, tempfile, threading, time, uuid
from pathlib import Path

SLUG = "solvik"
TODAY = "2024-02-15"  # given to every command, so that no soak depends on the day it runs
PLEDGE = """# Medborgarlöfte 2024–2026

Solviks kommun och Lokalpolisområde Solvik

Löftet gäller från 1 januari 2024 till och med 31 december 2026.

## Fokusområden

### Trafik

- Polisen ska genomföra minst 10 trafikkontroller per månad.

## Återkoppling

Resultatet redovisas på kommunens webbplats minst två gånger per år.
"""


class Skip(Exception):
    """This cannot be tried on this machine; the reason is said aloud."""


def must(holds, what):
    if not holds:
        raise AssertionError(what)


class Place:
    """A folder of data, or a database, with one published pledge and a token for the API."""

    def __init__(self, lofte, engine, url=None, folder=None, with_pledge=True):
        self.lofte, self.engine = os.path.abspath(lofte), engine
        self.work = Path(tempfile.mkdtemp(prefix="lofte-soak-"))
        os.chmod(self.work, 0o755)
        self.folder = Path(folder) if folder else self.work / "data"
        self.database = None
        self.servers = []
        if engine == "postgresql" and not url:
            self.database = "lofte_" + uuid.uuid4().hex
            subprocess.run(["createdb", self.database], check=True)
            url = f"postgresql:///{self.database}"
        self.url = url
        # Without WeasyPrint no processor time goes to reports; a soak that wants them says so.
        self.env = dict(os.environ, LOFTE_TODAY=TODAY, LOFTE_LANG="en", LOFTE_DATA=str(self.folder), PATH="/nowhere", LC_ALL="C.UTF-8")
        self.env.pop("LOFTE_DATABASE", None)
        if url:
            self.env["LOFTE_DATABASE"] = url
        self.file = self.work / "pledge.md"
        self.file.write_text(PLEDGE, encoding="utf-8")
        self.token = None
        if with_pledge:
            self.run("import", self.file, "--slug", SLUG, "--publish")
            self.token = self.run("token", "add", "soak").stdout.strip()

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        for server in self.servers:
            server.kill()
        if any(fault):
            for server in self.servers:
                print("the server said last:", *server.said()[-15:], sep="\n  ")
        if self.database:
            subprocess.run(["dropdb", "--force", self.database], check=False)
        shutil.rmtree(self.work, ignore_errors=True)

    def run(self, *words, code=0, **more):
        done = subprocess.run([self.lofte, *map(str, words)], env=self.env, cwd="/", capture_output=True, text=True, timeout=120,
                              stdin=subprocess.DEVNULL, **more)
        must(code is None or done.returncode == code, f"lofte {' '.join(map(str, words))} ended with {done.returncode}, not {code}: "
             f"{done.stdout}{done.stderr}")
        return done

    def refused(self, *words, says, **more):
        """The command ends with 4 and a sentence, not with a fault of the program's."""
        done = self.run(*words, code=4, **more)
        must(says in done.stderr, f"lofte {words} did not say “{says}” but: {done.stderr}")
        return done

    def serve(self, port=0, **more):
        return Server(self, port, more)

    def log(self):
        return [json.loads(line) for line in self.run("--json", "log", "list", SLUG).stdout.splitlines()]

    def check_whole(self):
        """The audit chain holds, and so does SQLite's own file."""
        self.run("verify")
        if self.engine == "sqlite":
            # Another program reads it, so that no error of ours hides one of ours.
            with sqlite3.connect(self.folder / "lofte.db") as file:
                found = file.execute("pragma integrity_check").fetchall()
                orphans = file.execute("pragma foreign_key_check").fetchall()
            file.close()
            must(found == [("ok",)] and not orphans, f"SQLite finds {found} {orphans}")


class Server:
    def __init__(self, place, port, more):
        self.place = place
        self.output = place.work / f"said-{len(place.servers)}"
        with open(self.output, "wb") as out:
            self.process = subprocess.Popen([place.lofte, "serve", "--port", str(port)], env=place.env, cwd="/", stderr=out,
                                            stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, **more)
        place.servers.append(self)
        for _ in range(600):
            found = re.search(r"http://localhost:(\d+)", "\n".join(self.said()))
            if found:
                break
            must(self.process.poll() is None, f"the server ended with {self.process.returncode}: {self.said()[-3:]}")
            time.sleep(0.05)
        must(found, "the server did not begin within 30 s")
        self.port = int(found[1])

    def said(self):
        return self.output.read_text(encoding="utf-8", errors="replace").splitlines()

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def stop(self, within=15):
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(within)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the server runs on {within} s after SIGTERM") from None
        return self.process.returncode, time.monotonic() - began

    def connect(self, timeout=60):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def ask(self, path, body=None):
        connection = self.connect()
        try:
            return exchange(connection, path, body, self.place.token)
        finally:
            connection.close()

    def page(self, path=f"/{SLUG}", code=200, within=5.0):
        began = time.monotonic()
        status, text = self.ask(path)
        took = time.monotonic() - began
        must(status == code, f"{path} answered {status}, not {code}: {text[:300]}")
        must(took < within, f"{path} took {took:.1f} s")
        return text


def exchange(connection, path, body, token):
    if body is None:
        connection.request("GET", path, headers={"Accept-Language": "en"})
    else:
        connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json", "Authorization": f"Bearer {token}",
                                                            "Accept-Language": "en"})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def entry(key):
    return {"pledge": SLUG, "owner": "p1", "amount": "1", "date": "2024-02-14", "key": key}


def check_refusal(status, text, codes=(503,)):
    """A program's client gets a problem with a sentence, as RFC 9457 has it."""
    must(status in codes, f"answered {status}, not {codes}: {text[:300]}")
    problem = json.loads(text)
    must(problem["status"] == status and len(problem["detail"]) > 10, f"no sentence in {text[:300]}")


class Clients:
    """Threads that log, each entry under a key of its own, until `end`. What each was answered is kept."""

    def __init__(self, server, name, count=32, pause=0.0):
        self.server, self.name, self.pause = server, name, pause
        self.ended = threading.Event()
        self.answers = [[] for _ in range(count)]  # of each thread: (key, status or None, text)
        self.threads = [threading.Thread(target=self._log, args=(n,), daemon=True) for n in range(count)]
        for t in self.threads:
            t.start()

    def _log(self, n):
        connection, i = self.server.connect(), 0
        while not self.ended.is_set():
            key, i = f"{self.name}-{n}-{i}", i + 1
            fresh = connection.sock is None
            try:
                status, text = exchange(connection, "/api/v1/log", entry(key), self.server.place.token)
            except (OSError, http.client.HTTPException) as fault:
                status, text = None, (type(fault), fresh)  # fresh: on a connection of its own
                connection.close()
                time.sleep(0.02)
            self.answers[n].append((key, status, text))
            if self.pause:
                time.sleep(self.pause)
        connection.close()

    def end(self):
        self.ended.set()
        for t in self.threads:
            t.join(70)
            must(not t.is_alive(), "a client has waited for an answer for a minute")
        return self

    def all(self):
        return [a for of_thread in self.answers for a in of_thread]

    def keys(self, *statuses):
        return {key for key, status, _ in self.all() if not statuses or status in statuses}

    def count(self):
        return sum(map(len, self.answers))

    def wait_for(self, count, seconds=30):
        end = time.monotonic() + seconds
        while self.count() < count:
            must(time.monotonic() < end, f"only {self.count()} answers in {seconds} s")
            time.sleep(0.01)


def check_stored(place, saved, sent):
    """All that was answered "saved" is there, nothing twice, nothing that nobody sent, and the rows have no gap."""
    stored = [e["key"] for e in place.log()]
    lost = saved - set(stored)
    must(not lost, f"{len(lost)} of {len(saved)} entries that were answered “saved” are lost, for instance {sorted(lost)[:3]}")
    must(len(stored) == len(set(stored)), f"{len(stored) - len(set(stored))} entries are stored twice")
    strange = set(stored) - sent
    must(not strange, f"stored, but sent by nobody: {sorted(strange)[:3]}")
    place.check_whole()
    return set(stored)


def send_again(server, keys, stored):
    """What is there already answers 200, the rest 201; afterwards all are there."""
    connection = server.connect()
    for key in sorted(keys):
        status, text = exchange(connection, "/api/v1/log", entry(key), server.place.token)
        must(status == (200 if key in stored else 201), f"{key}, {'stored' if key in stored else 'not stored'} before: {status} {text[:300]}")
    connection.close()


def check_pages(server, count):
    """The page, what programs read of it, and the log all tell the same number."""
    told = json.loads(server.page(f"/{SLUG}.json"))
    must(len(told["log"]) == count, f"the .json lists {len(told['log'])} entries, not {count}")
    state = told["focus_areas"][0]["pledges"][0]["state"]
    done = [w["done"]["low"] for w in state["readings"][0]["windows"] if w["from"] == "2024-02-01"]
    must(done == [count], f"the .json has {done} in February, not {count}")
    text = re.sub(r"<[^>]*>", " ", server.page())
    numbers = {int(re.sub(r"\D", "", n)) for n in re.findall(r"\d+(?:[\s,]\d{3})*", text)}
    must(count in numbers, f"the page does not say {count}")


def drop_port(port):
    """Whether the port refuses connections."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
        return False
    except ConnectionRefusedError:
        return True
