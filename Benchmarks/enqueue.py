#!/usr/bin/env python3
"""How long it takes to queue a notice for 100,000 recipients on SQLite: rules, languages, one row
each, in one transaction. Three runs from the same school, the median. Writes .bench/enqueue.json.

usage: enqueue.py PARLEY [N]
"""

import pathlib
import sys
import tempfile

from figures import limit_figure, save
from roster import parents
from school import School

NAME = "enqueue"
USUAL = 100_000
LIMIT = 5.0  # seconds for the usual number
RUNS = 3


def main():
    parley = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else USUAL
    usages = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "founded").mkdir()
        school = School.found(parley, folder / "founded", parents(count))
        for _ in range(RUNS):
            with tempfile.TemporaryDirectory(dir=folder) as own:
                _, usage = school.copy(pathlib.Path(own) / "school").enqueue()
            usages.append(usage)
    middle = sorted(usages, key=lambda usage: usage.seconds)[RUNS // 2]
    save(NAME, [
        limit_figure(
            NAME, "limit", middle.seconds, LIMIT * count / USUAL, "s", recipients=count,
            cpu=middle.cpu, peakMiB=middle.peak)])


if __name__ == "__main__":
    main()
