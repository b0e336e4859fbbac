"""Processes that are measured: seconds, CPU, peak memory."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Usage:
    """What one process took. seconds: from start to end; cpu: user and system; peak: MiB."""

    seconds: float
    cpu: float
    peak: float
    output: str = ""


class Running:
    """A process under way, standard output kept; wait() gives its Usage, or ends the benchmark
    with its last lines where it failed."""

    def __init__(self, command, **options):
        self.command = [str(word) for word in command]
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)

    @property
    def pid(self):
        return self.process.pid

    def wait(self):
        output = self.process.stdout.read()
        _, status, used = os.wait4(self.process.pid, 0)
        seconds = time.monotonic() - self.began
        self.process.stdout.close()
        self.process.returncode = os.waitstatus_to_exitcode(status)
        if self.process.returncode != 0:
            last = "\n".join(output.splitlines()[-10:])
            sys.exit(f"{' '.join(self.command)} ended with {self.process.returncode}:\n{last}")
        return Usage(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, output)


def timed(command, **options):
    """Runs a command to its end."""
    return Running(command, **options).wait()


def cpu_seconds(pid):
    """User and system time so far of a process that still runs (proc(5), fields 14 and 15)."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for_port(port, process, what):
    """Returns once somebody listens on the port; ends the benchmark after ten seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    sys.exit(f"{what} did not listen on port {port} within ten seconds")
