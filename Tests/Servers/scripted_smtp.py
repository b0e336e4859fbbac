#!/usr/bin/env python3
"""An SMTP server that misbehaves as told, for tests of the client.

usage: scripted_smtp.py JSON

The argument maps a step (greeting, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, content, QUIT) to a list
of answers, one for each time that the step comes; the last one stays. An answer is the reply's
lines, joined by "|", or one of: !close (hang up), !reset (hang up with a TCP reset), !mute (say
nothing more), !wait SECONDS; and then another answer.  "then" after a reply hangs up once it is
sent: "421 bye !close".

It prints PORT n, then what it hears, one event a line: CONNECT, C: <command>, MESSAGE <base64 of
the content as it came, without the final dot>, END. It ends when its standard input does.
"""

import asyncio
import base64
import json
import socket
import struct
import sys

DEFAULTS = {
    "greeting": ["220 scripted ESMTP"],
    "EHLO": ["250-scripted|250-SIZE 10000000|250-8BITMIME|250 ENHANCEDSTATUSCODES"],
    "HELO": ["250 scripted"],
    "STARTTLS": ["502 5.5.1 no"],
    "MAIL": ["250 2.1.0 sender ok"],
    "RCPT": ["250 2.1.5 recipient ok"],
    "DATA": ["354 go on"],
    "content": ["250 2.0.0 queued as SCRIPT1"],
    "QUIT": ["221 2.0.0 bye"],
}


def event(text):
    print(text, flush=True)


class Server:
    def __init__(self, script):
        self.script = {**DEFAULTS, **script}
        self.used = {}

    def next_answer(self, step):
        answers = self.script.get(step, ["500 5.5.1 what?"])
        index = self.used.get(step, 0)
        self.used[step] = index + 1
        return answers[min(index, len(answers) - 1)]

    async def answer(self, step, writer):
        """Gives the answer; returns False when the connection is over, else the reply."""
        text = self.next_answer(step)
        while text.startswith("!wait "):
            wait, _, text = text[6:].partition("; ")
            await asyncio.sleep(float(wait))
        if text == "!mute":
            await asyncio.sleep(3600)
        if text == "!reset":
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.transport.abort()
            return False
        closing = text.endswith("!close")
        text = text.removesuffix("!close").strip()
        if text:
            writer.write(text.replace("|", "\r\n").encode() + b"\r\n")
            await writer.drain()
        return False if closing else text

    async def content(self, reader, writer):
        data = await reader.readuntil(b"\r\n.\r\n")
        event("MESSAGE " + base64.b64encode(data[:-3]).decode())
        return await self.answer("content", writer)

    async def serve(self, reader, writer):
        event("CONNECT")
        try:
            going = await self.answer("greeting", writer)
            while going is not False:
                line = await reader.readuntil(b"\r\n")
                command = line.decode("utf-8", "replace").rstrip("\r\n")
                event("C: " + command)
                step = command.split(" ")[0].upper()
                going = await self.answer(step, writer)
                if step == "DATA" and going and going.startswith("354"):
                    if "content-at-once" in self.script:
                        await reader.read(1)
                        going = await self.answer("content-at-once", writer)
                    else:
                        going = await self.content(reader, writer)
                if step == "QUIT":
                    break
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        event("END")
        writer.close()


async def main():
    server = Server(json.loads(sys.argv[1]))
    listener = await asyncio.start_server(server.serve, "127.0.0.1", 0, limit=64 << 20)
    event("PORT %d" % listener.sockets[0].getsockname()[1])
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
