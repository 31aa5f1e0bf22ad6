"""A PostgreSQL server of our own, which may be stopped and started without harm to anybody else's."""
import glob, os, shutil, signal, subprocess, tempfile
import soak


class Cluster:
    def __init__(self):
        programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        if not programs:
            raise soak.Skip("no PostgreSQL server is installed")
        self.programs = programs[-1]
        self.folder = tempfile.mkdtemp(prefix="lofte-pg-")
        # PostgreSQL does not run as root.
        self.user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        try:
            if self.user:
                shutil.chown(self.folder, "postgres", "postgres")
                os.chmod(self.folder, 0o755)
            self._do("initdb", "-D", f"{self.folder}/data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8")
            self.start()
            self._do("createdb", "-h", self.folder, "-U", "postgres", "lofte")
        except BaseException:
            self.__exit__()
            raise
        # The port is named, lest PGPORT name another server's.
        self.url = f"postgresql:///lofte?host={self.folder}&port=5432&user=postgres"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run([f"{self.programs}/pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "-w", "stop"], check=False, cwd="/",
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self.user)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, address=""):
        self._do("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "-o",
                 f"-k {self.folder} -c listen_addresses='{address}' -c max_connections=60", "start")

    def stop(self, how="fast"):
        self._do("pg_ctl", "-D", f"{self.folder}/data", "-m", how, "-w", "stop")

    def listen_too(self, address, port):
        with open(f"{self.folder}/data/pg_hba.conf", "a", encoding="utf-8") as file:
            file.write(f"host all all {address}/32 trust\n")
        with open(f"{self.folder}/data/postgresql.conf", "a", encoding="utf-8") as file:
            file.write(f"port = {port}\n")
        self.stop()
        self.start(address)

    def hang(self):
        """Its processes neither answer nor end: what a machine does whose disk is gone."""
        with open(f"{self.folder}/data/postmaster.pid", encoding="ascii") as file:
            head = int(file.readline())
        with open(f"/proc/{head}/task/{head}/children", encoding="ascii") as file:
            self.hung = [head, *map(int, file.read().split())]
        for pid in self.hung:
            os.kill(pid, signal.SIGSTOP)

    def wake(self):
        for pid in reversed(self.hung):
            os.kill(pid, signal.SIGCONT)

    def _do(self, program, *words):
        env = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        done = subprocess.run([f"{self.programs}/{program}", *words], cwd="/", env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, timeout=60, **self.user)
        soak.must(done.returncode == 0, f"{program} {words} failed: {done.stderr.decode()[-500:]}")
