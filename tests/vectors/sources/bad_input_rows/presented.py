"""Whatever a visitor, or a query parser on the visitor's behalf, presents as a user hash."""

from ..oracle import USER
from .values import (
    FALSE, HASH, KEY, NOT_A_NUMBER, NULL, NULL_AND_NO_LENGTH, NULL_POINTER, OBJECT, SURROGATES,
    SYMBOL, TOO_LONG, TRUE, UNDEFINED, array_of, boxed, buffer, floating, integer, row, surrogate,
)

REFUSED = {
    "null": NULL, "undefined": UNDEFINED, "true": TRUE, "false": FALSE, "zero": integer(0),
    "one": integer(1), "the hash as an integer": integer(int(HASH, 16)), "a float": floating("1.5"),
    "not a number": NOT_A_NUMBER, "an array of the right hash": array_of(HASH),
    "an object": OBJECT, "a symbol": SYMBOL, "empty text": "", "no bytes": {"bytes": ""},
    **SURROGATES, "the right hash and a lone surrogate": surrogate(*map(ord, HASH), 0xD800),
    "the right hash, its last character half of one": surrogate(*map(ord, HASH[:-1]), 0xDC00),
    "an object that turns into the right hash": boxed(HASH),
    "a detached buffer": buffer("detached", HASH),
    "a shared buffer of the right hash": buffer("shared", HASH),
    "every other byte of a buffer": buffer("strided", HASH),
    "the raw bytes": {"bytes": HASH}, "a null pointer without length": NULL_AND_NO_LENGTH,
    "a megabyte": {"repeat": "a", "times": 1_048_576},
}


def rows():
    ring = {"ring": [{"new": "another secret"}, KEY]}
    for name, value in REFUSED.items():
        yield row(f"presented: {name}", "verify", KEY, USER, value, answer="=false")
        yield row(f"presented to a ring: {name}", "verified_by", ring, USER, value, answer="=none")
        yield row(f"presented to a ring's verify: {name}", "verify", ring, USER, value,
                  answer="=false")
    yield row("presented: 16 megabytes", "verify", KEY, USER, {"repeat": "a", "times": 16_777_216},
              answer="=false", cli="!malformed_input")
    for name, value in {
        "the right hash": HASH,
        "the right hash as bytes": {"bytes": HASH.encode().hex()},
        "the right hash in a view": buffer("view", HASH),
        "the right hash, overwritten later": buffer("mutated", HASH),
    }.items():
        yield row(f"presented: {name}", "verify", KEY, USER, value, answer="=true")
        yield row(f"presented to a ring: {name}", "verified_by", ring, USER, value, answer="=1")
    # A C program's own mistake, which no visitor can make.
    yield row("presented: a null pointer", "verify", KEY, USER, NULL_POINTER,
              answer="!null_pointer")
    yield row("presented: longer than memory", "verify", KEY, USER, TOO_LONG, answer="!too_long")
