"""PostgreSQL is stopped and killed while workers send."""

import os
import pathlib
import random
import signal
import subprocess
import time

from ledger import Ledger
from misbehaving import MisbehavingServer
from office import Breach, Office, eventually

FAMILIES = 300


class Restarts:
    """The server goes in several ways and comes back after a while; workers are never touched."""

    def __init__(self, lab, times, away, lease):
        """away: for how many seconds at most. lease: of the workers, in seconds."""
        self.lab, self.times, self.away, self.lease = lab, times, away, lease
        self.dice = random.Random(f"{lab.seed} restarts")

    def run(self):
        server, office = MisbehavingServer(), None
        server.script = lambda step, mail: time.sleep(0.02) if step == "content" else None
        try:
            office = Office(
                self.lab, f"restarts-{self.lease}", "postgres", server.port,
                **{"worker.lease_seconds": self.lease})
            office.families(FAMILIES)
            queued = 0
            workers = [office.start("worker") for _ in range(2)]
            for number in range(self.times):
                if office.waiting() < FAMILIES:
                    queued += office.announce(f"News {number}")
                before = server.count()
                eventually("mails leave", lambda count=before: server.count() > count + 5)
                time.sleep(self.dice.uniform(0, 0.3))
                self.restart(number)
                for worker in workers:
                    worker.must_run()
            office.drained(120 + 2 * self.lease)
            for worker in workers:
                worker.end()
            ledger = Ledger(office, server.kept)
            ledger.check(queued)
            ledger.must_not_repeat()
            return (f"{self.times} restarts, up to {self.away} s away: {queued} mails, "
                    f"0 repeats, 0 lost")
        finally:
            self.servers("up")
            if office:
                office.close()
            server.close()

    def restart(self, number):
        """Stopped as an operator does, or every process killed at once."""
        if number % 2:
            self.kill()
        else:
            self.servers("down")
        time.sleep(self.dice.uniform(0, self.away))
        self.servers("up")

    def kill(self):
        """The postmaster alone would leave its children to notice."""
        file = pathlib.Path(os.environ["PARLEY_SERVERS"]) / "postgres/data/postmaster.pid"
        master = int(file.read_text().split()[0])
        children = pathlib.Path(f"/proc/{master}/task/{master}/children").read_text().split()
        for process in [master, *map(int, children)]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def servers(self, verb):
        end = time.monotonic() + 60
        while True:
            done = subprocess.run(
                [self.lab.repository / "Tests/Servers/servers.sh", verb, "postgres"],
                capture_output=True, text=True, check=False)
            if done.returncode == 0:
                return
            # A killed server's shared memory and port may linger for a moment.
            if time.monotonic() > end:
                raise Breach(f"servers.sh {verb} postgres: {done.stderr.strip()[-300:]}")
            time.sleep(0.5)


def scenarios(lab):
    times, away = (2, 3) if lab.short else (12, 6)
    yield "database: PostgreSQL restarts", Restarts(lab, times, away, 60).run
    if not lab.short:
        yield ("database: PostgreSQL away for longer than a lease",
               Restarts(lab, 4, 15, 5).run)
