"""Tortures Parley: workers and the intake are killed, disks fill, servers lie and clocks jump. What was promised
must hold: nothing lost, nothing doubled but where an answer was unknown.

usage: python3 Tests/Torture full|short [PART OF A NAME…]

Scripts/torture.sh starts what it needs. One line is printed for each scenario, and the seed; it
ends with 1 on any breach, and then, or where TORTURE_KEEP is set, leaves its folder for inspection.
"""

import argparse
import concurrent.futures
import importlib
import os
import pathlib
import shutil
import sys
import tempfile
import threading
import time
import traceback

from office import Breach, Impossible, REPOSITORY

# These run side by side, the longest first. What stops the database runs alone.
TOGETHER = ["mail_faults", "intake", "clock", "kills", "powercut", "names", "disk_faults", "crowd",
            "text_faults"]
ALONE = ["restarts"]


class Lab:
    """What all scenarios share."""

    def __init__(self, options):
        self.repository = REPOSITORY
        self.short = options.form == "short"
        self.seed = int(os.environ.get("TORTURE_SEED") or time.time_ns() % 1_000_000_000)
        self.kills = int(os.environ.get("TORTURE_KILLS") or (40 if self.short else 500))
        self.program = os.environ.get("PARLEY_PROGRAM") or str(REPOSITORY / ".build/debug/parley")
        self.postgres = os.environ["PARLEY_PG_URL"]
        self.lock = threading.Lock()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="parley-torture-"))


def try_out(name, scenario):
    """Runs one scenario and prints its line; returns its verdict."""
    began, verdict, text = time.monotonic(), "ok    ", ""
    try:
        text = scenario()
    except Impossible as reason:
        verdict, text = "not tried", str(reason)
    except Breach as breach:
        verdict, text = "BREACH", str(breach)
    except Exception:  # whatever else happened, the others are still worth running
        verdict, text = "FAILED", traceback.format_exc()
    print(f"{verdict} {name}: {text} ({time.monotonic() - began:.0f} s)", flush=True)
    return verdict


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("form", choices=["full", "short"])
    parser.add_argument("names", nargs="*", help="only scenarios whose name holds one of these")
    options = parser.parse_args()
    lab = Lab(options)
    print(f"seed {lab.seed} (TORTURE_SEED repeats it), {lab.program}", flush=True)
    results = []
    # The short form is mostly waiting; in the full one a loaded machine would hide what it times.
    at_once = int(os.environ.get("TORTURE_AT_ONCE") or (8 if lab.short else 4))
    for group, width in ((TOGETHER, at_once), (ALONE, 1)):
        with concurrent.futures.ThreadPoolExecutor(width) as pool:
            found = [
                one for module in group for one in importlib.import_module(module).scenarios(lab)
                if not options.names or any(part in one[0] for part in options.names)]
            results += pool.map(lambda one: try_out(*one), found)
    held = results.count("ok    ")
    missing = results.count("not tried")
    if held + missing < len(results) or not held:
        print(f"{len(results) - held - missing} of {len(results)} scenarios did not hold; "
              f"look at {lab.folder}")
        sys.exit(1)
    if not os.environ.get("TORTURE_KEEP"):
        shutil.rmtree(lab.folder, ignore_errors=True)
    print(f"{held} scenarios held" + (f", {missing} could not be tried" if missing else ""))


if __name__ == "__main__":
    main()
