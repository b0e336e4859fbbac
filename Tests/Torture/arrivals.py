"""What the database has of the mail that came in, against what senders were told."""

import collections
import hashlib
import re

from office import Breach

MESSAGE_ID = re.compile(rb"^message-id:\s*<([^>\s]+)>", re.IGNORECASE | re.MULTILINE)


class Arrivals:
    def __init__(self, office):
        self.office = office

    def count(self):
        return int(self.office.rows("SELECT COUNT(*) FROM inbound")[0][0])

    def waiting(self):
        """Rows that nobody has read: kept, or held by a reader that was killed."""
        return int(self.office.rows(
            "SELECT COUNT(*) FROM inbound WHERE state IN ('kept', 'reading')")[0][0])

    def check(self, expected):
        """Each expected arrival is one row with its bytes, and each mail one entry.

        expected: the digest of the body by (source, Message-ID). Returns how many rows were folded,
        and how many set aside: killed three times while it was read, a row waits for a person."""
        rows, kept = self.kept()
        found = list(self.breaches(expected, kept))
        outcomes = dict(self.office.rows("SELECT raw_id, outcome FROM readings"))
        aside = {row for (row,) in self.office.rows(
            "SELECT id FROM inbound WHERE state = 'set-aside'")}
        shown = collections.Counter(
            row for (row,) in self.office.rows(
                "SELECT raw_id FROM timeline WHERE raw_id IS NOT NULL AND kind = 'reply' "
                "UNION ALL SELECT raw_id FROM triage"))
        for mail, ids in rows.items():
            read = [row for row in ids if row not in aside]
            heads = [row for row in read if outcomes.get(row) in ("filed", "triage")]
            if read and (len(heads) != 1 or sum(shown[row] for row in read) != 1):
                found.append(f"{mail} is filed {len(heads)} times, of {len(ids)} rows")
            if any(shown[row] != 1 for row in ids if row in aside):
                found.append(f"{mail} was set aside and is not in the tray")
        if found:
            raise Breach(f"{len(found)} breaches: " + "; ".join(found[:3]))
        return sum(outcome == "folded" for outcome in outcomes.values()), len(aside)

    def kept(self):
        """The rows of each Message-ID, and the digests of the bodies by (source, Message-ID)."""
        encoded = ("encode(bytes, 'hex')" if self.office.engine == "postgres" else "hex(bytes)")
        rows, kept = collections.defaultdict(list), collections.defaultdict(list)
        for row, source, text in self.office.rows(
                f"SELECT id, source, {encoded} FROM inbound JOIN inbound_bytes ON raw_id = id"):
            data = bytes.fromhex(text).replace(b"\r\n", b"\n")
            head, _, body = data.partition(b"\n\n")
            name = MESSAGE_ID.search(head)
            if not name:
                raise Breach(f"arrival {row} by {source} has no Message-ID: it was cut short")
            mail = name[1].decode()
            rows[mail].append(row)
            digest = hashlib.sha256(body.replace(b"\n", b"\r\n")).hexdigest()
            kept[source, mail].append(digest)
        return rows, kept

    def breaches(self, expected, kept):
        for arrival, digest in expected.items():
            if arrival not in kept:
                yield f"{arrival} was acknowledged and is lost"
            elif kept[arrival] != [digest]:
                yield f"{arrival} is there {len(kept[arrival])} times, or with other bytes"
        for arrival in kept:
            if arrival not in expected:
                yield f"{arrival} is there and was never acknowledged"
