"""The hosts: how each one's runner is started, and what must have been built for it."""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[3]
RUNNERS = ROOT / "tests" / "conformance" / "runners"
BUILD = ROOT / "build" / "conformance"


class Host(NamedTuple):
    """A language and the command that starts its runner."""

    name: str
    command: list
    # Files that must be there, and the script that makes them.
    needs: list
    made_by: str
    # What can't be said in this language, with the reason.
    cannot_express: dict


def all_hosts():
    venv = ROOT / "build" / "venv" / "bin" / "python"
    cli = ROOT / "target" / "release" / "userhash"
    php = ROOT / "bindings-php" / "modules" / "userhash.so"
    ruby = ROOT / "bindings-ruby" / "lib"
    node = ROOT / "bindings-node"
    rust = ROOT / "target" / "release" / "userhash-conformance-runner"
    c = BUILD / "runner-c"
    hosts = [
        ("rust", [rust], [rust], "scripts/test-conformance"),
        ("c", [c], [c], "scripts/test-conformance"),
        ("python", [venv, RUNNERS / "python" / "runner.py"], [installed(venv)],
         "scripts/build-python"),
        ("node", ["node", RUNNERS / "node" / "runner.js"], [first(node / "lib", "*.node")],
         "scripts/build-node"),
        ("cli", [sys.executable, RUNNERS / "cli" / "runner.py", cli], [cli], "scripts/build-cli"),
        ("php", ["php", "-d", f"extension={php}", RUNNERS / "php" / "runner.php"], [php],
         "scripts/build-php"),
        ("ruby", ["ruby", "-I", ruby, RUNNERS / "ruby" / "runner.rb"],
         [first(ruby, "**/*.so")], "scripts/build-ruby"),
    ]
    table = json.loads((RUNNERS.parent / "cannot_express.json").read_text(encoding="ascii"))
    return {
        name: Host(name, [str(word) for word in command], needs, script, table[name])
        for name, command, needs, script in hosts
    }


def first(folder, pattern):
    """The first file that matches, or the pattern itself, which is then missing."""
    return next(iter(sorted(folder.glob(pattern))), folder / pattern)


def installed(python):
    """Where the Python package has been installed."""
    site = first(python.parents[1] / "lib", "python3*") / "site-packages"
    return first(site, "userhash/__init__.py")


def missing(host):
    """What keeps a host from being tested, as a sentence; None if nothing does."""
    if not (shutil.which(host.command[0]) or os.access(host.command[0], os.X_OK)):
        return f"{host.command[0]} is not there: {host.made_by} makes or installs it"
    for path in host.needs:
        if not path.exists():
            return f"{path} is not there: {host.made_by} makes it"
    return None
