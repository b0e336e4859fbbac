#!/usr/bin/env python3
"""An SMTP server that answers each mail after a delay and keeps none, for times and not for rates.

Where the recipient matches WATCH, a line "RECIPIENT SECONDS" (time.monotonic(), one clock for all
processes of a machine) is printed as the mail's last byte arrives.

usage: timed_sink.py PORT DELAY_SECONDS WATCH
"""

import asyncio
import re
import sys
import time

ANSWERS = {
    b"EHLO": b"250-sink.bench.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES\r\n",
    b"DATA": b"354 Go on\r\n",
    b"QUIT": b"221 2.0.0 Bye\r\n",
}
END = b"\r\n.\r\n"


class Session(asyncio.Protocol):
    def __init__(self, delay, watch):
        self.delay, self.watch = delay, watch
        self.buffer, self.in_data, self.searched, self.recipient = bytearray(), False, 0, ""

    def connection_made(self, transport):
        self.transport = transport
        transport.write(b"220 sink.bench.test ESMTP\r\n")

    def data_received(self, data):
        self.buffer += data
        while self.end_of_mail() if self.in_data else self.command():
            pass

    def command(self):
        """Answers one command; false when its line is not whole yet."""
        end = self.buffer.find(b"\r\n")
        if end < 0:
            return False
        line = bytes(self.buffer[:end])
        del self.buffer[:end + 2]
        verb = line[:4].upper()
        if verb == b"RCPT":
            self.recipient = line.partition(b"<")[2].partition(b">")[0].decode()
        self.in_data = verb == b"DATA"
        self.transport.write(ANSWERS.get(verb, b"250 2.0.0 OK\r\n"))
        if verb == b"QUIT":
            self.transport.close()
        return True

    def end_of_mail(self):
        """Answers a mail that has come to its end; false when it has not."""
        end = self.buffer.find(END, self.searched)
        if end < 0:
            self.searched = max(0, len(self.buffer) - len(END) + 1)
            return False
        if self.watch.search(self.recipient):
            print(self.recipient, time.monotonic(), flush=True)
        del self.buffer[:end + len(END)]
        self.in_data, self.searched = False, 0
        asyncio.get_running_loop().call_later(
            self.delay, self.transport.write, b"250 2.0.0 OK\r\n")
        return True


async def main():
    port, delay, watch = int(sys.argv[1]), float(sys.argv[2]), re.compile(sys.argv[3])
    server = await asyncio.get_running_loop().create_server(
        lambda: Session(delay, watch), "127.0.0.1", port, backlog=256)
    await server.serve_forever()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        sys.exit(0)
