"""Key rings made of what isn't a key, and rings that are fine."""

from ..oracle import SECRET, USER, tag
from .values import (
    HASH, KEY, NEVER_LOADED, NULL, OBJECT, RIGHT, TRUE, TYPE_ERROR, UNDEFINED, array_of, integer,
    row,
)

OTHER = {"new": "another secret"}
OTHERS_HASH = tag("another secret", USER)

NOT_KEYS = {
    "null": NULL, "undefined": UNDEFINED, "true": TRUE, "an integer": integer(1),
    "text": SECRET, "bytes": {"bytes": SECRET.encode().hex()}, "an array": array_of(SECRET),
    "an object": OBJECT, "a ring": {"kind": "ring"},
}


def rows():
    for name, value in NOT_KEYS.items():
        wrong = {"raw": value}
        yield row(f"ring: its current key is {name}", "user_hash", {"ring": [wrong]}, USER,
                  answer=TYPE_ERROR)
        yield row(f"ring: a previous key is {name}", "verified_by", {"ring": [KEY, OTHER, wrong]},
                  USER, HASH, answer=TYPE_ERROR)
    yield row("ring: no key", "user_hash", {"ring": []}, USER, answer=TYPE_ERROR,
              c="!empty_secret", ruby="!ArgumentError")
    yield row("ring: no key, to check", "verified_by", {"ring": []}, USER, HASH,
              answer=TYPE_ERROR, c="!empty_secret", ruby="!ArgumentError")
    yield row("ring: a key that was never loaded", "verified_by", {"ring": [KEY, {"blank": ""}]},
              USER, HASH, answer="!empty_secret", **NEVER_LOADED)

    yield row("ring: signs with the current key", "user_hash", {"ring": [KEY, OTHER]}, USER,
              answer=RIGHT)
    yield row("ring: one key", "verified_by", {"ring": [KEY]}, USER, HASH, answer="=0")
    yield row("ring: the current key's hash", "verified_by", {"ring": [KEY, OTHER]}, USER, HASH,
              answer="=0")
    yield row("ring: the previous key's hash", "verified_by", {"ring": [KEY, OTHER]}, USER,
              OTHERS_HASH, answer="=1")
    yield row("ring: the same key twice", "verified_by", {"ring": [KEY, KEY]}, USER, HASH,
              answer="=0")
    yield row("ring: no key's hash", "verified_by", {"ring": [KEY, OTHER]}, USER,
              tag("a third secret", USER), answer="=none")
    yield row("ring: another user's hash", "verified_by", {"ring": [KEY, OTHER]}, USER,
              tag(SECRET, "somebody@example.com"), answer="=none")
    yield row("ring: verify with the previous key", "verify", {"ring": [KEY, OTHER]}, USER,
              OTHERS_HASH, answer="=true")
    many = [{"new": f"secret number {n}"} for n in range(100)]
    yield row("ring: the last of a hundred keys", "verified_by", {"ring": many}, USER,
              tag("secret number 99", USER), answer="=99")
