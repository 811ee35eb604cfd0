"""Secrets that aren't there, aren't text, or aren't secret."""

import base64

from ..oracle import SECRET, USER, tag
from .values import (
    FALSE, NEVER_LOADED, NOT_A_NUMBER, NULL, NULL_AND_NO_LENGTH, NULL_POINTER, OBJECT, RIGHT,
    SURROGATE, SURROGATES, SYMBOL, TOO_LONG, TRUE, TYPE_ERROR, UNDEFINED, array_of, boxed,
    buffer, floating, integer, row,
)

WRONG_TYPES = {
    "null": NULL, "undefined": UNDEFINED, "true": TRUE, "false": FALSE, "zero": integer(0),
    "an integer": integer(42), "a large integer": integer(2**70), "a float": floating("1.5"),
    "not a number": NOT_A_NUMBER, "an array": array_of(SECRET), "an object": OBJECT,
    "a symbol": SYMBOL, "a detached buffer": buffer("detached", SECRET),
    "a shared buffer": buffer("shared", SECRET),
}


def rows():
    for constructor in ("new", "hex", "base64"):
        for name, value in WRONG_TYPES.items():
            yield make(f"secret, {constructor}: {name}", {constructor: value}, TYPE_ERROR)
        for name, value in SURROGATES.items():
            yield make(f"secret, {constructor}: {name}", {constructor: value}, "!malformed_text")
        yield make(f"secret, {constructor}: a null pointer", {constructor: NULL_POINTER},
                   "!null_pointer")
        yield make(f"secret, {constructor}: a null pointer without length",
                   {constructor: NULL_AND_NO_LENGTH}, "!empty_secret")
        yield make(f"secret, {constructor}: longer than memory", {constructor: TOO_LONG},
                   "!too_long")
    yield from texts()
    yield from buffers()
    yield from environment()
    yield from files()
    for call, *values in (("user_hash", USER), ("fingerprint",), ("verify", USER, RIGHT[1:])):
        yield row(f"a key that was never loaded: {call}", call, {"blank": ""}, *values,
                  answer="!empty_secret", **NEVER_LOADED)


def make(name, key, answer, **hosts):
    return row(name, "user_hash", key, USER, answer=answer, **hosts)


def texts():
    yield make("secret: empty text", {"new": ""}, "!empty_secret")
    yield make("secret: no bytes", {"new": {"bytes": ""}}, "!empty_secret")
    yield make("secret: blank", {"new": " \t\n"}, "!empty_secret")
    yield make("secret: pasted with a line feed", {"new": SECRET + "\n"}, "!padded_secret")
    yield make("secret: placeholder", {"new": "YOUR_SECRET_KEY"}, "!placeholder_secret")
    yield make("secret: an object that turns into text", {"new": boxed(SECRET)}, TYPE_ERROR,
               ruby=RIGHT)
    yield make("secret: a megabyte", {"new": {"repeat": "k", "times": 1_048_576}},
               "=" + tag("k" * 1_048_576, USER))
    yield make("secret, hex: not hexadecimal", {"hex": "secret"}, "!malformed_secret")
    yield make("secret, hex: a megabyte", {"hex": {"repeat": "6b", "times": 524_288}},
               "=" + tag("k" * 524_288, USER))
    yield make("secret, base64: not base64", {"base64": "not base64!"}, "!malformed_secret")
    yield make("secret, base64: a megabyte", {"base64": {"repeat": "a2tr", "times": 262_144}},
               "=" + tag("k" * 786_432, USER))


def buffers():
    yield make("secret: bytes", {"new": {"bytes": SECRET.encode().hex()}}, RIGHT)
    yield make("secret: a view into a larger buffer", {"new": buffer("view", SECRET)}, RIGHT)
    yield make("secret: every other byte of a buffer", {"new": buffer("strided", SECRET)},
               "!BufferError")
    yield make("secret: a buffer that is overwritten later", {"new": buffer("mutated", SECRET)},
               RIGHT)
    yield make("secret, hex: a buffer that is overwritten later",
               {"hex": buffer("mutated", SECRET.encode().hex())}, RIGHT)
    yield make("secret, base64: a buffer that is overwritten later",
               {"base64": buffer("mutated", base64.b64encode(SECRET.encode()).decode())}, RIGHT)


