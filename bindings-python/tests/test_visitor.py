"""Visitors on a page: what is rendered, and what comes back from it."""

import collections
import copy
import enum
import gc
import hashlib
import json
import pickle
import pprint
import re
import sys
from base64 import b64encode

import pytest
from helpers import ROOT, SECRET, USER, USER_HASH, expected, python, refused

import userhash
from userhash import KeyRing, SecretKey, Visitor

KEY = SecretKey(SECRET)
RING = KeyRing(KEY, SecretKey("an older secret"))
VISITOR = KEY.visitor({"email": USER, "name": "Jane"})

QUEUE = "window.acquire=window.acquire||[];"
DETAILS = f'{{"email":"{USER}","name":"Jane"}}'
TOLD = f'{{"user_hash":"{USER_HASH}","userDetails":{DETAILS}}}'
LOGIN = f'acquireIO.loginVisitor("{USER_HASH}",{DETAILS});'
LOGOUT = "acquireIO.logoutVisitor();"

PAYLOADS = json.loads((ROOT / "tests/vectors/injections.json").read_text())["payloads"]


def policy_hash(script):
    return f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_what_is_rendered():
    script = f"{QUEUE}acquire.push({TOLD});"
    assert VISITOR.user_hash == USER_HASH
    assert VISITOR.to_json() == TOLD
    assert VISITOR.script() == script
    assert VISITOR.script_tag() == VISITOR.script_tag(None) == f"<script>{script}</script>"
    for tag in (VISITOR.script_tag("bm9uY2U="), VISITOR.script_tag(nonce="bm9uY2U=")):
        assert tag == f'<script nonce="bm9uY2U=">{script}</script>'
    assert VISITOR.login_call() == f"{QUEUE}acquire.push(function(){{{LOGIN}}});"
    assert VISITOR.switch_call() == f"{QUEUE}acquire.push(function(){{{LOGOUT}{LOGIN}}});"
    assert VISITOR.csp_hash() == policy_hash(script)
    data = f'<script type="application/json" data-userhash="visitor">{TOLD}</script>'
    assert VISITOR.data_tag() == data


def test_what_is_rendered_after_a_logout():
    call = f"{QUEUE}acquire.push(function(){{{LOGOUT}}});"
    assert userhash.logout_call() == call
    assert userhash.logout_script_tag() == f"<script>{call}</script>"
    assert userhash.logout_script_tag(nonce="abc") == f'<script nonce="abc">{call}</script>'
    assert userhash.logout_csp_hash() == policy_hash(call)
    data = '<script type="application/json" data-userhash="logout">null</script>'
    assert userhash.logout_data_tag() == data


def test_the_loader_and_the_headers():
    assert userhash.loader() == (ROOT / "core/src/loader.js").read_text()
    expected_headers = {"Cache-Control": "private, no-store", "Vary": "Cookie"}
    headers = userhash.headers()
    assert headers == expected_headers and type(headers) is dict
    headers.clear()
    assert userhash.headers() == expected_headers


def slots(payload):
    """A payload in every place that a caller fills in."""
    yield {"email": payload}
    yield {"email": USER, "name": payload}
    yield {"email": USER, payload: "value"}
    yield {"email": USER, payload: payload}
    yield {"email": USER, "company": {payload: [payload, {"x": payload}]}}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_leaves_its_place_or_is_lost(payload):
    for details in slots(payload):
        if payload == "__proto__" and payload in {**details, **details.get("company", {})}:
            refused("malformed_details", KEY.visitor, details)
            continue
        visitor = KEY.visitor(details)
        assert visitor.user_hash == expected(SECRET, details["email"])
        told = {"user_hash": visitor.user_hash, "userDetails": details}
        assert json.loads(visitor.to_json()) == told
        script = visitor.script()
        assert script.startswith(f"{QUEUE}acquire.push(") and script.endswith(");")
        pushed = script.removeprefix(f"{QUEUE}acquire.push(").removesuffix(");")
        assert json.loads(pushed) == told
        login = visitor.login_call().split("acquireIO.loginVisitor(")[1].removesuffix(");});")
        assert json.loads(f"[{login}]") == [visitor.user_hash, details]
        for text in (visitor.to_json(), script, visitor.login_call(), visitor.switch_call()):
            assert re.fullmatch(r"[ -~]*", text) and not re.search("[<>&']", text)
        for tag in (visitor.script_tag("bm9uY2U="), visitor.data_tag()):
            assert re.fullmatch(r"[ -~]*", tag) and tag.count("<") == tag.count(">") == 2


def test_there_are_enough_payloads():
    assert len(PAYLOADS) > 100 and len(set(PAYLOADS)) == len(PAYLOADS)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_nonce_is_one_of_csp_or_refused(payload):
    if re.fullmatch(r"[A-Za-z0-9+/_-]+={0,2}", payload):
        assert VISITOR.script_tag(payload) == VISITOR.script_tag().replace(
            "<script>", f'<script nonce="{payload}">')
    else:
        refused("malformed_nonce", VISITOR.script_tag, payload)
        refused("malformed_nonce", userhash.logout_script_tag, nonce=payload)


@pytest.mark.parametrize("nonce", ["", " ", "a b", 'a"', "a\n", "é", "a\ud800"])
def test_other_malformed_nonces(nonce):
    for call in (VISITOR.script_tag, userhash.logout_script_tag):
        error = refused("malformed_nonce", call, nonce)
        assert error.__cause__ is None and error.__context__ is None


