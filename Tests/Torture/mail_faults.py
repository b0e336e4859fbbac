"""Mail servers that stall, break off, refuse by turns, greylist, and drop TLS."""

import random
import subprocess
import threading
import time

from ledger import Ledger
from misbehaving import MisbehavingServer
from office import Breach, Office

FAMILIES = 120
PHASES = ("greeting", "EHLO", "MAIL", "RCPT", "DATA", "content")


class MailFault:
    """A school whose mail server follows a script; the worker is never touched."""

    families = FAMILIES
    settings = {}
    certificate = False
    within = 120

    def __init__(self, lab):
        self.lab = lab
        self.dice = random.Random(f"{lab.seed} {type(self).__name__}")
        self.lock = threading.Lock()

    def run(self):
        name = type(self).__name__
        certificate = own_certificate(self.lab) if self.certificate else None
        self.server, self.office = MisbehavingServer(certificate), None
        try:
            settings = {"smtp.tls": "required", "smtp.ca_file": certificate} if certificate else {}
            self.office = office = Office(
                self.lab, name, "sqlite", self.server.port, **{**settings, **self.settings})
            office.families(self.families)
            queued = office.announce(name)
            self.server.script = self.script
            worker = office.start("worker")
            office.drained(self.within)
            worker.end()
            ledger = Ledger(office, self.server.kept)
            ledger.check(queued)
            self.check(ledger)
            return f"{queued} mails, {ledger.repeats} repeats, 0 lost, {self.note(ledger)}"
        finally:
            if self.office:
                self.office.close()
            self.server.close()

    def script(self, step, mail):
        raise NotImplementedError

    def check(self, ledger):
        ledger.must_not_repeat()

    def note(self, ledger):
        attempts = sum(map(len, ledger.attempts.values()))
        return f"{attempts} attempts on {self.server.connections} connections"

    def chance(self, share):
        with self.lock:
            return self.dice.random() < share


class Stalls(MailFault):
    """Every phase now and then takes four seconds, twice a lease; then all is well."""

    def script(self, step, mail):
        if step in PHASES and self.chance(0.02):
            time.sleep(4)


class StallsForEver(MailFault):
    """Two connections fall silent for good in each phase. The others go on, and the time-outs of
    RFC 5321 §4.5.3.2 (two minutes for a command, ten for the final dot) set the mails free."""

    families = 60
    settings = {"smtp.connections": 16}
    within = 1000

    def __init__(self, lab):
        super().__init__(lab)
        self.left = dict.fromkeys(PHASES, 2)

    def script(self, step, mail):
        with self.lock:
            if self.left.get(step, 0) == 0:
                return None
            self.left[step] -= 1
        if step == "content":
            mail.keep()
        return "!mute"

    def check(self, ledger):
        # What was silent after the final dot had been kept: it comes again, and nothing else.
        if ledger.repeats > 2:
            raise Breach(f"{ledger.repeats} repeats of 2 mails without an answer")

    def note(self, ledger):
        longest = self.office.rows("SELECT MAX(ended_at - started_at) FROM attempts")[0][0]
        return f"the longest attempt {int(longest) / 1000:.0f} s"


class ResetsAfterData(MailFault):
    """A tenth of the mails end in a reset after the final dot, half of them kept."""

    has_kept = False

    def script(self, step, mail):
        if step == "content" and self.chance(0.1):
            if self.chance(0.5) or not self.has_kept:
                self.has_kept = True
                mail.keep()
            return "!reset"
        if step == "DATA" and self.chance(0.05):
            return "!reset"
        return None

    def check(self, ledger):
        if not ledger.repeats:
            raise Breach("no mail was kept and then reset: the scenario proves nothing")


class Refuses(MailFault):
    """Every step answers 4yz, and the ones before the recipient 5yz too, a fifth of the time."""

    replies = {
        "greeting": ["421 4.3.2 later", "450 4.3.2 later", "554 5.3.2 not now"],
        "MAIL": ["421 4.3.2 bye", "451 4.3.0 oops", "452 4.3.1 full", "550 5.7.1 who are you"],
        "RCPT": ["421 4.3.2 bye", "450 4.2.1 busy", "452 4.2.2 full",
                 "551 5.7.1 relay access denied"],
        "DATA": ["421 4.3.2 bye", "451 4.3.0 oops", "452 4.3.1 full"],
        "content": ["421 4.3.2 bye", "451 4.3.0 oops", "452 4.3.1 full"],
    }

    def script(self, step, mail):
        if step in self.replies and self.chance(0.1):
            with self.lock:
                return self.dice.choice(self.replies[step])
        return None

    def check(self, ledger):
        ledger.must_not_repeat()
        if max(map(len, ledger.attempts.values())) < 2:
            raise Breach("nothing was refused: the scenario proves nothing")


class Greylists(MailFault):
    """Each recipient is put off at first, and taken from the second try on."""

    def __init__(self, lab):
        super().__init__(lab)
        self.known = set()

    def script(self, step, mail):
        if step != "RCPT":
            return None
        with self.lock:
            if mail.recipient in self.known:
                return None
            self.known.add(mail.recipient)
        return "451 4.7.1 Greylisted, come back later"

    def check(self, ledger):
        ledger.must_not_repeat()
        if min(map(len, ledger.attempts.values())) < 2:
            raise Breach("a mail was not put off: the scenario proves nothing")


class DropsTLS(MailFault):
    """STARTTLS is required: it breaks before, in and after the handshake, or is not offered."""

    certificate = True

    def script(self, step, mail):
        if not mail.is_secret and step in ("MAIL", "RCPT", "DATA", "content"):
            self.in_the_open = True
        if step == "EHLO" and not mail.is_secret and self.chance(0.1):
            return "250-misbehaving\r\n250 8BITMIME"
        if step == "STARTTLS" and self.chance(0.2):
            return "!close" if self.chance(0.5) else "454 4.7.0 TLS is not available"
        if step in ("MAIL", "RCPT", "DATA") and self.chance(0.05):
            return "!reset"
        if step == "content" and self.chance(0.05):
            return "!close"
        return None

    in_the_open = False

    def check(self, ledger):
        ledger.must_not_repeat()
        if self.in_the_open:
            raise Breach("a mail went out without TLS")


def own_certificate(lab):
    path = lab.folder / "certificate.pem"
    with lab.lock:
        if not path.exists():
            subprocess.run(
                ["openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt",
                 "ec_paramgen_curve:P-256", "-days", "2", "-subj", "/CN=localhost", "-addext",
                 "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", path, "-out",
                 lab.folder / "chain.pem"], check=True, capture_output=True)
            path.write_bytes(path.read_bytes() + (lab.folder / "chain.pem").read_bytes())
    return path


def scenarios(lab):
    if not lab.short:
        # The longest wait of all: it begins first.
        yield "mail server: silent for ever in every phase", StallsForEver(lab).run
    yield "mail server: stalls in every phase", Stalls(lab).run
    yield "mail server: resets after DATA", ResetsAfterData(lab).run
    yield "mail server: refuses for now in every phase", Refuses(lab).run
    yield "mail server: greylists", Greylists(lab).run
    yield "mail server: drops STARTTLS", DropsTLS(lab).run
