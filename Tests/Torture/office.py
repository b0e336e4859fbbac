"""A school with a Parley of its own, made and used by the program's commands alone."""

import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import time
import uuid

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
SEPARATOR = "\x1f"
WAITING = ("held", "queued", "deferred", "unclear", "sending")

# Every refusal is tried again after a second, sixty times: a scenario that is over shows at once
# whether the service resumes by itself.
RETRIES = "".join(
    f"    {kind}: [{', '.join(['1s'] * 60)}]\n"
    for kind in ("transient", "throttled", "policy", "ours"))


class Breach(Exception):
    """Something that was promised does not hold."""


class Impossible(Exception):
    """This machine does not let the scenario be tried."""


def eventually(what, test, within=60.0, every=0.02):
    """Waits until a test gives something true, and returns it."""
    end = time.monotonic() + within
    while True:
        if found := test():
            return found
        if time.monotonic() > end:
            raise Breach(f"not within {within:.0f} s: {what}")
        time.sleep(every)


class Program:
    """A command that goes on, no longer than we do. Its messages are in a file."""

    def __init__(self, arguments, environment, log):
        self.log = log
        with open(log, "ab") as messages:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", *arguments], cwd=REPOSITORY, env=environment,
                stdin=subprocess.DEVNULL, stdout=messages, stderr=messages, start_new_session=True)

    def must_run(self):
        if (code := self.process.poll()) is not None:
            raise Breach(f"a program ended by itself with {code}: {self.last_words()}")

    def kill(self):
        self.must_run()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self, within=60):
        """Asks it to end; it must do so without a complaint."""
        self.must_run()
        self.process.terminate()
        try:
            code = self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Breach(f"told to end, a program still ran after {within} s") from None
        if code != 0:
            raise Breach(f"told to end, a program ended with {code}: {self.last_words()}")

    def abandon(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def last_words(self):
        return self.log.read_text(errors="replace")[-600:].strip()


class Office:
    def __init__(self, lab, name, engine, smtp, disk=None, **settings):
        """smtp: the port of the school's mail server. disk: what to put the database on."""
        self.lab, self.engine = lab, engine
        self.folder = lab.folder / name
        self.data = self.folder / "data"
        self.data.mkdir(parents=True)
        if disk:
            disk.mount(self.data)
        self.programs = []
        self.database, self.schema = f"sqlite:{self.data}/parley.db", None
        if engine == "postgres":
            self.schema = "torture_" + uuid.uuid4().hex[:12]
            url = lab.postgres
            self.psql(f"CREATE SCHEMA {self.schema}")
            sign = "&" if "?" in url else "?"
            self.database = f"{url}{sign}options=-csearch_path%3D{self.schema}"
        usual = {
            "sending.undo_seconds": 0, "sending.per_family_and_day": 0,
            "sending.texts_between": "always", "worker.lease_seconds": 2,
            "inbox.listen": "127.0.0.1:0", "storage.keep_free_mib": 0,
        }
        self.environment = {
            key: value for key, value in os.environ.items()
            if not key.startswith("PARLEY__") and key != "PARLEY_CONFIG"}
        self.run(
            "init", "--folder", self.folder, "--school", "Oakwood", "--domain", "parley.test",
            "--from-name", "Amina Warsame", "--phone", "202-555-0150", "--smtp",
            f"127.0.0.1:{smtp}", "--tls", "never", "--listen", "127.0.0.1:0", "--database",
            self.database, "--minimum", "draft")
        with open(self.folder / "parley.yaml", "a", encoding="utf-8") as file:
            file.write(f"\nsending:\n  retry:\n{RETRIES}")
        for key, value in {**usual, **settings}.items():
            variable = "PARLEY__" + key.replace(".", "__").upper()
            self.environment[variable] = str(value)
        self.run("staff", "add", "amina", "--name", "Amina Warsame", "--role", "liaison")

    # --- commands

    def command(self, arguments):
        own = [] if arguments[0] == "init" else ["--config", self.folder / "parley.yaml"]
        return [str(part) for part in [self.lab.program, *arguments, *own]]

    def run(self, *arguments, environment=None, patience=20):
        """Runs a command that must succeed; a database that is busy is asked again."""
        end = time.monotonic() + patience
        while True:
            done = subprocess.run(
                self.command(arguments), cwd=REPOSITORY, stdin=subprocess.DEVNULL,
                env={**self.environment, **(environment or {})}, capture_output=True, text=True,
                timeout=300, check=False)
            if done.returncode == 0:
                return done.stdout
            if "locked" not in done.stderr or time.monotonic() > end:
                raise Breach(
                    f"parley {' '.join(map(str, arguments[:3]))} ended with {done.returncode}: "
                    f"{(done.stdout + done.stderr).strip()[-600:]}")

    def ask(self, *arguments, environment=None):
        return json.loads(self.run(*arguments, "--json", environment=environment))

    def start(self, *arguments, environment=None, before=()):
        """Starts a command that goes on. before: what it is started by, such as unshare."""
        log = self.folder / f"{arguments[0]}-{len(self.programs)}.log"
        program = Program(
            [*before, *self.command(arguments)], {**self.environment, **(environment or {})}, log)
        self.programs.append(program)
        return program

    def close(self):
        for program in self.programs:
            program.abandon()
        if self.schema:
            self.psql(f"DROP SCHEMA IF EXISTS {self.schema} CASCADE")

    # --- the school's day

    def families(self, count, phones=False):
        """A roster of so many parents, at seven receiving domains; or all by telephone."""
        columns = (
            "student_id,student_given_name,student_family_name,grade,contact_id,"
            "contact_given_name,contact_family_name,relation,home_language,email,phone,"
            "family,lives_with,custody,may_receive,no_contact,interpreter,unlisted")
        rows = [columns]
        for n in range(1, count + 1):
            mail = "" if phones else f"n{n}@many{n % 7}.test"
            phone = f"(202) 555-{n:04}" if phones else ""
            rows.append(
                f"S{n},Child,N{n},3,C{n},Parent,N{n},parent,{'es' if n % 3 == 0 else 'en'},"
                f"{mail},{phone},F{n},yes,,yes,no,no,no")
        roster = self.folder / "roster.csv"
        roster.write_text("\n".join(rows) + "\n", encoding="utf-8")
        self.run("import", roster, "--apply", "--as", "amina")

    def event(self, title, environment=None):
        return self.ask(
            "event", "set", "--title", title, "--at", "2099-03-12 18:00", "--place", "Library",
            "--as", "amina", environment=environment)["event"]

    def announce(self, title, environment=None):
        """Tells everybody about a new event, and returns how many copies are queued."""
        event = self.event(title, environment)
        return self.ask(
            "event", "send", event, "--as", "amina", environment=environment)["queued"]

    # --- the database, past the program

    def psql(self, statement):
        """Rows of text, by psql."""
        path = f"SET search_path TO {self.schema};\n" if self.schema else ""
        done = subprocess.run(
            ["psql", "-XAtq", "-F", SEPARATOR, "-v", "ON_ERROR_STOP=1", self.lab.postgres],
            input=f"SET client_min_messages TO error;\n{path}{statement};\n", text=True,
            capture_output=True, check=False)
        if done.returncode != 0:
            raise Breach(f"psql: {done.stderr.strip()}")
        return [line.split(SEPARATOR) for line in done.stdout.splitlines()]

    def rows(self, statement):
        if self.engine == "postgres":
            return self.psql(statement)
        end = time.monotonic() + 30
        while True:
            database = sqlite3.connect(
                f"file:{self.data}/parley.db?mode=ro", uri=True, timeout=30)
            try:
                return [
                    ["" if cell is None else str(cell) for cell in row]
                    for row in database.execute(statement)]
            except sqlite3.OperationalError as error:
                if time.monotonic() > end:
                    raise Breach(f"the database cannot be read: {error}") from None
                time.sleep(0.1)
            finally:
                database.close()

    def states(self):
        return {
            state: int(count)
            for state, count in self.rows("SELECT state, COUNT(*) FROM messages GROUP BY state")}

    def waiting(self):
        # One look: what moves between two of them would be in neither.
        states = self.states()
        return sum(states.get(state, 0) for state in WAITING)

    def drained(self, within=120):
        """Waits until every message has ended."""
        try:
            eventually("every message has ended", lambda: self.waiting() == 0, within, 0.2)
        except Breach as breach:
            raise Breach(f"{breach}; there are {self.states()}") from None
