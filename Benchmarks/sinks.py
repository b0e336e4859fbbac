"""The mail servers that the benchmarks send to, each a process of its own on a free port."""

import os
import pathlib
import queue
import subprocess
import sys
import threading

from process import cpu_seconds, free_port, wait_for_port

HERE = pathlib.Path(__file__).resolve().parent


class Sink:
    """A server that runs while the block runs. port: where; cpu(): its CPU seconds so far."""

    def __init__(self, command, port, **options):
        self.port = port
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL, **options)
        wait_for_port(port, self.process, command[0])

    def cpu(self):
        return cpu_seconds(self.process.pid)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def postfix_sink():
    """smtp-sink: takes every mail at once, and keeps none."""
    port = free_port()
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    return Sink(["/usr/sbin/smtp-sink", *user, f"127.0.0.1:{port}", "1024"], port)


def keeping_sink(folder):
    """Tests/Servers/keeping_sink.py: each mail a file in the folder."""
    port = free_port()
    program = HERE.parent / "Tests/Servers/keeping_sink.py"
    return Sink(
        [sys.executable, program, "--dir", folder, "--port", str(port)], port,
        stdout=subprocess.DEVNULL)


class TimedSink(Sink):
    """timed_sink.py: answers each mail after a delay, and tells when those that are watched for
    arrived: arrivals is a queue of (recipient, time.monotonic())."""

    def __init__(self, delay=0.0, watch="^$"):
        port = free_port()
        super().__init__(
            [sys.executable, HERE / "timed_sink.py", str(port), str(delay), watch], port,
            stdout=subprocess.PIPE, text=True)
        self.arrivals = queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stdout:
            recipient, moment = line.split()
            self.arrivals.put((recipient, float(moment)))
