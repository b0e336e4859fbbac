"""A school of as many families as a benchmark asks for, run by the built program from outside."""

import collections
import datetime
import functools
import json
import os
import pathlib
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace

from process import Running, timed
from roster import BULK_GRADE, write_roster

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
LESSONS = 23
YEAR = 2036
SENDER = "amina"


@dataclass(frozen=True)
class School:
    """A folder with settings, database and roster. environment: what overrides the settings."""

    parley: str
    folder: pathlib.Path
    environment: dict

    @classmethod
    def found(cls, parley, folder, parents, database="sqlite:parley.db"):
        """Founds a school of these parents. folder must be there, and empty."""
        templates = folder / "templates"
        shutil.copytree(ROOT / "templates", templates)
        shutil.copy(HERE / "notice/english-help-offer.yaml", templates)
        environment = dict(
            os.environ, PARLEY__CATALOGS__TEMPLATES=str(templates),
            PARLEY__CATALOGS__LOCALES=str(ROOT / "locales"))
        school = cls(os.path.abspath(parley), folder / "school", environment)
        school.folder.mkdir()
        timed(
            [school.parley, "init", "--folder", school.folder, "--school", "Bench", "--domain",
             "bench.test", "--tls", "never", "--minimum", "draft", "--time-zone", morning(),
             "--database", database], env=environment)
        school.run("staff", "add", SENDER, "--name", "Amina", "--role", "liaison")
        write_roster(parents, folder / "roster.csv")
        school.run("import", folder / "roster.csv", "--apply", "--as", SENDER)
        return school

    def copy(self, folder):
        """The same school in a folder that is not there yet."""
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder)

    def with_settings(self, **settings):
        """smtp__port=25 sets smtp.port."""
        named = {f"PARLEY__{name.upper()}": str(value) for name, value in settings.items()}
        return replace(self, environment={**self.environment, **named})

    def command(self, *words):
        return [self.parley, *words, "--config", self.folder / "parley.yaml"]

    def run(self, *words):
        """Runs a command to its end; its Usage."""
        return timed(self.command(*words), env=self.environment)

    def enqueue(self):
        """Queues the notice for all parents of the bulk grade: the send's id, and the Usage."""
        usage = self.run(
            "send", "notice", "english-help-offer", "--everyone", "--grade", BULK_GRADE,
            "--set", f"starts={YEAR}-12-11 18:00", "--set", f"lessons={LESSONS}", "--as", SENDER,
            "--json", *self.at_once("send", "notice"))
        return last_object(usage.output)["send"], usage

    def at_once(self, *words):
        """--now, where the program has a minute of undo before a send begins."""
        return ["--now"] if self.knows("--now", *words) else []

    def worker(self, drain=True):
        """Starts a worker; its last line tells the seconds of each stage if it can."""
        words = ["--drain"] if drain else []
        words += ["--timings"] if self.knows("--timings", "worker") else []
        return Running(self.command("worker", *words), env=self.environment)

    def knows(self, option, *words):
        """Whether the program has an option, by its own help."""
        return option in help_text(self.parley, words)

    def states(self, send):
        """How many messages of a send are in each state."""
        status = last_object(self.run("send", "status", send, "--json").output)
        counts = collections.Counter()
        for row in status["messages"]:
            counts[row["state"]] += row["count"]
        return counts

    def waiting(self, send):
        """How many of a send have not left yet."""
        return self.states(send)["queued"]

    def expect_sent(self, send, count):
        """Ends the benchmark unless every message of the send is sent."""
        states = self.states(send)
        if states["sent"] != count:
            sys.exit(f"{count} messages should have been sent, but: {dict(states)}")


@functools.cache
def help_text(parley, words):
    return subprocess.run(
        [parley, *words, "--help"], capture_output=True, text=True, check=True).stdout


def last_object(output):
    """The last JSON object that stands on a line of its own; an empty one where there is none."""
    lines = [line for line in output.splitlines() if line.startswith("{")]
    return json.loads(lines[-1]) if lines else {}


def morning():
    """A time zone where it is about ten in the morning, so that no quiet hours hold mail back."""
    hours_behind = datetime.datetime.now(datetime.timezone.utc).hour - 10
    if hours_behind > 12:
        hours_behind -= 24
    return f"Etc/GMT{hours_behind:+d}"
