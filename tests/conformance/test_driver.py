"""The driver notices what is wrong with a host: faults of every kind are planted in a fake one."""

import contextlib
import functools
import io
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER))

from harness import (  # noqa: E402
    command_line, hosts, random_visitors, report, run, surroundings, vectors, visitors,
)
from harness.protocol import case  # noqa: E402

# What the fake runner can do without its faults.
VISITORS = visitors.load("visitors.json")
PAGES = [
    ("visitors", [test for test in visitors.visitors(VISITORS)
                  if not test.kinds & {"null"} and "a ring" not in test.name]),
    ("payloads", list(visitors.payloads(VISITORS))[:500]),
    ("pages", [test for test in visitors.pages(VISITORS) if test.name != "loader"]),
    ("nonces", [test for test in visitors.refused()
                if test.name.startswith("nonce") and test.answer == "!malformed_nonce"
                and "surrogate" not in test.kinds]),
    ("random", list(random_visitors.cases(1, 300))),
]
SETS = [
    ("RFC 4231", list(vectors.rfc4231())),
    ("identities", list(vectors.identities())),
    ("wrong hashes", list(vectors.wrong_hashes())),
    ("others", [
        case("null", "user_hash", {"new": "k"}, {"kind": "null"}, answer="!type_error"),
        case("mark", "user_hash", {"new": "k"}, "boom",
             answer="=6b166098dfcd58d392c55c1011679c75985571234555a448c8690b88348c49c4"),
        case("after it", "verify", {"new": "k"}, "user", "no", answer="=false"),
        case("no such call", "fingerprint", {"new": "k"}, answer="=00000000"),
    ]),
]


def fake(fault, line=0):
    command = [sys.executable, FOLDER / "fake_runner.py", fault, str(line)]
    return hosts.Host("fake", command, [], "", {"fingerprint": "it has none"})


def failures(host, sets=None, timeout=60):
    sets = sets or SETS
    lines = [test.line for _, cases in sets for test in cases]
    answers = run.run(host, lines, None, timeout)
    scores, failed = run.judge(host, sets, answers)
    assert sum(total - passed for passed, total in scores.values()) == len(failed)
    return failed


class Faults(unittest.TestCase):
    def names(self, fault):
        return {(failure.set_name, failure.case) for failure in failures(fake(fault))}

    def test_a_right_host_passes(self):
        self.assertEqual(failures(fake("none")), [])

    def test_wrong_comparisons(self):
        for fault, seen_in in {
            "takes upper case": "upper case",
            "takes white space": "line feed after",
            "takes a beginning": "first 32 characters",
            "takes more behind": "1 more: zeros",
            "looks at the last byte only": "bit 0 flipped",
            "misses one bit": "bit 3 flipped",
            "compares numbers": "prefix 0x",
            "takes anything": "the word null",
            "takes nothing": "the right one",
        }.items():
            with self.subTest(fault):
                self.assertIn(("wrong hashes", seen_in), self.names(fault))

    def test_wrong_hashes(self):
        for fault, set_name in {
            "swaps key and user": "RFC 4231",
            "normalises users": "identities",
            "cuts users at NUL": "identities",
            "trims users": "identities",
        }.items():
            with self.subTest(fault):
                self.assertIn(set_name, {name for name, _ in self.names(fault)})

    def test_a_value_of_a_wrong_type_that_is_taken(self):
        self.assertEqual(self.names("coerces null"), {("others", "null")})

    def test_not_applicable_where_it_is(self):
        self.assertIn(("wrong hashes", "upper case"), self.names("says n/a to what is wrong"))

    def test_an_answer_where_the_table_expects_none(self):
        able = fake("none")._replace(cannot_express={"fingerprint": "", "verify": "it can, though"})
        self.assertIn("upper case", {failure.case for failure in failures(able)})

    def test_a_call_that_the_table_does_not_excuse(self):
        host = fake("none")._replace(cannot_express={})
        self.assertEqual([(failure.case, failure.got) for failure in failures(host)],
                         [("no such call", "n/a")])


