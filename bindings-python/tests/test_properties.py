"""Equal to Python's own hmac on whatever hypothesis comes up with, and on 100,000 random inputs."""

import hashlib
import hmac as own
import random

from helpers import expected
from hypothesis import example, given, settings
from hypothesis import strategies as st

import userhash
from userhash import KeyRing, SecretKey
from userhash import hmac as ours

DIFFERENTIAL = 100_000

text = st.text(st.characters(exclude_categories=["Cs"]))
users = st.one_of(text.filter(bool), st.binary(min_size=1), st.integers(-(10**30), 10**30))
keys = st.binary(min_size=1, max_size=200)


def as_bytes(value):
    if isinstance(value, int):
        value = str(value)
    return value.encode() if isinstance(value, str) else value


@given(keys, users)
@settings(max_examples=500, deadline=None)
def test_user_hash_is_the_hmac(secret, user):
    key = SecretKey.from_hex(secret.hex())
    user_hash = key.user_hash(user)
    assert user_hash == expected(secret, as_bytes(user))
    assert key.verify(user, user_hash) is True
    assert KeyRing(SecretKey("another"), key).verified_by(user, user_hash) == 1


@given(text)
@settings(max_examples=500, deadline=None)
@example("k\0")
@example("\u3000k")
def test_a_secret_is_taken_exactly_or_refused(secret):
    try:
        key = SecretKey(secret)
    except userhash.Error as error:
        assert error.code in ("empty_secret", "padded_secret", "placeholder_secret")
    else:
        assert key.user_hash("u") == expected(secret, "u")


@given(st.one_of(st.text(), st.binary(), st.none(), st.integers(), st.floats(), st.lists(text)))
@settings(max_examples=500, deadline=None)
def test_verify_never_raises(presented):
    assert SecretKey("secret").verify("user", presented) is False


@given(st.binary(max_size=200), st.lists(st.binary(max_size=300), max_size=8))
@settings(max_examples=300, deadline=None)
def test_streaming_in_any_pieces(key, pieces):
    mine, theirs = ours.new(key, digestmod="sha256"), own.new(key, digestmod="sha256")
    for piece in pieces:
        mine.update(piece)
        theirs.update(piece)
        assert mine.copy().hexdigest() == theirs.copy().hexdigest()
    assert mine.digest() == theirs.digest() == ours.digest(key, b"".join(pieces), "sha256")


@given(text, text)
@settings(max_examples=300, deadline=None)
def test_text_is_hashed_as_its_utf8(key, message):
    theirs = own.new(key.encode(), message.encode(), "sha256").hexdigest()
    assert ours.new(key, message, hashlib.sha256).hexdigest() == theirs


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_compare_digest(a, b):
    assert ours.compare_digest(a, b) is (a == b)
    assert ours.compare_digest(a, bytearray(a)) is True


def test_no_difference_in_100_000_random_inputs():
    random_ = random.Random(20251122)
    differences = []
    for number in range(DIFFERENTIAL):
        secret = random_.randbytes(random_.choice((1, 16, 32, 63, 64, 65, 131, 200)))
        message = random_.randbytes(random_.randrange(1, 200))
        tag = own.digest(secret, message, "sha256")
        if number % 2:
            key = SecretKey.from_hex(secret.hex())
            same = key.user_hash(message) == tag.hex() and key.verify(message, tag.hex())
        else:
            mac = ours.new(secret, message[:7], "sha256")
            mac.update(message[7:])
            same = mac.digest() == tag == ours.digest(secret, message, "sha256")
        if not same:
            differences.append((secret.hex(), message.hex()))
    assert differences == []
