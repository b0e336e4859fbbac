"""Text providers in a storm: 429, 500, silence beyond the time-out, broken connections."""

import collections
import json
import random
import subprocess
import sys
import urllib.request

from ledger import BLIND
from office import Breach, Office, REPOSITORY, eventually

NUMBERS = 60
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ACCOUNT, TOKEN = "AC0123456789abcdef0123456789abcdef", "5ca1ab1e5ca1ab1e"
# What the provider took although it may not have said so.
TOOK = ("ok", "ok-then-close", "close-after", "reset", "cut")


class Peer:
    """Tests/Servers/webhook_peer.py, started and read."""

    def __init__(self, folder):
        folder.mkdir()
        self.record = folder / "taken.jsonl"
        self.process = subprocess.Popen(
            [sys.executable, str(REPOSITORY / "Tests/Servers/webhook_peer.py"), "serve",
             "--secret", SECRET, "--account", ACCOUNT, "--token", TOKEN, "--record",
             str(self.record)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def behave(self, acts):
        body = json.dumps({"next": acts}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/control", data=body, method="POST")
        urllib.request.urlopen(request, timeout=30).close()

    def taken(self):
        if not self.record.exists():
            return []
        return [json.loads(line) for line in self.record.read_text("utf-8").splitlines()]

    def close(self):
        self.process.kill()
        self.process.wait()


class Storm:
    """A provider of one kind that answers as a list of acts says, shuffled, and then well."""

    def __init__(self, lab, kind, title, acts):
        self.lab, self.kind, self.title = lab, kind, title
        self.acts = acts
        random.Random(f"{lab.seed} {kind} {title}").shuffle(self.acts)

    def run(self):
        name = f"storm-{self.kind}-{self.title.replace(' ', '-')}"
        peer, office = Peer(self.lab.folder / f"{name}-peer"), None
        try:
            office = Office(self.lab, name, "sqlite", 1, **self.settings(peer.port))
            office.families(NUMBERS, phones=True)
            queued = office.announce("Storm")
            peer.behave(self.acts)
            worker = office.start("worker")
            eventually(
                "every text has ended or waits for a person", lambda: self.is_over(office),
                180, 0.3)
            worker.end()
            return self.compare(office, peer, queued)
        finally:
            if office:
                office.close()
            peer.close()

    def settings(self, port):
        own = {
            "standard-webhooks": {
                "sms.url": f"http://127.0.0.1:{port}/send", "sms.secret": SECRET},
            "twilio": {
                "sms.url": f"http://127.0.0.1:{port}", "sms.account": ACCOUNT, "sms.token": TOKEN},
        }[self.kind]
        return {**own, "sms.provider": self.kind, "sms.from": "+12025550100",
                "sms.welcome": "never", "web.listen": "127.0.0.1:0",
                "web.public_url": "http://127.0.0.1:9"}

    def is_over(self, office):
        states = office.states()
        waiting = sum(states.get(state, 0) for state in ("held", "queued", "deferred", "sending"))
        # Where the provider knows no repetition, a text of which nobody knows waits for a person.
        return waiting + (states.get("unclear", 0) if self.kind != "twilio" else 0) == 0

    def compare(self, office, peer, queued):
        states = {
            address: state for address, state in office.rows("SELECT address, state FROM messages")}
        attempts = collections.defaultdict(list)
        for address, outcome in office.rows(
                "SELECT address, outcome FROM attempts "
                "JOIN messages ON messages.id = attempts.message_id"):
            attempts[address].append(outcome)
        took = collections.defaultdict(list)
        for one in peer.taken():
            if one.get("valid") and self.is_taken(one):
                took[one["to"]].append(one["id"])
        found = [f"{len(states)} texts, queued were {queued}"] if len(states) != queued else []
        for address, state in states.items():
            # A gateway that knows the reference gives a repetition the same id: it is one text.
            texts = len(set(took[address]))
            blind = sum(outcome in BLIND for outcome in attempts[address])
            if texts > 1:
                found.append(f"{address} has {texts} texts: {attempts[address]}")
            if state == "sent" and texts == 0:
                found.append(f"{address} is sent and the provider has nothing")
            if len(took[address]) - 1 > blind:
                found.append(f"{address} was repeated without a doubt: {attempts[address]}")
            if state not in ("sent", "unclear"):
                found.append(f"{address} is {state}: {attempts[address]}")
            if state == "unclear" and (self.kind != "twilio" or not blind):
                found.append(f"{address} is unclear: {attempts[address]}")
        if found:
            raise Breach(f"{len(found)} breaches. " + "; ".join(found[:3]))
        unclear = sum(state == "unclear" for state in states.values())
        return (f"{queued} texts, {sum(map(len, attempts.values()))} attempts, "
                f"{unclear} unclear, 0 doubled, 0 lost")

    def is_taken(self, one):
        act = one["act"]
        return act in TOOK or isinstance(act, dict) and "silence" in act


def scenarios(lab):
    broken = (["close-before"] * 8 + ["close-after"] * 4 + ["reset"] * 4 + ["cut"] * 2
              + ["no-http"] * 2 + ["ok"] * 20)
    errors = [{"status": code} for code in (500, 502, 503, 504)] * 5 + ["ok"] * 20
    for kind in ("standard-webhooks", "twilio"):
        yield f"text provider {kind}: 5xx", Storm(lab, kind, "5xx", list(errors)).run
        yield f"text provider {kind}: breaks off", Storm(lab, kind, "broken", list(broken)).run
    if lab.short:
        return
    slow = [{"silence": 40}] * 4 + ["throttle"] * 3 + ["ok"] * 10
    for kind in ("standard-webhooks", "twilio"):
        yield f"text provider {kind}: 429 and time-outs", Storm(lab, kind, "slow", list(slow)).run