def environment():
    def variable(name):
        return {"env": name}

    for name, value in {"null": NULL, "undefined": UNDEFINED, "true": TRUE,
                        "an integer": integer(1), "an array": array_of("HOME")}.items():
        yield make(f"variable: {name}", variable(value), TYPE_ERROR)
    yield make("variable: set", variable("USERHASH_TEST_SECRET"), RIGHT)
    yield make("variable: not set", variable("USERHASH_TEST_UNSET"), "!missing_secret")
    yield make("variable: no name", variable(""), "!missing_secret")
    yield make("variable: name with an equals sign", variable("USERHASH_TEST=SECRET"),
               "!missing_secret")
    yield make("variable: name with a NUL", variable("USERHASH_TEST_SECRET\0"), "!missing_secret")
    yield make("variable: name with a lone surrogate", variable(SURROGATE), "!malformed_text")
    yield make("variable: one line feed", variable("USERHASH_TEST_NEWLINE"), RIGHT)
    yield make("variable: one line break of two bytes", variable("USERHASH_TEST_CRLF"), RIGHT)
    yield make("variable: two line feeds", variable("USERHASH_TEST_TWO_NEWLINES"),
               "!padded_secret")
    yield make("variable: a space", variable("USERHASH_TEST_SPACE"), "!padded_secret")
    yield make("variable: empty", variable("USERHASH_TEST_EMPTY"), "!empty_secret")
    yield make("variable: a line feed alone", variable("USERHASH_TEST_ONLY_NEWLINE"),
               "!empty_secret")
    yield make("variable: placeholder", variable("USERHASH_TEST_PLACEHOLDER"),
               "!placeholder_secret")
    yield make("variable: not UTF-8", variable("USERHASH_TEST_NOT_UTF8"),
               "=" + tag(b"\x80\xffkey\xfe", USER))
    for prefix in ("NEXT_PUBLIC_", "VITE_", "REACT_APP_", "EXPO_PUBLIC_", "NUXT_PUBLIC_",
                   "GATSBY_"):
        yield make(f"variable: published, {prefix}", variable(f"{prefix}USERHASH_TEST"),
                   "!public_secret")
        yield make(f"variable: published and not set, {prefix}", variable(f"{prefix}UNSET"),
                   "!public_secret")
    yield make("variable: a published prefix inside", variable("MY_VITE_USERHASH_TEST"), RIGHT)


def files():
    def file(name):
        return {"file": {"in_folder": name}}

    for name, value in {"null": NULL, "undefined": UNDEFINED, "true": TRUE,
                        "an integer": integer(0), "an array": array_of("secret")}.items():
        yield make(f"file: {name}", {"file": value}, TYPE_ERROR)
    for name, answer in {
        "secret": RIGHT, "newline": RIGHT, "crlf": RIGHT, "two_newlines": "!padded_secret",
        "space": "!padded_secret", "empty": "!empty_secret", "only_newline": "!empty_secret",
        "placeholder": "!placeholder_secret", "not_utf8": "=" + tag(b"\x80\xffkey\xfe", USER),
        "byte_order_mark": "!padded_secret", "nul_inside": "=" + tag("a\0b", USER),
        "65536_bytes": "=" + tag("k" * 65_536, USER), "65537_bytes": "!malformed_secret",
        "na\u00efve \u79d8\u5bc6.txt": RIGHT, "directory": "!missing_secret",
        "unreadable": "!missing_secret", "link_to_itself": "!missing_secret",
        "not_there": "!missing_secret", "secret/under_a_file": "!missing_secret",
    }.items():
        yield make(f"file: {name}", file(name), answer)
    yield make("file: never ends", {"file": "/dev/zero"}, "!malformed_secret")
    yield make("file: nothing in it", {"file": "/dev/null"}, "!empty_secret")
    yield make("file: no name", {"file": ""}, "!missing_secret", cli="!usage")
    yield make("file: name with a NUL", {"file": "/dev/null\0"}, "!missing_secret")
    yield make("file: name with a lone surrogate", {"file": SURROGATE}, "!malformed_text")
    yield make("file: name too long", {"file": {"repeat": "n", "times": 5_000}}, "!missing_secret")
