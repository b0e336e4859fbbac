"""The name of the school's mail server does not resolve, and then it does.

A name server of our own answers on loopback; in a mount namespace of its own the worker has a
resolv.conf that names it, so that the system's own resolver is what is tried.
"""

import socket
import struct
import subprocess
import threading
import time

from ledger import Ledger
from misbehaving import MisbehavingServer
from office import Breach, Impossible, Office, eventually

NAME, FAMILIES = "mail.torture.test", 60
HOST = "127.53.0.1"
SERVFAIL, NXDOMAIN = 2, 3


class NameServer(threading.Thread):
    """Answers each question with one code, with 127.0.0.1, or not at all."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self.socket.bind((HOST, 53))
        except OSError as error:
            raise Impossible(f"no name server at {HOST}: {error}") from None
        self.mood, self.asked = None, 0
        self.start()

    def run(self):
        while True:
            try:
                question, client = self.socket.recvfrom(2048)
            except OSError:
                return
            self.asked += 1
            if self.mood is not None:
                self.socket.sendto(self.answer(question), client)

    def answer(self, question):
        end = question.index(b"\0", 12) + 5
        kind = struct.unpack(">H", question[end - 4:end - 2])[0]
        has_address = self.mood == 0 and kind == 1
        head = question[:2] + struct.pack(">HHHHH", 0x8180 | self.mood, 1, has_address, 0, 0)
        record = struct.pack(">HHHIH", 0xC00C, 1, 1, 1, 4) + bytes([127, 0, 0, 1])
        return head + question[12:end] + (record if has_address else b"")

    def close(self):
        self.socket.close()


class LostName:
    def __init__(self, lab):
        self.lab = lab

    def run(self):
        names, server, office = NameServer(), MisbehavingServer(), None
        try:
            office = Office(
                self.lab, "names", "sqlite", server.port, **{"smtp.host": NAME})
            if subprocess.run(["unshare", "--mount", "true"], check=False).returncode:
                raise Impossible("no mount namespace can be made here")
            resolver = office.folder / "resolv.conf"
            resolver.write_text(f"nameserver {HOST}\noptions timeout:1 attempts:1\n")
            office.families(FAMILIES)
            queued = office.announce("Names")
            worker = office.start("worker", before=[
                "unshare", "--mount", "sh", "-c",
                'mount --bind "$0" /etc/resolv.conf && exec "$@"', str(resolver)])
            moods = (SERVFAIL,) if self.lab.short else (None, SERVFAIL, NXDOMAIN)
            for mood in moods:
                names.mood, asked = mood, names.asked
                eventually("the name is asked for", lambda count=asked: names.asked > count)
                time.sleep(1.5)
            worker.must_run()
            if server.count():
                raise Breach("mails left without a name: the scenario proves nothing")
            names.mood = 0
            office.drained()
            worker.end()
            ledger = Ledger(office, server.kept)
            ledger.check(queued)
            ledger.must_not_repeat()
            words = {None: "silent", SERVFAIL: "SERVFAIL", NXDOMAIN: "NXDOMAIN"}
            return (f"{', '.join(words[mood] for mood in moods)}, then there: {queued} mails, "
                    "0 repeats, 0 lost")
        finally:
            if office:
                office.close()
            names.close()
            server.close()


def scenarios(lab):
    yield "name server: fails, then answers", LostName(lab).run
