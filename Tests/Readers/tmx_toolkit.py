#!/usr/bin/env python3
"""Reads and writes translation memories with translate-toolkit of PyPI: no code of Parley's takes
part.

tmx_toolkit.py read FILE
    What the toolkit finds in the file, one JSON object a line.
tmx_toolkit.py write FILE
    Writes a memory as the toolkit writes one, from JSON lines {"source", "target", "from", "to"} on
    standard input.
tmx_toolkit.py rewrite FILE RESULT
    Reads a memory and writes it again as the toolkit keeps it.
"""

import json
import sys

from translate.storage import tmx


def opened(path):
    with open(path, "rb") as file:
        return tmx.tmxfile.parsestring(file.read())


def read(path):
    for unit in opened(path).units:
        print(json.dumps({
            "id": unit.xmlelement.get("tuid"), "source": unit.source, "target": unit.target}))


def write(path):
    lines = [json.loads(line) for line in sys.stdin]
    store = tmx.tmxfile(sourcelanguage=lines[0]["from"], targetlanguage=lines[0]["to"])
    for line in lines:
        store.addtranslation(line["source"], line["from"], line["target"], line["to"])
    store.savefile(path)


def rewrite(path, result):
    opened(path).savefile(result)


def main():
    {"read": read, "write": write, "rewrite": rewrite}[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    main()
