"""The database's disk is full, or another process holds the database locked."""

import sqlite3
import subprocess
import time

from ledger import Ledger
from misbehaving import MisbehavingServer
from office import Breach, Impossible, Office, eventually

FAMILIES = 300


class SmallDisk:
    """A file system of a few megabytes."""

    def __init__(self, mebibytes):
        self.mebibytes, self.folder = mebibytes, None

    def mount(self, folder):
        options = f"size={self.mebibytes}m"
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "torture", folder], capture_output=True,
            text=True, check=False)
        if done.returncode != 0:
            raise Impossible(f"no file system can be mounted here: {done.stderr.strip()}")
        self.folder = folder

    def fill(self, left):
        """Leaves so many bytes."""
        with open(self.folder / "ballast", "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
            file.truncate(max(0, file.seek(0, 2) - left))

    def enlarge(self, mebibytes):
        subprocess.run(
            ["mount", "-o", f"remount,size={mebibytes}m", self.folder], check=True)

    def unmount(self):
        if self.folder:
            subprocess.run(["umount", "--lazy", self.folder], check=True)


class FullDisk:
    """The disk runs full while mails leave; after a while it is enlarged."""

    def __init__(self, lab, lease, full):
        """lease: of the worker, in seconds. full: how long there is no room, in seconds."""
        self.lab, self.lease, self.full = lab, lease, full

    def run(self):
        server, disk, office = MisbehavingServer(), SmallDisk(12), None
        # Mails take long enough that many are between server and database when the room ends.
        server.script = lambda step, mail: time.sleep(0.02) if step == "content" else None
        try:
            office = Office(
                self.lab, f"disk-{self.lease}", "sqlite", server.port, disk,
                **{"worker.lease_seconds": self.lease})
            office.families(FAMILIES)
            queued = office.announce("Full")
            disk.fill(200_000)
            worker = office.start("worker")
            eventually("the disk is full", lambda: "full" in worker.log.read_text().lower())
            time.sleep(self.full)
            worker.must_run()
            if (left := server.count()) == queued:
                raise Breach("all had left before the disk was full: the scenario proves nothing")
            disk.enlarge(64)
            office.drained(90 + 2 * self.lease)
            worker.end()
            ledger = Ledger(office, server.kept)
            ledger.check(queued)
            ledger.must_not_repeat()
            return (f"full for {self.full} s after {left} of {queued} mails, 0 repeats, 0 lost")
        finally:
            if office:
                office.close()
            disk.unmount()
            server.close()


class LockedDatabase:
    """Another process holds SQLite's lock while mails leave."""

    def __init__(self, lab, seconds, lease, workers):
        """seconds: how long. lease: of the workers, in seconds."""
        self.lab, self.seconds, self.lease, self.workers = lab, seconds, lease, workers

    def run(self):
        server, office = MisbehavingServer(), None
        server.script = lambda step, mail: time.sleep(0.02) if step == "content" else None
        try:
            office = Office(
                self.lab, f"locked-{self.lease}", "sqlite", server.port,
                **{"worker.lease_seconds": self.lease})
            office.families(FAMILIES)
            queued = office.announce("Locked")
            workers = [office.start("worker") for _ in range(self.workers)]
            eventually("mails leave", lambda: server.count() > 20)
            lock = sqlite3.connect(office.data / "parley.db", timeout=30, isolation_level=None)
            lock.execute("BEGIN IMMEDIATE")
            time.sleep(self.seconds)
            left = server.count()
            lock.execute("ROLLBACK")
            lock.close()
            office.drained()
            for worker in workers:
                worker.end()
            ledger = Ledger(office, server.kept)
            ledger.check(queued)
            ledger.must_not_repeat()
            return (f"locked for {self.seconds} s after {left} of {queued} mails, "
                    "0 repeats, 0 lost")
        finally:
            if office:
                office.close()
            server.close()


def scenarios(lab):
    yield "database: disk full", FullDisk(lab, 60, 5 if lab.short else 20).run
    yield "database: SQLite locked", LockedDatabase(lab, 8 if lab.short else 20, 60, 1).run
    if not lab.short:
        yield "database: disk full for longer than a lease", FullDisk(lab, 5, 20).run
        yield "database: SQLite locked for longer than a lease", LockedDatabase(lab, 20, 5, 2).run
