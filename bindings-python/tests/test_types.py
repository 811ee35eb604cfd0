"""The stubs say what the module does, and type checkers can use them."""

import os
import subprocess
import sys
from pathlib import Path

from helpers import PACKAGE

SAMPLE = Path(__file__).with_name("sample.py")


def run(*command, cwd):
    env = {**os.environ, "MYPY_CACHE_DIR": str(cwd / "cache")}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, env=env, capture_output=True, text=True
    )


def test_the_stubs_are_those_of_the_module(tmp_path):
    allowed = Path(__file__).with_name("stubtest_allowlist.txt")
    done = run("mypy.stubtest", "userhash", "--allowlist", str(allowed), cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues found in 3 modules" in done.stdout


def test_a_strict_type_checker_agrees_with_the_sample(tmp_path):
    for version in ("3.11", "3.14"):
        done = run("mypy", "--strict", "--python-version", version, str(SAMPLE), cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_type_checker_objects_to_what_is_marked_as_wrong(tmp_path):
    bare = tmp_path / "bare.py"
    lines = SAMPLE.read_text().splitlines()
    wrong = [number for number, line in enumerate(lines, 1) if "# type: ignore" in line]
    bare.write_text("\n".join(line.split("  # type: ignore")[0] for line in lines))
    done = run("mypy", "--strict", str(bare), cwd=tmp_path)
    objected = {int(line.split(":")[1]) for line in done.stdout.splitlines() if ": error:" in line}
    assert objected == set(wrong) and len(wrong) >= 18


def test_the_packages_own_code_is_strictly_typed(tmp_path):
    done = run("mypy", "--strict", str(PACKAGE / "python/userhash/hmac.py"), cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
