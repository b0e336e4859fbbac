"""Who brings mail: senders that repeat as SMTP says, a mail server with a Maildir, and Dovecot."""

import os
import random
import smtplib
import threading
import time

from office import Breach


class Mail:
    """One mail of a parent's. The lines end in CRLF, as they go over the wire."""

    def __init__(self, number, dice, families):
        self.id = f"storm-{number}@phone.test"
        family = dice.randrange(1, families + 1)
        self.sender = f"n{family}@many{family % 7}.test"
        self.recipient = f"liaison+{number}@parley.test"
        filler = "".join(
            f"{dice.getrandbits(256):064x}\r\n" for _ in range(dice.choice([0] * 8 + [40] * 3 + [1200])))
        self.text = (
            f"From: <{self.sender}>\r\nTo: <{self.recipient}>\r\nSubject: Storm {number}\r\n"
            f"Message-ID: <{self.id}>\r\nDate: Wed, 25 Feb 2026 09:12:00 -0600\r\n"
            f"\r\nStorm {number}.\r\n{filler}")


class Bringer(threading.Thread):
    """Brings one mail after another until it is told to end, then the one that it has begun."""

    def __init__(self, storm, name, pause=0.05):
        """pause: seconds between two mails, at most."""
        super().__init__(name=name, daemon=True)
        self.storm, self.pause = storm, pause
        self.dice = random.Random(f"{storm.dice.random()} {name}")
        self.taken = []
        self.repeats = 0
        self.failure = None

    def run(self):
        try:
            while not self.storm.is_over.is_set():
                mail = self.storm.next_mail(self.dice, {mail.id for mail in self.taken[-40:]})
                self.bring(mail)
                self.taken.append(mail)
                time.sleep(self.dice.uniform(0, self.pause))
        except Exception as error:  # whatever it is, the storm has to know
            self.failure = error

    def bring(self, mail):
        raise NotImplementedError


class Sender(Bringer):
    """A mail server: it keeps a mail until it has heard 250 after the dot, and tries again."""

    connection = None
    left = 0

    def bring(self, mail):
        end = time.monotonic() + 120
        while True:
            try:
                self.connect()
                self.connection.sendmail(mail.sender, [mail.recipient], mail.text.encode())
                return
            except smtplib.SMTPRecipientsRefused as refused:
                self.refused(*refused.recipients[mail.recipient])
            except smtplib.SMTPResponseException as refused:
                self.refused(refused.smtp_code, refused.smtp_error)
            except (OSError, smtplib.SMTPException):
                pass
            self.drop()
            self.repeats += 1
            if time.monotonic() > end:
                raise Breach(f"{mail.id} could not be handed over within two minutes")
            time.sleep(self.dice.uniform(0.01, 0.1))

    def refused(self, code, words):
        if code >= 500:
            raise Breach(f"a good mail was refused with {code} {words}")

    def connect(self):
        """Some mails go over one connection, others over one of their own."""
        if self.connection and self.left > 0:
            self.left -= 1
            return
        self.drop()
        kind = smtplib.LMTP if self.storm.protocol == "lmtp" else smtplib.SMTP
        self.connection = kind("127.0.0.1", self.storm.port, local_hostname="mx.test", timeout=30)
        self.left = self.dice.choice([0, 0, 5])

    def drop(self):
        if self.connection:
            self.connection.close()
        self.connection = None


class MaildirServer(Bringer):
    """Writes to tmp, syncs, and moves to new, as https://cr.yp.to/proto/maildir.html says."""

    count = 0

    def bring(self, mail):
        MaildirServer.count += 1
        name = f"{int(time.time())}.M{MaildirServer.count}P{os.getpid()}.mx"
        fields = f"Return-Path: <{mail.sender}>\nDelivered-To: {mail.recipient}\n"
        draft = self.storm.maildir / "tmp" / name
        with open(draft, "wb") as file:
            file.write((fields + mail.text.replace("\r\n", "\n")).encode())
            file.flush()
            os.fsync(file.fileno())
        draft.rename(self.storm.maildir / "new" / name)


class Dovecot(Bringer):
    """Delivers into the folder that is read by IMAP."""

    def bring(self, mail):
        port = int(os.environ["PARLEY_LMTP_PORT"])
        with smtplib.LMTP("127.0.0.1", port, local_hostname="mx.test", timeout=60) as server:
            server.sendmail(mail.sender, [f"{self.storm.mailbox}@parley.test"], mail.text.encode())
