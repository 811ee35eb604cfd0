"""The command against Python's own hmac and csv modules."""

import base64
import csv
import io
import json
import random
import re
import unittest
from pathlib import Path

from command import SECRET, run, user_hash

RANDOM = random.Random(4231)


def random_user() -> bytes:
    """Any bytes that fit on a line."""
    length = RANDOM.choice((1, 2, 20, 54, 55, 56, 63, 64, 65, 119, 120, 300))
    return RANDOM.randbytes(length).translate(bytes(range(256)).replace(b"\n", b"x"))


def random_row(alphabet: str) -> list[str]:
    """An id, an address that isn't empty, and a name."""
    return ["".join(RANDOM.choices(alphabet, k=RANDOM.randint(least, 12))) for least in (0, 1, 0)]


class Answers(unittest.TestCase):
    def test_the_hashes_that_the_rust_tests_expect(self):
        source = (Path(__file__).parents[1] / "tests/common/mod.rs").read_text()
        pairs = re.findall(r'"([^"]+)",\s*"([0-9a-f]{64})"', source)
        self.assertGreaterEqual(len(pairs), 3)
        for user, expected in pairs:
            self.assertEqual(user_hash(user.encode()), expected)

    def test_random_lines(self):
        users = [random_user() for _ in range(100_000)]
        # A carriage return before the line feed would be taken for a part of the line's end.
        users = [user[:-1] + b"x" if user.endswith(b"\r") else user for user in users]
        expected = "".join(user_hash(user) + "\n" for user in users).encode()
        for line_end in b"\n", b"\r\n":
            stdin = line_end.join(users)
            self.assertTrue(run("sign", stdin=stdin) == expected)

    def test_a_long_line(self):
        for length in 65_535, 65_536, 65_537, 1 << 20, 8 << 20:
            user = RANDOM.randbytes(length).replace(b"\n", b"x")
            self.assertEqual(run("sign", stdin=user).decode().strip(), user_hash(user), length)

    def test_random_keys_in_every_format(self):
        for length in [*range(1, 140), 1000, 30_000]:
            secret = RANDOM.randbytes(length)
            expected = user_hash(b"customer@example.com", secret)
            for form, text in (
                ("hex", secret.hex().encode()),
                ("base64", base64.b64encode(secret)),
                ("text", secret.hex().encode()),
            ):
                signed = run(
                    "sign", "--key-format", form, "customer@example.com", secret=text + b"\n"
                )
                if form == "text":
                    expected = user_hash(b"customer@example.com", text)
                self.assertEqual(signed.decode().strip(), expected, (form, length))

    def test_random_csv(self):
        for quoting in csv.QUOTE_MINIMAL, csv.QUOTE_ALL:
            for line_end in "\n", "\r\n":
                # Python's writer quotes a carriage return only where its line ends hold one.
                alphabet = "ab@.,;\"'\n\t é漢\U0001f600" + line_end[:-1]
                rows = [random_row(alphabet) for _ in range(5_000)]
                text = io.StringIO()
                writer = csv.writer(text, quoting=quoting, lineterminator=line_end)
                writer.writerows([["id", "email", "name"], *rows])
                signed = run("sign", "--csv", stdin=text.getvalue().encode()).decode()
                read = list(csv.reader(io.StringIO(signed, newline="")))
                self.assertEqual(read[0], ["id", "email", "name", "user_hash"])
                expected = [[*row, user_hash(row[1].encode())] for row in rows]
                self.assertEqual(read[1:], expected)
                # Without its new column, the output is the input.
                stripped = re.sub(rf",(user_hash|[0-9a-f]{{64}})(?={line_end})", "", signed)
                self.assertEqual(stripped, text.getvalue())
                verified = run("verify", "--csv", stdin=signed.encode()).decode()
                read = list(csv.reader(io.StringIO(verified, newline="")))
                self.assertTrue(all(row[-2:] == ["true", "0"] for row in read[1:]))

    def test_random_json(self):
        points = [*range(1, 10), *range(11, 0xD800, 7), *range(0xE000, 0x110000, 911)]
        alphabet = [chr(point) for point in points]
        users = ["".join(RANDOM.choices(alphabet, k=9)) for _ in range(5_000)]
        users = [user.rstrip("\r") or "x" for user in users]
        output = run("sign", "--json", stdin="\n".join(users).encode()).decode()
        lines = [json.loads(line) for line in output.split("\n")[:-1]]
        expected = [{"user": user, "user_hash": user_hash(user.encode())} for user in users]
        self.assertEqual(lines, expected)

    def test_the_fingerprint(self):
        expected = user_hash(b"userhash fingerprint v1")[:8]
        self.assertEqual(run("fingerprint").decode(), expected + "\n")

    def test_a_new_key_works(self):
        key = run("keygen").strip()
        self.assertEqual(len(bytes.fromhex(key.decode())), 32)
        self.assertEqual(run("sign", "a", secret=key).decode().strip(), user_hash(b"a", key))
        raw = run("sign", "a", "--key-format", "hex", secret=key).decode().strip()
        self.assertEqual(raw, user_hash(b"a", bytes.fromhex(key.decode())))
        self.assertNotEqual(key, SECRET)

