#!/usr/bin/env python3
"""Whether reading and matching a mail takes as long with a million messages in the outbox as with a
thousand: CPU for each of the same mails, the conversations of all families open already.

Takes some five minutes and two gigabytes in the folder for temporary files. Writes
.bench/matching.json.

usage: matching.py PARLEY [MANY [FEW]]
"""

import pathlib
import sys
import tempfile
import time

from figures import limit_figure, save
from incoming import mixed, notices
from roster import parents
from school import School
from serving import Serving
from sinks import keeping_sink, postfix_sink

NAME = "matching"
MANY, FEW = 1_000_000, 1_000
LIMIT = 1.25
ANSWERED, MAILS = 1_000, 6_000


def founded(parley, folder, count):
    """A school with as many messages, of which some have been sent; the rest is held back."""
    school = School.found(parley, folder, parents(count))
    letters = folder / "letters"
    letters.mkdir()
    with keeping_sink(letters) as sink:
        school = school.with_settings(smtp__host="127.0.0.1", smtp__port=sink.port)
        send, _ = school.enqueue()
        worker = school.worker(drain=False)
        while len(list(letters.glob("*.eml"))) < min(ANSWERED, count):
            time.sleep(0.1)
        school.run("send", "pause", send, "--as", "amina")
        worker.process.terminate()
        worker.wait()
    return school, list(notices(letters))[:ANSWERED]


def measure(parley, count):
    """Microseconds of CPU for each mail."""
    with tempfile.TemporaryDirectory() as name, postfix_sink() as sink:
        folder = pathlib.Path(name)
        (folder / "founded").mkdir()
        school, sent = founded(parley, folder / "founded", count)
        with Serving(school, sink) as serving:
            serving.take(list(mixed(sent, len(sent))), folder)
            costs = []
            for run in range(1, 4):
                mails = list(mixed(sent, MAILS, start=run * 1_000_000))
                costs.append(serving.take(mails, folder)[2] / MAILS * 1e6)
    print(f"{count} messages: {sorted(costs)[1]:.0f} us of CPU a mail", flush=True)
    return sorted(costs)[1]


def main():
    parley = sys.argv[1]
    many = int(sys.argv[2]) if len(sys.argv) > 2 else MANY
    few = int(sys.argv[3]) if len(sys.argv) > 3 else FEW
    small, large = measure(parley, few), measure(parley, many)
    save(NAME, [limit_figure(
        NAME, f"{few}-messages", large / small, LIMIT, "x", few=few, many=many,
        fewMicroseconds=small, manyMicroseconds=large)])


if __name__ == "__main__":
    main()
