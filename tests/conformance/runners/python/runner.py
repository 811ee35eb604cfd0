"""Answers the conformance driver from Python. tests/conformance/README.md says what is asked."""

import hashlib
import hmac as own_hmac
import sys

import userhash
import visitors
from userhash import hmac


class CannotExpress(Exception):
    """There is no such value or call in Python."""


class Boxed:
    """Turns into text, and into bytes, when it is asked to."""

    def __init__(self, text):
        self.text = text

    def __str__(self):
        return self.text

    def __bytes__(self):
        return self.text.encode()


# Buffers that are overwritten when the call that they were made for has returned.
lent = []

WORDS = {"null": None, "true": True, "false": False, "object": {"a": "b"}}


def overwrite():
    while lent:
        buffer = lent.pop()
        buffer[:] = b"\xa5" * len(buffer)


def data(hexadecimal):
    digits, _, times = hexadecimal.partition("*")
    return bytes.fromhex(digits) * int(times or 1)


def value(word):
    if word in WORDS:
        return WORDS[word]
    if word == "ring":
        return userhash.KeyRing(userhash.SecretKey("secret"))
    kind, _, rest = word.partition(":")
    match kind:
        case "t":
            return data(rest).decode()
        case "b":
            return data(rest)
        case "integer" | "number":
            return int(rest)
        case "float":
            return float(rest)
        case "surrogate":
            return bytes.fromhex(rest).decode("utf-16-be", "surrogatepass")
        case "array":
            return [data(rest).decode()]
        case "boxed":
            return Boxed(data(rest).decode())
        case "view":
            return memoryview(b"<" + data(rest) + b">")[1:-1]
        case "strided":
            return memoryview(bytes(byte for pair in data(rest) for byte in (pair, 0)))[::2]
        case "mutated":
            lent.append(bytearray(data(rest)))
            return lent[-1]
    raise CannotExpress


def key(word):
    """A key or a ring, or what stands in place of one."""
    constructor, _, argument = word.partition("=")
    if constructor == "ring":
        return userhash.KeyRing(*map(key, filter(None, argument.split(","))))
    if constructor == "blank":
        return userhash.SecretKey.__new__(userhash.SecretKey)
    make = {
        "new": userhash.SecretKey,
        "hex": userhash.SecretKey.from_hex,
        "base64": userhash.SecretKey.from_base64,
        "env": userhash.SecretKey.from_env,
        "file": userhash.SecretKey.from_file,
        "raw": lambda raw: raw,
    }[constructor]
    try:
        return make(value(argument))
    finally:
        overwrite()


def raw(secret, message, splits):
    """The interface that is like Python's own: in one call, or in pieces."""
    if splits == "-":
        return hmac.new(secret, message, digestmod=hashlib.sha256).hexdigest()
    running = hmac.new(secret, digestmod="sha256")
    start = 0
    for length in map(int, splits.split(",")):
        running.update(message[start:start + length])
        start += length
    return running.hexdigest()


def as_bytes(text_or_bytes):
    return text_or_bytes.encode() if isinstance(text_or_bytes, str) else text_or_bytes


def result(call, words):
    match call, words:
        case "user_hash", [k, user]:
            return key(k).user_hash(value(user))
        case "verify", [k, user, presented]:
            return key(k).verify(value(user), value(presented))
        case "verified_by", [k, user, presented]:
            return key(k).verified_by(value(user), value(presented))
        case "fingerprint", [k]:
            return key(k).fingerprint
        case "hmac", [secret, message, splits]:
            return raw(value(secret), value(message), splits)
        case "native", [secret, message]:
            secret, message = as_bytes(value(secret)), as_bytes(value(message))
            return own_hmac.new(secret, message, hashlib.sha256).hexdigest()
        case "visitor" | "with_hash" | "page", _:
            return visitors.result(call, words, key, value)
    raise CannotExpress


# What a call returns, so that "true" doesn't pass for True, nor True for 1.
TYPES = {"verify": (bool,), "verified_by": (int, type(None))}


def shown(call, got):
    if type(got) not in TYPES.get(call, (str,)):
        return f"a {type(got).__name__}: {got!r}"
    return "none" if got is None else str(got).lower() if call == "verify" else str(got)


def answer(line):
    call, *words = line.split()
    try:
        return "=" + shown(call, result(call, words))
    except CannotExpress:
        return "n/a"
    except userhash.Error as error:
        return "!" + error.code
    except TypeError:
        return "!type_error"
    except Exception as error:
        return "!" + type(error).__name__
    finally:
        overwrite()


def main():
    flush = sys.argv[1:] == ["--flush"]
    for line in sys.stdin:
        sys.stdout.write(answer(line) + "\n")
        if flush:
            sys.stdout.flush()


main()
