"""Those that send the same mails to the same sink as the program: each a function of a number of
mails and of sessions that gives the mails a second."""

import json
import pathlib
import subprocess
import tempfile

from process import timed

HERE = pathlib.Path(__file__).resolve().parent
SESSIONS = [1, 2, 4, 8, 16]


class CurlMulti:
    """curl_multi.c: a bare libcurl multi loop with one prepared mail. folder: for that mail."""

    name = "curl-multi"

    def __init__(self, program, port, sample, folder):
        self.program, self.port = program, port
        self.message = folder / "prepared.eml"
        self.message.write_bytes(sample.prepared)

    def rate(self, count, sessions):
        return count / timed([self.program, self.port, self.message, count, sessions]).seconds


class SMTPSource:
    """Postfix's smtp-source, its connections kept (-d), with a text of the same size."""

    name = "smtp-source"

    def __init__(self, port, sample):
        self.port, self.size = port, len(sample.prepared)

    def rate(self, count, sessions):
        return count / timed(
            ["/usr/sbin/smtp-source", "-d", "-l", self.size, "-m", count, "-s", sessions,
             "-f", "bounce@bench.test", "-t", "parent@bulk.test", f"127.0.0.1:{self.port}"]).seconds


class PostOffice:
    """django-post_office with the same words in the same languages, queue and send together."""

    name = "django-post_office"

    def __init__(self, python, port, sample):
        self.python, self.port = python, port
        self.input = json.dumps({"templates": sample.templates()})

    def rate(self, count, sessions):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [self.python, HERE / "post_office/queue_and_send.py", str(self.port), str(count),
                 str(sessions), folder],
                input=self.input, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"django-post_office failed: {done.stdout}{done.stderr}")
        times = json.loads(done.stdout)
        return count / (times["queue"] + times["send"])


class Parley:
    """The program, from a school that is copied for each run. usages: what its runs took."""

    name = "parley"

    def __init__(self, school, sink, folder):
        self.school, self.sink, self.folder = school, sink, folder
        self.runs = []

    def rate(self, count, sessions):
        """The school's own number of families counts, whatever the number given."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            school = self.school.copy(pathlib.Path(folder) / "school").with_settings(
                smtp__host="127.0.0.1", smtp__port=self.sink.port, smtp__connections=sessions)
            send, queued = school.enqueue()
            before = self.sink.cpu()
            sent = school.worker().wait()
            sink = self.sink.cpu() - before
            school.expect_sent(send, count)
        self.runs.append((queued, sent, sink))
        return count / sent.seconds


def best_sessions(contender, count):
    """The number of sessions with which it is quickest, each tried once."""
    return max(SESSIONS, key=lambda sessions: contender.rate(count, sessions))
