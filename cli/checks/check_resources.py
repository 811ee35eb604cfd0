"""Memory, size, and what is left of the secret key in a running process."""

import os
import re
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

from command import PROGRAM, SECRET, environment, user_hash
from terminal import Terminal

CANARY = b"wJalrXUtnFEMIbPxRfiCYEXAMPLEKEY"


def peak_memory(pid: int) -> int:
    """The most physical memory that a process has had, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024


def memory_holds(pid: int, needle: bytes) -> list[str]:
    """The parts of a process's writable memory that hold these bytes."""
    found = []
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            place, rights, *_, name = (line + " ?").split(None, 5)
            if not rights.startswith("rw"):
                continue
            start, end = (int(part, 16) for part in place.split("-"))
            memory.seek(start)
            if needle in memory.read(end - start):
                found.append(name.strip())
    return found


class Memory(unittest.TestCase):
    def after_a_user(self, process) -> list[str]:
        """Has the command make one hash, and looks at its memory while it waits for the next."""
        process.stdin.write(b"a\n")
        process.stdin.flush()
        self.assertEqual(process.stdout.readline().decode().strip(), user_hash(b"a", CANARY))
        self.assertNotIn(CANARY, Path(f"/proc/{process.pid}/cmdline").read_bytes())
        return memory_holds(process.pid, CANARY[:16]) + memory_holds(process.pid, CANARY[-16:])

    def start(self, *arguments: str, secret: bytes | None) -> subprocess.Popen:
        process = subprocess.Popen(
            [PROGRAM, "sign", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(secret),
        )
        self.addCleanup(process.communicate)
        return process

    def test_a_key_from_a_file_is_forgotten(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write(CANARY + b"\n")
            file.flush()
            process = self.start("--key-file", file.name, secret=None)
            self.assertEqual(self.after_a_user(process), [])

    def test_a_key_from_the_environment_stays_only_there(self):
        # Also shows that the search finds what is there.
        self.assertEqual(set(self.after_a_user(self.start(secret=CANARY))), {"[stack] ?"})

    def test_a_typed_key_is_forgotten(self):
        with Terminal(
            "sign", "--key-prompt", stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as terminal:
            terminal.wait_for(b"Secret key: ")
            terminal.type(CANARY + b"\n")
            self.assertEqual(self.after_a_user(terminal.process), [])

    def test_memory_is_constant(self):
        peaks = []
        for count in 10_000, 1_000_000:
            process = self.start(secret=SECRET)
            received = []
            reader = threading.Thread(target=lambda: received.append(drain(process, count)))
            reader.start()
            process.stdin.write(b"customer@example.com\n" * count)
            process.stdin.flush()
            reader.join()
            self.assertEqual(received, [65 * count])
            peaks.append(peak_memory(process.pid))
        self.assertLess(peaks[1], 20_000_000)
        self.assertLess(peaks[1] - peaks[0], 500_000, "memory grows with the input")


def drain(process: subprocess.Popen, count: int) -> int:
    """Reads so many hashes and returns how many bytes that were."""
    left = 65 * count
    while left:
        part = process.stdout.read1(min(left, 1 << 20))
        if not part:
            break
        left -= len(part)
    return 65 * count - left


class Cost(unittest.TestCase):
    def test_the_program_is_small(self):
        self.assertLess(os.path.getsize(PROGRAM), 2_000_000)
