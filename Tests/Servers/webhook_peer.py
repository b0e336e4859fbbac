#!/usr/bin/env python3
"""A text provider that checks what it is given, and misbehaves as told.

usage: webhook_peer.py [serve] [--port N] [--secret whsec_…] [--account AC… --token …]
                       [--record FILE] [--receipts sent,delivered] [--tls FOLDER]
       webhook_peer.py post --url URL --scheme standard-webhooks|twilio --secret …
                       --kind text|receipt [--sign-url URL] [--id …] [--reference …]
                       [--from …] [--to …] [--text …] [--media N] [--media-url …]…
                       [--status …] [--code …]
                       [--age SECONDS] [--wrong-signature] [--field NAME=VALUE]… [--raw FILE]

serve prints the port on its first line, and ends when its standard input does. It takes texts at

  POST /send                                  signed by Standard Webhooks with --secret
  POST /2010-04-01/Accounts/AC…/Messages.json as Twilio does, with Basic authentication

and appends one JSON object a line to FILE for every request that it has read: path, whether it was
valid and why not, whether its reference came before, to, from, text, receipt_url, the connection's
number, and the raw body in base64. It answers a reference that it has seen with the same id.

  POST /control {"next": […]}                 how the next requests are answered, one each

Each is a word or an object with one of these names:

  "ok"                 as usual                    "redirect"      302 to elsewhere
  "html"               200 with a page             "throttle"      429 with Retry-After: 2
  {"status": 500}      with "body", "type"         {"error": "opted-out"}  in a 200 (or with "status")
  {"silence": 3}       nothing for so long, then ok   {"huge": 10000000}  a body of that size
  "close-after"        reads, then closes          "close-before"  closes without reading
  "reset"              reads, then resets          "cut"           closes in the middle of the body
  {"drip": 0.2}        a byte every so often       "ok-then-close" ok, and closes without a word
  "early-413"          answers before the body     "no-http"       answers with nonsense

post sends one signed webhook and prints the status of the answer. Standard library only; nothing
here comes from the program that it tests.
"""

import argparse
import asyncio
import base64
import hashlib
import hmac
import json
import os
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request


# --- signatures -------------------------------------------------------------------------------


def standard_key(secret):
    text = secret.removeprefix("whsec_")
    return base64.b64decode(text + "=" * (-len(text) % 4))


def standard_signature(secret, message_id, timestamp, body):
    content = f"{message_id}.{timestamp}.".encode() + body
    return base64.b64encode(hmac.new(standard_key(secret), content, hashlib.sha256).digest()).decode()


def standard_fault(headers, body, secret):
    """None when the request is signed well, else why not."""
    names = ["webhook-id", "webhook-timestamp", "webhook-signature"]
    for name in names:
        if len(headers.get(name, [])) != 1:
            return f"{name} stands {len(headers.get(name, []))} times"
    message_id, timestamp, given = (headers[name][0] for name in names)
    if abs(time.time() - int(timestamp)) > 300:
        return "stale"
    expected = "v1," + standard_signature(secret, message_id, timestamp, body)
    if not any(hmac.compare_digest(entry, expected) for entry in given.split(" ")):
        return "bad signature"
    if headers.get("content-type", [""])[0].split(";")[0] != "application/json":
        return "not application/json"
    return None


def twilio_signature(token, url, fields):
    data = url + "".join(name + value for name, value in sorted(set(fields)))
    return base64.b64encode(hmac.new(token.encode(), data.encode(), hashlib.sha1).digest()).decode()


# --- the server -------------------------------------------------------------------------------


class Gone(Exception):
    pass


