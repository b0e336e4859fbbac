#!/usr/bin/env python3
"""A Dovecot of a test's own that takes access tokens: XOAUTH2 and OAUTHBEARER. Needs root.

usage: oauth_dovecot.py TOKEN_FILE

Good is the token that the file holds at that moment, for the account answers@in.test; Dovecot asks this
program (RFC 7662). Prints Dovecot's port on the first line, and ends, with all that it made, when its
standard input does.
"""

import http.server
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

OAUTH = """
introspection_mode = get
introspection_url = http://127.0.0.1:{asked}/?token=
force_introspection = yes
username_attribute = username
active_attribute = active
active_value = true
"""

DOVECOT = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
listen = 127.0.0.1
protocols = imap
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain oauthbearer xoauth2
first_valid_uid = 8
mail_location = maildir:~/Maildir
passdb {{
  driver = oauth2
  mechanisms = oauthbearer xoauth2
  args = {home}/oauth.conf
}}
passdb {{
  driver = static
  mechanisms = plain
  args = password=never
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={home}/mail
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


class Introspection(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        token = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query).get("token", [""])[0]
        with open(sys.argv[1], encoding="utf-8") as file:
            good = file.read().strip()
        body = json.dumps({"active": token == good, "username": "answers@in.test"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False


# A thread of Swift's starts this program with its signals blocked, and Dovecot would inherit that.
signal.pthread_sigmask(signal.SIG_SETMASK, [])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Introspection)
threading.Thread(target=server.serve_forever, daemon=True).start()
home = tempfile.mkdtemp(prefix="parley-oauth-")
os.chmod(home, 0o755)
os.mkdir(f"{home}/mail")
shutil.chown(f"{home}/mail", "mail", "mail")
port = free_port()
with open(f"{home}/oauth.conf", "w", encoding="utf-8") as file:
    file.write(OAUTH.format(asked=server.server_address[1]))
with open(f"{home}/dovecot.conf", "w", encoding="utf-8") as file:
    file.write(DOVECOT.format(home=home, port=port))
dovecot = subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", f"{home}/dovecot.conf"], stdin=subprocess.DEVNULL)
deadline = time.monotonic() + 30
while not answers(port) and time.monotonic() < deadline:
    time.sleep(0.05)
print(port, flush=True)
sys.stdin.read()
dovecot.terminate()
try:
    dovecot.wait(10)
except subprocess.TimeoutExpired:
    dovecot.kill()
shutil.rmtree(home, ignore_errors=True)
