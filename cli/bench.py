"""The command's speed and memory, beside loops that people write instead.

Run by scripts/bench-cli with the path of the command. Times are the best of several runs, of
whole processes from start to end; memory is the peak of what was resident.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

USERS = 1_000_000
SECRET = "correct horse battery staple"

PYTHON = """
import hmac, hashlib, os, sys
key = os.environb[b"USERHASH_SECRET_KEY"]
out = sys.stdout
for line in open(sys.argv[1], "rb"):
    out.write({call} + "\\n")
"""
PLAIN = "hmac.new(key, line.rstrip(b'\\n'), hashlib.sha256).hexdigest()"
FASTEST = "hmac.digest(key, line.rstrip(b'\\n'), 'sha256').hex()"

# The key on the command line, which is one more reason not to do it.
OPENSSL = """
while IFS= read -r user; do
  printf %s "$user" | openssl dgst -sha256 -hmac "$USERHASH_SECRET_KEY"
done < "$1"
"""


def peak_memory(pid: int) -> int:
    """The peak of a running process's resident memory, in bytes; 0 if it has just ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0


def measure(arguments: list[str], output: Path | str, runs: int) -> tuple[float, int]:
    """Returns the best time in seconds and the peak memory in bytes."""
    best, peak = float("inf"), 0
    for _ in range(runs):
        with open(output, "wb") as stdout:
            started = time.perf_counter()
            process = subprocess.Popen(arguments, stdout=stdout)
            while process.poll() is None:
                peak = max(peak, peak_memory(process.pid))
                time.sleep(0.002)
            best = min(best, time.perf_counter() - started)
        if process.returncode:
            raise SystemExit(f"{arguments[0]} ended with status {process.returncode}")
    return best, peak


def main() -> None:
    program = str(Path(sys.argv[1]).resolve())
    os.environ["USERHASH_SECRET_KEY"] = SECRET
    with tempfile.TemporaryDirectory() as folder:
        lines, rows, signed, target, some, few = (
            Path(folder, name) for name in ("all", "all.csv", "signed.csv", "target", "some", "few")
        )
        users = [f"customer{i}@example.com" for i in range(USERS)]
        lines.write_text("".join(user + "\n" for user in users))
        few.write_text("".join(user + "\n" for user in users[:200]))
        some.write_text("".join(user + "\n" for user in users[:200_000]))
        rows.write_text(
            "id,email,name\n" + "".join(f'{i},{user},"Doe, J"\n' for i, user in enumerate(users))
        )
        subprocess.run([program, "sign", "--csv", "--input", rows, "--output", signed], check=True)

        sign, verify = [program, "sign", "--input"], [program, "verify", "--csv", "--input"]
        python = [sys.executable, "-c"]
        null = os.devnull
        print(f"{'':<44}{'seconds':>9}{'users/s':>12}{'memory':>10}{'ratio':>9}")
        table = [
            ("userhash sign", [*sign, lines], null, USERS),
            ("userhash sign > file", [*sign, lines], target, USERS),
            ("userhash sign --output file", [*sign, lines, "--output", target], null, USERS),
            ("userhash sign --json", [*sign, lines, "--json"], null, USERS),
            ("userhash sign --csv", [*sign, rows, "--csv"], null, USERS),
            ("userhash verify --csv", [*verify, signed], null, USERS),
            ("python, hmac.new(…).hexdigest()", [*python, PYTHON.format(call=PLAIN), some], null, 200_000),
            ("python, hmac.digest(…).hex()", [*python, PYTHON.format(call=FASTEST), some], null, 200_000),
        ]
        if shutil.which("openssl"):
            table.append(("sh, openssl dgst for each user", ["sh", "-c", OPENSSL, "sh", few], null, 200))
        base = None
        for label, arguments, output, count in table:
            runs = 5 if label.startswith("userhash") else 1
            seconds, peak = measure([str(part) for part in arguments], output, runs)
            base = base or seconds / count
            print(
                f"{label:<44}{seconds:>9.3f}{count / seconds:>12,.0f}"
                f"{peak / 1e6:>7.1f} MB{seconds / count / base:>8.1f}x"
            )
        print(f"{USERS:,} addresses; {os.path.getsize(program) / 1e6:.2f} MB of program")


if __name__ == "__main__":
    main()
