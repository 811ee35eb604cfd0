"""Published vectors that are not committed: Wycheproof's, and the folder of extra vectors."""

import hashlib
import json
import os
from pathlib import Path

from .protocol import case
from .vectors import hashing, published


def wycheproof(path):
    """The set as the crate `wycheproof` holds it, exported by the Rust runner."""
    for group in read(path)["testGroups"]:
        for test in group["tests"]:
            yield from published(
                f"case {test['tcId']}, {test['comment']}", bytes.fromhex(test["key"]),
                bytes.fromhex(test["msg"]), test["tag"], test["result"] == "valid")


def extra_sets():
    """The sets of the folder that USERHASH_EXTRA_VECTORS names; nothing if it isn't set."""
    name = os.environ.get("USERHASH_EXTRA_VECTORS")
    if not name:
        return
    folder = Path(name)
    for title, file, cases in (
        ("extra: RFC 4231", "rfc4231/rfc4231_sha256.json", simple),
        ("extra: CAVP", "cavp/hmac_sha256_l32.json", simple),
        ("extra: Wycheproof", "wycheproof/hmac_sha256_test.v1.json", wycheproof),
        ("extra: boundary", "own/boundary.json", extra_boundary),
        ("extra: identities", "own/identity_unicode.json", extra_identities),
    ):
        yield title, list(cases(folder / file))


def simple(path):
    for index, test in enumerate(read(path)["tests"]):
        yield from published(f"case {test.get('case', index)}", bytes.fromhex(test["key"]),
                             bytes.fromhex(test["msg"]), test["mac"])


def extra_boundary(path):
    for test in read(path)["tests"]:
        key, message = test["klen"], test["mlen"]
        yield from hashing(f"key of {key}, message of {message} bytes", stream(f"key{key}", key),
                           stream(f"msg{message}", message), test["tag"])


def stream(seed, length):
    """The rule that the file states."""
    counters = (n.to_bytes(4, "big") for n in range((length + 31) // 32))
    return b"".join(hashlib.sha256(seed.encode() + n).digest() for n in counters)[:length]


def extra_identities(path):
    vectors = read(path)
    key = {"hex": vectors["key"]}
    for test in vectors["tests"]:
        if not test["utf8"]:
            continue
        user = bytes.fromhex(test["utf8"]).decode()
        yield case(f"{ascii(user)}: hash", "user_hash", key, user, answer="=" + test["tag"])
        yield case(f"{ascii(user)}: check", "verify", key, user, test["tag"], answer="=true")


def read(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))
