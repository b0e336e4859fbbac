#!/usr/bin/env python3
"""A DNS server for tests, on loopback, by UDP and TCP.

usage: dns_server.py JSON

The argument maps "name TYPE" to the values: {"school.test TXT": ["v=spf1 -all"], "school.test MX":
["10 mail.school.test"], "1.2.0.192.in-addr.arpa PTR": ["mail.school.test"], "mail.school.test A":
["192.0.2.1"]}. A name without any entry does not exist (NXDOMAIN). "mute" as a type's only value
never answers, "servfail" answers with that code. An answer of more than 512 bytes comes cut short by
UDP (TC) and whole by TCP.

It prints PORT n and goes on until it is killed.
"""

import asyncio
import json
import struct
import sys

TYPES = {"A": 1, "PTR": 12, "MX": 15, "TXT": 16}
ZONE = {}


def packed_name(name):
    labels = [label for label in name.split(".") if label]
    return b"".join(bytes([len(label)]) + label.encode() for label in labels) + b"\0"


def data(kind, value):
    if kind == "A":
        return bytes(int(part) for part in value.split("."))
    if kind == "PTR":
        return packed_name(value)
    if kind == "MX":
        preference, _, host = value.partition(" ")
        return struct.pack(">H", int(preference)) + packed_name(host)
    raw = value.encode()
    pieces = [raw[at:at + 255] for at in range(0, len(raw), 255)] or [b""]
    return b"".join(bytes([len(piece)]) + piece for piece in pieces)


def answer(question):
    """The whole answer; None to say nothing."""
    number, at, labels = question[:2], 12, []
    while question[at]:
        labels.append(question[at + 1:at + 1 + question[at]].decode("latin-1"))
        at += 1 + question[at]
    name = ".".join(labels).lower()
    wanted = struct.unpack(">H", question[at + 1:at + 3])[0]
    kind = next((kind for kind, code in TYPES.items() if code == wanted), "?")
    values = ZONE.get(f"{name} {kind}", [])
    if values == ["mute"]:
        return None
    exists = any(entry.rsplit(" ", 1)[0] == name for entry in ZONE)
    code = 2 if values == ["servfail"] else 0 if exists else 3
    if code:
        values = []
    records = b"".join(
        b"\xc0\x0c" + struct.pack(">HHIH", wanted, 1, 60, len(data(kind, value))) + data(kind, value)
        for value in values)
    head = number + struct.pack(">HHHHH", 0x8580 | code, 1, len(values), 0, 0)
    return head + question[12:at + 5] + records


class Datagrams(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, question, address):
        whole = answer(question)
        if whole is None:
            return
        if len(whole) > 512:
            end = 12 + question[12:].index(b"\0") + 5
            whole = (whole[:2] + struct.pack(">H", 0x8780) + whole[4:6] + b"\0\0" + whole[8:12]
                     + whole[12:end])
        self.transport.sendto(whole, address)


async def stream(reader, writer):
    try:
        length = struct.unpack(">H", await reader.readexactly(2))[0]
        whole = answer(await reader.readexactly(length))
        if whole is not None:
            writer.write(struct.pack(">H", len(whole)) + whole)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    writer.close()


async def main():
    ZONE.update({name: values
                 for name, values in json.loads(sys.argv[1]).items()})
    server = await asyncio.start_server(stream, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await asyncio.get_running_loop().create_datagram_endpoint(
        Datagrams, local_addr=("127.0.0.1", port))
    print("PORT %d" % port, flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