class FaultsOnPages(unittest.TestCase):
    @staticmethod
    @functools.cache
    def names(fault):
        return {(failure.set_name, failure.case) for failure in failures(fake(fault), PAGES)}

    def test_a_right_host_passes(self):
        self.assertEqual(failures(fake("none"), PAGES), [])

    def test_faults_are_noticed(self):
        for fault, seen_in in {
            "leaves tags": ("payloads", "payload 0 as a key: script_tag"),
            "leaves quotes": ("visitors", "U+0027 as a key: to_json"),
            "leaves entities": ("visitors", "U+0026 as a key: data_tag"),
            "leaves line separators": ("visitors", "U+2028 as a key: login_call"),
            "leaves what isn't ASCII": ("visitors", "Latin: the user: switch_call"),
            "escapes in capitals": ("payloads", "payload 0 as the user: script"),
            "puts spaces in": ("visitors", "the document's: to_json"),
            "rounds numbers": ("visitors", "the number 1.50: to_json"),
            "sorts keys": ("visitors", "keys in no order: to_json"),
            "forgets empty keys": ("visitors", "an empty key: to_json"),
            "trims the user": ("visitors", "spaces around: the user: user_hash"),
            "hashes the element": ("visitors", "the document's: csp_hash"),
            "takes any nonce": ("nonces", "nonce: a double quote"),
            "takes a line feed": ("nonces", "nonce of a logout: a line feed"),
            "forgets the nonce": ("pages", "logout, nonce of 1 characters, a"),
        }.items():
            with self.subTest(fault):
                self.assertIn(seen_in, self.names(fault))

    def test_random_details_meet_faults_by_themselves(self):
        for fault in ("leaves quotes", "leaves what isn't ASCII", "sorts keys", "trims the user"):
            with self.subTest(fault):
                self.assertIn("random", {set_name for set_name, _ in self.names(fault)})


class Deaths(unittest.TestCase):
    def test_the_case_that_a_runner_dies_of_is_found(self):
        failed = failures(fake("dies"))
        self.assertEqual([failure.case for failure in failed], ["mark"])
        self.assertIn("signal", failed[0].got)

    def test_the_case_that_a_runner_ends_at_is_found(self):
        self.assertEqual([failure.case for failure in failures(fake("ends early"))], ["mark"])

    def test_a_runner_that_hangs(self):
        failed = failures(fake("hangs"), SETS[-1:], timeout=2)
        self.assertEqual([failure.case for failure in failed], ["mark"])
        self.assertIn("no end after 2 s", failed[0].got)

    def test_a_runner_that_always_dies(self):
        failed = failures(fake("dies", line=1), SETS[:1])
        self.assertEqual(len(failed), len(SETS[0][1]))

    def test_answers_that_are_too_many_or_too_few(self):
        for fault in ("answers twice", "leaves out an answer"):
            with self.subTest(fault):
                self.assertTrue(failures(fake(fault)))

    def test_a_failure_after_the_last_answer(self):
        self.assertIn("after all is said and done", failures(fake("fails at the end"))[-1].got)


