"""A pseudo-terminal with the command on it."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time

from command import PROGRAM, environment

# Makes its standard error stream the controlling terminal, then becomes the command: that way the
# other two streams can be anything.
LAUNCHER = """
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(2, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


class Terminal:
    """Starts the command on a new terminal and plays the person in front of it."""

    def __init__(self, *arguments, stdin=None, stdout=None, secret=None):
        self.master, slave = pty.openpty()
        self.shown = b""
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCHER, PROGRAM, *arguments],
            stdin=slave if stdin is None else stdin,
            stdout=slave if stdout is None else stdout,
            stderr=slave,
            env=environment(secret),
        )
        # Kept open, so that what is set on the terminal can be looked at after the command.
        self.slave = slave

    def wait_for(self, text: bytes, seconds: float = 20) -> None:
        """Waits until the terminal shows something."""
        deadline = time.monotonic() + seconds
        while text not in self.shown:
            if time.monotonic() > deadline:
                raise AssertionError(f"{text!r} isn't shown: {self.shown[-300:]!r}")
            self._read(0.1)

    def watch(self, seconds: float) -> None:
        """Reads what the terminal shows for some time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._read(0.05)

    def type(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def echoes(self) -> bool:
        return bool(termios.tcgetattr(self.slave)[3] & termios.ECHO)

    def unread(self) -> bytes:
        """What the next program on this terminal would read."""
        settings = termios.tcgetattr(self.slave)
        settings[3] &= ~termios.ICANON
        settings[6][termios.VMIN] = settings[6][termios.VTIME] = 0
        termios.tcsetattr(self.slave, termios.TCSANOW, settings)
        return os.read(self.slave, 4096)

    def wait(self) -> int:
        """Waits for the end of the command; everything that it showed is in `shown`."""
        deadline = time.monotonic() + 60
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                self.process.kill()
                raise AssertionError(f"the command doesn't end: {self.shown[-300:]!r}")
            self._read(0.02)
        while self._read(0.05):
            pass
        return self.process.returncode

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()
        os.close(self.slave)
        os.close(self.master)

    def _read(self, seconds: float) -> bool:
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        self.shown += os.read(self.master, 65_536)
        return True

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
