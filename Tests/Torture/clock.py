"""The clock jumps a day forwards and back while mails leave (libfaketime)."""

import pathlib
import time

from ledger import Ledger
from misbehaving import MisbehavingServer
from office import Breach, Office, eventually

FAMILIES = 300
JUMPS = ("+1d", "+0", "-1d", "+0", "+1h", "-1h", "+0")


def library():
    found = sorted(pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    if not found:
        raise Breach("libfaketime is missing; Scripts/install-packages.sh torture installs it")
    return found[0]


class JumpingClock:
    def __init__(self, lab, workers):
        self.lab, self.workers = lab, workers

    def run(self):
        server, office = MisbehavingServer(), None
        server.script = lambda step, mail: time.sleep(0.2) if step == "content" else None
        try:
            office = Office(
                self.lab, f"clock-{self.workers}", "sqlite", server.port,
                **{"worker.lease_seconds": 3})
            office.families(FAMILIES * self.workers)
            queued = office.announce("Clock")
            clock = office.folder / "clock"
            clock.write_text("+0")
            # Preloaded into env first: libfaketime moves the environment of the program that it
            # starts with, and Swift finds its arguments beside it.
            workers = [
                office.start("worker", before=["env"], environment={
                    "LD_PRELOAD": str(library()), "FAKETIME_TIMESTAMP_FILE": str(clock),
                    "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"})
                for _ in range(self.workers)]
            for jump in JUMPS:
                # Long enough for claims, and for a look after the leases.
                time.sleep(1.5)
                before = server.count()
                eventually(
                    f"mails leave at {jump}", lambda count=before: server.count() > count + 20)
                # At once for all programs, as on one machine.
                new = clock.with_suffix(".new")
                new.write_text(jump)
                new.rename(clock)
            office.drained()
            for worker in workers:
                worker.end()
            times = [int(row[0]) for row in office.rows("SELECT started_at FROM attempts")]
            if max(times) - min(times) < 86_400_000:
                raise Breach("the workers' clock did not jump: the scenario proves nothing")
            ledger = Ledger(office, server.kept)
            ledger.check(queued)
            ledger.must_not_repeat()
            return f"{', '.join(JUMPS)}: {queued} mails, 0 repeats, 0 lost"
        finally:
            if office:
                office.close()
            server.close()


def scenarios(lab):
    yield "clock: jumps, 1 worker", JumpingClock(lab, 1).run
    yield "clock: jumps, 3 workers", JumpingClock(lab, 3).run
