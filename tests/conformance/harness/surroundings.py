"""The files and environment variables that the table of bad inputs talks about."""

import os
import shutil
import sys
from pathlib import Path

from .vectors import load


def prepare(folder):
    """Makes the files anew in `folder`; returns the environment for the runners."""
    folder = Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    table = load("bad_inputs.json")
    for entry in table["files"]:
        make_file(folder / entry["name"], entry["contents"])
    environment = {os.fsencode(name): value for name, value in os.environb.items()}
    for entry in table["environment"]:
        environment[entry["name"].encode()] = to_bytes(entry["value"])
    return environment


def to_bytes(value):
    if isinstance(value, str):
        return value.encode()
    if "bytes" in value:
        return bytes.fromhex(value["bytes"])
    return value["repeat"].encode() * value["times"]


def make_file(path, contents):
    special = contents.get("special") if isinstance(contents, dict) else None
    if special == "directory":
        path.mkdir()
    elif special == "link_to_itself":
        path.symlink_to(path.name)
    elif special == "unreadable":
        make_unreadable(path)
    else:
        path.write_bytes(to_bytes(contents))


def make_unreadable(path):
    """A file that can't be read: by its mode, or for root, whom no mode stops, by what it is."""
    path.write_bytes(b"secret")
    path.chmod(0)
    if not os.access(path, os.R_OK):
        return
    path.unlink()
    if not sys.platform.startswith("linux"):
        raise RuntimeError("run the tests as a user for whom a file can be unreadable")
    # Opens, but has nothing mapped at its beginning: reading fails.
    path.symlink_to("/proc/self/mem")
