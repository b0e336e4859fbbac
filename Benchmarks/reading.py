#!/usr/bin/env python3
"""What a hostile mail costs: the CPU of reading 1 MB of each slow shape, and memory at 25 MB.

Each shape is read at a quarter of the size and at all of it, by parley inspect mail, whole
processes; the time of one that reads an ordinary mail is taken off. Reading must take under a
second, and four times the bytes no more than about four times the time. Then two mails of 25 MB, one
attachment and nothing but text: the peak of the process must stay within a stated multiple of the
bytes. Prints one line for each and writes .bench/reading.json.

usage: reading.py PARLEY [BYTES]
"""

import json
import os
import pathlib
import sys
import tempfile

from figures import limit_figure, save
from hostile_mail import HEAD, SHAPES, one_attachment, only_text
from process import timed

NAME = "reading"
LIMIT = 1.0  # second
GROWTH = 8.0  # linear is 4; what is quadratic is 16
CERTAIN = 0.05  # seconds; below it the growth of a time says nothing
LARGE = 25 << 20
MULTIPLE = 4.0


def read(parley, folder, content):
    """The Usage of a process that reads this mail."""
    mail, line = folder / "mail", folder / "line"
    mail.write_bytes(content)
    line.write_text(json.dumps({"id": 1, "path": str(mail)}) + "\n", encoding="utf-8")
    with open(line, "rb") as given:
        used = timed([parley, "inspect", "mail"], stdin=given)
    if "error" in json.loads(used.output):
        sys.exit(f"reading failed: {used.output[:300]}")
    return used


def shape_figure(parley, folder, name, size, ordinary):
    quarter, whole = (
        max(0.0, read(parley, folder, SHAPES[name](bytes_)).cpu - ordinary)
        for bytes_ in (size // 4, size))
    figure = limit_figure(
        NAME, name, whole, LIMIT, "s", growth=whole / quarter if quarter else 0.0)
    if whole > CERTAIN and quarter and whole / quarter > GROWTH:
        print(f"{NAME}: \"{name}\" grows {whole / quarter:.1f} times with four times the bytes")
        figure["met"] = False
    return figure


def peak_figure(parley, folder, name, content, empty):
    peak = read(parley, folder, content).peak - empty
    size = len(content) / (1 << 20)
    return limit_figure(
        NAME, f"{name} of 25 MB, peak by its size", peak / size, MULTIPLE, "times", peakMiB=peak)


def main():
    parley = os.path.abspath(sys.argv[1])
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 1 << 20
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        small = [read(parley, folder, HEAD + b"\r\nhi\r\n") for _ in range(3)]
        ordinary = min(used.cpu for used in small)
        results = [shape_figure(parley, folder, name, size, ordinary) for name in SHAPES]
        empty = min(used.peak for used in small)
        results += [
            peak_figure(parley, folder, "one attachment", one_attachment(LARGE), empty),
            peak_figure(parley, folder, "nothing but text", only_text(LARGE), empty)]
    save(NAME, results)
    if not all(result["met"] for result in results):
        sys.exit(1)


if __name__ == "__main__":
    main()
