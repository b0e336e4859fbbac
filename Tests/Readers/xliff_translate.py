#!/usr/bin/env python3
"""Translates an XLIFF file as an agency's tool would, with translate-toolkit of PyPI: no code of
Parley's takes part.

xliff_translate.py read FILE
    What the toolkit finds in the file, one JSON object a line.
xliff_translate.py translate FILE RESULT [MARK]
    Writes a pseudo-translation of every unit into RESULT: its words with MARK (by default ‡) at
    both ends, its placeholders in the opposite order.
"""

import copy
import json
import sys

from lxml import etree
from translate.storage import xliff, xliff2


def opened(path):
    with open(path, "rb") as file:
        data = file.read()
    version = etree.fromstring(data).get("version")
    kind = xliff.Xliff1File if version == "1.2" else xliff2.Xliff2File
    return kind.parsestring(data)


def turned(source, mark):
    """A copy of a source's content, with its placeholders in the opposite order and marks."""
    content = copy.deepcopy(source)
    places = [
        node for node in content.iter() if etree.QName(node).localname == "ph" and node is not content
    ]
    swapped = [copy.deepcopy(node) for node in reversed(places)]
    for node, other in zip(places, swapped):
        tail = node.tail
        node.clear()
        for name, value in other.attrib.items():
            node.set(name, value)
        node.text, node.tail = other.text, tail
    content.text = mark + (content.text or "")
    if len(content):
        content[-1].tail = (content[-1].tail or "") + mark
    else:
        content.text += mark
    return content


def translated(unit, mark):
    source, target = unit.source_dom, unit.target_dom
    content = turned(source, mark)
    if target is None:
        # The toolkit puts the element in the place that its version of the standard wants.
        unit.target = "…"
        target = unit.target_dom
    for node in list(target):
        target.remove(node)
    target.text = content.text
    for node in content:
        target.append(node)


def main():
    action, path = sys.argv[1], sys.argv[2]
    store = opened(path)
    units = [unit for unit in store.units if unit.istranslatable()]
    if action == "read":
        for unit in store.units:
            print(
                json.dumps(
                    {
                        "id": unit.getid(),
                        "source": unit.source,
                        "target": unit.target,
                        "notes": unit.getnotes(),
                        "translatable": unit.istranslatable(),
                        "approved": bool(unit.isapproved()),
                    }
                )
            )
        return
    mark = sys.argv[4] if len(sys.argv) > 4 else "‡"
    for unit in units:
        translated(unit, mark)
        unit.marktranslated()
    store.savefile(sys.argv[3])


main()
