"""Many clients at once on a store that is on a server of its own: each logs talks with a whole process for every one of
them, as docenten do, beside pgbench with the same transaction written by hand (clients.sql)."""

import contextlib
import os
import random
import shutil
import statistics
import subprocess
import threading
import time

import store

HERE = os.path.dirname(os.path.abspath(__file__))
SERVER = os.path.join(os.path.dirname(HERE), "postgres")
# As a school has it: what was committed is on the disk. Both sides work on this one server.
SETTINGS = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "autovacuum=on", "max_connections=200",
            "shared_buffers=256MB")


class Server:
    """A server in the bench's folder, which keeps the stores for the next run."""

    def __init__(self, bench):
        self.bench, self.dir = bench, os.path.join(bench.folder, "server")

    @contextlib.contextmanager
    def running(self):
        os.chmod(self.bench.folder, os.stat(self.bench.folder).st_mode | 0o011)  # the server may be another user
        self.call("start", *SETTINGS)
        try:
            yield self
        finally:
            self.call("halt")

    def call(self, action, *more):
        subprocess.run([SERVER, action, self.dir, *more], check=True, env=self.bench.env, stdin=subprocess.DEVNULL)

    def url(self, name):
        return f"postgresql:///{name}?host={self.dir}&user=stage"

    def ask(self, name, sql):
        done = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", self.url(name), "-c", sql], check=True,
                              capture_output=True, text=True, env=self.bench.env)
        return done.stdout.strip()

    def fill(self, name):
        """The bench's store, moved here once."""
        if self.ask("postgres", f"SELECT count(*) FROM pg_database WHERE datname = '{name}'") == "1":
            return
        begin = time.monotonic()
        self.ask("postgres", "DROP DATABASE IF EXISTS made")
        self.ask("postgres", "CREATE DATABASE made TEMPLATE template0")
        subprocess.run([self.bench.stage, "--quiet", "db", "copy", self.bench.store, self.url("made")], check=True,
                       env=self.bench.env, stdin=subprocess.DEVNULL)
        self.ask("made", "VACUUM ANALYZE")
        self.ask("postgres", f"ALTER DATABASE made RENAME TO {name}")
        print(f"copied it to a server: {time.monotonic() - begin:.0f} s")

    def copy(self, name, to):
        self.ask("postgres", f"DROP DATABASE IF EXISTS {to} WITH (FORCE)")
        self.ask("postgres", f"CREATE DATABASE {to} TEMPLATE {name}")
        self.ask(to, "CHECKPOINT")


class Talks:
    """Clients that log talks; each starts the program anew for every one, and every one is of another placement."""

    def __init__(self, bench, url, students):
        self.command = [bench.stage, "--quiet", "--store", url, "gesprek", "log"]
        self.env, self.students, self.lock = bench.env, iter(students), threading.Lock()
        self.took, self.failed = [], []

    def log(self, number):
        rng = random.Random(number)
        notes = [word for key in "1234" for word in ("-" + key, store.varied_note(rng))]
        begin = time.perf_counter()
        with subprocess.Popen([*self.command, number, store.DAY.isoformat(), "--vorm", "bezoek", *notes], env=self.env,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
            said = child.communicate()[1]
        self.took.append(time.perf_counter() - begin)
        if child.returncode != 0:
            self.failed.append(f"status {child.returncode}: {said.decode(errors='replace').strip()}")

    def client(self, talks):
        for _ in range(talks):
            with self.lock:
                number = next(self.students)[0]
            self.log(number)

    def run(self, clients, talks):
        """Talks a second."""
        threads = [threading.Thread(target=self.client, args=(talks,)) for _ in range(clients)]
        begin = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return clients * talks / (time.perf_counter() - begin)


def pgbench(server, name, placements, clients, talks, *more):
    """Transactions a second."""
    program = shutil.which("pgbench", path=os.pathsep.join((subprocess.check_output(
        ["pg_config", "--bindir"], text=True).strip(), os.environ["PATH"])))
    begin = time.perf_counter()
    done = subprocess.run([program, "-n", "-f", os.path.join(HERE, "clients.sql"), "-D", f"plaatsingen={placements}",
                           "-c", str(clients), "-j", str(min(clients, os.cpu_count())), "-t", str(talks), *more,
                           server.url(name)], capture_output=True, text=True, env=server.bench.env, check=False)
    took = time.perf_counter() - begin
    if done.returncode != 0 or "number of failed transactions: 0 " not in done.stdout:
        raise SystemExit(f"bench: pgbench: {done.stderr[:2000]}{done.stdout[:2000]}")
    return clients * talks / took


def measure(bench):
    bench.prepare()
    with Server(bench).running() as server:
        server.fill(f"store_{bench.options.placements}")
        server.copy(f"store_{bench.options.placements}", "work")
        compare(bench, server)


def compare(bench, server):
    """Three ways on one store, in turn: a process for a talk, a connection for a transaction, connections that stand."""
    n, each, placements = bench.options.clients, bench.options.talks, bench.options.placements
    runs = min(bench.options.runs, 5, max(1, (len(bench.rest) - n) // (n * each)))
    before = int(server.ask("work", "SELECT count(gehouden) FROM gesprek"))
    talks = Talks(bench, server.url("work"), bench.rest)
    speeds = []
    talks.run(n, 1)  # once to warm the caches
    talks.took.clear()
    for _ in range(runs):
        speeds.append((talks.run(n, each), pgbench(server, "work", placements, n, each, "-C"),
                       pgbench(server, "work", placements, n, each)))
    ours, anew, standing = (statistics.median(side) for side in zip(*speeds))
    for what, other, goal in (("pgbench -C", anew, "≥ 0.5"), ("pgbench, connections that stand", standing, "")):
        ratios = sorted(s[0] / s[1 if other == anew else 2] for s in speeds)
        spread = f"{ratios[len(ratios) // 4]:.2f}–{ratios[-1 - len(ratios) // 4]:.2f}"
        print(f"{f'{n} clients, talks a second : {what}':<52} {ours:>9.1f} {other:>9.1f} {ours / other:>6.2f}  {spread:<11} {goal}",
              flush=True)
    wait = statistics.quantiles(talks.took, n=100)
    print(f"one talk among them: median {wait[49] * 1000:.0f} ms, 99 of 100 within {wait[98] * 1000:.0f} ms; "
          f"{len(talks.failed)} of {n * (1 + each * runs)} failed")
    for why in sorted(set(talks.failed))[:5]:
        print(f"NOTE: {why}")
    check(bench, server, before + n * (1 + 3 * each * runs) - len(talks.failed))


def check(bench, server, expected):
    """Each talk is there once, and the chain of the journal holds over all of them."""
    there = int(server.ask("work", "SELECT count(gehouden) FROM gesprek"))
    if there != expected:
        print(f"NOTE: {there} talks in the store, where {expected} were expected")
    done = subprocess.run([bench.stage, "--store", server.url("work"), "db", "check", "--structure"], env=bench.env, check=False,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)
    print(f"db check --structure: status {done.returncode} {done.stdout[:300]}".rstrip())
