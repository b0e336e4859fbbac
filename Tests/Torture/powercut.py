"""The power fails: every program is gone at once, and with it what was not synced.

unsynced.c, preloaded into every process that writes, keeps what each file has got since its last
sync. A cut kills all of them and then takes away either all of that, or a part by chance: whole
writes, or their ends at a sector of 512 bytes, in no order, as a disk with a cache may do.
"""

import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import time

from keeping import KeepingSink
from ledger import Ledger
from office import Breach, Office, eventually
from shims import shim

RECORD = struct.Struct("<QQII")
FAMILIES = 300


def records(journal):
    """(offset, size before, old bytes, new bytes, whether it was a truncation) of each."""
    data, start, found = journal.read_bytes(), 0, []
    while start < len(data):
        offset, size, old, new = RECORD.unpack_from(data, start)
        start += RECORD.size
        found.append((offset, size, data[start:start + old], data[start + old:start + old + new],
                      new == 0))
        start += old + new
    return found


def cut(folder, dice=None):
    """Takes away what was not synced: all of it, or a part by chance.

    Returns how many bytes are lost.
    """
    lost = 0
    for journal in folder.glob("*.unsynced"):
        path = journal.with_suffix("")
        writes = records(journal)
        if path.exists():
            with open(path, "r+b") as file:
                for offset, size, old, _, _ in reversed(writes):
                    file.seek(offset)
                    file.write(old)
                    file.truncate(size)
                for offset, _, _, new, truncates in writes:
                    kept = 0 if dice is None else dice.choice(
                        [0, len(new), dice.randrange(len(new) // 512 + 1) * 512])
                    lost += len(new) - kept
                    if truncates and dice is not None and dice.random() < 0.5:
                        file.truncate(offset)
                    file.seek(offset)
                    file.write(new[:kept])
        journal.unlink()
    for index in folder.glob("*-shm"):
        index.unlink()
    return lost


class Cuts:
    def __init__(self, lab):
        self.lab = lab
        self.dice = random.Random(f"{lab.seed} cuts")
        self.lost, self.bitten = 0, 0

    def run(self):
        sink = KeepingSink(self.lab.folder / "cuts-kept", "--rate", "150", "--delay", "15")
        office = None
        try:
            library = shim(self.lab, "unsynced")
            self.must_be_noticed(library)
            office = Office(self.lab, "cuts", "sqlite", sink.port)
            office.families(FAMILIES)
            office.environment |= {
                "LD_PRELOAD": str(library), "UNSYNCED_FOLDER": str(office.data)}
            return self.torture(office, sink)
        finally:
            if office:
                office.close()
            sink.close()

    def torture(self, office, sink):
        cuts, queued = 4 if self.lab.short else 40, 0
        for number in range(cuts):
            if office.waiting() < FAMILIES / 2 + 128:
                queued += office.announce(f"News {number}")
            workers = [office.start("worker") for _ in range(2)]
            before = sink.count()
            eventually("the workers send", lambda count=before: sink.count() > count)
            time.sleep(self.dice.uniform(0, 0.5))
            for worker in workers:
                worker.kill()
            lost = cut(office.data, self.dice if number % 2 else None)
            self.lost, self.bitten = self.lost + lost, self.bitten + (lost > 0)
            self.must_be_whole(office)
        office.start("worker")
        office.drained()
        ledger = Ledger(office, list(sink.kept()))
        ledger.check(queued)
        return (f"{cuts} cuts, {self.bitten} of them took {self.lost} unsynced bytes, "
                f"{queued} mails, {ledger.repeats} repeats, {len(ledger.lost)} lost")

    def must_be_whole(self, office):
        """A copy is looked at: opening the database itself would mend it."""
        copy = office.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(office.data, copy)
        database = sqlite3.connect(copy / "parley.db")
        found = database.execute("PRAGMA integrity_check").fetchall()
        database.close()
        if found != [("ok",)]:
            raise Breach(f"the database is damaged: {found[:3]}")

    def must_be_noticed(self, library):
        """The cut bites: a commit that is not synced is gone after it, a synced one is there."""
        for level, expected in (("NORMAL", 0), ("FULL", 1)):
            folder = self.lab.folder / f"control-{level}"
            folder.mkdir()
            subprocess.run(
                [sys.executable, "-c", CONTROL, f"{folder}/control.db", level], check=False,
                env={**os.environ, "LD_PRELOAD": str(library), "UNSYNCED_FOLDER": str(folder)})
            cut(folder)
            database = sqlite3.connect(folder / "control.db")
            found = database.execute("SELECT COUNT(*) FROM commits").fetchone()[0]
            database.close()
            if found != expected:
                raise Breach(f"the cut proves nothing: {found} commits left with {level}")


CONTROL = """
import os, signal, sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA journal_mode = WAL")
database.execute("PRAGMA synchronous = FULL")
database.execute("CREATE TABLE commits (number)")
database.execute(f"PRAGMA synchronous = {sys.argv[2]}")
database.execute("INSERT INTO commits VALUES (1)")
os.kill(os.getpid(), signal.SIGKILL)
"""


def scenarios(lab):
    yield "power cuts: SQLite, 2 workers", Cuts(lab).run
