"""Runs CPython's own tests of `hmac` against userhash.hmac and prints what became of each.

To be run as a program. The suite's module is loaded with `hmac` meaning userhash.hmac.
"""

import json
import sys
import unittest

import userhash.hmac


class Outcomes(unittest.TestResult):
    """Notes what became of every test, by its short name: `CopyTestCase.test_equality`."""

    def __init__(self):
        super().__init__()
        self.outcomes = {}

    def note(self, test, outcome):
        name = ".".join(test.id().split(".")[-2:])
        # A test with subtests reports several times; the first failure is what counts.
        if not self.outcomes.get(name, "").startswith("failed"):
            self.outcomes[name] = outcome

    def addSuccess(self, test):
        self.note(test, "passed")

    def addSkip(self, test, reason):
        self.note(test, f"skipped: {reason}")

    def addError(self, test, error):
        self.note(test, f"failed: {error[0].__name__}: {error[1]}")

    addFailure = addError

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.addError(test, error)


def main():
    sys.modules["hmac"] = userhash.hmac
    from test import test_hmac

    assert test_hmac.hmac is userhash.hmac
    outcomes = Outcomes()
    unittest.defaultTestLoader.loadTestsFromModule(test_hmac).run(outcomes)
    print(json.dumps(outcomes.outcomes))


if __name__ == "__main__":
    main()
