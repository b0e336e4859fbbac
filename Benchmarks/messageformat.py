#!/usr/bin/env python3
"""MessageFormat beside ICU's umsg_format: the same messages, arguments and locale, in one run.

The two programs run in turn, five times each, so that whatever else the machine does meets both;
the medians are compared. Both must come to the same texts. Prints one line for each message and
the parse rates, and writes .bench/messageformat.json.

usage: messageformat.py OURS UMSG_FORMAT [ROUNDS]
"""

import os
import statistics
import subprocess
import sys

from figures import save

NAME = "messageformat"
BASELINE = "umsg_format"
WANTED = {"plural-string": 1.5, "two-strings": 1.5, "plural-date": 0.8}


def run(program, rounds):
    """Nanoseconds and sample by name."""
    environment = dict(os.environ, TZ="UTC")
    done = subprocess.run(
        [program, str(rounds)], capture_output=True, text=True, check=True, env=environment)
    lines = (line.split("\t") for line in done.stdout.splitlines())
    return {name: (float(each), sample) for name, each, sample in lines}


def main():
    ours, baseline = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    runs = [(run(ours, rounds), run(baseline, rounds)) for _ in range(5)]

    def median(which, name):
        return statistics.median(pair[which][name][0] for pair in runs)

    results = []
    for name, gate in WANTED.items():
        texts = [pair[0][name][1] for pair in runs] + [pair[1][name][1] for pair in runs]
        if len(set(texts)) != 1:
            sys.exit(f"{name}: the texts differ: {sorted(set(texts))}")
        mine, theirs = median(0, name), median(1, name)
        print(
            f"{NAME}-{name} vs {BASELINE} ratio {theirs / mine:.2f} "
            f"(ours {1e9 / mine:.0f}/s, baseline {1e9 / theirs:.0f}/s; "
            f"{mine:.0f} ns, {theirs:.0f} ns; with parts {median(0, name + '-parts'):.0f} ns)")
        results.append({
            "benchmark": f"{NAME}-{name}", "baseline": BASELINE, "ours": 1e9 / mine,
            "baselineRate": 1e9 / theirs, "ratio": theirs / mine, "gate": gate,
            "met": theirs / mine >= gate, "partsRate": 1e9 / median(0, name + "-parts")})
    mine, theirs, large = median(0, "parse"), median(1, "parse"), median(0, "parse-1-MB")
    print(
        f"{NAME}-parse vs umsg_open ratio {theirs / mine:.2f} "
        f"(ours {1e9 / mine:.0f}/s, baseline {1e9 / theirs:.0f}/s; "
        f"1 MB in {large / 1e6:.0f} ms)")
    results.append({
        "benchmark": f"{NAME}-parse", "baseline": "umsg_open", "ours": 1e9 / mine,
        "baselineRate": 1e9 / theirs, "ratio": theirs / mine, "megabyteMilliseconds": large / 1e6})
    save(NAME, results)


if __name__ == "__main__":
    main()
