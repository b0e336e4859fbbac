"""Workers killed at random moments while they send, and started anew at once."""

import random
import time

from keeping import KeepingSink
from ledger import Ledger
from office import Breach, Office, eventually

FAMILIES = 300
SETUPS = [("sqlite", 1), ("sqlite", 3), ("postgres", 1), ("postgres", 3)]
# Transactions that one worker has under way (the setting smtp.connections, and half as many that
# are being encoded), the largest group of outcomes in one commit, and as many that gather for the
# next.
WINDOW = 6 + 50 + 6


class Ordeal:
    """One set-up: so many workers on one database, killed so often."""

    def __init__(self, lab, engine, workers, kills):
        self.lab, self.engine, self.workers, self.kills = lab, engine, workers, kills
        self.dice = random.Random(f"{lab.seed} {engine} {workers}")
        self.queued = 0

    def run(self):
        name = f"kills-{self.engine}-{self.workers}"
        # Slow enough that there is always something in flight, and that much of it has left with
        # no answer yet.
        sink = KeepingSink(self.lab.folder / f"{name}-kept", "--rate", "150", "--delay", "15")
        office = None
        try:
            office = Office(self.lab, name, self.engine, sink.port)
            office.families(FAMILIES)
            return self.torture(office, sink)
        finally:
            if office:
                office.close()
            sink.close()

    def torture(self, office, sink):
        workers = [office.start("worker") for _ in range(self.workers)]
        for number in range(self.kills):
            self.feed(office, number)
            before = sink.count()
            eventually("the workers send", lambda: self.sends(workers, sink, before))
            time.sleep(self.dice.uniform(0, 0.4))
            index = self.dice.randrange(self.workers)
            workers[index].kill()
            workers[index] = office.start("worker")
        office.drained()
        for worker in workers:
            worker.end()
        ledger = Ledger(office, list(sink.kept()))
        ledger.check(self.queued)
        if ledger.repeats > self.kills * WINDOW:
            raise Breach(f"{ledger.repeats} repeats of {self.kills} kills: beyond the window")
        return (f"{self.kills} kills, {self.queued} mails, {ledger.repeats} repeats "
                f"({ledger.repeats / self.kills:.1f} a kill), {len(ledger.lost)} lost")

    def feed(self, office, number):
        """There is more to send than dead workers hold."""
        if number % 3 == 0 and office.waiting() < FAMILIES / 2 + 64 * self.workers:
            self.queued += office.announce(f"News {number}")

    def sends(self, workers, sink, before):
        for worker in workers:
            worker.must_run()
        return sink.count() > before


def scenarios(lab):
    """(name, scenario) of each set-up; the kills are spread evenly."""
    share, rest = divmod(lab.kills, len(SETUPS))
    for index, (engine, workers) in enumerate(SETUPS):
        kills = share + (index < rest)
        title = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[engine]
        many = "1 worker" if workers == 1 else f"{workers} workers"
        yield (f"killed: {title}, {many}", Ordeal(lab, engine, workers, kills).run)