class Peer:
    def __init__(self, options):
        self.options = options
        self.next = []
        self.ids = {}
        self.connections = 0

    def record(self, entry):
        if not self.options.record:
            return
        with open(self.options.record, "a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")

    async def serve(self, reader, writer):
        self.connections += 1
        number = self.connections
        try:
            while await self.one(reader, writer, number):
                pass
        except (Gone, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def one(self, reader, writer, number):
        head = await self.head(reader)
        if head is None:
            return False
        method, path, headers = head
        if path.split("?")[0] == "/control":
            body = await self.body(reader, headers)
            self.next += json.loads(body)["next"]
            await self.respond(writer, 200, b"{}", "application/json")
            return True
        act = self.next.pop(0) if self.next else "ok"
        kind, value = act, None
        if isinstance(act, dict):
            kind = next(name for name in ("status", "error", "silence", "huge", "drip") if name in act)
            if "error" in act:
                kind = "error"
            value = act[kind]
        if kind == "close-before":
            raise Gone
        if kind == "early-413":
            await self.respond(writer, 413, b"too much", "text/plain", close=True)
            await asyncio.sleep(0.5)
            raise Gone
        body = await self.body(reader, headers)
        entry, (status, answer) = self.take(method, path, headers, body)
        self.record({**entry, "connection": number, "act": act})
        if kind == "close-after":
            raise Gone
        if kind == "reset":
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.transport.abort()
            raise Gone
        await self.act(writer, path, kind, value, act, status, answer)
        if status in (200, 201) and kind in ("ok", "ok-then-close", "silence"):
            self.send_receipts(entry)
        return kind not in ("ok-then-close", "cut", "no-http")

    async def act(self, writer, path, kind, value, act, status, answer):
        body = json.dumps(answer).encode()
        if kind == "silence":
            await asyncio.sleep(value)
        if kind in ("ok", "ok-then-close", "silence"):
            await self.respond(writer, status, body, "application/json")
        elif kind == "redirect":
            await self.respond(writer, 302, b"", "text/plain", {"Location": "/elsewhere"})
        elif kind == "html":
            await self.respond(writer, 200, b"<!doctype html><title>Welcome</title>", "text/html")
        elif kind == "throttle":
            await self.respond(writer, 429, b"{}", "application/json", {"Retry-After": "2"})
        elif kind == "error":
            text = act.get("message", f"no text to {self.last_to}")
            shape = {"error": {"code": value, "message": text}}
            if path.startswith("/2010-04-01/"):
                shape = {"code": value, "message": text, "status": act.get("status", 200)}
            data = json.dumps(shape).encode()
            await self.respond(writer, act.get("status", 200), data, "application/json")
        elif kind == "status":
            data = act.get("body", "").encode()
            await self.respond(writer, value, data, act.get("type", "text/plain"))
        elif kind == "huge":
            await self.respond(writer, status, b"x" * value, "text/plain")
        elif kind == "cut":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + body[:3])
            await writer.drain()
        elif kind == "drip":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            for _ in range(1000):
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(value)
        elif kind == "no-http":
            writer.write(b"220 mail.example ESMTP\r\n")
            await writer.drain()
        else:
            raise ValueError(kind)

    async def head(self, reader):
        try:
            raw = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:
            return None
        lines = raw.decode("latin-1").split("\r\n")
        method, path, _ = lines[0].split(" ")
        headers = {}
        for line in lines[1:]:
            if line:
                name, _, value = line.partition(":")
                headers.setdefault(name.lower(), []).append(value.strip())
        return method, path, headers

    async def body(self, reader, headers):
        return await reader.readexactly(int(headers.get("content-length", ["0"])[0]))

    async def respond(self, writer, status, body, kind, headers=None, close=False):
        lines = [f"HTTP/1.1 {status} As Told", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        lines += ["Connection: close"] if close else []
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await writer.drain()

    # --- what a provider does with a request

    last_to = ""

    def take(self, method, path, headers, body):
        entry = {
            "method": method,
            "path": path,
            "headers": {name: values[0] for name, values in headers.items()},
            "body": base64.b64encode(body).decode(),
        }
        try:
            if path.split("?")[0] == "/send":
                found, answer = self.take_standard(headers, body)
            elif path.startswith("/2010-04-01/Accounts/"):
                found, answer = self.take_twilio(path, headers, body)
            else:
                found, answer = {"kind": "other", "valid": True}, (200, {})
        except (ValueError, KeyError, TypeError) as error:
            found, answer = {"kind": "broken", "valid": False, "reason": repr(error)}, (400, {})
        self.last_to = found.get("to", "")
        return {**entry, **found}, answer

    def known(self, reference, prefix):
        repeated = reference in self.ids
        new = prefix + hashlib.md5(f"{reference}{len(self.ids)}".encode()).hexdigest()
        return repeated, self.ids.setdefault(reference, new)

    def take_standard(self, headers, body):
        fault = standard_fault(headers, body, self.options.secret)
        found = {"kind": "standard-webhooks", "valid": fault is None, "reason": fault}
        if fault:
            return found, (401, {"error": {"code": "configuration", "message": fault}})
        message = json.loads(body)
        data = message["data"]
        if message["type"] != "sms.send" or data["reference"] != headers["webhook-id"][0]:
            raise ValueError("not sms.send, or another reference in the header")
        time.strptime(message["timestamp"], "%Y-%m-%dT%H:%M:%SZ")
        repeated, own = self.known(data["reference"], "peer_")
        found |= {name: data.get(name) for name in ("reference", "to", "from", "text", "receipt_url")}
        return {**found, "id": own, "repeated": repeated}, (200, {"id": own})

    def take_twilio(self, path, headers, body):
        account, token = self.options.account, self.options.token
        expected = "Basic " + base64.b64encode(f"{account}:{token}".encode()).decode()
        found = {"kind": "twilio", "valid": headers.get("authorization") == [expected]}
        if not found["valid"] or path != f"/2010-04-01/Accounts/{account}/Messages.json":
            found |= {"valid": False, "reason": "account, token or path"}
            return found, (401, {"code": 20003, "message": "Authenticate", "status": 401})
        fields = urllib.parse.parse_qs(
            body.decode("ascii"), strict_parsing=True, encoding="utf-8", errors="strict")
        one = {name: values[0] for name, values in fields.items() if len(values) == 1}
        if len(one) != len(fields) or not one.get("To") or not one.get("Body"):
            return found, (400, {"code": 21604, "message": "A 'To' is required", "status": 400})
        own = "SM" + hashlib.md5(f"{time.time_ns()}".encode()).hexdigest()
        found |= {"to": one["To"], "from": one.get("From"), "text": one["Body"], "id": own}
        found |= {"receipt_url": one.get("StatusCallback"), "reference": None, "repeated": False}
        return found, (201, {
            "sid": own, "status": "queued", "num_segments": "1", "error_code": None,
            "error_message": None, "direction": "outbound-api"})

    def send_receipts(self, entry):
        """Each on a thread, as a provider's own machines would: they may overtake one another."""
        if not entry.get("receipt_url"):
            return
        for status in filter(None, self.options.receipts.split(",")):
            standard = entry["kind"] == "standard-webhooks"
            values = argparse.Namespace(
                scheme=entry["kind"], secret=self.options.secret if standard else self.options.token,
                kind="receipt", url=entry["receipt_url"], sign_url=None, id=entry["id"],
                reference=entry["reference"], status=status, code=None, age=0,
                wrong_signature=False, field=[], raw=None, account=self.options.account,
                to=entry["to"], media=0, media_url=[])
            setattr(values, "from", entry["from"])
            threading.Thread(target=quietly, args=(values,), daemon=True).start()


def quietly(values):
    try:
        post(values)
    except OSError:
        pass


def certificate(folder):
    os.makedirs(folder, exist_ok=True)
    paths = [os.path.join(folder, name) for name in ("cert.pem", "key.pem")]
    subprocess.run(
        ["openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:P-256", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", paths[1], "-out", paths[0]],
        check=True, capture_output=True)
    return paths


async def serve(options):
    context = None
    if options.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate(options.tls))
    peer = Peer(options)
    server = await asyncio.start_server(
        peer.serve, "127.0.0.1", options.port, ssl=context, limit=1 << 24)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)


