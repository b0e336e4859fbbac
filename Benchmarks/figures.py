"""Figures: how they are compared with a gate, printed, and kept in .bench/NAME.json."""

import json
import pathlib

FOLDER = pathlib.Path(".bench")


def save(name, results):
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


def rate_figure(name, baseline, ours, theirs, gate, **more):
    """Ours beside a baseline in messages a second; the ratio must reach the gate. Prints it."""
    ratio = ours / theirs
    print(
        f"{name} vs {baseline} ratio {ratio:.2f} (ours {ours:.0f}/s, baseline {theirs:.0f}/s"
        f"{notes(more)}; {verdict(ratio >= gate, f'at least {gate:g}')})", flush=True)
    return {
        "benchmark": name, "baseline": baseline, "ours": ours, "baselineRate": theirs,
        "ratio": ratio, "gate": gate, "met": ratio >= gate, **more}


def limit_figure(name, what, value, limit, unit, **more):
    """A value that must not be above a limit; the ratio tells how often it fits in. Prints it."""
    ratio = limit / value if value > 0 else float(limit > 0)
    print(
        f"{name} vs {what} ratio {ratio:.2f} (ours {value:.3g} {unit}, baseline {limit:g} {unit}"
        f"{notes(more)}; {verdict(value <= limit, f'at most {limit:g} {unit}')})", flush=True)
    return {
        "benchmark": name, "baseline": what, "value": value, "gate": limit, "unit": unit,
        "ratio": ratio, "met": value <= limit, **more}


def notes(more):
    """Whatever else is worth a word: ', peakMiB 70, sessions 8'."""
    return "".join(f", {key} {shown(value)}" for key, value in more.items() if plain(value))


def plain(value):
    return isinstance(value, (int, float, str))


def shown(value):
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def verdict(met, gate):
    return f"wanted {gate}: {'met' if met else 'not met'}"
