#!/usr/bin/env python3
"""How many mails a second come in: taken over SMTP, kept, read, matched, and filed, on SQLite with
each commit synced.

`parley serve` has one core, whoever sends the other. The mails are those of Tests/Corpora, most of
them answers to notices that were sent before, with the fields that a large provider's servers put
above a mail, one in twenty-five with a photograph (incoming.py). In a first pass every family's standing
conversation opens, and a first acknowledgement is sent; that pass is printed, the later ones count.
Beside it Python's email package and mail-parser-reply read the same mails, on one core too, and
keep nothing. Medians of three, in turn. Writes .bench/intake.json.

usage: intake.py PARLEY PYTHON [MAILS]
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

from figures import rate_figure, save
from incoming import mixed, notices
from roster import parents
from school import School
from serving import CONNECTIONS, OURS, Serving
from sinks import keeping_sink, postfix_sink

NAME = "intake"
HERE = pathlib.Path(__file__).resolve().parent
MAILS, FAMILIES, RUNS = 12_000, 3_000, 3
WANTED, PYTHON = 2_000, 10


def founded(parley, folder):
    """A school that has sent one notice to each family, and the notices."""
    school = School.found(parley, folder, parents(FAMILIES))
    letters = folder / "letters"
    letters.mkdir()
    with keeping_sink(letters) as sink:
        school = school.with_settings(smtp__host="127.0.0.1", smtp__port=sink.port)
        school.enqueue()
        school.worker().wait()
    return school, list(notices(letters))


def read_in_python(python, mails, folder):
    """Mails a second of the baseline."""
    own = folder / "files"
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir()
    for number, mail in enumerate(mails):
        (own / f"{number:06}.eml").write_bytes(mail.data)
    done = subprocess.run(
        ["taskset", "-c", OURS, python, HERE / "reply_parser/read_mails.py", own], check=True,
        capture_output=True, text=True)
    count, seconds = done.stdout.split()
    return int(count) / float(seconds)


def middle(values):
    return sorted(values)[len(values) // 2]


def main():
    parley, python = sys.argv[1], sys.argv[2]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else MAILS
    rates, costs, baselines = [], [], []
    with tempfile.TemporaryDirectory() as name, postfix_sink() as sink:
        folder = pathlib.Path(name)
        (folder / "founded").mkdir()
        school, sent = founded(parley, folder / "founded")
        serving = Serving(school, sink)
        with serving:
            first = list(mixed(sent, len(sent)))
            seconds, _, cpu = serving.take(first, folder)
            print(
                f"first pass, conversations opened and acknowledged: {len(first) / seconds:.0f}/s, "
                f"{cpu / len(first) * 1e6:.0f} us of CPU a mail", flush=True)
            for run in range(1, RUNS + 1):
                mails = list(mixed(sent, count, start=run * 1_000_000))
                seconds, taken, cpu = serving.take(mails, folder)
                rates.append(count / seconds)
                costs.append(cpu / count * 1e6)
                baselines.append(read_in_python(python, mails[:count // 4], folder))
                print(
                    f"run {run}: filed {rates[-1]:.0f}/s (taken {count / taken:.0f}/s), "
                    f"{costs[-1]:.0f} us of CPU a mail; Python reads {baselines[-1]:.0f}/s",
                    flush=True)
            print(f"outcomes: {serving.outcomes()}", flush=True)
        ours = middle(rates)
        figures = {
            "mails": count, "microseconds": middle(costs), "peakMiB": serving.peak,
            "connections": CONNECTIONS}
        save(NAME, [
            rate_figure(NAME, "wanted rate", ours, WANTED, 1, **figures),
            rate_figure(NAME, "email and mail-parser-reply", ours, middle(baselines), PYTHON)])


if __name__ == "__main__":
    main()
