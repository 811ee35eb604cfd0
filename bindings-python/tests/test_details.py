"""Details that a visitor can't be made of."""

import collections
import datetime
import json

import pytest
from helpers import SECRET, USER, USER_HASH, refused

from userhash import KeyRing, SecretKey, Visitor

KEY = SecretKey(SECRET)
RING = KeyRing(KEY, SecretKey("an older secret"))
VISITOR = KEY.visitor({"email": USER, "name": "Jane"})


@pytest.mark.parametrize("key", [KEY, RING], ids=["key", "ring"])
def test_details_must_name_a_user(key):
    for value in (None, True, 1.5, [USER], {"email": USER}):
        refused("missing_user", key.visitor, {"email": value})
    refused("missing_user", key.visitor, {})
    refused("missing_user", key.visitor, {"name": "Jane", "nested": {"email": USER}})
    refused("missing_user", key.visitor, {"email": USER}, "id")
    refused("missing_user", key.visitor, {"email": USER}, identity="")
    error = refused("missing_user", key.visitor, {"email": USER}, identity="\ud800")
    assert error.__cause__ is None and error.__context__ is None
    refused("empty_user", key.visitor, {"email": ""})
    for identity in (None, 5, b"email", ["email"]):
        with pytest.raises(TypeError, match="identity: expected str"):
            key.visitor({"email": USER}, identity)


def nested(levels):
    value = []
    for _ in range(levels - 2):
        value = [value]
    return {"email": USER, "x": value}


def circular():
    details = {"email": USER}
    details["self"] = details
    return details


BAD = {
    "list": lambda: [("email", USER)],
    "text": lambda: json.dumps({"email": USER}),
    "bytes": lambda: b'{"email":"a@b.c"}',
    "number": lambda: 5,
    "bool": lambda: True,
    "object": object,
    "mapping": lambda: collections.ChainMap({"email": USER}),
    "nan": lambda: {"email": USER, "x": float("nan")},
    "infinity": lambda: {"email": USER, "x": [float("inf")]},
    "nan as a key": lambda: {"email": USER, float("nan"): 1},
    "circular": circular,
    "circular list": lambda: {"email": USER, "x": (cycle := [], cycle.append(cycle))[0]},
    "date": lambda: {"email": USER, "since": datetime.date(2020, 1, 1)},
    "set": lambda: {"email": USER, "x": {1}},
    "bytes inside": lambda: {"email": b"a@b.c"},
    "key of another type": lambda: {"email": USER, (1, 2): 1},
    "a secret key": lambda: {"email": USER, "key": KEY},
    "a visitor": lambda: {"email": USER, "x": VISITOR},
    "surrogate": lambda: {"email": "a\ud800"},
    "surrogate elsewhere": lambda: {"email": USER, "x": ["\udc00"]},
    "surrogate in a key": lambda: {"email": USER, "\ud83d": 1},
    "two surrogates": lambda: {"email": USER, "x": "\ud83d\ude00"},
    "identity twice": lambda: {1: "a", "1": "b", "email": USER},
    "prototype": lambda: {"email": USER, "x": {"__proto__": {}}},
    "10 MB": lambda: {"email": USER, "x": "x" * 10_000_000},
    "33 levels": lambda: nested(33),
    "10,000 levels": lambda: nested(10_000),
    "100,000 levels": lambda: nested(100_000),
    "long number": lambda: {"email": USER, "x": 10**5000},
}


@pytest.mark.parametrize("bad", BAD)
def test_malformed_details(bad):
    details = BAD[bad]()
    identity = "1" if bad == "identity twice" else "email"
    for key in (KEY, RING):
        error = refused("malformed_details", key.visitor, details, identity)
        assert str(error) == "the details must be a JSON object in UTF-8"
        assert not isinstance(error.__cause__, UnicodeError)
    if bad != "identity twice":
        refused("malformed_details", Visitor.with_hash, USER_HASH, details)


def test_the_limits_are_where_they_are_said_to_be():
    KEY.visitor(nested(32))
    room = 2**20 - len(json.dumps({"email": USER, "x": ""}, separators=(",", ":")))
    KEY.visitor({"email": USER, "x": "x" * room})
    KEY.visitor({"email": USER, "x": "é" * (room // 2)})
    refused("malformed_details", KEY.visitor, {"email": USER, "x": "x" * (room + 1)})


def test_the_cause_says_what_json_refused():
    error = refused("malformed_details", KEY.visitor, {"email": USER, "x": datetime.date.today()})
    assert isinstance(error.__cause__, TypeError) and "date" in str(error.__cause__)
    error = refused("malformed_details", KEY.visitor, circular())
    assert isinstance(error.__cause__, ValueError) and "ircular" in str(error.__cause__)
    assert refused("malformed_details", KEY.visitor, []).__cause__ is None


def test_none_is_a_wrong_type():
    for call in (KEY.visitor, RING.visitor, lambda none: Visitor.with_hash(USER_HASH, none)):
        with pytest.raises(TypeError, match="details: expected dict, but got 'NoneType'"):
            call(None)
    for key in (KEY, RING):
        with pytest.raises(TypeError):
            key.visitor()


def test_errors_of_the_callers_own_classes_are_the_callers():
    class Lazy(dict):
        def items(self):
            raise LookupError("the database has gone")

    class Interrupted(dict):
        def items(self):
            raise KeyboardInterrupt

    for cls, error in ((Lazy, LookupError), (Interrupted, KeyboardInterrupt)):
        with pytest.raises(error):
            KEY.visitor({"email": USER, "x": cls(a=1)})
