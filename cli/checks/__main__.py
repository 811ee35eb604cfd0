"""Checks of the userhash command that Python is the better judge of.

Python's own hmac and csv modules are the oracle; pseudo-terminals stand in for people; and the
memory of a running command is searched for its secret key. To be run with the path of the
command: `python3 cli/checks target/release/userhash`. Needs nothing but Python 3.11.
"""

import os
import signal
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))


def main() -> int:
    """Runs all checks and ends with the line that scripts/tally.py reads."""
    program = Path(sys.argv[1]).resolve()
    os.environ["USERHASH_PROGRAM"] = str(program)
    os.environ.pop("USERHASH_SECRET_KEY", None)
    # What a shell lets background jobs ignore, the command would ignore as well.
    for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    suite = unittest.defaultTestLoader.discover(str(Path(__file__).parent), "check_*.py")
    result = unittest.TextTestRunner(verbosity=0, stream=sys.stdout).run(suite)
    bad = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    skipped = f", {len(result.skipped)} skipped" if result.skipped else ""
    print(f"{result.testsRun - bad - len(result.skipped)} passed, {bad} failed{skipped}")
    return 1 if bad or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main())
