"""An SMTP server that a scenario scripts while it runs, and that remembers each mail it took.

A script is a function of (step, mail) that returns None, for the usual answer, or what to do at
that step: a reply, "!close" (hang up), "!reset" (a TCP reset), or "!mute" (say nothing more). It may
sleep. Steps are greeting, EHLO, STARTTLS, MAIL, RCPT, DATA and content, the end of the data. A mail
that a reply of 2yz is given for counts as kept; before another answer a script may keep it too, by
mail.keep(): the server had it, and the client never learns so.
"""

import re
import socket
import socketserver
import ssl
import struct
import threading

from keeping import MESSAGE_ID

USUAL = {
    "greeting": "220 misbehaving ESMTP", "HELO": "250 misbehaving", "MAIL": "250 2.1.0 ok",
    "RCPT": "250 2.1.5 ok", "DATA": "354 go on", "content": "250 2.0.0 taken",
    "RSET": "250 2.0.0 ok", "NOOP": "250 2.0.0 ok", "STARTTLS": "220 2.0.0 go ahead",
}


class Mail:
    """A transaction as far as it has come."""

    def __init__(self, server, connection, is_secret):
        self.server, self.connection, self.is_secret = server, connection, is_secret
        self.recipient, self.message = None, None

    def keep(self):
        self.server.kept.append((self.message, self.recipient))


class MisbehavingServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 256

    def __init__(self, certificate=None, port=0):
        """certificate: a file with certificate and key; with it, STARTTLS is offered."""
        super().__init__(("127.0.0.1", port), Session)
        self.script = lambda step, mail: None
        self.kept, self.steps, self.connections = [], [], 0
        self.offers_tls = certificate is not None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(certificate)
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def count(self):
        return len(self.kept)

    def handle_error(self, request, client_address):
        """A client that has gone is the matter of these tests."""

    def close(self):
        self.shutdown()
        self.server_close()


class Session(socketserver.BaseRequestHandler):
    def handle(self):
        self.server.connections += 1
        self.number, self.is_secret = self.server.connections, False
        self.file = self.request.makefile("rb")
        self.new_mail()
        if not self.answer("greeting"):
            return
        while line := self.file.readline():
            verb = line[:8].split()[0].upper().decode("latin-1") if line.strip() else ""
            if not self.command(verb, line):
                return

    def new_mail(self):
        self.mail = Mail(self.server, self.number, self.is_secret)

    def command(self, verb, line):
        if verb == "QUIT":
            self.say("221 2.0.0 bye")
            return False
        if verb == "MAIL":
            self.new_mail()
        if verb == "RCPT":
            self.mail.recipient = re.search(rb"<(.*?)>", line)[1].decode()
        if not self.answer(verb):
            return False
        if verb == "STARTTLS" and self.last.startswith("220"):
            self.request = self.server.context.wrap_socket(self.request, server_side=True)
            self.file, self.is_secret = self.request.makefile("rb"), True
            self.new_mail()
        if verb == "DATA" and self.last.startswith("354"):
            return self.content()
        return True

    def content(self):
        lines = []
        while (line := self.file.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if line == b"":
            return False
        self.mail.message = MESSAGE_ID.search(b"".join(lines))[1].decode()
        return self.answer("content")

    def usual(self, step):
        if step == "EHLO":
            tls = "250-STARTTLS\r\n" if self.server.offers_tls and not self.is_secret else ""
            return f"250-misbehaving\r\n{tls}250-8BITMIME\r\n250 ENHANCEDSTATUSCODES"
        return USUAL.get(step, "500 5.5.1 what?")

    def answer(self, step):
        """Gives the script's answer, or the usual one; false when the connection is over."""
        self.server.steps.append(step)
        text = self.server.script(step, self.mail) or self.usual(step)
        if text == "!mute":
            self.request.settimeout(3600)
            self.file.read()
            return False
        if text == "!reset":
            linger = struct.pack("ii", 1, 0)
            self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.request.close()
            return False
        if text == "!close":
            self.request.close()
            return False
        if step == "content" and text.startswith("2"):
            self.mail.keep()
        self.last = text
        self.say(text)
        return not text.startswith("421")

    def say(self, text):
        self.request.sendall(text.encode() + b"\r\n")
