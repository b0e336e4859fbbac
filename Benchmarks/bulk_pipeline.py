#!/usr/bin/env python3
"""The whole bulk pipeline beside smtp-source, into the same smtp-sink, in one run.

A roster of N contacts in four languages is imported and an event notice queued; then `parley worker
--drain` is timed: claim, rules, MIME, SMTP, settle. smtp-source (8 connections, as many bytes) is
timed before and after it. Prints one line for each N, and writes .bench/bulk-pipeline.json.

usage: bulk_pipeline.py PARLEY SINK_PORT [N…]
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

NAME = "bulk-pipeline"
LANGUAGES = ["en", "es", "so", "ar"]
COLUMNS = (
    "student_id,student_given_name,student_family_name,grade,contact_id,contact_given_name,"
    "contact_family_name,relation,home_language,email,phone,family,lives_with,custody,"
    "may_receive,no_contact,interpreter,unlisted"
)


def roster(count, path):
    with open(path, "w", encoding="utf-8") as out:
        print(COLUMNS, file=out)
        for i in range(count):
            language = LANGUAGES[i % len(LANGUAGES)]
            print(
                f"S{i},Given{i},Family{i},{i % 6},C{i},Parent{i},Family{i},mother,{language},"
                f"p{i}@bulk.test,,F{i},yes,yes,yes,no,no,no",
                file=out,
            )


def run(parley, *words, folder):
    settings = [] if words[0] == "init" else ["--config", str(folder / "parley.yaml")]
    done = subprocess.run(
        [parley, *words, *settings], capture_output=True, text=True, check=False, cwd=folder
    )
    if done.returncode != 0:
        sys.exit(f"parley {words[0]} failed: {done.stdout}{done.stderr}")
    return done.stdout


def pipeline(parley, port, count, folder):
    """Seconds to queue, seconds to send, peak memory of the sender in MiB."""
    run(parley, "init", "--folder", str(folder), "--school", "Bench", "--domain", "bench.test",
        "--smtp", f"127.0.0.1:{port}", "--tls", "never", "--minimum", "draft", folder=folder)
    run(parley, "staff", "add", "amina", "--name", "Amina", "--role", "liaison", folder=folder)
    roster(count, folder / "roster.csv")
    run(parley, "import", str(folder / "roster.csv"), "--apply", "--as", "amina", folder=folder)
    event = json.loads(
        run(parley, "event", "set", "--title", "Family night", "--description",
            "Come and read with your children. " * 20, "--at", "2036-12-11 18:00", "--place",
            "Library", "--as", "amina", "--json", folder=folder))["event"]
    began = time.monotonic()
    run(parley, "event", "send", event, "--as", "amina", folder=folder)
    queued = time.monotonic() - began
    environment = dict(os.environ, PARLEY__SMTP__CONNECTIONS="8", PARLEY__WORKER__WIDTH="64")
    began = time.monotonic()
    worker = subprocess.Popen(
        [parley, "worker", "--drain", "--config", str(folder / "parley.yaml")], env=environment)
    _, status, usage = os.wait4(worker.pid, 0)
    sent = time.monotonic() - began
    if status != 0:
        sys.exit(f"parley worker failed: {status}")
    report = run(parley, "send", "list", "--as", "amina", folder=folder)
    if f"sent {count}" not in report:
        sys.exit(f"not every message was sent: {report}")
    return queued, sent, usage.ru_maxrss / 1024


def baseline(port, count):
    """smtp-source's seconds for as many mails of the same size."""
    began = time.monotonic()
    subprocess.run(
        ["/usr/sbin/smtp-source", "-d", "-l", "6144", "-m", str(count), "-s", "8", "-f", "a@b.test",
         "-t", "x@bulk.test", f"127.0.0.1:{port}"], check=True)
    return time.monotonic() - began


def main():
    parley, port = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    counts = [int(text) for text in sys.argv[3:]] or [10_000, 100_000]
    results = []
    for count in counts:
        before = baseline(port, count)
        with tempfile.TemporaryDirectory() as folder:
            queued, sent, memory = pipeline(parley, port, count, pathlib.Path(folder))
        after = baseline(port, count)
        ours, theirs = count / sent, 2 * count / (before + after)
        print(
            f"{count} recipients: queued in {queued:.1f} s, sent in {sent:.1f} s, "
            f"peak memory {memory:.0f} MiB")
        print(
            f"{NAME} vs smtp-source ratio {ours / theirs:.2f} "
            f"(ours {ours:.0f}/s, baseline {theirs:.0f}/s, {count} recipients)", flush=True)
        results.append({
            "benchmark": NAME, "baseline": "smtp-source", "recipients": count,
            "ours": ours, "baselineRate": theirs, "ratio": ours / theirs,
            "queueSeconds": queued, "peakMiB": memory})
    folder = pathlib.Path(".bench")
    folder.mkdir(exist_ok=True)
    (folder / f"{NAME}.json").write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