# --- webhooks to the program --------------------------------------------------------------------


def standard_post(values):
    stamp = int(time.time()) - values.age
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(stamp))
    if values.kind == "text":
        data = {"id": values.id, "from": getattr(values, "from"), "to": values.to, "text": values.text}
        if values.media:
            data["media"] = [{"url": f"https://peer.test/{n}"} for n in range(values.media)]
        if values.media_url:
            data["media"] = [{"url": url} for url in values.media_url]
        message = {"type": "sms.received", "timestamp": when, "data": data}
        message_id = f"text_{values.id}"
    else:
        data = {"id": values.id, "reference": values.reference, "status": values.status}
        if values.code:
            data |= {"code": values.code, "reason": f"the peer says {values.code}"}
        message = {"type": "sms.status", "timestamp": when, "data": data}
        message_id = f"status_{values.id}_{values.status}"
    data |= dict(pair.split("=", 1) for pair in values.field)
    body = json.dumps(message, ensure_ascii=False).encode()
    if values.raw:
        with open(values.raw, "rb") as file:
            body = file.read()
    signature = standard_signature(values.secret, message_id, stamp, body)
    if values.wrong_signature:
        signature = "A" + signature[1:] if signature[0] != "A" else "B" + signature[1:]
    return body, {
        "Content-Type": "application/json", "webhook-id": message_id,
        "webhook-timestamp": str(stamp), "webhook-signature": f"v1,{signature}"}


