"""Tests/Servers/keeping_sink.py, started and read: each mail is on disk before its 250."""

import re
import subprocess
import sys

from office import Breach, REPOSITORY

MESSAGE_ID = re.compile(rb"^message-id:\s*<?([^>\s]+)", re.IGNORECASE | re.MULTILINE)
RECIPIENT = re.compile(rb"^X-Envelope-To: (\S+)", re.MULTILINE)


class KeepingSink:
    def __init__(self, folder, *options):
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, str(REPOSITORY / "Tests/Servers/keeping_sink.py"), "--dir",
             str(folder), *options], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("ready "):
            raise Breach("the sink did not start")
        self.port = int(line.rsplit(":", 1)[1])
        self.seen = 0

    def count(self):
        """How many it has kept, by the numbers that it gives."""
        while (self.folder / f"{self.seen + 1:06}.eml").exists():
            self.seen += 1
        return self.seen

    def kept(self):
        for path in sorted(self.folder.glob("*.eml")):
            head = path.read_bytes().split(b"\r\n\r\n", 1)[0]
            message, recipient = MESSAGE_ID.search(head), RECIPIENT.search(head)
            if not message or not recipient:
                raise Breach(f"{path} has no Message-ID or no recipient")
            yield message[1].decode(), recipient[1].decode()

    def close(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
