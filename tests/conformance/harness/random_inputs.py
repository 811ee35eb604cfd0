"""Random inputs, on which each host has to equal its language's own HMAC."""

import hashlib
import hmac
import random

from .protocol import Case, raw_case

# Lengths at which SHA-256's blocks and padding begin and end, for messages after the key's block.
EDGES = [1, 8, 31, 32, 33, 54, 55, 56, 57, 63, 64, 65, 118, 119, 120, 121, 127, 128, 129, 191, 192]
# Where the characters of non-ASCII users come from: several scripts, marks, emoji.
ALPHABETS = [
    "abcdefghijklmnopqrstuvwxyz0123456789.+-_@",
    "\u00e9\u00df\u0142\u0111\u0301@.",
    "\u0438\u0432\u0430\u043d\u03b5\u03bb\u03b7@",
    "\u0645\u0631\u064a\u0645\u05e9\u05dc\u200f ",
    "\u7530\u4e2d\u5f20\u4f1f\u3055\ud55c\uae00",
    "\U0001f600\U0001f468\u200d\U0001f469\ufe0f\U00020bb7",
    "\0\t\n\r\"',;\x7f a",
]
PRINTABLE = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
USERS_PER_KEY = 200
CALLS = ("ours, safe interface", "ours, like its own", "its own")


def cases(seed, count):
    """Three lists of `count` cases, one for each of CALLS: the same inputs in the same order.

    A key serves for USERS_PER_KEY users, because the command line takes many users at once.
    """
    source = random.Random(seed)
    safe, raw, native = [], [], []
    for index in range(count):
        if index % USERS_PER_KEY == 0:
            loaded, key_word, key = random_key(source)
            keyed = hmac.new(key, digestmod=hashlib.sha256)
        word, user = random_user(source)
        oracle = keyed.copy()
        oracle.update(user)
        answer = "=" + oracle.hexdigest()
        name = f"input {index}"
        safe.append(Case(name, f"user_hash {loaded} {word}", answer, {}, SAFE_KINDS))
        if index % 2:
            raw.append(raw_case(name, "hmac", key_word, word, answer))
        else:
            splits = random_splits(source, len(user))
            raw.append(raw_case(name, "hmac", key_word, "b:" + user.hex(), answer, splits))
        native.append(raw_case(name, "native", key_word, word, answer))
    return safe, raw, native


SAFE_KINDS = frozenset({"user_hash"})


def random_length(source):
    if source.random() < 0.5:
        return source.choice(EDGES)
    return source.randint(1, 64) if source.random() < 0.8 else source.randint(65, 700)


def random_key(source):
    """A constructor with its argument, the key's token, and its bytes."""
    length = random_length(source)
    kind = source.randrange(3)
    if kind == 0:
        key = source.randbytes(length)
        return f"hex=t:{key.hex().encode().hex()}", f"b:{key.hex()}", key
    if kind == 1:
        middle, token = source.randbytes(length), "b"
    else:
        middle, token = random_text(source, length).encode(), "t"
    # Ends that no refusal is about.
    ends = bytes(source.choices(PRINTABLE, k=2))
    key = ends[:1] + middle + ends[1:]
    return f"new={token}:{key.hex()}", f"{token}:{key.hex()}", key


def random_user(source):
    """The word for it, and its bytes."""
    length = random_length(source)
    if source.random() < 0.25:
        user = source.randbytes(length)
        return "b:" + user.hex(), user
    user = random_text(source, length).encode()
    return "t:" + user.hex(), user


def random_text(source, length):
    return "".join(source.choices(source.choice(ALPHABETS), k=length))


def random_splits(source, length):
    first = source.randint(0, length)
    second = source.randint(0, length - first)
    return [first, second, length - first - second]
