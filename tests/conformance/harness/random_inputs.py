"""Random inputs, on which each host has to equal its language's own HMAC."""

import hashlib
import hmac
import random

from .protocol import Case

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
USERS_PER_KEY = 100
CALLS = ("ours, safe interface", "ours, like its own", "its own")


def cases(seed, count):
    """Three lists of `count` cases, one for each of CALLS: the same inputs in the same order.

    A key serves for USERS_PER_KEY users, because the command line takes many users at once.
    """
    source = random.Random(seed)
    safe, raw, native = [], [], []
    for index in range(count):
        if index % USERS_PER_KEY == 0:
            loaded, key = random_key(source)
            keyed = hmac.new(key, digestmod=hashlib.sha256)
            key_word = "b:" + key.hex()
        word, user = random_user(source)
        oracle = keyed.copy()
        oracle.update(user)
        answer = "=" + oracle.hexdigest()
        name = f"input {index}"
        message = "b:" + user.hex()
        splits = "-" if index % 2 else random_splits(source, len(user))
        safe.append(Case(name, f"user_hash {loaded} {word}", answer, {}, SAFE_KINDS))
        raw.append(Case(name, f"hmac {key_word} {message} {splits}", answer, {}, RAW_KINDS))
        native.append(Case(name, f"native {key_word} {message}", answer, {}, NATIVE_KINDS))
    return safe, raw, native


SAFE_KINDS = frozenset({"user_hash"})
RAW_KINDS = frozenset({"hmac"})
NATIVE_KINDS = frozenset({"native"})


def random_length(source):
    if source.random() < 0.5:
        return source.choice(EDGES)
    return source.randint(1, 64) if source.random() < 0.8 else source.randint(65, 700)


def random_key(source):
    """A constructor with its argument, and the key's bytes."""
    key = source.randbytes(random_length(source))
    if source.random() < 0.5:
        return "hex=t:" + key.hex().encode().hex(), key
    # Ends that no refusal is about.
    ends = bytes(source.choices(PRINTABLE, k=2))
    key = ends[:1] + key + ends[1:]
    return "new=b:" + key.hex(), key


def random_user(source):
    """The word for it, and its bytes."""
    length = random_length(source)
    if source.random() < 0.25:
        user = source.randbytes(length)
        return "b:" + user.hex(), user
    text = "".join(source.choices(source.choice(ALPHABETS), k=length))
    user = text.encode()
    return "t:" + user.hex(), user


def random_splits(source, length):
    first = source.randint(0, length)
    second = source.randint(0, length - first)
    return f"{first},{second},{length - first - second}"
