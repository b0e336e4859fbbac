"""The clock jumps a day forwards and back while mails leave."""

import struct
import time

from ledger import Ledger
from misbehaving import MisbehavingServer
from office import Breach, Office, eventually
from shims import shim

HOUR, DAY = 3_600, 86_400
JUMPS = (0, DAY, 0, -DAY, 0)
MORE_JUMPS = (HOUR, 0, -HOUR, 0, 30 * DAY, 0)


class Shift:
    """The file that clockshift.c looks at."""

    def __init__(self, path):
        self.path = path
        path.write_bytes(bytes(8))
        self.file = open(path, "r+b", buffering=0)

    def jump(self, seconds):
        """At once for all programs, as on one machine."""
        self.file.seek(0)
        self.file.write(struct.pack("=q", seconds))


class JumpingClock:
    def __init__(self, lab, workers):
        self.lab, self.workers = lab, workers
        self.jumps = JUMPS if lab.short else JUMPS + MORE_JUMPS

    def run(self):
        server, office = MisbehavingServer(), None
        server.script = lambda step, mail: time.sleep(0.2) if step == "content" else None
        try:
            office = Office(
                self.lab, f"clock-{self.workers}", "sqlite", server.port,
                **{"worker.lease_seconds": 6})
            office.families(len(self.jumps) * 70 * self.workers)
            queued = office.announce("Clock")
            clock = Shift(office.folder / "clock")
            workers = [
                office.start("worker", environment={
                    "LD_PRELOAD": str(shim(self.lab, "clockshift")),
                    "CLOCKSHIFT_FILE": str(clock.path)}) for _ in range(self.workers)]
            for jump in self.jumps:
                clock.jump(jump)
                before = server.count()
                # Long enough for claims, and for a look after the leases.
                time.sleep(2.5)
                # A clock that is behind says of what was queued that its time has not come.
                if jump >= 0:
                    eventually(
                        f"mails leave at {jump} s", lambda count=before: server.count() > count)
            office.drained()
            for worker in workers:
                worker.end()
            times = [int(row[0]) for row in office.rows("SELECT started_at FROM attempts")]
            if max(times) - min(times) < 86_400_000:
                raise Breach("the workers' clock did not jump: the scenario proves nothing")
            ledger = Ledger(office, server.kept)
            ledger.check(queued)
            ledger.must_not_repeat()
            hours = ", ".join(f"{jump // HOUR:+} h" for jump in self.jumps)
            return f"{hours}: {queued} mails, 0 repeats, 0 lost"
        finally:
            if office:
                office.close()
            server.close()


def scenarios(lab):
    yield "clock: jumps, 1 worker", JumpingClock(lab, 1).run
    yield "clock: jumps, 3 workers", JumpingClock(lab, 3).run
