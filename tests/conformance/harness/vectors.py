"""The committed vectors, as cases for the runners."""

import hashlib
import json
from pathlib import Path

from .protocol import case, raw_case

FOLDER = Path(__file__).resolve().parents[2] / "vectors"


def load(name):
    return json.loads((FOLDER / name).read_text(encoding="ascii"))


def all_sets(folder):
    """Each set's name and its cases; `folder` holds the files of the table of bad inputs."""
    yield "RFC 4231", list(rfc4231())
    yield "boundary matrix", list(boundary())
    yield "identities", list(identities())
    yield "wrong hashes", list(wrong_hashes())
    yield "secret keys", list(secret_keys())
    yield "bad inputs", list(bad_inputs(folder))


def derived(label, length):
    """The rule that boundary.json states."""
    blocks = range((length + 31) // 32)
    data = b"".join(hashlib.sha256(f"{label}:{length}:{n}".encode()).digest() for n in blocks)
    return data[:length]


def hashing(name, key, message, tag):
    """One HMAC, asked for in every way: the raw interface whole and in pieces, the language's
    own, and the safe interface, which refuses an empty key or user."""
    third = len(message) // 3
    pieces = [1, 0, len(message) - 1] if 0 < len(message) < 3 else [third, len(message) - third]
    words = "b:" + key.hex(), "b:" + message.hex()
    yield raw_case(f"{name}: raw", "hmac", *words, "=" + tag)
    yield raw_case(f"{name}: raw, in pieces", "hmac", *words, "=" + tag, pieces)
    yield raw_case(f"{name}: the language's own", "native", *words, "=" + tag)
    loaded, user = {"hex": key.hex()}, {"bytes": message.hex()}
    error = "!empty_secret" if not key else "!empty_user" if not message else None
    yield case(f"{name}: hash", "user_hash", loaded, user, answer=error or "=" + tag)
    yield case(f"{name}: check", "verify", loaded, user, tag, answer=error or "=true")


def checking(name, key, message, presented, valid):
    """A tag to be accepted or refused."""
    answer = "=true" if valid else "=false"
    if not message:
        answer = "!empty_user"
    yield case(name, "verify", {"hex": key.hex()}, {"bytes": message.hex()}, presented,
               answer=answer)


def published(name, key, message, tag, valid=True):
    """A published case: a whole tag is made and checked, a truncated one only refused."""
    if valid and len(tag) == 64:
        yield from hashing(name, key, message, tag)
    else:
        yield from checking(f"{name}: refused", key, message, tag, False)


def rfc4231():
    for test in load("rfc4231.json")["cases"]:
        yield from published(f"case {test['case']}", bytes.fromhex(test["key"]),
                             bytes.fromhex(test["message"]), test["tag"])


def boundary():
    for test in load("boundary.json")["cases"]:
        key, message = test["key_length"], test["message_length"]
        yield from hashing(f"key of {key}, message of {message} bytes", derived("key", key),
                           derived("message", message), test["tag"])


def identities():
    vectors = load("identities.json")
    key = {"new": vectors["secret"]}
    for test in vectors["cases"]:
        yield case(f"{test['name']}: hash", "user_hash", key, test["user"],
                   answer="=" + test["user_hash"])
        yield case(f"{test['name']}: hash of its bytes", "user_hash", key, {"bytes": test["utf8"]},
                   answer="=" + test["user_hash"])
        yield case(f"{test['name']}: check", "verify", key, test["user"], test["user_hash"],
                   answer="=true")


def wrong_hashes():
    vectors = load("negative_hashes.json")
    key, user = {"new": vectors["secret"]}, vectors["user"]
    ring = {"ring": [{"new": "another secret key"}, key]}
    yield case("the right one", "verify", key, user, vectors["user_hash"], answer="=true")
    for test in vectors["cases"]:
        yield case(test["name"], "verify", key, user, test["presented"], answer="=false")
    # "Another secret's" is another one than the ring's.
    for test in vectors["cases"]:
        yield case(f"ring: {test['name']}", "verified_by", ring, user, test["presented"],
                   answer="=none")


def secret_keys():
    vectors = load("secret_keys.json")
    for test in vectors["refused"]:
        yield case(test["name"], "user_hash", {test["constructor"]: test["secret"]},
                   vectors["user"], answer="!" + test["code"])
    for test in vectors["accepted"]:
        key = {test["constructor"]: test["secret"]}
        yield case(f"accepted: {test['name']}", "user_hash", key, vectors["user"],
                   answer="=" + test["user_hash"])
        yield case(f"fingerprint: {test['name']}", "fingerprint", key,
                   answer="=" + test["fingerprint"])


def bad_inputs(folder):
    for row in load("bad_inputs.json")["rows"]:
        values = [row[argument] for argument in ("user", "presented") if argument in row]
        yield case(row["name"], row["call"], row["key"], *values, answer=row["answer"],
                   answers=row.get("answers"), folder=folder)
