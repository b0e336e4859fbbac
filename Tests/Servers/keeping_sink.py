#!/usr/bin/env python3
"""An SMTP server that keeps every mail as a file, for tests that count what was sent.

A mail is on disk before its 250 goes out: DIR/000001.eml, 000002.eml, … in the order of keeping,
going on after what lies there already. A file begins with the envelope as header lines
(X-Envelope-From, one X-Envelope-To for each recipient); then come the bytes as sent, the dots
that SMTP doubles single again. Names that end in .part are not kept yet.

One line on standard output, "ready 127.0.0.1:PORT", says that it listens.
"""

import argparse
import asyncio
import itertools
import os
import pathlib
import re
import sys

LINE_LIMIT = 64 * 1024
FAULTS = ("421", "450", "550", "hang", "close", "drop")


class Sink:
    def __init__(self, folder, rate, delay, faults):
        self.folder = folder
        self.pause = 1 / rate if rate else 0
        self.delay = delay
        self.faults = faults
        self.next_turn = 0.0
        self.offered = itertools.count(1)
        kept = [int(path.stem) for path in folder.glob("*.eml") if path.stem.isdigit()]
        self.numbers = itertools.count(max(kept, default=0) + 1)

    async def wait_for_turn(self):
        """Spaces the mails of all connections evenly, so that the rate holds overall."""
        now = asyncio.get_running_loop().time()
        turn = max(now, self.next_turn)
        self.next_turn = turn + self.pause
        await asyncio.sleep(turn - now)

    def keep(self, sender, recipients, lines):
        number = next(self.numbers)
        envelope = [f"X-Envelope-From: {sender}"]
        envelope += [f"X-Envelope-To: {recipient}" for recipient in recipients]
        head = "".join(line + "\r\n" for line in envelope).encode("utf-8", "surrogateescape")
        part = self.folder / f"{number:06}.part"
        with open(part, "wb") as file:
            file.write(head)
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        part.rename(part.with_suffix(".eml"))
        return number

    async def serve(self, reader, writer):
        try:
            await Session(self, reader, writer).run()
        except (ConnectionError, asyncio.IncompleteReadError, ValueError):
            pass  # The client has gone, or sent a line beyond the limit.
        finally:
            writer.close()


class Session:
    def __init__(self, sink, reader, writer):
        self.sink, self.reader, self.writer = sink, reader, writer
        self.reset()

    def reset(self):
        self.sender, self.recipients, self.fault = None, [], None

    async def reply(self, text):
        self.writer.write(text.encode() + b"\r\n")
        await self.writer.drain()

    async def run(self):
        await self.reply("220 sink.parley.test ESMTP")
        while line := await self.reader.readline():
            text = line.decode("utf-8", "surrogateescape").strip()
            verb = text[:4].upper()
            if verb == "QUIT":
                await self.reply("221 2.0.0 Bye")
                return
            if verb == "DATA" and self.recipients:
                if not await self.data():
                    return
            elif not await self.command(verb, text):
                return

    async def command(self, verb, text):
        """Answers one command; false when the connection shall end."""
        path = re.search(r"<(.*?)>", text)
        if verb == "EHLO":
            await self.reply(
                "250-sink.parley.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n"
                "250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE 104857600"
            )
        elif verb in ("HELO", "NOOP"):
            await self.reply("250 2.0.0 OK")
        elif verb == "RSET":
            self.reset()
            await self.reply("250 2.0.0 OK")
        elif verb == "MAIL" and path:
            self.reset()
            self.sender = path[1]
            self.fault = self.sink.faults.get(next(self.sink.offered))
            if self.fault == "421":
                await self.reply("421 4.3.2 Shutting down")
                return False
            await self.reply("250 2.1.0 OK")
        elif verb == "RCPT" and path and self.sender is not None:
            if self.fault in ("450", "550"):
                await self.reply(f"{self.fault} {self.fault[0]}.2.1 Not now, not here")
            else:
                self.recipients.append(path[1])
                await self.reply("250 2.1.5 OK")
        elif verb in ("MAIL", "RCPT", "DATA"):
            await self.reply("503 5.5.1 Out of order")
        else:
            await self.reply("500 5.5.2 What?")
        return True

    async def data(self):
        """Takes one mail; false when the connection shall end."""
        await self.reply("354 Go on")
        lines = []
        while (line := await self.reader.readline()) not in (b".\r\n", b".\n"):
            if not line:
                return False
            lines.append(line[1:] if line.startswith(b".") else line)
        await self.sink.wait_for_turn()
        if self.fault == "drop":
            return False
        number = await asyncio.to_thread(self.sink.keep, self.sender, self.recipients, lines)
        if self.fault == "close":
            return False
        if self.fault == "hang":
            await self.reader.read()
            return False
        await asyncio.sleep(self.sink.delay)
        self.reset()
        await self.reply(f"250 2.0.0 OK kept as {number:06}")
        return True


def fault(text):
    kind, _, number = text.partition(":")
    if kind not in FAULTS or not number.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not KIND:N with KIND of {', '.join(FAULTS)}")
    return int(number), kind


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--dir", type=pathlib.Path, required=True, help="where the mails go")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one (default)")
    parser.add_argument("--rate", type=float, default=0, metavar="N",
                        help="mails a second at most, over all connections (default: no limit)")
    parser.add_argument("--delay", type=float, default=0, metavar="MS",
                        help="milliseconds between keeping a mail and its 250")
    parser.add_argument("--fault", type=fault, action="append", default=[], metavar="KIND:N",
                        help="what becomes of the Nth mail: 421 at MAIL and closed; 450 or 550 at "
                        "RCPT; after its final dot hang (kept, never answered), close (kept, "
                        "closed unanswered) or drop (closed, not kept)")
    return parser.parse_args()


async def main():
    options = arguments()
    options.dir.mkdir(parents=True, exist_ok=True)
    sink = Sink(options.dir, options.rate, options.delay / 1000, dict(options.fault))
    server = await asyncio.start_server(
        sink.serve, "127.0.0.1", options.port, limit=LINE_LIMIT, backlog=256)
    print(f"ready 127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        sys.exit(0)