@pytest.mark.parametrize("nonce", [b"abc", 5, True, ["abc"], object()])
def test_nonces_of_other_types(nonce):
    for call in (VISITOR.script_tag, userhash.logout_script_tag):
        with pytest.raises(TypeError, match="nonce: expected str"):
            call(nonce)


def test_order_and_numbers_are_kept():
    details = {"z": 1, "email": USER, "a": [1.5, -0.0, 1e300, 10**30, True, None, {}], "é": "日本"}
    visitor = KEY.visitor(details)
    shown = json.loads(visitor.to_json())["userDetails"]
    assert shown == details and list(shown) == list(details)
    assert "1000000000000000000000000000000" in visitor.to_json()
    assert '"a":[1.5,-0.0,1e+300,' in visitor.to_json()


def test_what_json_takes_is_taken():
    class Plan(enum.IntEnum):
        FREE = 1

    class Details(dict):
        pass

    point = collections.namedtuple("Point", "x y")(1, 2)
    details = Details(email=USER, plan=Plan.FREE, point=point)
    details[7] = "seven"
    shown = json.loads(KEY.visitor(details).to_json())["userDetails"]
    assert shown == {"email": USER, "plan": 1, "point": [1, 2], "7": "seven"}


@pytest.mark.parametrize("key", [KEY, RING], ids=["key", "ring"])
def test_the_identity_is_the_field_that_is_named(key):
    details = {"email": USER, "id": 42, "big": 10**30, "negative": -1}
    assert key.visitor(details).user_hash == USER_HASH
    for identity, user in (("email", USER), ("id", "42"), ("big", str(10**30)), ("negative", "-1")):
        assert key.visitor(details, identity).user_hash == expected(SECRET, user)
        assert key.visitor(details, identity=identity).user_hash == expected(SECRET, user)
        assert key.visitor(details, identity).to_json().count(USER) == 1


def test_a_hash_that_was_made_before():
    details = {"email": USER, "name": "Jane"}
    kept = Visitor.with_hash(USER_HASH, details)
    assert type(kept) is Visitor and kept.user_hash == USER_HASH
    assert kept.script_tag() == VISITOR.script_tag()
    # The details need not name the user.
    assert Visitor.with_hash(user_hash=USER_HASH, details={}).to_json().endswith(":{}}")
    for malformed in ("", USER_HASH[:-1], USER_HASH + "0", USER_HASH.upper(), "g" * 64,
                      " " + USER_HASH[1:], "\0" * 64, "é" * 32, "\ud800" * 64, "0" * 10_000_000):
        error = refused("malformed_hash", Visitor.with_hash, malformed, details)
        assert error.__cause__ is None and error.__context__ is None
    for wrong in (None, USER_HASH.encode(), 5, [USER_HASH], VISITOR):
        with pytest.raises(TypeError, match="user_hash: expected str"):
            Visitor.with_hash(wrong, details)


def test_nothing_shows_a_visitor():
    email = "canary-in-the-mine@example.com"
    visitor = KEY.visitor({"email": email})
    assert repr(visitor) == str(visitor) == "Visitor(…)"
    shown = [f"{visitor!a}", pprint.pformat([visitor]), repr(dir(visitor)),
             *(repr(getattr(visitor, name)) for name in dir(visitor) if name != "user_hash")]
    assert not any(email in text or visitor.user_hash in text for text in shown)


def test_nothing_can_store_a_visitor():
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="cannot pickle or copy Visitor"):
            pickle.dumps(VISITOR, protocol)
    for store in (copy.copy, copy.deepcopy, json.dumps, vars, bytes, iter):
        with pytest.raises(TypeError):
            store(VISITOR)


def test_a_visitor_is_immutable_and_made_by_keys_only():
    for name in ("user_hash", "details", "script"):
        with pytest.raises(AttributeError):
            setattr(VISITOR, name, "x")
    for arguments in ((), (USER_HASH, {}), ({"email": USER},)):
        with pytest.raises(TypeError):
            Visitor(*arguments)
    with pytest.raises(TypeError):
        type("Sub", (Visitor,), {})
    details = {"email": USER, "name": "Jane"}
    visitor = KEY.visitor(details)
    details["email"] = "mallory@example.com"
    assert visitor.to_json() == VISITOR.to_json()


def test_the_encoder_is_imported_when_it_is_needed():
    done = python("""
import sys, userhash
key = userhash.SecretKey("correct horse battery staple")
userhash.logout_script_tag(), userhash.headers()
before = "json" in sys.modules
key.visitor({"email": "customer@example.com"})
print(before, "json" in sys.modules)
""")
    assert done.stdout == "False True\n", done.stderr


def test_references_do_not_pile_up():
    details, bad = {"email": USER, "n": [1, 2]}, {"email": USER, "x": object()}

    def work():
        for _ in range(200):
            KEY.visitor(details).script_tag("abc")
            with pytest.raises(userhash.Error):
                KEY.visitor(bad, "email")

    work()
    gc.collect()
    before = [sys.getrefcount(thing) for thing in (details, bad, USER, Visitor, userhash.Error)]
    work()
    gc.collect()
    after = [sys.getrefcount(thing) for thing in (details, bad, USER, Visitor, userhash.Error)]
    assert all(abs(one - two) < 10 for one, two in zip(before, after))
