#!/usr/bin/env python3
"""Draws the figures that the benchmarks have kept, each beside what is wanted, as one SVG.

A benchmark that has not been run is left out, and named.

usage: graph.py FOLDER SVG      FOLDER holds NAME.json of each benchmark
"""

import datetime
import json
import os
import pathlib
import sys

from bars import Bar, Panel, draw

OURS = "Parley"
MESSAGES = {
    "messageformat-plural-string": "plural and string",
    "messageformat-two-strings": "two strings",
    "messageformat-plural-date": "plural and date",
}


def by_baseline(results):
    return {result["baseline"]: result for result in results}


def pipeline(results):
    found = by_baseline(results)
    curl, source, office = (
        found[name] for name in ("curl-multi", "smtp-source-8", "django-post_office"))
    best = found["smtp-source"]
    bars = [
        Bar(f"{OURS}, {curl['ourSessions']} sessions", curl["ours"], gates=[
            (curl["baselineRate"] * curl["gate"], f"{curl['gate']} × libcurl"),
            (source["baselineRate"] * source["gate"], f"{source['gate']} × smtp-source")]),
        Bar(f"libcurl in C, {curl['sessions']} sessions", curl["baselineRate"], ours=False),
        Bar("smtp-source, 8 sessions", source["baselineRate"], ours=False)]
    if best["sessions"] != 8:
        bars.append(
            Bar(f"smtp-source, {best['sessions']} sessions", best["baselineRate"], ours=False))
    panels = [
        Panel(f"Sending {curl['recipients']:,} mails in ten languages", "mails a second", bars),
        Panel("Queueing and sending, from end to end", "mails a second", [
            Bar(OURS, office["ours"], gates=[
                (office["baselineRate"] * office["gate"], f"{office['gate']} × post_office")]),
            Bar("django-post_office", office["baselineRate"], ours=False)])]
    if curl["stageMicroseconds"]:
        panels.append(Panel(
            "What a mail costs, by stage", "microseconds a mail",
            [Bar(name, cost) for name, cost in curl["stageMicroseconds"].items()]))
    return panels


def enqueue(results):
    result = results[0]
    return [Panel(
        f"Queueing for {result['recipients']:,} recipients on SQLite", "seconds",
        [Bar(OURS, result["value"], gates=[(result["gate"], f"at most {result['gate']:g}")])])]


def million(results):
    found = by_baseline(results)

    def panel(title, axis, kind, few, many):
        bars = []
        for task, word in (("queue", "Queueing"), ("send", "Sending")):
            result = found[f"{task}-{kind}"]
            bars.append(Bar(f"{word}, {result['few']:,}", result[few]))
            bars.append(Bar(f"{word}, {result['many']:,}", result[many], gates=[
                (result[few] * result["gate"], f"at most {result['gate']} ×")]))
        return Panel(title, axis, bars)

    return [
        panel("Memory for many recipients", "peak memory, MiB", "memory", "fewMiB", "manyMiB"),
        panel("Time for each of many recipients", "microseconds a recipient", "time",
              "fewMicroseconds", "manyMicroseconds")]


def two_workers(results):
    found = by_baseline(results)
    rate, core = found["one-worker"], found["core-of-one"]
    return [Panel(
        f"Workers on PostgreSQL, each with {rate['sessions']} sessions to a server that takes "
        f"{rate['delayMilliseconds']:g} ms a mail", "mails a second", [
            Bar(f"one, {core['value']:.2f} cores", rate["baselineRate"]),
            Bar(f"two, {core['coresOfTwo']:.2f} cores", rate["ours"], gates=[
                (rate["baselineRate"] * rate["gate"], f"{rate['gate']} × one")])])]


def urgent(results):
    result = results[0]
    gates = [(result["gate"], f"at most {result['gate']:g}")]
    return [Panel(
        f"An urgent message while {result['stillWaiting']:,} others wait",
        "seconds from its command's end to the mail server", [
            Bar("median", result["median"]),
            Bar(f"slowest of {result['tries']}", result["value"], gates=gates)])]


def intake(results):
    found = by_baseline(results)
    rate, python = found["wanted rate"], found["email and mail-parser-reply"]
    return [Panel(
        "Mails that come in: kept, read, matched and filed, on one core", "mails a second", [
            Bar(OURS, rate["ours"], gates=[
                (rate["baselineRate"], f"{rate['baselineRate']:,}"),
                (python["baselineRate"] * python["gate"], f"{python['gate']} × Python")]),
            Bar("Python, reading alone", python["baselineRate"], ours=False)])]


def matching(results):
    result = results[0]
    return [Panel("Reading and matching a mail, by messages in the outbox", "microseconds of a core", [
        Bar(f"{result['few']:,} messages", result["fewMicroseconds"]),
        Bar(f"{result['many']:,}", result["manyMicroseconds"], gates=[
            (result["fewMicroseconds"] * result["gate"], f"at most {result['gate']} ×")])])]


def messageformat(results):
    return [Panel("Formatting a message", "times as fast as ICU's umsg_format", [
        Bar(MESSAGES[result["benchmark"]], result["ratio"],
            gates=[(result["gate"], f"{result['gate']} ×")])
        for result in results if result["benchmark"] in MESSAGES])]


def catalog_check(results):
    result = results[0]
    return [Panel("Checking all catalogs", "seconds", [
        Bar("catalog check", result["seconds"],
            gates=[(result["gate"], f"at most {result['gate']:g}")]),
        Bar("parsing alone", result["baselineSeconds"], ours=False)])]


DRAWN = {
    "bulk-pipeline": pipeline, "enqueue": enqueue, "million": million, "two-workers": two_workers,
    "urgent": urgent, "intake": intake, "matching": matching, "messageformat": messageformat,
    "catalog-check": catalog_check,
}


def main():
    folder, target = (pathlib.Path(text) for text in sys.argv[1:3])
    panels, days = [], set()
    for name, panel in DRAWN.items():
        path = folder / f"{name}.json"
        if path.exists():
            panels += panel(json.loads(path.read_text(encoding="utf-8")))
            days.add(str(datetime.date.fromtimestamp(path.stat().st_mtime)))
        else:
            print(f"{name} is not drawn: {path} is not there; run make bench BENCH={name}")
    if not panels:
        sys.exit("there is nothing to draw; run make bench")
    part = target.with_suffix(".part")
    foot = f"Measured on {' to '.join(sorted({min(days), max(days)}))}, {os.cpu_count()} cores, release build."
    part.write_text(draw(panels, foot), encoding="utf-8")
    part.replace(target)
    print(f"drawn: {target}")


if __name__ == "__main__":
    main()
