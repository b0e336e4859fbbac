#!/usr/bin/env python3
"""How soon an urgent message is on the wire while a million bulk messages wait.

A worker is sending the bulk to a server that answers after a delay; then, several times, `parley
send urgent` writes to one family, at the same domain as all others. Counted from the end of that
command, whose last act is the commit, to the moment at which the server has the whole mail; the
time from the start of the command is printed too. Writes .bench/urgent.json.

usage: urgent.py PARLEY [N]
"""

import pathlib
import queue
import statistics
import sys
import tempfile
import time

from figures import limit_figure, save
from roster import LANGUAGES, Parent, parents
from school import SENDER, School
from sinks import TimedSink

NAME = "urgent"
USUAL = 1_000_000
DELAY = 0.005  # seconds
SESSIONS = 8
TRIES = 9
LIMIT = 1.0  # second
PATIENCE = 30.0  # seconds
PAUSE = 1.3  # between two tries: no multiple of a likely interval of polling


def roster(count):
    """The bulk, and one family in a grade of its own for each try."""
    yield from parents(count)
    for i in range(1, TRIES + 1):
        yield Parent(f"urgent{i}", LANGUAGES[i], grade=str(i))


def once(school, sink, number):
    """Seconds from the command's end, and from its start, until the mail is there."""
    began = time.monotonic()
    school.run(
        "send", "urgent", "--grade", str(number), "--words", "Take another way home today.",
        "--reason", "A bridge is closed", "--as", SENDER)
    ended = time.monotonic()
    recipient, moment = sink.arrivals.get(timeout=PATIENCE)
    if recipient != f"urgent{number}@bulk.test":
        sys.exit(f"{recipient} got an urgent message instead of family {number}")
    # A worker may send it before the command has told of it and ended.
    return max(0.0, moment - ended), moment - began


def measure(school, sink, send):
    """The times of each try while a worker sends the bulk; how much of it waited at the last."""
    worker = school.worker(drain=False)
    times, waiting = [], 0
    try:
        time.sleep(3)
        for number in range(1, TRIES + 1):
            left = school.waiting(send)
            if left == 0:
                print("all bulk messages have been sent: no more urgent ones are tried")
                break
            waiting = left
            try:
                times.append(once(school, sink, number))
            except queue.Empty:
                print(f"urgent message {number} had not come after {PATIENCE:.0f} s")
                times.append((PATIENCE, PATIENCE))
                break
            time.sleep(PAUSE)
    finally:
        worker.process.terminate()
    worker.wait()
    return times, waiting


def main():
    parley = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else USUAL
    with (
        tempfile.TemporaryDirectory() as folder,
        TimedSink(DELAY, watch="^urgent") as sink
    ):
        school = School.found(parley, pathlib.Path(folder), roster(count)).with_settings(
            smtp__host="127.0.0.1", smtp__port=sink.port, smtp__connections=SESSIONS)
        send, _ = school.enqueue()
        times, waiting = measure(school, sink, send)
    if not times:
        sys.exit(f"{count} messages were sent before the first try: nothing waited; give more")
    after = [pair[0] for pair in times]
    save(NAME, [
        limit_figure(
            NAME, "limit", max(after), LIMIT, "s", median=statistics.median(after),
            medianFromStart=statistics.median(pair[1] for pair in times), tries=len(after),
            queued=count, stillWaiting=waiting)])


if __name__ == "__main__":
    main()
