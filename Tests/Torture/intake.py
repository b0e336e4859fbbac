"""The intake killed at random moments while mail comes in by every way at once.

Each mail that was acknowledged to its sender must be there once: one row for each way that it came
by, with the bytes that were sent, and one entry or one item of the tray for all of them.
"""

import hashlib
import os
import random
import socket
import threading
import time

from arrivals import Arrivals
from office import Breach, Office, eventually
from senders import Dovecot, MaildirServer, Mail, Sender

FAMILIES = 20
SENDERS = 4
SETUPS = [("sqlite", "smtp", "olena"), ("postgres", "lmtp", "minh")]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Storm:
    """One set-up: `parley serve` on one database, killed so often."""

    def __init__(self, lab, engine, protocol, mailbox, kills):
        self.lab, self.engine, self.protocol = lab, engine, protocol
        self.mailbox, self.kills = mailbox, kills
        self.dice = random.Random(f"{lab.seed} intake {engine}")
        self.is_over = threading.Event()
        self.lock = threading.Lock()
        self.number = 0
        self.handed = []

    def run(self):
        self.port = free_port()
        name = f"intake-{self.engine}"
        self.maildir = self.lab.folder / f"{name}-maildir"
        for box in ("tmp", "new", "cur"):
            (self.maildir / box).mkdir(parents=True)
        office = None
        try:
            office = Office(self.lab, name, self.engine, 9, **self.settings())
            office.families(FAMILIES)
            office.run("staff", "add", "okafor", "--name", "Mr. Okafor", "--role", "teacher",
                       "--as", "amina")
            for student in range(1, FAMILIES // 2):
                office.run("case", "refer", f"S{student}", "--concern", "attention", "--as",
                           "okafor")
            return self.torture(office)
        finally:
            self.is_over.set()
            if office:
                office.close()

    def settings(self):
        ways = {
            "inbox.listen": f"127.0.0.1:{self.port}", "inbox.protocol": self.protocol,
            "inbox.maildir": self.maildir, "inbox.acknowledge_within_days": 0,
        }
        if "PARLEY_IMAP_PORT" in os.environ and os.geteuid() == 0:
            ways |= {
                "inbox.imap.host": "127.0.0.1", "inbox.imap.tls": "required",
                "inbox.imap.port": os.environ["PARLEY_IMAP_PORT"],
                "inbox.imap.ca_file": os.environ["PARLEY_CA_FILE"],
                "inbox.imap.user": self.mailbox, "inbox.imap.password": "parley",
                "inbox.imap.move_to": "Taken", "inbox.imap.poll_seconds": 1,
            }
        return ways

    def next_mail(self, dice, own):
        """A new mail, or now and then one that somebody else has brought: a copy by another way.

        own: the ids of those that the bringer has brought lately."""
        with self.lock:
            others = [mail for mail in self.handed[-20:] if mail.id not in own]
            if others and dice.random() < 0.2:
                return dice.choice(others)
            self.number += 1
            self.handed.append(Mail(self.number, dice, FAMILIES))
            return self.handed[-1]

    def torture(self, office):
        serve = office.start("serve")
        bringers = [Sender(self, f"sender {n}") for n in range(SENDERS)]
        bringers.append(MaildirServer(self, "maildir", 0.4))
        if "inbox.imap.host" in self.settings():
            bringers.append(Dovecot(self, "dovecot", 0.4))
        for bringer in bringers:
            bringer.start()
        for _ in range(self.kills):
            before = self.acknowledged(bringers)
            eventually("mail is taken in", lambda: self.takes(serve, bringers, before))
            time.sleep(self.dice.uniform(0, 0.5))
            serve.kill()
            serve = office.start("serve")
        self.is_over.set()
        for bringer in bringers:
            bringer.join(180)
            if bringer.is_alive() or bringer.failure:
                raise Breach(f"{bringer.name} ended with {bringer.failure or 'nothing'}")
        arrivals = Arrivals(office)
        expected = self.expected(bringers)
        eventually("all that was brought is kept",
                   lambda: serve.must_run() or arrivals.count() >= len(expected), 120, 0.5)
        eventually("everything has been read", lambda: arrivals.waiting() == 0, 900, 1)
        eventually("the Maildir is empty", lambda: not any((self.maildir / "new").iterdir()))
        serve.end()
        folded, aside = arrivals.check(expected)
        repeats = sum(bringer.repeats for bringer in bringers)
        return (f"{self.kills} kills, {len(expected)} arrivals of {len(self.brought(bringers))} "
                f"mails, {repeats} tries repeated, {folded} copies folded, {aside} set aside, 0 lost, 0 doubled")

    def acknowledged(self, bringers):
        return sum(len(bringer.taken) for bringer in bringers[:SENDERS])

    def takes(self, serve, bringers, before):
        serve.must_run()
        for bringer in bringers:
            if bringer.failure:
                raise Breach(f"{bringer.name}: {bringer.failure}")
        return self.acknowledged(bringers) >= before + 3

    def brought(self, bringers):
        return {mail.id for bringer in bringers for mail in bringer.taken}

    def expected(self, bringers):
        """(source, Message-ID) with the digest of the body, of all that was acknowledged."""
        sources = [self.protocol] * SENDERS + ["maildir", "imap"]
        return {
            (source, mail.id): hashlib.sha256(mail.text.split("\r\n\r\n", 1)[1].encode()).hexdigest()
            for bringer, source in zip(bringers, sources) for mail in bringer.taken}


def scenarios(lab):
    kills = int(os.environ.get("TORTURE_INTAKE_KILLS") or (6 if lab.short else 200))
    share, rest = divmod(kills, len(SETUPS))
    for index, (engine, protocol, mailbox) in enumerate(SETUPS):
        title = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[engine]
        storm = Storm(lab, engine, protocol, mailbox, share + (index < rest))
        yield f"intake killed: {title}, {protocol.upper()}", storm.run
