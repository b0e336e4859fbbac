#!/usr/bin/env python3
"""Hands mails to an SMTP server over several connections at once, as several servers would: the
next of a connection when the last was answered. Prints when the first byte of the first mail left,
by the monotonic clock of the machine, and the seconds from then to the last 250.

FILE holds mails as incoming.py makes them, pickled.

usage: deliver.py PORT CONNECTIONS FILE
"""

import pickle
import selectors
import socket
import sys
import time


class Session:
    """One connection. Commands go together, as RFC 2920 lets them."""

    def __init__(self, port, mails):
        self.mails = mails
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.lines = self.socket.makefile("rb")
        self.reply(b"220")
        self.socket.sendall(b"EHLO sender.test\r\n")
        self.reply(b"250")
        self.content, self.expected, self.accepted = None, [], 0

    def reply(self, code):
        while True:
            line = self.lines.readline()
            if not line.startswith(code):
                sys.exit(f"the server said {line!r} where {code!r} was expected")
            if line[3:4] != b"-":
                return

    def next(self):
        """Begins the next mail; false when there is none."""
        mail = next(self.mails, None)
        if mail is None:
            return False
        self.content = mail.data.replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n"
        self.expected = [b"250", b"250", b"354"]
        self.socket.sendall(
            f"MAIL FROM:<{mail.sender}>\r\nRCPT TO:<{mail.recipient}>\r\nDATA\r\n".encode())
        return True

    def turn(self):
        """Reads what has come; false when this connection has no more to do."""
        for code in self.expected:
            self.reply(code)
        if self.content is not None:
            self.socket.sendall(self.content)
            self.content, self.expected = None, [b"250"]
            return True
        self.accepted += 1
        return self.next()


def main():
    port, width = int(sys.argv[1]), int(sys.argv[2])
    with open(sys.argv[3], "rb") as file:
        mails = pickle.load(file)
    source = iter(mails)
    sessions = [Session(port, source) for _ in range(width)]
    began = time.monotonic()
    waiting = selectors.DefaultSelector()
    for session in sessions:
        if session.next():
            waiting.register(session.socket, selectors.EVENT_READ, session)
    while waiting.get_map():
        for key, _ in waiting.select():
            if not key.data.turn():
                waiting.unregister(key.fileobj)
    accepted = sum(session.accepted for session in sessions)
    if accepted != len(mails):
        sys.exit(f"{accepted} of {len(mails)} mails were taken")
    print(began, time.monotonic() - began)


if __name__ == "__main__":
    main()
