"""The lines that the driver sends to the runners: one case a line, one answer a line."""

from typing import NamedTuple

# Values whose token is the kind followed by the text in hexadecimal, or by a number.
WITH_TEXT = {"array", "boxed", "view", "strided", "mutated", "detached", "shared"}
WITH_NUMBER = {"integer", "number", "float", "surrogate"}


class Case(NamedTuple):
    """One line for a runner, and what it has to answer."""

    name: str
    line: str
    answer: str
    # The answers of single hosts, where they differ.
    answers: dict
    # What a language must be able to express to be asked this.
    kinds: frozenset


def token(value, folder=""):
    """A value of the vectors (tests/vectors/README.md) as one word."""
    if isinstance(value, str):
        return "t:" + value.encode().hex()
    if "bytes" in value:
        return "b:" + value["bytes"]
    if "repeat" in value:
        return f"t:{value['repeat'].encode().hex()}*{value['times']}"
    if "repeat_bytes" in value:
        return f"b:{value['repeat_bytes']}*{value['times']}"
    if "in_folder" in value:
        return "t:" + f"{folder}/{value['in_folder']}".encode().hex()
    kind = value["kind"]
    if kind in WITH_TEXT:
        return f"{kind}:{value['value'].encode().hex()}"
    if kind in WITH_NUMBER:
        return f"{kind}:{value['value']}"
    return kind


def key_token(key, folder=""):
    """A key, or a ring of keys, as one word: its constructor and what that is given."""
    (constructor, value), = key.items()
    if constructor == "ring":
        return "ring=" + ",".join(key_token(member, folder) for member in value)
    return f"{constructor}={token(value, folder)}"


def kinds_of(value):
    """What a language needs for a value."""
    if isinstance(value, str) or "kind" not in value:
        return set()
    kind = value["kind"]
    if kind == "integer" and not -(2**63) <= int(value["value"]) < 2**63:
        return {"integer", "large_integer"}
    return {kind}


def kinds_of_key(key):
    """What a language needs for a key or ring."""
    (constructor, value), = key.items()
    if isinstance(value, dict) and value.get("times", 0) * len(value.get("repeat", "")) >= 65_536:
        return {constructor, "large_secret"}
    if constructor == "ring":
        kinds = {"ring"} if value else {"empty_ring"}
        return kinds.union(*map(kinds_of_key, value))
    if constructor in ("env", "file") and isinstance(value, str) and "\0" in value:
        return {constructor, "NUL_in_name"}
    return {constructor} | kinds_of(value)


def case(name, call, key, *values, answer, answers=None, folder=""):
    """A call of the safe interface."""
    words = [call, key_token(key, folder), *(token(value, folder) for value in values)]
    kinds = {call} | kinds_of_key(key)
    for value in values:
        kinds |= kinds_of(value)
    return Case(name, " ".join(words), answer, answers or {}, frozenset(kinds))


def raw_case(name, call, key, message, answer, splits=()):
    """A call of the interface that is like the languages' own (`hmac`), or of theirs (`native`).

    Key and message are tokens; `splits` are the lengths of the message's pieces, which then has
    to be bytes, or none for one call.
    """
    words = [call, key, message]
    if call == "hmac":
        words.append(",".join(map(str, splits)) or "-")
    return Case(name, " ".join(words), answer, {}, frozenset({call}))
