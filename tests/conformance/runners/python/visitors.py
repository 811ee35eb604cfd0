"""What pages get from Python; details are what a program has: a dict of Python's own values."""

import json
import math

import userhash

USER = "customer@example.com"
# What JSON can need that Python's own values can say.
READABLE = {"json", "large_number", "large_integer", "lone_surrogate", "no_fraction",
            "order_of_numeric_keys"}


def special(kind, *count):
    """Details that JSON can't hold, or that would be long lines; None where Python has none."""
    match kind:
        case "nan":
            return {"email": USER, "x": math.nan}
        case "infinity":
            return {"email": USER, "x": math.inf}
        case "minus_infinity":
            return {"email": USER, "x": -math.inf}
        case "nan_in_a_list":
            return {"email": USER, "x": [math.nan]}
        case "nan_as_the_user":
            return {"email": math.nan}
        case "circle":
            circle = {"email": USER}
            circle["x"] = circle
            return circle
        case "circle_in_a_list":
            circle = []
            circle.append(circle)
            return {"email": USER, "x": circle}
        case "circle_of_two":
            one, other = {}, {}
            one["x"], other["x"] = other, one
            return {"email": USER, "x": one}
        case "levels":
            levels = []
            for _ in range(int(count[0]) - 2):
                levels = [levels]
            return {"email": USER, "x": levels}
        case "bytes":
            length = int(count[0]) - len('{"email":"","x":""}') - len(USER)
            return {"email": USER, "x": "x" * length}
        case "twice":
            return {"1": USER, 1: "somebody@example.com"}
    return None


def render(visitor, rendering, nonce):
    match rendering:
        case "user_hash":
            return visitor.user_hash
        case "script_tag":
            return visitor.script_tag(*nonce)
    return getattr(visitor, rendering)()


def page(rendering, nonce):
    if rendering == "logout_script_tag":
        return userhash.logout_script_tag(*nonce)
    if rendering == "headers":
        return "; ".join(f"{name}: {value}" for name, value in userhash.headers().items())
    return getattr(userhash, rendering)()


def details(word, value):
    kind, _, rest = word.partition(":")
    if kind in READABLE:
        return json.loads(bytes.fromhex(rest))
    made = special(*rest.split(":")) if kind == "special" else None
    return value(word) if made is None else made


def result(call, words, key, value):
    """The answer, in hexadecimal; `key` and `value` read words."""

    def given(word):
        return [] if word == "-" else [value(word)]

    match call, words:
        case "visitor", [rendering, k, d, identity, nonce]:
            options = {"identity": name for name in given(identity)}
            got = render(key(k).visitor(details(d, value), **options), rendering, given(nonce))
        case "with_hash", [rendering, user_hash, d]:
            visitor = userhash.Visitor.with_hash(value(user_hash), details(d, value))
            got = render(visitor, rendering, [])
        case "page", [rendering, nonce]:
            got = page(rendering, given(nonce))
    return got.encode().hex() if type(got) is str else f"a {type(got).__name__}"
