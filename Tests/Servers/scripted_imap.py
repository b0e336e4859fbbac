#!/usr/bin/env python3
"""An IMAP server for tests, on loopback and without TLS, that misbehaves as told.

usage: scripted_imap.py JSON

The argument: {"mails": {"1": "Subject: a\\r\\n\\r\\nx"}} gives the one folder's mails by UID. And, each
left out or given:
  "capabilities": what it can do (IMAP4rev1 MOVE UIDPLUS)
  "uidvalidity": 7
  "readonly": true opens the folder for reading alone
  "cut": [UID…] closes the connection in the middle of such a mail, every time
  "mute": [UID…] says nothing more when such a mail is asked for
  "sizes": {"1": 10} tells other sizes than are true
  "gone": [UID…] is listed, and is not there when it is asked for
  "bearer": ["u", "t"] takes that account with that token by AUTHENTICATE XOAUTH2, and nothing else; with
    a file's path in place of t, the token that the file holds then
  "nonsense": true answers SELECT with what is no IMAP
  "replies": {"UID MOVE": ["NO [OVERQUOTA] full", …]} answers a command so, once each; the last for ever

It prints PORT n, then a line for each command without its tag (LOGIN and AUTHENTICATE without their
words), and CUT where it closed. It goes on until its standard input ends.
"""

import asyncio
import base64
import json
import os
import sys

SCRIPT = json.loads(sys.argv[1])
MAILS = {int(uid): text.encode() for uid, text in SCRIPT.get("mails", {}).items()}
DELETED = set()
REPLIES = {verb: list(lines) for verb, lines in SCRIPT.get("replies", {}).items()}
CAPABILITIES = SCRIPT.get("capabilities", "IMAP4rev1 MOVE UIDPLUS")


def say(line):
    print(line, flush=True)


def numbers(text):
    for part in text.split(","):
        first, _, last = part.partition(":")
        yield from range(int(first), int(last or first) + 1)


class Session:
    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    async def send(self, data):
        self.writer.write(data if isinstance(data, bytes) else data.encode())
        await self.writer.drain()

    async def serve(self):
        await self.send("* OK ready\r\n")
        while line := (await self.reader.readline()).decode():
            tag, _, command = line.strip().partition(" ")
            words = command.split(" ")
            verb = " ".join(words[:2] if words[0].upper() == "UID" else words[:1]).upper()
            say(verb if verb in ("LOGIN", "AUTHENTICATE") else command)
            if verb in REPLIES:
                lines = REPLIES[verb]
                await self.send(f"{tag} {lines.pop(0) if len(lines) > 1 else lines[0]}\r\n")
                continue
            if "bearer" in SCRIPT and verb in ("LOGIN", "AUTHENTICATE"):
                taken = verb == "AUTHENTICATE" and await self.takes_token(words)
                await self.send(f"{tag} {'OK' if taken else 'NO [AUTHENTICATIONFAILED]'} done\r\n")
                continue
            if not await self.answer(verb, words):
                break
            await self.send(f"{tag} OK done\r\n")
        self.writer.close()

    async def answer(self, verb, words):
        if verb == "CAPABILITY":
            await self.send(f"* CAPABILITY {CAPABILITIES}\r\n")
        elif verb == "SELECT":
            if SCRIPT.get("nonsense"):
                await self.send("* 1 FETCH {99999999999999}\r\n")
            access = "READ-ONLY" if SCRIPT.get("readonly") else "READ-WRITE"
            await self.send(f"* {len(MAILS)} EXISTS\r\n* OK [UIDVALIDITY {SCRIPT.get('uidvalidity', 7)}] x\r\n"
                            f"* OK [{access}] x\r\n")
        elif verb == "UID SEARCH":
            there = [str(uid) for uid in sorted(MAILS) if uid not in DELETED]
            await self.send(f"* SEARCH {' '.join(there)}\r\n")
        elif verb == "UID FETCH":
            return await self.fetch(words)
        elif verb in ("UID MOVE", "UID EXPUNGE"):
            for uid in numbers(words[2]):
                MAILS.pop(uid, None)
        elif verb == "UID STORE" and "\\Deleted" in words[-1]:
            DELETED.update(numbers(words[2]))
        return verb != "LOGOUT"

    async def takes_token(self, words):
        """XOAUTH2 as Google describes it: a refusal is told within, and answered with an empty line."""
        if words[1].upper() != "XOAUTH2":
            return False
        if len(words) < 3:
            await self.send("+ \r\n")
            words.append((await self.reader.readline()).decode().strip())
        user, token = SCRIPT["bearer"]
        if os.path.exists(token):
            with open(token, encoding="utf-8") as file:
                token = file.read().strip()
        if base64.b64decode(words[2]) == f"user={user}\x01auth=Bearer {token}\x01\x01".encode():
            return True
        await self.send("+ " + base64.b64encode(b'{"status":"401"}').decode() + "\r\n")
        await self.reader.readline()
        return False

    async def fetch(self, words):
        for uid in numbers(words[2]):
            if uid not in MAILS or uid in SCRIPT.get("gone", []) and "BODY" in words[-1]:
                continue
            body = MAILS[uid]
            if "RFC822.SIZE" in words[-1]:
                size = SCRIPT.get("sizes", {}).get(str(uid), len(body))
                await self.send(f"* 1 FETCH (UID {uid} RFC822.SIZE {size})\r\n")
                continue
            if uid in SCRIPT.get("mute", []):
                await asyncio.sleep(3600)
            head = f"* 1 FETCH (UID {uid} BODY[] {{{len(body)}}}\r\n".encode()
            if uid in SCRIPT.get("cut", []):
                await self.send(head + body[:len(body) // 2])
                say("CUT")
                return False
            await self.send(head + body + b")\r\n")
        return True


async def main():
    async def begin(reader, writer):
        try:
            await Session(reader, writer).serve()
        except ConnectionError:
            pass

    server = await asyncio.start_server(begin, "127.0.0.1", 0)
    say(f"PORT {server.sockets[0].getsockname()[1]}")
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
