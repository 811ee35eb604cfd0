"""Answers the conformance driver from the shell's side: every answer is one of the `userhash`
command. tests/conformance/README.md says what is asked.

Starting a command for every case would take minutes, so cases with the same key go through one
as the rows of a CSV. If that fails, halves of them are tried, until the one that it is about is
alone. A case that is alone from the start is passed as arguments.
"""

import csv
import io
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

# What a command line's argument can't be longer than, with a margin.
LONGEST_ARGUMENT = 100_000
# The command takes a secret key from a file of at most 65,536 bytes.
LONGEST_SECRET = 65_534
FILES_AT_A_TIME = 500
# Where 100,000 small files cost little, if there is such a place.
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
csv.field_size_limit(sys.maxsize)


class CannotExpress(Exception):
    """There is no such value or call on a command line."""


def value(word):
    kind, _, rest = word.partition(":")
    if kind not in ("t", "b"):
        raise CannotExpress
    digits, _, times = rest.partition("*")
    return bytes.fromhex(digits) * int(times or 1)


class Runner:
    def __init__(self, command, folder):
        self.command = command
        self.folder = Path(folder)
        self.secrets = {}

    def answers(self, lines):
        """The answers to lines, in their order."""
        answers = [None] * len(lines)
        groups = defaultdict(list)
        for index, line in enumerate(lines):
            call, key, *values = line.split()
            try:
                if call == "native":
                    groups["native", value(key)].append((index, [value(values[0])]))
                elif call in ("user_hash", "verify", "verified_by", "fingerprint"):
                    options = tuple(self.options(key, call))
                    groups[call, options].append((index, [value(word) for word in values]))
                else:
                    raise CannotExpress
            except CannotExpress:
                answers[index] = "n/a"
        for (call, key), rows in groups.items():
            ask = {"native": self.openssl, "fingerprint": self.fingerprint}.get(call, self.ask)
            got = ask(call, key, [values for _, values in rows])
            for (index, _), answer in zip(rows, got, strict=True):
                answers[index] = answer
        return answers

    def options(self, word, call):
        """The options that name a key, or a ring's keys."""
        constructor, _, argument = word.partition("=")
        if constructor != "ring":
            return self.key_options("key", constructor, argument)
        current, *previous = argument.split(",")
        options = self.options(current, call)
        # Only the current key makes hashes, and only checking asks for the previous ones.
        for member in previous if call != "user_hash" else []:
            constructor, _, argument = member.partition("=")
            options += self.key_options("previous-key", constructor, argument)
        return options

    def key_options(self, option, constructor, argument):
        if constructor in ("env", "file"):
            name = value(argument)
            if b"\0" in name:
                raise CannotExpress
            return [f"--{option}-{constructor}", name]
        if constructor not in ("new", "hex", "base64"):
            raise CannotExpress
        secret = value(argument)
        if len(secret) > LONGEST_SECRET:
            raise CannotExpress
        if secret not in self.secrets:
            self.secrets[secret] = self.folder / f"secret{len(self.secrets)}"
            # The command takes away one line break, whichever the secret itself ends in.
            self.secrets[secret].write_bytes(secret + b"\r\n")
        options = [f"--{option}-file", self.secrets[secret]]
        if option == "key" and constructor != "new":
            options += ["--key-format", constructor]
        return options

    def run(self, arguments, given=b""):
        """The exit status, the output, and the code of the error if there is one."""
        done = subprocess.run([self.command, *arguments], input=given, capture_output=True)
        code = re.search(rb"\[(\w+)\]\s*$", done.stderr)
        return done.returncode, done.stdout, code and code[1].decode()

    def fingerprint(self, _, options, rows):
        status, shown, code = self.run(["fingerprint", *options])
        answer = "=" + shown.decode().strip() if status == 0 else f"!{code}"
        return [answer] * len(rows)

    def ask(self, call, options, rows):
        if len(rows) == 1 and can_be_arguments(rows[0]):
            return [self.ask_by_arguments(call, options, rows[0])]
        header = [b"user", b"presented"][:len(rows[0])]
        given = b"".join(csv_row(row) for row in [header, *rows])
        words = ["sign"] if call == "user_hash" else ["verify", "--hash-column", "presented"]
        status, shown, code = self.run([*words, "--csv", "--column", "user", *options], given)
        if status not in (0, 1):
            if len(rows) == 1:
                return [f"!{code or status}"]
            middle = len(rows) // 2
            return self.ask(call, options, rows[:middle]) + self.ask(call, options, rows[middle:])
        lines = list(csv.reader(io.StringIO(shown.decode("latin-1"), newline="")))[1:]
        if call == "user_hash":
            return ["=" + line[-1] for line in lines]
        verified = [line[-2] for line in lines]
        if (status == 0) != all(text == "true" for text in verified):
            return [f"!status {status}"] * len(rows)
        if call == "verify":
            return ["=" + text for text in verified]
        return ["=" + (line[-1] or "none") for line in lines]

    def ask_by_arguments(self, call, options, row):
        if call == "user_hash":
            status, shown, code = self.run(["sign", *options, "--", *row])
            return "=" + shown.decode().strip() if status == 0 else f"!{code or status}"
        status, shown, code = self.run(["verify", *options, "--", *row])
        answer = {(0, b"verified\n"): "0", (1, b"not verified\n"): "none"}.get((status, shown))
        previous = re.fullmatch(rb"verified with previous key (\d+)\n", shown)
        if status == 0 and previous:
            answer = previous[1].decode()
        if answer is None:
            return f"!{code or status}"
        if call == "verify":
            answer = "false" if answer == "none" else "true"
        return "=" + answer

    def openssl(self, _, key, rows):
        """The shell's own HMAC: the command `openssl`, over one file a message."""
        option = ["-mac", "HMAC", "-macopt", f"hexkey:{key.hex()}"] if key else ["-hmac", ""]
        answers = []
        for start in range(0, len(rows), FILES_AT_A_TIME):
            names = []
            for number, (message,) in enumerate(rows[start:start + FILES_AT_A_TIME]):
                names.append(f"message{number}")
                (self.folder / names[-1]).write_bytes(message)
            shown = subprocess.run(["openssl", "dgst", "-sha256", *option, "-r", *names],
                                   cwd=self.folder, check=True, capture_output=True).stdout
            answers += ["=" + line.split()[0].decode() for line in shown.splitlines()]
            # Written over, files take some file systems much longer than made anew.
            for name in names:
                Path(self.folder, name).unlink()
        return answers


def can_be_arguments(row):
    # A hyphen alone stands for the standard input.
    return row[0] != b"-" and all(
        b"\0" not in word and len(word) < LONGEST_ARGUMENT for word in row)


def csv_row(fields):
    return b",".join(b'"' + field.replace(b'"', b'""') + b'"' for field in fields) + b"\n"


def main():
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        runner = Runner(sys.argv[1], folder)
        if "--flush" in sys.argv:
            for line in sys.stdin:
                print(runner.answers([line])[0], flush=True)
        else:
            print(*runner.answers(sys.stdin.readlines()), sep="\n")


main()
