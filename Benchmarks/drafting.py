#!/usr/bin/env python3
"""Drafting beside curl: a thousand mixed sentences through a local provider that speaks as
LibreTranslate does, four requests at once of twenty sentences each, nothing translated back.

Ours is `parley translate providers test --lines`, by the time that it tells: words checked, slots
compared, characters counted in the database. The other side is `curl --parallel` with the very bodies
that ours sent, which the server kept; from its time that of a `curl --version` is taken off. Both in
turn, seven times; medians. Writes .bench/drafting.json.

usage: drafting.py PARLEY [SENTENCES]
"""

import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

from figures import rate_figure, save
from process import timed
from roster import parents
from school import ROOT, SENDER, School, last_object

NAME = "drafting"
WIDTH, BATCH, RUNS = 4, 20, 7

SENTENCES = [
    "{$name1} was late for class on {$date1}.",
    "Please call {$name1} at {$phone1} before {$time1}.",
    "The school is closed next week because of the holidays.",
    "{$name1} did very well in reading, and {$name2} is proud of the work that was done.",
    "Bring a warm coat, a hat and a water bottle.",
    "We would like to meet you in {$place1} to talk about the English lessons.",
    "Thank you!",
    "If your child is ill, write to {$email1} or see {$link1} for the forms that we need from you.",
    "Lunch is free for all {$number1} students of the school.",
    "Can you come on {$date1} at {$time1}, or is another day better for you?",
]
ENDINGS = ["today", "again", "this month", "with the other families", "as last year", "after school"]


def sentences(count):
    """Mixed ones, no two alike as far as that goes."""
    return [
        f"{SENTENCES[n % len(SENTENCES)]} We say so {ENDINGS[n % len(ENDINGS)]}, {'very ' * (n % 7)}gladly."
        for n in range(count)]


class Provider:
    """translation_server.py at work; what it was sent stands in a file."""

    def __init__(self, folder):
        self.log = folder / "requests"
        self.log.touch()
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, ROOT / "Tests/Servers/translation_server.py"],
                stdin=subprocess.PIPE, stdout=output)
        while "\n" not in (first := self.log.read_text()):
            pass
        self.url = f"http://127.0.0.1:{int(first)}/good"

    def bodies(self):
        requests = map(json.loads, self.log.read_text().splitlines()[1:])
        return [request["body"] for request in requests if request["path"] == "/translate"]

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def curl_of(bodies, url, folder):
    """The command that sends these bodies."""
    parts = []
    for number, body in enumerate(bodies):
        (folder / f"body-{number}").write_text(body)
        parts.append("\n".join([
            f'url = "{url}/translate"', 'header = "Content-Type: application/json"',
            f'data-binary = "@{folder}/body-{number}"', f'output = "{folder}/answer-{number}"',
            "silent", "fail"]))
    (folder / "curl").write_text("\nnext\n".join(parts) + "\n")
    return [
        "curl", "--silent", "--parallel", "--parallel-immediate", "--parallel-max", WIDTH,
        "--config", folder / "curl"]


def main():
    parley = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "lines").write_text("\n".join(sentences(count)) + "\n")
        (folder / "school-files").mkdir()
        provider = Provider(folder)
        try:
            measure(parley, count, folder, provider)
        finally:
            provider.stop()


def measure(parley, count, folder, provider):
    home = "translation__providers__home__"
    school = School.found(parley, folder / "school-files", parents(1)).with_settings(
        **{home + "kind": "libretranslate", home + "url": provider.url, home + "batch": BATCH,
           home + "connections": WIDTH, home + "characters_per_month": 1_000_000_000})
    words = ["translate", "providers", "test", "home", "--lines", folder / "lines", "--json",
             "--as", SENDER]
    first = school.run(*words)
    command = curl_of(provider.bodies(), provider.url, folder)
    idle = statistics.median(timed(["curl", "--version"]).seconds for _ in range(RUNS))
    ours, theirs, whole = [], [], []
    for _ in range(RUNS):
        usage = school.run(*words)
        trial = last_object(usage.output)["trials"][0]
        if trial["failed"]:
            sys.exit(f"{trial['failed']} sentences came back damaged")
        ours.append(count / trial["seconds"])
        whole.append(usage.seconds)
        theirs.append(count / (timed(command).seconds - idle))
    save(NAME, [rate_figure(
        NAME, "curl-parallel", statistics.median(ours), statistics.median(theirs), 0.9,
        sentences=count, width=WIDTH, batch=BATCH, requests=trial["requests"],
        wholeSeconds=statistics.median(whole), peakMiB=first.peak)])


if __name__ == "__main__":
    main()
