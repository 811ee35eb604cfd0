"""A runner with a fault of choice, to show that the driver notices. Without one it is right.

It makes and checks hashes with Python's own hmac; fake_visitors.py writes for pages. What it can't do it answers `n/a`.
"""

import hashlib
import hmac
import os
import sys
import time
import unicodedata

import fake_visitors


class CannotExpress(Exception):
    """There is no such call here."""


class WrongType(Exception):
    """A value of a type that isn't taken."""


def value(word):
    kind, _, rest = word.partition(":")
    if kind in ("t", "b"):
        digits, _, times = rest.partition("*")
        return bytes.fromhex(digits) * int(times or 1)
    raise WrongType


def key(word):
    constructor, _, argument = word.partition("=")
    if constructor == "ring":
        return [key(member)[0] for member in argument.split(",")]
    secret = value(argument)
    return [bytes.fromhex(secret.decode()) if constructor == "hex" else secret]


def user_of(word, fault):
    if fault == "coerces null" and word == "null":
        return b""
    user = value(word)
    if fault == "normalises users":
        return unicodedata.normalize("NFC", user.decode(errors="replace")).encode()
    if fault == "cuts users at NUL":
        return user.split(b"\0")[0]
    if fault == "trims users":
        return user.strip()
    return user


def tag(secret, message, fault=""):
    if fault == "swaps key and user":
        secret, message = message, secret
    return hmac.new(secret, message, hashlib.sha256).hexdigest()


def matches(expected, presented, fault):
    right = expected.encode()
    match fault:
        case "takes upper case":
            return presented.lower() == right
        case "takes white space":
            return presented.strip() == right
        case "takes a beginning":
            return presented != b"" and right.startswith(presented)
        case "takes more behind":
            return presented.startswith(right)
        case "looks at the last byte only":
            return len(presented) == 64 and presented[-2:] == right[-2:]
        case "misses one bit":
            return presented[:1] != b"" and (
                presented == right or presented == b"%x" % (int(right[:1], 16) ^ 1) + right[1:])
        case "compares numbers":
            try:
                return int(presented.decode(), 16) == int(right, 16)
            except ValueError:
                return False
        case "takes anything":
            return True
        case "takes nothing":
            return False
    return hmac.compare_digest(presented, right)


def result(words, fault):
    call = words[0]
    if call == "fingerprint":
        raise CannotExpress
    if call == "native":
        return tag(value(words[1]), value(words[2]))
    if call == "hmac":
        return tag(value(words[1]), value(words[2]), fault)
    keys, user = key(words[1]), user_of(words[2], fault)
    if call == "user_hash":
        return tag(keys[0], user, fault)
    presented = value(words[3])
    found = [number for number, secret in enumerate(keys)
             if matches(tag(secret, user, fault), presented, fault)]
    if call == "verify":
        return "true" if found else "false"
    return str(found[0]) if found else "none"


def answer(line, fault):
    if fault == "says n/a to what is wrong" and line.startswith("verify"):
        got = result(line.split(), "")
        return "n/a" if got in ("false", "none") else "=" + got
    try:
        if line.startswith(("visitor ", "page ")):
            return fake_visitors.result(line.split(), fault)
        return "=" + result(line.split(), fault)
    except CannotExpress:
        return "n/a"
    except WrongType:
        return "!type_error"


def main():
    fault, line_of_fault = sys.argv[1], int(sys.argv[2])
    flush = "--flush" in sys.argv
    number = 0
    for line in sys.stdin:
        number += 1
        # A line is known by its content: after a death the driver starts anew with the rest.
        if f" t:{b'boom'.hex()}" in line or number == line_of_fault:
            if fault == "dies":
                os.abort()
            if fault == "hangs":
                time.sleep(60)
            if fault == "ends early":
                return
            if fault == "answers twice":
                print(answer(line, ""))
            if fault == "leaves out an answer":
                continue
        print(answer(line, fault), flush=flush)
    if fault == "fails at the end":
        sys.exit("after all is said and done")


main()
