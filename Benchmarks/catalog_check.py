#!/usr/bin/env python3
"""parley catalog check over this repository's catalogs, beside a program that only parses them.

The two run in turn, whole processes, five times each, and the medians are compared: what the
check takes beyond parsing is its rules. Prints one line and writes .bench/catalog-check.json.

usage: catalog_check.py PARLEY PARSE_CATALOGS
"""

import os
import pathlib
import statistics
import subprocess
import sys
import time

from figures import save

NAME = "catalog-check"
BASELINE = "parse-alone"
WANTED = 1.0  # second


def timed(command):
    """Seconds and standard output."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    taken = time.perf_counter() - start
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-10:])
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{last}")
    return taken, done.stdout


def main():
    parley, parse = (os.path.abspath(path) for path in sys.argv[1:3])
    check = [parley, "catalog", "check", "--templates", "templates", "--locales", "locales"]
    runs = [(timed(check)[0], *timed([parse, "locales"])) for _ in range(5)]
    ours = statistics.median(run[0] for run in runs)
    theirs = statistics.median(run[1] for run in runs)
    messages = int(runs[0][2])
    languages = len({file.parent for file in pathlib.Path("locales").glob("*/*.mf2")})
    notices = sum(1 for file in pathlib.Path("templates").glob("*.yaml")) - 1
    print(
        f"{NAME} vs {BASELINE} ratio {theirs / ours:.2f} (ours {ours:.2f} s, "
        f"baseline {theirs:.2f} s; {messages} messages of {notices} notices in {languages} "
        f"languages; wanted below {WANTED:.0f} s)")
    save(NAME, [{
        "benchmark": NAME, "baseline": BASELINE, "ours": messages / ours,
        "baselineRate": messages / theirs, "ratio": theirs / ours, "seconds": ours,
        "baselineSeconds": theirs, "gate": WANTED, "unit": "s", "met": ours < WANTED}])


if __name__ == "__main__":
    main()
