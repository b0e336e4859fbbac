"""Tortures Parley: workers are killed, disks fill, servers lie and clocks jump. What was promised
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

from office import Breach, REPOSITORY

# In this order. Those of a group run side by side.
GROUPS = [["kills", "powercut", "mail_faults", "text_faults", "disk_faults", "names", "clock", "crowd"], ["restarts"]]


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
    """Runs one scenario and prints its line; returns whether it held."""
    began, verdict, text = time.monotonic(), "ok    ", ""
    try:
        text = scenario()
    except Breach as breach:
        verdict, text = "BREACH", str(breach)
    except Exception:  # whatever else happened, the others are still worth running
        verdict, text = "FAILED", traceback.format_exc()
    print(f"{verdict} {name}: {text} ({time.monotonic() - began:.0f} s)", flush=True)
    return verdict == "ok    "


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("form", choices=["full", "short"])
    parser.add_argument("names", nargs="*", help="only scenarios whose name holds one of these")
    options = parser.parse_args()
    lab = Lab(options)
    print(f"seed {lab.seed} (TORTURE_SEED repeats it), {lab.program}", flush=True)
    results = []
    at_once = int(os.environ.get("TORTURE_AT_ONCE") or 4)
    for group in GROUPS:
        with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
            found = [
                one for module in group for one in importlib.import_module(module).scenarios(lab)
                if not options.names or any(part in one[0] for part in options.names)]
            results += pool.map(lambda one: try_out(*one), found)
    if not all(results):
        print(f"{results.count(False)} of {len(results)} scenarios did not hold; look at {lab.folder}")
        sys.exit(1)
    if not os.environ.get("TORTURE_KEEP"):
        shutil.rmtree(lab.folder, ignore_errors=True)
    print(f"all {len(results)} scenarios held")


if __name__ == "__main__":
    main()
