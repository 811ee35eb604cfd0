"""What `import userhash` adds to the start of Python: starts with and without it, in turns."""

import statistics
import subprocess
import sys
import time

PROGRAMS = {"": "pass", "import userhash": "import userhash", "import hmac": "import hmac"}
RUNS = 100
WANTED = 1.5  # milliseconds


def milliseconds(program: str) -> float:
    """How long an interpreter takes to start, run a program and end."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-c", program], check=True)
    return (time.perf_counter() - started) * 1000


def quick(times: tuple[float, ...]) -> float:
    """The median of the quickest fifth: the rest tells what else the machine was doing."""
    return statistics.median(sorted(times)[: len(times) // 5])


def main() -> None:
    """Prints the table."""
    for program in PROGRAMS.values():
        milliseconds(program)
    turns = [[milliseconds(program) for program in PROGRAMS.values()] for _ in range(RUNS)]
    empty, *added = [quick(times) for times in zip(*turns)]
    print(f"\n{'empty interpreter':<38}{empty:>9.2f} ms")
    for name, total in zip([name for name in PROGRAMS if name], added):
        wanted = f"  (wanted: under {WANTED} ms)" if "userhash" in name else ""
        print(f"{name + ' adds':<38}{total - empty:>9.2f} ms{wanted}")


if __name__ == "__main__":
    main()
