"""Two processes of everything and three workers, while two people send the same reminder."""

import collections
import subprocess
import threading

from keeping import KeepingSink
from ledger import Ledger
from office import Breach, Office, eventually

FAMILIES = 100


class Crowd:
    def __init__(self, lab):
        self.lab = lab

    def run(self):
        sink, office = KeepingSink(self.lab.folder / "crowd-kept"), None
        try:
            office = Office(
                self.lab, "crowd", "postgres", sink.port,
                **{"web.listen": "127.0.0.1:0", "worker.lease_seconds": 60})
            office.families(FAMILIES)
            programs = [office.start("serve") for _ in range(2)]
            programs += [office.start("worker") for _ in range(3)]
            events = []
            for number in range(3):
                events.append(office.event(f"Evening {number}"))
                self.at_once(office, ["event", "send", events[-1], "--as", "amina"])
            office.drained()
            if (count := sink.count()) != FAMILIES * len(events):
                raise Breach(f"{count} notices of {FAMILIES * len(events)}")
            # All at once: three events, each reminded of by two.
            people = [
                threading.Thread(target=self.at_once, args=(
                    office, ["event", "remind", event, "--as", "amina"])) for event in events]
            for person in people:
                person.start()
            for person in people:
                person.join()
            eventually("reminders are queued", lambda: len(self.sends(office)) > 3, 10)
            office.drained()
            for program in programs:
                program.end()
            return self.compare(office, sink, len(events))
        finally:
            if office:
                office.close()
            sink.close()

    def at_once(self, office, arguments):
        """Two processes run the same command; either may find that the other was first."""
        both = [
            subprocess.Popen(
                office.command(arguments), env=office.environment, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, cwd=self.lab.repository) for _ in range(2)]
        for one in both:
            one.wait(60)

    def sends(self, office):
        return office.rows("SELECT id FROM sends")

    def compare(self, office, sink, events):
        kept = list(sink.kept())
        ledger = Ledger(office, kept)
        ledger.check(2 * events * FAMILIES)
        ledger.must_not_repeat()
        told = collections.Counter(recipient for _, recipient in kept)
        if set(told.values()) != {2 * events}:
            raise Breach(f"not everybody was told of and reminded of {events} events once each: "
                         f"{collections.Counter(told.values())}")
        return (f"{events} notices and {events} reminders to {FAMILIES} families, each by two "
                f"processes at once: {len(kept)} mails, 0 repeats, 0 lost")


def scenarios(lab):
    yield "crowd: PostgreSQL, 2 serve, 3 workers, 2 reminders at once", Crowd(lab).run
