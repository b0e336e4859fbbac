#!/usr/bin/env python3
"""Drafting beside curl: a thousand mixed sentences through a local provider that speaks as
LibreTranslate does, four requests at once of twenty sentences each, nothing translated back.

Ours is `parley translate providers test --lines`, by the time that it tells: words checked, slots
compared, characters counted in the database. The other side is `curl --parallel` with the very bodies
that ours sent, which the server kept; from its time that of a `curl --version` is taken off. Both in
turn, seven times; medians. Writes .bench/drafting.json.

A second row is the same with the real Apertium at $PARLEY_TRANSLATE_URL, English to Spanish, a
sentence a request, with the same sentences, three times. Where none answers there, the row is
left out.

usage: drafting.py PARLEY [SENTENCES]
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import urllib.request

from figures import rate_figure, save
from process import timed
from roster import parents
from school import ROOT, SENDER, School, last_object

NAME = "drafting"
WIDTH, BATCH, RUNS = 4, 20, 7
RULES_RUNS = 3

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


def curl_of(bodies, url, folder, content="application/json"):
    """The command that sends these bodies."""
    parts = []
    for number, body in enumerate(bodies):
        (folder / f"body-{number}").write_text(body)
        parts.append("\n".join([
            f'url = "{url}/translate"', f'header = "Content-Type: {content}"',
            f'data-binary = "@{folder}/body-{number}"', f'output = "{folder}/answer-{number}"',
            "silent", "fail"]))
    (folder / "curl").write_text("\nnext\n".join(parts) + "\n")
    return [
        "curl", "--silent", "--parallel", "--parallel-immediate", "--parallel-max", WIDTH,
        "--config", folder / "curl"]


class Drafting:
    """A school with one service, and a file of sentences for it."""

    def __init__(self, parley, folder, count):
        self.parley, self.folder, self.count = parley, folder, count
        (folder / "lines").write_text("\n".join(sentences(count)) + "\n")
        (folder / "school-files").mkdir(exist_ok=True)
        self.founded = School.found(parley, folder / "school-files", parents(1))

    def run(self, kind, url, batch=BATCH):
        """Drafts all: the trial as Parley tells it, and the command's Usage."""
        home = "translation__providers__home__"
        school = self.founded.with_settings(
            **{home + "kind": kind, home + "url": url, home + "batch": batch,
               home + "connections": WIDTH, home + "characters_per_month": 1_000_000_000})
        usage = school.run(
            "translate", "providers", "test", "home", "--lines", self.folder / "lines", "--json",
            "--as", SENDER)
        trial = last_object(usage.output)["trials"][0]
        if trial["failed"]:
            sys.exit(f"{trial['failed']} sentences came back damaged")
        return trial, usage

    def beside(self, curl, runs, *service):
        """Ours and curl in turn: sentences a second of each, by their medians, and our Usages."""
        idle = statistics.median(timed(["curl", "--version"]).seconds for _ in range(RUNS))
        ours, theirs, usages = [], [], []
        for _ in range(runs):
            trial, usage = self.run(*service)
            ours.append(self.count / trial["seconds"])
            usages.append(usage)
            theirs.append(self.count / (timed(curl).seconds - idle))
        return statistics.median(ours), statistics.median(theirs), usages


def stand_in(parley, count, folder):
    """The row with the service that answers at once."""
    provider = Provider(folder)
    try:
        drafting = Drafting(parley, folder, count)
        service = ("libretranslate", provider.url)
        trial, first = drafting.run(*service)
        curl = curl_of(provider.bodies(), provider.url, folder)
        ours, theirs, usages = drafting.beside(curl, RUNS, *service)
    finally:
        provider.stop()
    return rate_figure(
        NAME, "curl-parallel", ours, theirs, 0.9, sentences=count, width=WIDTH, batch=BATCH,
        requests=trial["requests"], peakMiB=first.peak,
        wholeSeconds=statistics.median(usage.seconds for usage in usages))


def rules_url():
    """Where Apertium answers; None when it does not."""
    url = os.environ.get("PARLEY_TRANSLATE_URL")
    try:
        with urllib.request.urlopen(f"{url}/listPairs", timeout=10) as answer:
            pairs = json.load(answer)["responseData"]
    except (OSError, ValueError, KeyError):
        return None
    known = {(pair["sourceLanguage"], pair["targetLanguage"]) for pair in pairs}
    return url if ("eng", "spa") in known else None


def rules(parley, count, folder):
    """The row with Apertium; what ours sends it, the stand-in keeps, which lists the same pair."""
    url = rules_url()
    if url is None:
        print(f"{NAME}: no Apertium answers, its row is left out "
              "(Tests/Servers/servers.sh up apertium)", flush=True)
        return []
    drafting = Drafting(parley, folder, count)
    provider = Provider(folder)
    try:
        drafting.run("apertium", provider.url)
        bodies = provider.bodies()
    finally:
        provider.stop()
    curl = curl_of(bodies, url, folder, "application/x-www-form-urlencoded")
    ours, theirs, _ = drafting.beside(curl, RULES_RUNS, "apertium", url, 1)
    return [rate_figure(
        f"{NAME}-apertium", "curl-parallel", ours, theirs, 0.9, sentences=count, width=WIDTH,
        batch=1, requests=len(bodies))]


def main():
    parley = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    with tempfile.TemporaryDirectory() as name:
        folders = [pathlib.Path(name) / part for part in ("stand-in", "rules")]
        for folder in folders:
            folder.mkdir()
        save(NAME, [stand_in(parley, count, folders[0]),
                    *rules(parley, count, folders[1])])


if __name__ == "__main__":
    main()