class CommandLine(unittest.TestCase):
    def failed(self, script):
        with tempfile.TemporaryDirectory() as folder:
            command = Path(folder, "command")
            command.write_text("#!/bin/sh\n" + script)
            command.chmod(0o755)
            (passed, total), failed = command_line.test(command, dict(os.environb))
        self.assertEqual(total - passed, len(failed))
        return {failure.case: failure for failure in failed}

    def test_a_command_that_does_nothing(self):
        failed = self.failed("exit 0\n")
        self.assertIn("an empty line", failed)
        self.assertIn("lines", failed)

    def test_a_file_that_is_half_written(self):
        # The last argument is the output, where there is one.
        failed = self.failed('for last; do :; done; echo half > "$last"\n'
                             "echo 'error: line 2: [empty_user]' >&2; exit 2\n")
        self.assertEqual(failed["file to write: kept, empty line"].got, "file 'half\\n'")
        self.assertEqual(failed["file to write: not made, empty line"].got, "file 'half\\n'")

    def test_files_that_are_left_behind(self):
        failed = self.failed('for last; do :; done; touch "$(dirname "$last")/.temporary"\n'
                             "echo 'error: [malformed_input]' >&2; exit 2\n")
        self.assertIn(".temporary", failed["file to write: kept, ragged row"].got)

    def test_a_secret_that_is_told(self):
        failed = self.failed('echo "$USERHASH_SECRET_KEY: [empty_user]" >&2; exit 2\n')
        self.assertEqual(failed["an empty user as argument"].got, "a secret was told")


class Outcome(unittest.TestCase):
    def show(self, results, absent):
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown):
            status = report.show([("set", [])], results, absent)
        return status, shown.getvalue()

    def test_all_well(self):
        status, shown = self.show({"c": ({"set": (3, 3)}, [])}, {})
        self.assertEqual((status, shown.splitlines()[-1]), (0, "3 passed, 0 failed"))

    def test_a_failure(self):
        failed = run.Failure("c", "set", "null", "verify …", "!type_error", "=false")
        status, shown = self.show({"c": ({"set": (2, 3)}, [failed])}, {})
        self.assertEqual((status, shown.splitlines()[-1]), (1, "2 passed, 1 failed"))
        self.assertIn("c / set / null", shown)
        self.assertIn("2/3", shown)

    def test_a_host_that_is_not_there(self):
        status, shown = self.show({"c": ({"set": (3, 3)}, [])}, {"ruby": "not built"})
        self.assertEqual((status, shown.splitlines()[-1]), (1, "3 passed, 1 failed"))
        self.assertIn("ruby was not tested: not built", shown)

    def test_nothing_at_all(self):
        self.assertEqual(self.show({}, {})[0], 1)

    def test_what_is_missing_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            library = Path(folder, "library")
            host = fake("none")._replace(needs=[library], made_by="scripts/build-it")
            self.assertIn("scripts/build-it", hosts.missing(host))
            library.touch()
            self.assertIsNone(hosts.missing(host))

    def test_a_host_that_nobody_knows_is_refused(self):
        driver = subprocess.run([sys.executable, FOLDER / "driver.py", "--hosts", "cobol"],
                                capture_output=True)
        self.assertEqual(driver.returncode, 2)


class Excuses(unittest.TestCase):
    def test_every_excuse_excuses_something(self):
        kinds = set()
        with tempfile.TemporaryDirectory() as folder:
            for _, cases in [*vectors.all_sets(folder), *visitors.all_sets()]:
                kinds = kinds.union(*(test.kinds for test in cases))
        for name, host in hosts.all_hosts().items():
            self.assertLessEqual(host.cannot_express.keys(), kinds, name)
            self.assertTrue(all(host.cannot_express.values()), name)

    def test_answers_of_single_hosts_name_hosts(self):
        rows = vectors.load("bad_inputs.json")["rows"]
        for row in rows + vectors.load("refused_visitors.json")["rows"]:
            self.assertLessEqual(row.get("answers", {}).keys(), hosts.all_hosts().keys(), row)


class Surroundings(unittest.TestCase):
    def test_the_unreadable_file_can_not_be_read(self):
        with tempfile.TemporaryDirectory() as folder:
            surroundings.prepare(folder)
            for name in ("unreadable", "directory", "link_to_itself"):
                with self.assertRaises(OSError):
                    Path(folder, name).read_bytes()
            self.assertEqual(Path(folder, "65537_bytes").stat().st_size, 65_537)


if __name__ == "__main__":
    unittest.main()
