"""The prompt and the progress bar, on a pseudo-terminal."""

import os
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

from command import PROGRAM, SECRET, environment, user_hash
from terminal import Terminal

PROMPT = b"Secret key: "


class Prompt(unittest.TestCase):
    def ask(self, typed: bytes, *arguments: str) -> tuple[int, bytes]:
        with Terminal("sign", "--key-prompt", *arguments, "a") as terminal:
            terminal.wait_for(PROMPT)
            self.assertFalse(terminal.echoes())
            terminal.type(typed)
            status = terminal.wait()
            self.assertTrue(terminal.echoes(), "the terminal is left without echo")
            return status, terminal.shown.removeprefix(PROMPT)

    def test_the_key_is_taken_and_not_shown(self):
        self.assertEqual(self.ask(SECRET + b"\n"), (0, f"\r\n{user_hash(b'a')}\r\n".encode()))
        # As terminals send the Enter key.
        self.assertEqual(self.ask(SECRET + b"\r")[0], 0)

    def test_the_terminal_s_own_editing_works(self):
        edited = b"wrong\x15" + SECRET + b"xy\x7f\x7f\n"
        self.assertEqual(self.ask(edited), (0, f"\r\n{user_hash(b'a')}\r\n".encode()))

    def test_formats(self):
        status, shown = self.ask(SECRET.hex().encode() + b"\n", "--key-format", "hex")
        self.assertEqual((status, shown.strip().decode()), (0, user_hash(b"a")))

    def test_refused_keys(self):
        for typed, code in (
            (b"\n", b"[empty_secret]"),
            (b"\x04", b"[empty_secret]"),
            (b" s3cret\n", b"[padded_secret]"),
            (b"changeme\n", b"[placeholder_secret]"),
            (b"s3cret" * 200 + b"\n", b"[malformed_secret]"),
        ):
            status, shown = self.ask(typed)
            self.assertEqual(status, 2)
            self.assertIn(code, shown)
            self.assertNotIn(b"s3cret", shown)

    def test_users_come_from_the_standard_input_meanwhile(self):
        read, write = os.pipe()
        with Terminal(
            "sign", "--key-prompt", stdin=read, stdout=subprocess.PIPE
        ) as terminal:
            os.close(read)
            os.write(write, b"a\nb\n")
            os.close(write)
            terminal.wait_for(PROMPT)
            terminal.type(SECRET + b"\n")
            output = terminal.process.stdout.read()
            self.assertEqual(terminal.wait(), 0)
        self.assertEqual(output.decode(), f"{user_hash(b'a')}\n{user_hash(b'b')}\n")

    def test_interrupts_restore_the_terminal(self):
        for stop in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
            with Terminal("sign", "--key-prompt", "a") as terminal:
                terminal.wait_for(PROMPT)
                terminal.type(b"s3cr")
                if stop == signal.SIGINT:
                    terminal.type(b"\x03")
                else:
                    # A terminal takes its time to pass on what is typed; what comes after the
                    # end of the command is shown.
                    terminal.watch(seconds=0.3)
                    terminal.process.send_signal(stop)
                self.assertEqual(terminal.wait(), -stop)
                self.assertTrue(terminal.echoes())
                self.assertNotIn(b"s3cr", terminal.shown)
                self.assertEqual(terminal.unread(), b"", "the shell would run what was typed")

    def test_what_is_pasted_after_the_key_does_not_reach_the_shell(self):
        with Terminal("fingerprint", "--key-prompt") as terminal:
            terminal.wait_for(PROMPT)
            terminal.type(SECRET + b"\necho s3cret\n")
            self.assertEqual(terminal.wait(), 0)
            self.assertEqual(terminal.unread(), b"")

    def test_without_a_terminal(self):
        done = subprocess.run(
            [PROGRAM, "sign", "--key-prompt", "a"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment(None),
            start_new_session=True,
        )
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"no terminal", done.stderr)
        self.assertIn(b"[missing_secret]", done.stderr)


class Progress(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.users = Path(cls.folder.name, "users.txt")
        cls.hashes = Path(cls.folder.name, "hashes.txt")
        cls.users.write_bytes(b"customer@example.com\n" * 4_000_000)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_a_bar_while_a_long_file_is_read(self):
        with Terminal(
            "sign", "--input", str(self.users), "--output", str(self.hashes), secret=SECRET
        ) as terminal:
            self.assertEqual(terminal.wait(), 0)
            self.assertIn(b"% [", terminal.shown)
            # It is gone in the end.
            self.assertTrue(terminal.shown.rstrip(b"\r").endswith(b"\x1b[2K"), terminal.shown[-80:])

    def test_no_bar_among_the_results(self):
        with Terminal("sign", "--input", str(self.users), secret=SECRET) as terminal:
            terminal.wait_for(user_hash(b"customer@example.com").encode())
            terminal.watch(seconds=1)
            self.assertNotIn(b"[", terminal.shown)

    def test_no_bar_for_a_short_file(self):
        short = Path(self.folder.name, "short.txt")
        short.write_bytes(b"a\nb\n")
        arguments = "sign", "--input", str(short), "--output", str(self.hashes)
        with Terminal(*arguments, secret=SECRET) as terminal:
            self.assertEqual(terminal.wait(), 0)
            self.assertEqual(terminal.shown, b"")

    def test_a_hint_for_someone_who_forgot_the_users(self):
        with Terminal("sign", secret=SECRET) as terminal:
            terminal.wait_for(b"reading users, one a line, from the terminal")
            terminal.type(b"a\n")
            terminal.wait_for(user_hash(b"a").encode())
            terminal.type(b"\x04")
            self.assertEqual(terminal.wait(), 0)
