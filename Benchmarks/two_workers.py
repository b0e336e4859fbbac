#!/usr/bin/env python3
"""Whether two workers on PostgreSQL send nearly twice as fast as one.

The mail server answers each mail after a delay, as real ones do, so that sessions and not the two
cores decide: one worker shall need a third of a core at most. One and two workers run in turn,
three times, each worker with the same number of sessions; the medians are compared. Each run has a
copy of the same database. Writes .bench/two-workers.json.

usage: two_workers.py PARLEY POSTGRES_URL [N]      its role must be able to make databases
"""

import contextlib
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from figures import limit_figure, rate_figure, save
from roster import parents
from school import School
from sinks import TimedSink

NAME = "two-workers"
USUAL = 4_000
DELAY = 0.025  # seconds
SESSIONS = 8
WANTED, CORE = 1.7, 1 / 3
RUNS = 3


class Server:
    """The PostgreSQL server at a URL, and databases of our own in it."""

    def __init__(self, url):
        self.url = url

    def named(self, name):
        return f"{self.url.rpartition('/')[0]}/{name}"

    def ask(self, statement):
        subprocess.run(
            ["psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--command", statement,
             self.url], check=True, stdout=subprocess.DEVNULL,
            env=dict(os.environ, PGOPTIONS="-c client_min_messages=warning"))

    @contextlib.contextmanager
    def database(self, name, template="template1"):
        """A database for the length of a block; its URL."""
        self.ask(f"DROP DATABASE IF EXISTS {name}")
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.named(name)
        finally:
            self.ask(f"DROP DATABASE {name}")


def send(school, workers, count):
    """Mails a second, and the CPU seconds of each worker by second."""
    sending, _ = school.enqueue()
    began = time.monotonic()
    usages = [worker.wait() for worker in [school.worker() for _ in range(workers)]]
    seconds = time.monotonic() - began
    school.expect_sent(sending, count)
    return count / seconds, [usage.cpu / usage.seconds for usage in usages]


def measure(server, school, count):
    """(rate, CPU shares) of each run, by number of workers."""
    runs = {1: [], 2: []}
    for _ in range(RUNS):
        for workers, made in runs.items():
            with server.database("parley_bench_run", template="parley_bench") as url:
                made.append(send(school.with_settings(database=url), workers, count))
    return runs


def main():
    parley, server = sys.argv[1], Server(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else USUAL
    with (
        tempfile.TemporaryDirectory() as folder, TimedSink(DELAY) as sink,
        server.database("parley_bench") as url
    ):
        school = School.found(parley, pathlib.Path(folder), parents(count), url).with_settings(
            smtp__host="127.0.0.1", smtp__port=sink.port, smtp__connections=SESSIONS,
            worker__width=2 * SESSIONS)
        runs = measure(server, school, count)
    rate = {workers: statistics.median(run[0] for run in made) for workers, made in runs.items()}
    alone = statistics.median(shares[0] for _, shares in runs[1])
    together = statistics.median(sum(shares) for _, shares in runs[2])
    shared = {"recipients": count, "delayMilliseconds": DELAY * 1000, "sessions": SESSIONS}
    save(NAME, [
        rate_figure(NAME, "one-worker", rate[2], rate[1], WANTED, **shared),
        limit_figure(NAME, "core-of-one", alone, CORE, "cores", coresOfTwo=together)])


if __name__ == "__main__":
    main()
