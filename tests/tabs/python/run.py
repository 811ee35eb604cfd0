"""The tab "Python": the document's code with another import, against Python's own hmac.

Python's module takes bytes only, so it gets the same block with bytes in the place of the text.
The document's own block fails with it, which is why userhash's takes text.
"""

import ast
import json
from pathlib import Path
from types import SimpleNamespace

TABS = Path(__file__).parent.parent
DOCUMENT = (TABS / "document" / "python.py").read_text(encoding="utf-8")
INPUTS = json.loads((TABS / "inputs.json").read_text(encoding="utf-8"))


def replaced(block, old, new):
    """The block with the one `old` in it changed."""
    if block.count(old) != 1:
        raise ValueError(f"the block has no single {old}")
    return block.replace(old, new)


def run(block, email):
    """Runs a block as the document's reader would, `request` being there; the last value."""
    tree = ast.parse(block)
    names = {"request": SimpleNamespace(user=SimpleNamespace(email=email))}
    exec(compile(ast.Module(tree.body[:-1], []), "tab", "exec"), names)
    return eval(compile(ast.Expression(tree.body[-1].value), "tab", "eval"), names)


def report(right, what):
    print(f"{'ok' if right else 'not ok'} - {what}")


for secret in INPUTS["secrets"]:
    ours = replaced(replaced(DOCUMENT, "import hmac\n", "from userhash import hmac\n"), "''", repr(secret))
    theirs = replaced(DOCUMENT, "''", repr(secret.encode()))
    for user in INPUTS["users"]:
        expected = run(theirs, user.encode())
        report(run(ours, user) == expected, f"python: {ascii(secret)}, {ascii(user)}")
        ours_in_bytes = replaced(ours, repr(secret), repr(secret.encode()))
        report(run(ours_in_bytes, user.encode()) == expected, f"python, in bytes: {ascii(secret)}, {ascii(user)}")

try:
    run(DOCUMENT, "customer@example.com")
    report(False, "python: its own hmac refuses the document's block")
except TypeError:
    report(True, "python: its own hmac refuses the document's block")
