"""Users that nobody is."""

from ..oracle import SECRET, USER, tag
from .values import (
    FALSE, HASH, KEY, NOT_A_NUMBER, NULL, NULL_AND_NO_LENGTH, NULL_POINTER, OBJECT, RIGHT,
    SURROGATES, SYMBOL, TOO_LONG, TRUE, TYPE_ERROR, UNDEFINED, array_of, boxed, buffer, floating,
    integer, number, row,
)

WRONG_TYPES = {
    "null": NULL, "undefined": UNDEFINED, "true": TRUE, "false": FALSE, "a float": floating("1.5"),
    "not a number": NOT_A_NUMBER, "an array": array_of(USER),
    "an object": OBJECT, "a symbol": SYMBOL, "a detached buffer": buffer("detached", USER),
    "a shared buffer": buffer("shared", USER),
}

# Refused for themselves, whatever is presented beside them.
REFUSED = {
    **{name: (value, TYPE_ERROR) for name, value in WRONG_TYPES.items()},
    "empty text": ("", "!empty_user"),
    "no bytes": ({"bytes": ""}, "!empty_user"),
    **{name: (value, "!malformed_text") for name, value in SURROGATES.items()},
    "a null pointer": (NULL_POINTER, "!null_pointer"),
    "a null pointer without length": (NULL_AND_NO_LENGTH, "!empty_user"),
    "longer than memory": (TOO_LONG, "!too_long"),
}


def rows():
    ring = {"ring": [KEY, {"new": "another secret"}]}
    for name, (value, answer) in REFUSED.items():
        yield row(f"user: {name}", "user_hash", KEY, value, answer=answer)
        yield row(f"user of a ring: {name}", "user_hash", ring, value, answer=answer)
        yield row(f"user to check: {name}", "verify", KEY, value, HASH, answer=answer)
        yield row(f"user to check by a ring: {name}", "verified_by", ring, value, HASH,
                  answer=answer)
    # The program's mistake is told even if a visitor sent rubbish too.
    yield row("user to check: null, beside null", "verify", KEY, NULL, NULL, answer=TYPE_ERROR)
    yield row("user to check: empty, beside null", "verify", KEY, "", NULL, answer="!empty_user")
    yield row("user to check: empty, beside an empty hash", "verify", KEY, "", "",
              answer="!empty_user")
    yield row("user to check: empty, beside its HMAC", "verify", KEY, "", tag(SECRET, ""),
              answer="!empty_user")

    for value in (0, 42, -5, 2**53 - 1, -(2**53 - 1), 2**63 - 1, 2**64, 10**40):
        yield row(f"user: the integer {value}", "user_hash", KEY, integer(value), answer=hash_of(
            str(value)))
    # In JavaScript 42.0 is the integer 42.
    yield row("user: a whole float", "user_hash", KEY, floating("42.0"), answer=TYPE_ERROR,
              node=hash_of("42"))
    yield row("user: a number that isn't exact", "user_hash", KEY, number(2**53),
              answer=hash_of(str(2**53)), node="!RangeError")
    yield row("user to check: an integer", "verify", KEY, integer(42), tag(SECRET, "42"),
              answer="=true")

    yield row("user: bytes", "user_hash", KEY, {"bytes": USER.encode().hex()}, answer=RIGHT)
    yield row("user: bytes that aren't UTF-8", "user_hash", KEY, {"bytes": "fffe80"},
              answer=hash_of(b"\xff\xfe\x80"))
    yield row("user: a view into a larger buffer", "user_hash", KEY, buffer("view", USER),
              answer=RIGHT)
    yield row("user: every other byte of a buffer", "user_hash", KEY, buffer("strided", USER),
              answer="!BufferError")
    yield row("user: a buffer that is overwritten later", "user_hash", KEY,
              buffer("mutated", USER), answer=RIGHT)
    yield row("user: an object that turns into text", "user_hash", KEY, boxed(USER),
              answer=TYPE_ERROR, ruby=RIGHT)
    yield row("user: a NUL alone", "user_hash", KEY, "\0", answer=hash_of("\0"))
    yield row("user: a NUL inside", "user_hash", KEY, "a\0b", answer=hash_of("a\0b"))
    yield row("user: cut at the NUL", "verify", KEY, "a\0b", tag(SECRET, "a"), answer="=false")
    yield row("user: a megabyte", "user_hash", KEY, {"repeat": "u", "times": 1_048_576},
              answer=hash_of("u" * 1_048_576))
    yield row("user: 16 megabytes", "user_hash", KEY, {"repeat": "u", "times": 16_777_216},
              answer=hash_of("u" * 16_777_216), cli="!malformed_input")


def hash_of(user):
    return "=" + tag(SECRET, user)
