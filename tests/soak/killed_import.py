"""kill -9 amid `lofte import --publish` of many files, and amid `lofte publish`: all of it is there, or nothing.

What is there is counted in every table: the rows are those from before, or those from before and of a whole import.
On SQLite most kills strike while the commit is being written, which is seen by the growing write-ahead log.
"""
import os, random, signal, sqlite3, subprocess, time
import soak

ENGINES = ("sqlite", "postgresql")
FILES = 24
KILLS = 10


def rows_of(place):
    """How many rows each table has, and how many pledges are published."""
    tables = [n for (n,) in ask(place, "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
                                if place.engine == "sqlite" else "select tablename from pg_tables where schemaname = 'public'")]
    counts = [f"select '{t}', count(*) from {t}" for t in tables]
    counts.append("select 'published', count(*) from document where status = 'published'")
    counts.append("select 'published of the first kind', count(*) from document where status = 'published' and slug not like 'utkast-%'")
    return {name: int(count) for name, count in ask(place, " union all ".join(counts))}


def ask(place, question):
    if place.engine == "sqlite":
        file = sqlite3.connect(place.folder / "lofte.db")
        rows = file.execute(question).fetchall()
        file.close()
        return rows
    out = subprocess.run(["psql", "-qAtX", "-F", "\t", "-c", question, place.url], check=True, capture_output=True, text=True).stdout
    return [tuple(line.split("\t")) for line in out.splitlines()]


def begin(place, words):
    return subprocess.Popen([place.lofte, *map(str, words)], env=place.env, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def size(file):
    try:
        return os.stat(file).st_size
    except FileNotFoundError:
        return 0


def largest_log(place, process):
    """How long the write-ahead log gets, and how long the command takes, where nobody kills it."""
    began, most = time.monotonic(), 0
    while process.poll() is None:
        most = max(most, size(place.folder / "lofte.db-wal"))
    return most, time.monotonic() - began


def kill_at(place, process, delay, log_size):
    if log_size:
        while process.poll() is None and size(place.folder / "lofte.db-wal") < log_size:
            pass
    else:
        time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    out, _ = process.communicate()
    return process.returncode, out


def try_kills(place, command, prepare):
    prepare()
    before = rows_of(place)
    most, whole_time = largest_log(place, begin(place, command()))
    after = rows_of(place)
    whole = {t: after[t] - before[t] for t in after}
    soak.must(whole["published"] > 0, f"{command()} published nothing: {whole}")
    none = all_there = struck = tried = 0
    # How fast the machine is just now decides where a kill strikes: until enough of them told something.
    while tried < KILLS or ((struck < KILLS / 2 or none < 3) and tried < 5 * KILLS):
        prepare()
        before = rows_of(place)
        log_size = random.randint(1, most) if place.engine == "sqlite" and tried % 2 else 0
        code, out = kill_at(place, begin(place, command()), whole_time * random.uniform(0.1, 1.0), log_size)
        tried += 1
        struck += code == -signal.SIGKILL
        now = rows_of(place)
        changed = {t: now[t] - before[t] for t in now}
        soak.must(changed == whole or not any(changed.values()), f"half stored: {changed}, where a whole one is {whole}")
        soak.must(not out or changed == whole, f"was said to be done, and is not there: {out}")
        none += changed != whole
        all_there += changed == whole
        place.check_whole()
    soak.must(struck >= KILLS / 2 and none >= 3, f"of {tried} kills {struck} struck, {none} left nothing: too few to tell anything")
    return f"{struck} of {tried} kills struck; {none} left nothing, {all_there} all"


def run(lofte, engine):
    with soak.Place(lofte, engine) as place:
        promises = "\n".join(f"- Polisen ska genomföra minst {n} trafikkontroller per månad vid plats {n}." for n in range(2, 60))
        text = soak.PLEDGE.replace("- Polisen ska genomföra minst 10 trafikkontroller per månad.", promises)
        files = []
        for n in range(FILES):
            files.append(place.work / f"file{n}.md")
            files[-1].write_text(text.replace("2024–2026", f"2024–2026 nummer {n}"), encoding="utf-8")
        told = try_kills(place, lambda: ["import", *files, "--publish"], lambda: None)
        print(f"  {engine}, import of {FILES} files: {told}")

        drafts = []

        def another_draft():
            drafts.append(f"utkast-{len(drafts)}")
            place.run("import", place.file, "--slug", drafts[-1])

        told = try_kills(place, lambda: ["publish", drafts[-1]], another_draft)
        print(f"  {engine}, publish: {told}")
        # What stands half done for the storage would stand half done for a visitor.
        server = place.serve()
        pages = sum(server.ask(f"/{slug}")[0] == 200 for slug in drafts)
        rows = rows_of(place)
        soak.must(pages == rows["published"] - rows["published of the first kind"], "a page for what is not published, or none for what is")
