"""What the fake runner puts onto pages, with a fault of choice; without one it is right.

It writes as the vectors' own source does (tests/vectors/sources/page.py), and spoils that.
"""

import re
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent / "vectors"))

from harness import visitors  # noqa: E402
from harness.vectors import load  # noqa: E402
from sources import page  # noqa: E402

VECTORS = load("visitors.json")
NONCE = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
# What is undone of the escapes, by fault.
UNESCAPED = {"leaves tags": "<", "leaves quotes": "'", "leaves entities": "&",
             "leaves line separators": "\u2028", "leaves what isn't ASCII": "\u00e9"}


def text(word):
    return bytes.fromhex(word.partition(":")[2]).decode()


def optional(word):
    return None if word == "-" else text(word)


def spoilt(rendered, fault):
    match fault:
        case "leaves tags" | "leaves quotes" | "leaves entities" | "leaves line separators" \
                | "leaves what isn't ASCII":
            character = UNESCAPED[fault]
            return rendered.replace(page.literal(character)[1:-1], character)
        case "escapes in capitals":
            return re.sub(r"\\u00[0-9a-f]{2}", lambda escape: escape[0].upper().replace("U", "u"),
                          rendered)
        case "puts spaces in":
            return rendered.replace(":", ": ", 1)
        case "rounds numbers":
            return rendered.replace("1.50", "1.5")
    return rendered


def tree_of(details, fault):
    tree = page.read(details)
    if fault == "sorts keys":
        tree.sort()
    if fault == "forgets empty keys":
        tree = page.Object(member for member in tree if member[0])
    return tree


def described(details, field, fault):
    tree = tree_of(details, fault)
    (user,) = [value for key, value in tree if key == field] or [""]
    user = user.strip() if fault == "trims the user" else user
    user_hash = page.tag(VECTORS["secret"], user)
    rendered = spoilt(page.written(tree), fault)
    script = page.RENDERINGS["script"].replace(
        "{json}", f'{{"user_hash":"{user_hash}","userDetails":{rendered}}}')
    # Over the element in place of what is in it.
    hashed = f"<script>{script}</script>" if fault == "hashes the element" else script
    return {"user_hash": user_hash, "rendered": rendered,
            "csp_hash": page.source_of(hashed if hashed.isascii() else "")}


def result(words, fault):
    """The answer with its mark."""
    call, rendering, *rest = words
    if call == "page":
        case, nonce, template = {}, optional(rest[0]), VECTORS["logout"][rendering]
    else:
        _, details, field, nonce = rest
        case = described(text(details), optional(field) if field != "-" else "email", fault)
        nonce, template = optional(nonce), VECTORS["renderings"][rendering]
    if nonce is not None and fault != "takes any nonce":
        # Python's own `$` would take a line feed.
        fits = re.match(NONCE.pattern + "$", nonce) if fault == "takes a line feed" \
            else NONCE.fullmatch(nonce)
        if not fits:
            return "!malformed_nonce"
    if fault == "forgets the nonce":
        nonce = None
    return visitors.shown(visitors.filled(template, case, nonce))
