"""The committed files, as the tests of the tree see them."""

import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def files(*endings, under=""):
    """The committed files with one of these endings (all without any) under a folder."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", under or "."], cwd=ROOT, check=True, capture_output=True)
    names = listed.stdout.decode().split("\0")[:-1]
    return [name for name in names
            if (not endings or name.endswith(endings)) and (ROOT / name).is_file()]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def toml(name):
    return tomllib.loads(read(name))


def lines(names):
    """Every line of these files, with where it stands."""
    for name in names:
        try:
            text = read(name)
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            yield f"{name}:{number}", line


def without_comments(line, mark):
    """A line up to its comment. Good enough for what is searched here, which no string holds."""
    if mark == "//" and line.lstrip().startswith(("/*", "*")):
        return ""
    return line.split(mark)[0]
