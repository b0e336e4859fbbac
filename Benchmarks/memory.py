#!/usr/bin/env python3
"""How long a search for similar sentences takes in a memory of a million, on both databases.

Sentences of 5 to 25 words, their words as frequent as in a language, three of ten nearly another
(segments.py); they are imported as TMX. Then 2,000 searches, score 0.75 or more, the first five,
after 500 to warm up. Beside it rapidfuzz looks at every sentence (each word one letter, so that its
distance is one of words too); what it finds must be found. Writes .bench/memory.json.

usage: memory.py PARLEY POSTGRES_URL [N]      its role must be able to make databases
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time

import rapidfuzz

from figures import limit_figure, rate_figure, save
from roster import parents
from school import SENDER, School
from segments import queries, sentences, write_tmx
from two_workers import Server

NAME = "memory"
USUAL, SEARCHES, WARM, COMPARED = 1_000_000, 2_000, 500, 60
LIMIT = 50  # milliseconds, 99th percentile
SCORE, FIRST = 0.75, 5


def loaded(parley, folder, tmx, database):
    """A school whose memory holds the file, and the seconds that it took."""
    folder.mkdir()
    school = School.found(parley, folder, parents(1), database)
    start = time.monotonic()
    school.run("translate", "memory", "import", tmx, "--apply", "--as", SENDER)
    return school, time.monotonic() - start


def search(school, asked):
    """For each sentence its scores and the microseconds."""
    lines = "".join(
        json.dumps({"id": number, "source": " ".join(words), "from": "en", "to": "so"}) + "\n"
        for number, words in enumerate(asked))
    done = subprocess.run(
        school.command("translate", "memory", "search", "--json", "--as", SENDER), input=lines,
        text=True, check=True, capture_output=True, env=school.environment)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return [([match["score"] for match in answer["matches"]], answer["microseconds"])
            for answer in answers]


def compared(all_sentences, asked):
    """What rapidfuzz finds among all, and its milliseconds for each."""
    letters = {}

    def spelled(words):
        kinds = (word[:6] if word.startswith("{") else word for word in words)
        return "".join(chr(letters.setdefault(kind, len(letters)) + 0x10000) for kind in kinds)

    choices = list(dict.fromkeys(spelled(words) for words in all_sentences))
    found, times = [], []
    for words in asked:
        query = spelled(words)
        start = time.monotonic()
        best = rapidfuzz.process.extract(
            query, choices, limit=FIRST, score_cutoff=SCORE,
            scorer=rapidfuzz.distance.Levenshtein.normalized_similarity)
        times.append((time.monotonic() - start) * 1e3)
        found.append([score for _, score, _ in best])
    return found, times


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def measure(what, school, seconds, size, asked, count):
    """The figure of one database, and what was found."""
    search(school, asked[:WARM])
    answers = search(school, asked)
    times = [microseconds / 1e3 for _, microseconds in answers]
    figure = limit_figure(
        NAME, f"{what}-p99", percentile(times, 0.99), LIMIT, "ms", segments=count,
        p50=percentile(times, 0.5), slowest=max(times), importSeconds=seconds,
        diskMiB=size / 2**20, matched=sum(bool(scores) for scores, _ in answers))
    return figure, answers, percentile(times, 0.5)


def missed(answers, expected):
    """In how many searches the best score is below the one that looking at all gives."""
    return sum(
        bool(best) and (not scores or scores[0] < best[0] - 0.002)
        for (scores, _), best in zip(answers, expected))


def main():
    parley, server = sys.argv[1], Server(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else USUAL
    every = list(sentences(count))
    asked = list(queries(SEARCHES, every))
    expected, theirs = compared(every, asked[:COMPARED])
    figures = []
    with tempfile.TemporaryDirectory() as name, server.database("parley_memory") as url:
        folder = pathlib.Path(name)
        tmx = folder / "memory.tmx"
        write_tmx(every, tmx)
        school, seconds = loaded(parley, folder / "sqlite", tmx, "sqlite:parley.db")
        size = sum(file.stat().st_size for file in school.folder.glob("parley.db*"))
        figure, answers, middle = measure("sqlite", school, seconds, size, asked, count)
        figures += [figure, rate_figure(
            NAME, "rapidfuzz", 1e3 / middle, 1e3 / percentile(theirs, 0.5), 1,
            missed=missed(answers, expected))]
        school, seconds = loaded(parley, folder / "postgres", tmx, url)
        size = int(subprocess.run(
            ["psql", "-XAtc", "SELECT pg_database_size(current_database())", url], check=True,
            capture_output=True, text=True).stdout)
        figure, answers, _ = measure("postgres", school, seconds, size, asked, count)
        figures.append({**figure, "missed": missed(answers, expected)})
    save(NAME, figures)


if __name__ == "__main__":
    main()
