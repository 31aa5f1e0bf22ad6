"""A PostgreSQL server of our own, which may be stopped and started without harm to anybody else's."""
import glob, os, shutil, subprocess, tempfile
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
        self.url = f"postgresql:///lofte?host={self.folder}&user=postgres"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run([f"{self.programs}/pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "-w", "stop"], check=False, cwd="/",
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self.user)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        self._do("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "-o",
                 f"-k {self.folder} -c listen_addresses='' -c max_connections=60", "start")

    def stop(self, how="fast"):
        self._do("pg_ctl", "-D", f"{self.folder}/data", "-m", how, "-w", "stop")

    def _do(self, program, *words):
        env = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        done = subprocess.run([f"{self.programs}/{program}", *words], cwd="/", env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, timeout=60, **self.user)
        soak.must(done.returncode == 0, f"{program} {words} failed: {done.stderr.decode()[-500:]}")
