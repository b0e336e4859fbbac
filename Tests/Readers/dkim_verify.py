#!/usr/bin/env python3
"""Verifies DKIM signatures with dkimpy of PyPI: no code of Parley's takes part.

dkim_verify.py RECORDS MAIL…
    RECORDS is a JSON object of DNS names and their TXT values. For each mail prints one JSON object:
    {"signatures": [{"selector": …, "algorithm": …, "isValid": …, "reason": …}]}, in their order.
"""

import json
import re
import sys

import dkim


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        records = {name.lower(): value.encode() for name, value in json.load(file).items()}

    def look_up(name, timeout=5):
        name = name.decode() if isinstance(name, bytes) else name
        return records.get(name.rstrip(".").lower())

    for path in sys.argv[2:]:
        with open(path, "rb") as file:
            raw = file.read()
        found = []
        count = len(re.findall(rb"^dkim-signature:", raw.split(b"\r\n\r\n")[0], re.I | re.M))
        for index in range(count):
            reader = dkim.DKIM(raw, minkey=1024)
            reason = ""
            try:
                is_valid = reader.verify(idx=index, dnsfunc=look_up)
            except dkim.DKIMException as error:
                is_valid, reason = False, str(error)
            fields = reader.signature_fields or {}
            found.append({
                "selector": fields.get(b"s", b"").decode(),
                "algorithm": fields.get(b"a", b"").decode(),
                "isValid": bool(is_valid),
                "reason": reason,
            })
        print(json.dumps({"signatures": found}))


main()
