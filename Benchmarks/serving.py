"""`parley serve` on a core of its own, and mails handed to it from the other."""

import os
import pathlib
import pickle
import signal
import sqlite3
import subprocess
import sys
import time

from process import Running, cpu_seconds, free_port, wait_for_port

HERE = pathlib.Path(__file__).resolve().parent
CONNECTIONS = 64
OURS, THEIRS = "0", "1"  # cores


class Serving:
    """`parley serve` on its core while the block runs."""

    def __init__(self, school, sink):
        self.port = free_port()
        school = school.with_settings(
            smtp__host="127.0.0.1", smtp__port=sink.port, inbox__listen=f"127.0.0.1:{self.port}",
            inbox__protocol="smtp")
        self.database = sqlite3.connect(f"file:{school.folder}/parley.db?mode=ro", uri=True)
        self.running = Running(
            ["taskset", "-c", OURS, *school.command("serve")], env=school.environment)
        wait_for_port(self.port, self.running.process, "parley serve")

    def take(self, mails, folder):
        """Seconds from the first byte until all are filed, of which until all are taken; and the
        CPU seconds, in which the greeting of the connections is. The sender's own start counts
        for neither."""
        path = folder / "mails.pickle"
        path.write_bytes(pickle.dumps(mails))
        before = cpu_seconds(self.running.pid)
        sent = subprocess.run(
            ["taskset", "-c", THEIRS, sys.executable, HERE / "deliver.py", str(self.port),
             str(CONNECTIONS), path], check=True, capture_output=True, text=True)
        while self.unread():
            time.sleep(0.02)
        began, taken = map(float, sent.stdout.split())
        return time.monotonic() - began, taken, cpu_seconds(self.running.pid) - before

    def unread(self):
        return self.database.execute(
            "SELECT EXISTS (SELECT 1 FROM inbound WHERE state IN ('kept', 'reading'))"
        ).fetchone()[0]

    def outcomes(self):
        """How many of the arrivals ended as what."""
        return dict(self.database.execute("SELECT outcome, COUNT(*) FROM readings GROUP BY 1"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.kill(self.running.pid, signal.SIGTERM)
        self.peak = self.running.wait().peak
        self.database.close()
