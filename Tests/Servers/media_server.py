#!/usr/bin/env python3
"""A server of pictures, as text providers keep them, which misbehaves by path.

usage: media_server.py

Prints its port on the first line, and ends when its standard input does. For every request it prints
the path and the Authorization header, or a dash.

  /picture          a PNG               /html          a page that says it is a PNG
  /redirect/N/PATH  sends on N times, then to /PATH, with relative and whole addresses in turn
  /elsewhere        sends on to localhost, another name of this machine
  /away             sends on to a host that nobody named
  /endless          never ends          /slow          a byte a second
  /cut              closes in the middle                /empty   nothing
  /404, /500, …     that status         /flaky/KEY     500 once for each key, then the picture
  /guarded          401 without the account AC1 and a token
"""

import base64
import http.server
import os
import sys
import threading
import time

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen = set()

    def log_message(self, *_):
        pass

    def do_GET(self):
        print(self.path, self.headers.get("Authorization", "-"), flush=True)
        name, _, rest = self.path[1:].partition("/")
        port = self.server.server_address[1]
        if name == "redirect":
            count, _, target = rest.partition("/")
            left = int(count)
            where = f"/redirect/{left - 1}/{target}" if left > 1 else f"/{target}"
            return self.answer(302, b"", Location=where if left % 2 else f"http://127.0.0.1:{port}{where}")
        if name == "elsewhere":
            return self.answer(307, b"", Location=f"http://localhost:{port}/picture")
        if name == "away":
            return self.answer(301, b"", Location="https://pictures.invalid/x")
        if name == "html":
            return self.answer(200, b"<!DOCTYPE html><html><script>1</script></html>")
        if name == "endless":
            return self.pour(b"\x89PNG\r\n\x1a\n" + b"x" * 65_528, 0, 10_000)
        if name == "slow":
            return self.pour(b"x", 1, 120)
        if name == "cut":
            return self.pour(PICTURE[:30], 0, 1)
        if name == "empty":
            return self.answer(200, b"")
        if name == "guarded":
            known = self.headers.get("Authorization", "").startswith("Basic QUMx")
            return self.answer(200 if known else 401, PICTURE if known else b"")
        if name == "flaky" and rest not in self.seen:
            self.seen.add(rest)
            return self.answer(500, b"")
        if name.isdigit():
            return self.answer(int(name), b"")
        return self.answer(200, PICTURE)

    def answer(self, status, body, **headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def pour(self, piece, wait, times):
        self.send_response(200)
        self.send_header("Content-Length", str(1 << 40))
        self.end_headers()
        try:
            for _ in range(times):
                self.wfile.write(piece)
                time.sleep(wait)
        except OSError:
            pass
        self.close_connection = True


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    os._exit(0)


main()
