#!/usr/bin/env python3
"""Whether a million recipients cost no more memory, and no more time each, than ten thousand.

Both numbers are queued and sent to smtp-sink, the smaller one three times (the median). Takes some
ten minutes, and two gigabytes in the folder for temporary files. Writes .bench/million.json.

usage: million.py PARLEY [MANY [FEW]]
"""

import pathlib
import sys
import tempfile

from figures import limit_figure, save
from roster import parents
from school import School
from sinks import postfix_sink

NAME = "million"
MANY, FEW = 1_000_000, 10_000
MEMORY, TIME = 1.2, 1.15
SESSIONS = 8


def measure(parley, count, port):
    """The Usage of queueing and of sending."""
    with tempfile.TemporaryDirectory() as folder:
        school = School.found(parley, pathlib.Path(folder), parents(count)).with_settings(
            smtp__host="127.0.0.1", smtp__port=port, smtp__connections=SESSIONS)
        send, queued = school.enqueue()
        sent = school.worker().wait()
        school.expect_sent(send, count)
    print(
        f"{count} recipients: queued in {queued.seconds:.1f} s ({queued.peak:.0f} MiB), sent in "
        f"{sent.seconds:.1f} s ({sent.peak:.0f} MiB)", flush=True)
    return queued, sent


def middle(usages):
    return sorted(usages, key=lambda usage: usage.seconds)[len(usages) // 2]


def compare(task, few, count_few, many, count_many):
    """The figures of one task: memory, and time for each recipient."""
    shared = {"task": task, "few": count_few, "many": count_many}
    return [
        limit_figure(
            NAME, f"{task}-memory", many.peak / few.peak, MEMORY, "x", **shared,
            fewMiB=few.peak, manyMiB=many.peak),
        limit_figure(
            NAME, f"{task}-time", (many.seconds / count_many) / (few.seconds / count_few), TIME,
            "x", **shared, fewMicroseconds=few.seconds / count_few * 1e6,
            manyMicroseconds=many.seconds / count_many * 1e6)]


def main():
    parley = sys.argv[1]
    count_many = int(sys.argv[2]) if len(sys.argv) > 2 else MANY
    count_few = int(sys.argv[3]) if len(sys.argv) > 3 else FEW
    with postfix_sink() as sink:
        runs = [measure(parley, count_few, sink.port) for _ in range(3)]
        many = measure(parley, count_many, sink.port)
    few = [middle(usages) for usages in zip(*runs)]
    results = []
    for task, small, large in zip(("queue", "send"), few, many):
        results += compare(task, small, count_few, large, count_many)
    save(NAME, results)


if __name__ == "__main__":
    main()
