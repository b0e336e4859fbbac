#!/usr/bin/env python3
"""Translation providers in the shapes of their documents, which misbehave by path.

usage: translation_server.py

Prints its port on the first line, and ends when its standard input does. For every request it prints a
line of JSON: mode, path, headers and body, so that a test can hold what left against anything.

A service's address is http://127.0.0.1:PORT/MODE. Below it stand, side by side:

  /languages, /translate (JSON)           LibreTranslate
  /v2/languages, /v2/translate            DeepL
  /listPairs, /translate (form)           Apertium APY
  /v1/chat/completions                    OpenAI

`good` puts an o behind every word. Of what comes back wrong: lost, doubled, translated, renamed, cased,
reordered, joined slots; link, figure, markup, entity, control, long, blank texts; count, truncated,
rubbish, empty, html, nested, huge, filtered answers. Of servers: silent (20 s), slow (1 s), cut, reset,
busy, rateSECONDS, quota, key, 529, and once-MODE for the first request alone. large: 413 for more
than five texts. tags: words lose their slots, elements do not.
"""

import http.server
import json
import os
import re
import socket
import struct
import sys
import threading
import time
import urllib.parse

CARRIER = re.compile(r'<x id="(\d+)"/>|([XZQ])(\d+)\2|\{([a-z]+)(\d+)\}')
PAIRS = ["en", "es", "so", "ru", "ar", "zh-Hans"]


def words(text):
    """An o behind every word; escapes and carriers stay."""
    pieces, end = [], 0
    for found in re.finditer(CARRIER.pattern + r"|&[a-z]+;", text):
        pieces += [re.sub(r"[^\W\d_]+", lambda m: m[0] + "o", text[end:found.start()]), found[0]]
        end = found.end()
    return "".join(pieces) + re.sub(r"[^\W\d_]+", lambda m: m[0] + "o", text[end:])


def first(text, change):
    return CARRIER.sub(change, text, count=1)


def translated(match):
    if match[1]:
        return f'<equis id="{match[1]}"/>'
    return "{nombre%s}" % match[5] if match[4] else "Xuno"


def reordered(text):
    slots = [m[0] for m in CARRIER.finditer(text)]
    return " ".join(reversed(slots)) + " " + CARRIER.sub("", text)


MANGLED = {
    "lost": lambda t: first(t, ""),
    "doubled": lambda t: first(t, lambda m: m[0] + " " + m[0]),
    "translated": lambda t: first(t, translated),
    "renamed": lambda t: first(t, lambda m: re.sub(r"\d+", "9", m[0])),
    "cased": lambda t: first(t, lambda m: m[0].swapcase()),
    "reordered": reordered,
    "joined": lambda t: first(t, lambda m: m[0] + "a1"),
    "link": lambda t: t + " www.evil.example",
    "figure": lambda t: t + " 2027",
    "markup": lambda t: t + " <b>x</b>",
    "entity": lambda t: t + " &amp;quot;",
    "control": lambda t: t + " \x07\u202e",
    "long": lambda t: t + " ja" * 2_000,
    "blank": lambda t: " ",
    "tags": lambda t: t if "<x" in t else first(t, ""),
}
ANSWERS = {
    "rubbish": b"all is well",
    "empty": b"",
    "html": b"<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>",
    "nested": b"[" * 100_000,
    "huge": b'{"translatedText":["' + b"a" * (3 << 20) + b'"]}',
}
STATUSES = {"busy": 503, "quota": 456, "key": 403, "529": 529, "missing": 404, "moved": 302}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Written at once: an answer in two pieces waits for the other side's delayed acknowledgement.
    wbufsize = -1
    seen = set()
    lock = threading.Lock()

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.serve("")

    def do_POST(self):
        self.serve(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def serve(self, body):
        mode, _, rest = self.path[1:].partition("/")
        with self.lock:
            print(json.dumps({"mode": mode, "path": "/" + rest, "body": body,
                              "headers": dict(self.headers)}), flush=True)
        if rest in ("languages", "listPairs") or rest.startswith("v2/languages"):
            return self.say(200, self.languages(rest))
        if mode.startswith("once-"):
            with self.lock:
                isFirst = mode not in self.seen
                self.seen.add(mode)
            mode = mode[5:] if isFirst else "good"
        self.act(mode, rest, body)

    def act(self, mode, rest, body):
        if mode == "silent":
            time.sleep(20)
        elif mode == "slow":
            time.sleep(1)
        elif mode in ("reset", "cut"):
            return self.break_off(mode)
        elif mode in ANSWERS:
            return self.raw(200, ANSWERS[mode])
        elif mode in STATUSES:
            return self.raw(STATUSES[mode], b'{"message":"no"}')
        elif mode.startswith("rate"):
            return self.raw(429, b'{"error":{"code":"rate_limit_exceeded"}}', mode[4:])
        elif mode == "spent":
            return self.raw(429, b'{"error":{"code":"insufficient_quota"}}')
        texts, shape = self.texts(rest, body)
        if mode == "large" and len(texts) > 5:
            return self.raw(413, b"")
        out = [MANGLED.get(mode, lambda t: t)(words(t)) for t in texts]
        if mode == "count":
            out = out[:-1]
        answer = json.dumps(shape(out, mode)).encode()
        self.raw(200, answer[:len(answer) * 2 // 3] if mode == "truncated" else answer)

    @staticmethod
    def languages(rest):
        if rest == "languages":
            return [{"code": c, "name": c, "targets": PAIRS} for c in PAIRS]
        if rest == "listPairs":
            return {"responseData": [{"sourceLanguage": "eng", "targetLanguage": "spa"},
                                     {"sourceLanguage": "spa", "targetLanguage": "eng"}],
                    "responseDetails": None, "responseStatus": 200}
        return [{"language": c, "name": c, "supports_formality": False}
                for c in ("EN-GB", "EN-US", "ES", "RU", "AR", "ZH-HANS")]

    def texts(self, rest, body):
        if self.headers.get("Content-Type", "").startswith("application/x-www-form"):
            form = urllib.parse.parse_qs(body)
            return form["q"], lambda out, _: {
                "responseData": {"translatedText": out[0] if out else None},
                "responseDetails": None, "responseStatus": 200}
        value = json.loads(body)
        if rest == "v2/translate":
            return value["text"], lambda out, _: {
                "translations": [{"detected_source_language": "EN", "text": t} for t in out]}
        if rest == "translate":
            return value["q"], lambda out, _: {"translatedText": out}
        data = value["messages"][1]["content"].split("\n")[1]
        sentences = json.loads(data)
        return list(sentences.values()), lambda out, mode: {"choices": [{
            "finish_reason": "length" if mode == "filtered" else "stop",
            "message": {"role": "assistant", "content": "```json\n" + json.dumps(
                dict(zip(sentences, out))) + "\n```"}}], "usage": {}}

    def break_off(self, mode):
        if mode == "cut":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{\"translatedText\":")
        else:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.wfile.flush()
        self.connection.close()
        self.close_connection = True

    def say(self, status, value):
        self.raw(status, json.dumps(value).encode())

    def raw(self, status, body, retry=""):
        try:
            self.send_response(status)
            if retry:
                self.send_header("Retry-After", retry)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()
        except OSError:
            self.close_connection = True


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
