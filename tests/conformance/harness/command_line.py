"""The rows of command_line.json, put to the command `userhash`."""

import re
import subprocess
import tempfile
from pathlib import Path

from .run import Failure
from .surroundings import to_bytes
from .vectors import load

SET = "command line"


def test(command, environment):
    """Passed and total, and the failures."""
    vectors = load("command_line.json")
    environment = environment | {b"USERHASH_SECRET_KEY": vectors["secret"].encode()}
    failures = []
    for row in vectors["rows"]:
        with tempfile.TemporaryDirectory() as folder:
            wrong = differences(command, row, vectors["secret"], environment, Path(folder))
        asked = " ".join(map(str, row["arguments"]))
        failures += [Failure("cli", SET, row["name"], asked, expected, got)
                     for expected, got in wrong[:1]]
    total = len(vectors["rows"])
    return (total - len(failures), total), failures


def differences(command, row, secret, environment, folder):
    """Pairs of what should be and what is, where they differ."""
    for name, value in row.get("environment", {}).items():
        environment = {key: old for key, old in environment.items() if key != name.encode()}
        if value is not None:
            environment[name.encode()] = value.encode()
    output = folder / "output"
    if row.get("before") is not None:
        output.write_text(row["before"])
    arguments = [folder / word["in_folder"] if isinstance(word, dict) else word
                 for word in row["arguments"]]
    done = subprocess.run([command, *arguments], input=to_bytes(row.get("stdin", "")),
                          env=environment, cwd=folder, capture_output=True, timeout=60)
    told = done.stderr.decode(errors="replace")
    code = re.search(r"\[(\w+)\]\s*$", told)
    line = re.search(r"\bline (\d+): ", told)
    pairs = [
        (f"status {row['status']}", f"status {done.returncode}"),
        (f"code {row['code']}", f"code {code and code[1]}"),
    ]
    if "line" in row:
        pairs.append((f"line {row['line']}", f"line {line and line[1]}"))
    if "stdout" in row:
        pairs.append((repr(row["stdout"].encode()), repr(done.stdout)))
    if "after" in row:
        left = output.read_text() if output.exists() else None
        pairs.append((f"file {row['after']!r}", f"file {left!r}"))
    files = {path.name for path in folder.iterdir()} - {"output"}
    pairs.append(("nothing left behind", f"left behind: {sorted(files)}" if files else
                  "nothing left behind"))
    # No message may show the secret key, wherever it came from.
    pairs.append(("no secret told", "a secret was told" if secret in told else "no secret told"))
    return [(expected, got) for expected, got in pairs if expected != got]
