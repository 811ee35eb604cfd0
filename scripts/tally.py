"""Adds up what the parts' test runners reported and prints one table and one closing line."""

import re
import sys
from pathlib import Path

# The closing lines of the runners in use. A part may use several; all of its lines count.
CARGO = re.compile(r"^test result: \w+\. (?P<passed>\d+) passed; (?P<failed>\d+) failed")
PYTEST = re.compile(r"^=*\s*(?:(?P<failed>\d+) failed, )?(?P<passed>\d+) passed\b.* in [\d.:]+")
NODE_PASS = re.compile(r"^(?:#|ℹ) pass (?P<passed>\d+)$")
NODE_FAIL = re.compile(r"^(?:#|ℹ) fail (?P<failed>\d+)$")
MINITEST = re.compile(
    r"^(?P<runs>\d+) runs, \d+ assertions, (?P<failures>\d+) failures, (?P<errors>\d+) errors"
)
PLAIN = re.compile(r"^(?P<passed>\d+) passed, (?P<failed>\d+) failed(?:, \d+ skipped)?$")


def tally(log: str) -> tuple[int, int]:
    """Returns how many tests passed and failed according to the log of one part."""
    passed = failed = 0
    for line in log.splitlines():
        line = line.strip()
        if match := MINITEST.match(line):
            bad = int(match["failures"]) + int(match["errors"])
            passed += int(match["runs"]) - bad
            failed += bad
            continue
        for pattern in (PLAIN, CARGO, PYTEST, NODE_PASS, NODE_FAIL):
            if match := pattern.match(line):
                groups = match.groupdict()
                passed += int(groups.get("passed") or 0)
                failed += int(groups.get("failed") or 0)
                break
    return passed, failed


def main(paths: list[str]) -> int:
    total_passed = total_failed = 0
    empty = []
    print(f"\n{'part':<14}{'passed':>8}{'failed':>8}")
    for path in map(Path, paths):
        passed, failed = tally(path.with_name(path.name + ".log").read_text(errors="replace"))
        print(f"{path.name:<14}{passed:>8}{failed:>8}")
        total_passed += passed
        total_failed += failed
        if passed + failed == 0:
            empty.append(path.name)
    if empty:
        # A part that ran nothing must not look like a success.
        print(f"\nNo test ran in: {', '.join(empty)}")
    print(f"\n{total_passed} passed, {total_failed} failed")
    return 1 if total_failed or empty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
