#!/usr/bin/env python3
"""Writes the test vectors; with --check, says whether the committed ones are what it would write.

Every expected value comes from Python's own hmac module (sources/oracle.py), and what belongs onto a
page from a writer of its own (sources/page.py): never from userhash.
"""

import json
import sys
from pathlib import Path

from sources import (
    bad_inputs, boundary, command_line, identities, injections, negative_hashes,
    refused_visitors, rfc4231, secret_keys, visitors,
)

FOLDER = Path(__file__).parent
SOURCES = {
    "rfc4231.json": rfc4231,
    "boundary.json": boundary,
    "identities.json": identities,
    "negative_hashes.json": negative_hashes,
    "secret_keys.json": secret_keys,
    "bad_inputs.json": bad_inputs,
    "command_line.json": command_line,
    "injections.json": injections,
    "visitors.json": visitors,
    "refused_visitors.json": refused_visitors,
}


def render(vectors):
    """JSON in plain ASCII with one case a line, so that a change shows as the lines it touches."""
    fields = []
    for name, value in vectors.items():
        if isinstance(value, list):
            lines = ",\n".join("    " + json.dumps(item) for item in value)
            fields.append(f"  {json.dumps(name)}: [\n{lines}\n  ]")
        else:
            fields.append(f"  {json.dumps(name)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(fields) + "\n}\n"


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit("usage: generate.py [--check]")
    stale = []
    for name, source in SOURCES.items():
        path, text = FOLDER / name, render(source.make())
        if arguments:
            if not path.exists() or path.read_text(encoding="ascii") != text:
                stale.append(name)
        else:
            path.write_text(text, encoding="ascii")
    strays = {path.name for path in FOLDER.glob("*.json")} - SOURCES.keys()
    if stale or strays:
        for name in stale:
            print(f"{name} is not what generate.py writes: run it and commit the result")
        for name in strays:
            print(f"{name} has no source in generate.py")
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
