#!/usr/bin/env python3
"""The whole bulk pipeline beside three others, into the same smtp-sink, in one run.

A school of N families in ten languages queues a notice with a plural and a date (text and HTML
about 4 kB), and `parley worker --drain` sends it: claim, rules, words, MIME, SMTP, settle. The
others are a bare libcurl multi loop in C, smtp-source, and django-post_office (queue and send end
to end, and so is ours beside it). Each has the number of sessions with which it was quickest in
one try; smtp-source is measured with 8 as well. Then all run in turn, five times, and the medians
are compared. Writes .bench/bulk-pipeline.json.

usage: bulk_pipeline.py PARLEY CURL_MULTI PYTHON_WITH_DJANGO [N]
"""

import pathlib
import statistics
import sys
import tempfile

from contenders import CurlMulti, Parley, PostOffice, SMTPSource, best_sessions
from figures import rate_figure, save
from roster import parents
from sample import take_sample
from school import School, last_object
from sinks import postfix_sink

NAME = "bulk-pipeline"
USUAL = 20_000
# Some six hundred a second: as many as the others get would take minutes.
POST_OFFICE_AT_MOST = 5_000
RUNS = 5


def measure(entrants):
    """Rates by title. entrants: (title, contender, mails, sessions), run in turn."""
    rates = {title: [] for title, *_ in entrants}
    for _ in range(RUNS):
        for title, contender, count, sessions in entrants:
            rates[title].append(contender.rate(count, sessions))
    return {title: statistics.median(values) for title, values in rates.items()}


def enter(title, contender, tried, count):
    """An entrant with its best number of sessions."""
    sessions = best_sessions(contender, tried)
    print(f"{title} is quickest with {sessions} sessions", flush=True)
    return title, contender, count, sessions


def tell_stages(runs, count):
    """Prints what a mail costs us, and where, as far as the worker tells; the figures."""
    middle = sorted(runs, key=lambda run: run[1].seconds)[len(runs) // 2]
    queued, sent, sink = middle
    costs = {
        "queueSeconds": queued.seconds, "sendSeconds": sent.seconds, "workerCPU": sent.cpu,
        "sinkCPU": sink, "peakMiB": sent.peak, "queuePeakMiB": queued.peak}
    print(
        f"{count} recipients: queued in {queued.seconds:.2f} s, sent in {sent.seconds:.2f} s; "
        f"CPU {sent.cpu:.2f} s in the worker and {sink:.2f} s in the sink; peak memory "
        f"{sent.peak:.0f} MiB (queueing {queued.peak:.0f} MiB)")
    stages = {
        name: seconds / count * 1e6 for name, seconds in last_object(sent.output).items()
        if isinstance(seconds, (int, float))}
    if stages:
        told = ", ".join(f"{name} {cost:.0f}" for name, cost in stages.items())
        print(f"microseconds a mail by stage: {told}")
    return {**costs, "stageMicroseconds": stages}


def main():
    parley, program, python = sys.argv[1:4]
    count = int(sys.argv[4]) if len(sys.argv) > 4 else USUAL
    few, tried = min(count, POST_OFFICE_AT_MOST), max(count // 4, 1)
    with tempfile.TemporaryDirectory() as name, postfix_sink() as sink:
        folder = pathlib.Path(name)
        for part in ("sample", "tried", "all"):
            (folder / part).mkdir()
        sample = take_sample(parley, folder / "sample")
        print(
            f"mails of {sample.mean} bytes, text and HTML {sample.bodies} of them before their "
            "transfer encoding")
        ours = Parley(School.found(parley, folder / "all", parents(count)), sink, folder)
        smaller = Parley(School.found(parley, folder / "tried", parents(tried)), sink, folder)
        _, _, _, sessions = enter("parley", smaller, tried, count)
        source = SMTPSource(sink.port, sample)
        entrants = [
            ("parley", ours, count, sessions),
            enter("curl-multi", CurlMulti(program, sink.port, sample, folder), tried, count),
            enter("smtp-source", source, tried, count),
            ("smtp-source-8", source, count, 8),
            enter("django-post_office", PostOffice(python, sink.port, sample), few // 4, few),
        ]
        rates = measure(entrants)
    report(rates, {title: sessions for title, _, _, sessions in entrants}, ours.runs, count, sample)


def report(rates, sessions, runs, count, sample):
    costs = tell_stages(runs, count)
    both_ways = statistics.median(
        count / (queued.seconds + sent.seconds) for queued, sent, _ in runs)
    shared = {"recipients": count, "ourSessions": sessions["parley"]}
    results = [
        rate_figure(
            NAME, title, both_ways if title == "django-post_office" else rates["parley"],
            rates[title], gate, **shared, sessions=sessions[title])
        for title, gate in (
            ("curl-multi", 0.7), ("smtp-source-8", 0.3), ("smtp-source", 0.3),
            ("django-post_office", 8))]
    results[0].update(costs, mailBytes=sample.mean, bodyBytes=sample.bodies)
    save(NAME, results)


if __name__ == "__main__":
    main()
