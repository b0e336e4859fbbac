#!/usr/bin/env python3
"""Translates an XLIFF file as an agency's tool would, with translate-toolkit of PyPI: no code of
Parley's takes part.

xliff_translate.py read FILE
    What the toolkit finds in the file, one JSON object a line.
xliff_translate.py translate FILE RESULT LETTERS
    Writes a pseudo-translation of every unit into RESULT. Of each English word the first
    letters are left, each replaced by one of the 26 LETTERS; placeholders stand in the opposite
    order.
"""

import copy
import json
import re
import sys

from lxml import etree
from translate.storage import xliff, xliff2


def opened(path):
    with open(path, "rb") as file:
        data = file.read()
    version = etree.fromstring(data).get("version")
    kind = xliff.Xliff1File if version == "1.2" else xliff2.Xliff2File
    return kind.parsestring(data)


def pseudo(text, letters):
    def short(match):
        return "".join(letters[ord(letter) - ord("a")] for letter in match.group().lower()[:1])

    return re.sub("[A-Za-z]+", short, text) if text else text


def turned(source, letters):
    """A copy of a source's content, its words replaced and its placeholders turned around."""
    content = copy.deepcopy(source)
    places = [node for node in content.iter() if etree.QName(node).localname == "ph"]
    turned_places = [copy.deepcopy(node) for node in reversed(places)]
    for node in content.iter():
        node.tail = pseudo(node.tail, letters)
        if node not in places:
            node.text = pseudo(node.text, letters)
    for node, other in zip(places, turned_places):
        tail = node.tail
        node.clear()
        for name, value in other.attrib.items():
            node.set(name, value)
        node.text, node.tail = other.text, tail
    return content


def translate(unit, letters):
    content = turned(unit.source_dom, letters)
    if unit.target_dom is None:
        # The toolkit puts the element in the place that its version of the standard wants.
        unit.target = "…"
    target = unit.target_dom
    for node in list(target):
        target.remove(node)
    target.text = content.text
    for node in content:
        target.append(node)
    unit.marktranslated()


def main():
    action, path = sys.argv[1], sys.argv[2]
    store = opened(path)
    if action == "translate":
        for unit in store.units:
            if unit.istranslatable():
                translate(unit, sys.argv[4])
        store.savefile(sys.argv[3])
        return
    for unit in store.units:
        found = {
            "id": unit.getid(),
            "source": unit.source,
            "target": unit.target,
            "notes": unit.getnotes(),
            "translatable": unit.istranslatable(),
            "approved": bool(unit.isapproved()),
        }
        print(json.dumps(found))


main()