def twilio_post(values):
    fields = [("AccountSid", values.account or "AC0"), ("ApiVersion", "2010-04-01"),
              ("From", getattr(values, "from")), ("To", values.to), ("MessageSid", values.id),
              ("SmsSid", values.id)]
    if values.kind == "text":
        fields += [("Body", values.text), ("NumMedia", str(values.media)), ("NumSegments", "1"),
                   ("SmsStatus", "received")]
        fields += [(f"MediaUrl{n}", f"https://peer.test/{n}") for n in range(values.media)]
    else:
        fields += [("MessageStatus", values.status), ("SmsStatus", values.status)]
        fields += [("ErrorCode", values.code)] if values.code else []
    fields += [tuple(pair.split("=", 1)) for pair in values.field]
    body = urllib.parse.urlencode(fields).encode()
    if values.raw:
        with open(values.raw, "rb") as file:
            body = file.read()
        fields = urllib.parse.parse_qsl(
            body.decode("latin-1"), keep_blank_values=True, errors="surrogateescape")
    signature = twilio_signature(values.secret, values.sign_url or values.url, fields)
    if values.wrong_signature:
        signature = "A" + signature[1:] if signature[0] != "A" else "B" + signature[1:]
    return body, {
        "Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature}


def post(values):
    make = standard_post if values.scheme == "standard-webhooks" else twilio_post
    body, headers = make(values)
    request = urllib.request.Request(values.url, data=body, headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def main():
    arguments = sys.argv[1:]
    verb = arguments.pop(0) if arguments[:1] in (["serve"], ["post"]) else "serve"
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--secret", default="")
    parser.add_argument("--account", default="")
    if verb == "serve":
        parser.add_argument("--port", type=int, default=0)
        parser.add_argument("--token", default="")
        parser.add_argument("--record")
        parser.add_argument("--receipts", default="")
        parser.add_argument("--tls")
        asyncio.run(serve(parser.parse_args(arguments)))
        return
    parser.add_argument("--url", required=True)
    parser.add_argument("--sign-url")
    parser.add_argument("--scheme", choices=["standard-webhooks", "twilio"], required=True)
    parser.add_argument("--kind", choices=["text", "receipt"], required=True)
    parser.add_argument("--id", default=f"peer{time.time_ns()}")
    parser.add_argument("--reference")
    parser.add_argument("--from", default="+12025550123")
    parser.add_argument("--to", default="+12025550100")
    parser.add_argument("--text", default="1")
    parser.add_argument("--media", type=int, default=0)
    parser.add_argument("--media-url", action="append", default=[])
    parser.add_argument("--status", default="delivered")
    parser.add_argument("--code")
    parser.add_argument("--age", type=int, default=0)
    parser.add_argument("--wrong-signature", action="store_true")
    parser.add_argument("--field", action="append", default=[])
    parser.add_argument("--raw")
    status, body = post(parser.parse_args(arguments))
    print(status)
    sys.stderr.write(body.decode("utf-8", "replace")[:1000])


if __name__ == "__main__":
    main()
