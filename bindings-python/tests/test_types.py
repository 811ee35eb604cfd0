"""The stubs say what the module does, and type checkers can use them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import PACKAGE

SAMPLE = Path(__file__).with_name("sample.py")
# How the integrations are used; and the settings for the frameworks that have no types themselves.
SITES = Path(__file__).with_name("sample_frameworks.py")
SETTINGS = Path(__file__).with_name("mypy.ini")


def run(*command, cwd):
    env = {
        **os.environ,
        "MYPY_CACHE_DIR": str(cwd.parent / "mypy"),
        # For Django's modules, which stubtest imports.
        "DJANGO_SETTINGS_MODULE": "django.conf.global_settings",
    }
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, env=env, capture_output=True, text=True
    )


def test_the_stubs_are_those_of_the_module(tmp_path):
    allowed = Path(__file__).with_name("stubtest_allowlist.txt")
    done = run("mypy.stubtest", "userhash", "--allowlist", str(allowed),
               "--mypy-config-file", str(SETTINGS), cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.search(r"no issues found in (\d+) modules", done.stdout)
    # The native module has no source; the others are files.
    assert int(found[1]) == 1 + len(list((PACKAGE / "python/userhash").rglob("*.py")))


def test_a_strict_type_checker_agrees_with_the_sample(tmp_path):
    for version in ("3.11", "3.14"):
        done = run("mypy", "--strict", "--python-version", version, str(SAMPLE), cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_strict_type_checker_agrees_with_the_sample_of_the_frameworks(tmp_path):
    done = run("mypy", "--config-file", str(SETTINGS), str(SITES), cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("sample, least", [(SAMPLE, 18), (SITES, 8)], ids=["package", "frameworks"])
def test_the_type_checker_objects_to_what_is_marked_as_wrong(tmp_path, sample, least):
    bare = tmp_path / "bare.py"
    lines = sample.read_text().splitlines()
    wrong = [number for number, line in enumerate(lines, 1) if "# type: ignore" in line]
    bare.write_text("\n".join(line.split("  # type: ignore")[0] for line in lines))
    done = run("mypy", "--config-file", str(SETTINGS), str(bare), cwd=tmp_path)
    objected = {int(line.split(":")[1]) for line in done.stdout.splitlines() if ": error:" in line}
    assert objected == set(wrong) and len(wrong) >= least


def test_the_packages_own_code_is_strictly_typed(tmp_path):
    done = run("mypy", "--config-file", str(SETTINGS), str(PACKAGE / "python/userhash"),
               cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
