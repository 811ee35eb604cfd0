"""A secret key that is searched for in everything that Python shows or stores."""

import copy
import gc
import json
import marshal
import pickle
import pprint
import traceback

import pytest
from helpers import USER, python

import userhash
from userhash import KeyRing, SecretKey, hmac

CANARY = "canary-7c1f-in-the-coal-mine"
KEY = SecretKey(CANARY)
RING = KeyRing(KEY, SecretKey(CANARY + "-old"))
MAC = hmac.new(CANARY, USER, "sha256")

# What must show nowhere: the key, and the hash that a visitor would have to know.
HIDDEN = [CANARY, CANARY.encode().hex(), KEY.user_hash(USER), MAC.hexdigest()]


def clean(shown: str) -> bool:
    return not any(hidden in shown for hidden in HIDDEN)


def test_what_is_shown():
    assert repr(KEY) == str(KEY) == f"SecretKey(fingerprint={KEY.fingerprint})"
    old = SecretKey(CANARY + "-old").fingerprint
    assert repr(RING) == str(RING) == f"KeyRing(fingerprints=[{KEY.fingerprint}, {old}])"
    assert repr(MAC).startswith("<userhash.hmac.HMAC object at 0x")
    for thing in (KEY, RING, MAC):
        for shown in (repr(thing), str(thing), f"{thing}", f"{thing!a}", "%s" % (thing,),
                      pprint.pformat({"key": thing}), repr(dir(thing))):
            assert clean(shown)
        for name in dir(thing):
            if name not in ("hexdigest", "digest"):
                assert clean(repr(getattr(thing, name))), name


@pytest.mark.parametrize("thing", [KEY, RING, MAC], ids=lambda thing: type(thing).__name__)
def test_nothing_can_store_it(thing):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="cannot pickle"):
            pickle.dumps(thing, protocol)
        with pytest.raises(TypeError, match="cannot pickle"):
            thing.__reduce_ex__(protocol)
    for store in (copy.deepcopy, json.dumps, vars, bytes, memoryview):
        with pytest.raises(TypeError):
            store(thing)
    with pytest.raises(ValueError):
        marshal.dumps(thing)
    with pytest.raises(TypeError):
        copy.deepcopy({"key": [thing]})


def test_keys_and_rings_cannot_be_copied():
    for thing in (KEY, RING):
        with pytest.raises(TypeError, match="cannot pickle or copy"):
            copy.copy(thing)
    assert copy.copy(MAC).digest() == MAC.digest()


@pytest.mark.parametrize(
    "secret",
    [CANARY + "\n", " " + CANARY, CANARY + "\ud800", f"<{CANARY}>", CANARY.encode() + b" ",
     bytearray(CANARY + "\t", "ascii"), memoryview(CANARY.encode() + b" ")],
)
def test_refusals_do_not_quote_it(secret):
    for call in (SecretKey, SecretKey.from_hex, SecretKey.from_base64):
        with pytest.raises(userhash.Error) as refusal:
            call(secret)
        error = refusal.value
        assert error.__cause__ is None and error.__context__ is None
        shown = [str(error), repr(error), repr(error.args), repr(vars(error)),
                 *traceback.TracebackException.from_exception(error).format()]
        assert clean("".join(shown))


def test_wrong_types_do_not_quote_it():
    for call in (SecretKey, SecretKey.from_hex, KeyRing, lambda value: KeyRing(KEY, value),
                 lambda value: hmac.new(value, b"", "sha256"), KEY.user_hash):
        for wrong in ([CANARY], {CANARY: CANARY}, (CANARY,)):
            with pytest.raises(TypeError) as refusal:
                call(wrong)
            assert clean(repr(refusal.value))
    for call in (hmac.new, hmac.digest):
        for arguments in ((CANARY + "\ud800", b"", "sha256"), (b"", CANARY + "\ud800", "sha256")):
            with pytest.raises(ValueError) as refusal:
                call(*arguments)
            error = refusal.value
            assert error.__context__ is None and clean(repr(error) + repr(vars(error)))


def test_nothing_keeps_it_alive():
    secret = "".join(["a secret", " that nothing else refers to"])
    key, ring = SecretKey(secret), KeyRing(SecretKey(secret))
    assert not gc.get_referents(key) or secret not in gc.get_referents(key)
    referrers = gc.get_referrers(secret)
    assert all(referrer is not key and referrer is not ring for referrer in referrers)


def test_an_uncaught_error_prints_no_secret():
    code = """
import os, userhash
userhash.SecretKey(os.environ["CANARY"] + " ")
"""
    done = python(code, env={"CANARY": CANARY})
    assert done.returncode == 1
    assert "userhash.Error: the secret key starts or ends in white space" in done.stderr
    assert clean(done.stdout + done.stderr)
