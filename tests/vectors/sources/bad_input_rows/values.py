"""Values that a file of vectors can't hold as themselves, and rows made of them."""

from ..oracle import SECRET, USER, tag

HASH = tag(SECRET, USER)
RIGHT = "=" + HASH
TYPE_ERROR = "!type_error"
KEY = {"new": SECRET}
# Some languages refuse to make an object without its constructor, each in its own way.
NEVER_LOADED = {"python": TYPE_ERROR, "node": TYPE_ERROR, "php": "!ReflectionException",
                "ruby": TYPE_ERROR}

NULL = {"kind": "null"}
UNDEFINED = {"kind": "undefined"}
TRUE = {"kind": "true"}
FALSE = {"kind": "false"}
NOT_A_NUMBER = {"kind": "float", "value": "nan"}
OBJECT = {"kind": "object"}
SYMBOL = {"kind": "symbol"}
NULL_POINTER = {"kind": "null_pointer"}
NULL_AND_NO_LENGTH = {"kind": "null_pointer_and_no_length"}
TOO_LONG = {"kind": "too_long"}


def surrogate(*units):
    """Text of these code units of UTF-16, one of which is half of a character."""
    return {"kind": "surrogate", "value": "".join(f"{unit:04x}" for unit in units)}


SURROGATE = surrogate(0x61, 0xD800, 0x62)
SURROGATES = {
    "a lone surrogate": SURROGATE,
    "a lone surrogate alone": surrogate(0xDFFF),
    "a lone surrogate at the end": surrogate(0x61, 0x62, 0xD83D),
    "surrogates in the wrong order": surrogate(0xDE00, 0xD83D),
    "a lone surrogate after a whole character": surrogate(0xD83D, 0xDE00, 0xD83D, 0x61),
    "a lone surrogate beside a replacement character": surrogate(0xFFFD, 0xDC00),
    "a lone surrogate after many letters": surrogate(*[0x61] * 1000, 0xD800),
}


def integer(value):
    return {"kind": "integer", "value": str(value)}


def number(value):
    """A number of the host's plain type where it has one that isn't exact (JavaScript)."""
    return {"kind": "number", "value": str(value)}


def floating(value):
    return {"kind": "float", "value": str(value)}


def array_of(text):
    return {"kind": "array", "value": text}


def boxed(text):
    """An object that turns into the text when it is asked to."""
    return {"kind": "boxed", "value": text}


def buffer(kind, text):
    """Bytes in a container of the host: `view`, `strided`, `shared`, `detached`, or `mutated`,
    which is overwritten as soon as the call has returned."""
    return {"kind": kind, "value": text}


def row(name, call, key, user=None, shown=None, *, answer, **hosts):
    """A row; `hosts` are the answers of single hosts, where they differ for a reason."""
    made = {"name": name, "call": call, "key": key}
    if user is not None:
        made["user"] = user
    if shown is not None:
        made["presented"] = shown
    made["answer"] = answer
    if hosts:
        made["answers"] = hosts
    return made
