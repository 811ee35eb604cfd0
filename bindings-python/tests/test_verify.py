"""verify and KeyRing: nothing a visitor sends is an error, and nothing but the hash is true."""

import decimal

import pytest
from helpers import SECRET, USER, USER_HASH, expected

import userhash
from userhash import KeyRing, SecretKey

KEY = SecretKey(SECRET)
OLD = SecretKey("last year's secret")
OLDER = SecretKey("the secret of the year before")
RING = KeyRing(KEY, OLD, OLDER)


class Liar:
    """Says that it is equal to everything, and has the right hash as its text and bytes."""

    def __eq__(self, other):
        return True

    def __str__(self):
        return USER_HASH

    def __bytes__(self):
        return USER_HASH.encode()

    __hash__ = None


class Broken:
    def __getattr__(self, name):
        raise RuntimeError(name)

    def __str__(self):
        raise RuntimeError("__str__")


class HashSubclass(str):
    pass


def flips() -> list[str]:
    tag = bytes.fromhex(USER_HASH)
    number = int.from_bytes(tag, "big")
    return [(number ^ (1 << bit)).to_bytes(32, "big").hex() for bit in range(256)]


REFUSED = [
    None, True, False, 0, 1, int(USER_HASH, 16), 1.5, float("nan"), decimal.Decimal(1), b"", "",
    [], [USER_HASH], (USER_HASH,), {"user_hash": USER_HASH}, {USER_HASH}, object(), Liar(),
    Broken(), Liar, "\ud800", USER_HASH[:-1] + "\udcff", USER_HASH.upper(), USER_HASH + "\0",
    "\0" + USER_HASH, USER_HASH + "\n", " " + USER_HASH, "0x" + USER_HASH, "sha256=" + USER_HASH,
    USER_HASH * 2, USER_HASH[:32], USER_HASH[:-1], USER_HASH[1:], USER_HASH + "0",
    bytes.fromhex(USER_HASH), USER_HASH.encode("utf-16"), USER_HASH[::-1], "0" * 64, "a" * 1_048_576,
    "é" * 1_048_576, b"\xff" * 1_048_576, USER_HASH.translate({ord("4"): "４"}),
    USER_HASH.translate({ord("0"): "٠"}), USER_HASH.translate({ord("a"): "а"}),
    expected(SECRET, "somebody@example.com"), expected("another", USER), expected(USER, SECRET),
]


@pytest.mark.parametrize("presented", REFUSED, ids=lambda value: type(value).__name__)
def test_all_else_is_false(presented):
    assert KEY.verify(USER, presented) is False
    assert RING.verify(USER, presented) is False
    assert RING.verified_by(USER, presented) is None


def test_the_right_hash_is_true():
    for presented in (USER_HASH, HashSubclass(USER_HASH), USER_HASH.encode()):
        assert KEY.verify(USER, presented) is True
        assert RING.verify(USER, presented) is True


def test_every_single_bit_counts():
    wrong = flips()
    assert len(set(wrong) - {USER_HASH}) == 256
    assert not any(KEY.verify(USER, presented) for presented in wrong)
    assert not any(RING.verify(USER, presented) for presented in wrong)


def test_every_length_but_one_is_false():
    long = USER_HASH * 3
    accepted = [n for n in range(len(long)) if KEY.verify(USER, long[:n])]
    assert accepted == [64]


def test_a_ring_signs_with_the_current_key_and_checks_with_all():
    assert RING.user_hash(USER) == USER_HASH
    for index, key in enumerate((KEY, OLD, OLDER)):
        assert RING.verified_by(USER, key.user_hash(USER)) == index
        assert RING.verify(USER, key.user_hash(USER)) is True
    stranger = SecretKey("a stranger's secret").user_hash(USER)
    assert RING.verify(USER, stranger) is False
    assert RING.verified_by(USER, stranger) is None


def test_a_ring_of_one_and_of_many():
    assert KeyRing(KEY).verified_by(USER, USER_HASH) == 0
    keys = [SecretKey(f"secret number {n}") for n in range(100)]
    assert KeyRing(*keys).verified_by(USER, keys[99].user_hash(USER)) == 99
    assert KeyRing(KEY, KEY, KEY).verified_by(USER, USER_HASH) == 0
    assert KeyRing(current=KEY).user_hash(user=42) == expected(SECRET, "42")


@pytest.mark.parametrize("wrong", [None, SECRET, SECRET.encode(), 1, [KEY], RING, SecretKey])
def test_a_ring_is_made_of_keys_only(wrong):
    with pytest.raises(TypeError, match="^current: expected SecretKey, but got"):
        KeyRing(wrong)
    with pytest.raises(TypeError, match="^previous: expected SecretKey, but got"):
        KeyRing(KEY, OLD, wrong)
    with pytest.raises(TypeError):
        KeyRing()


def test_a_rings_users_are_checked_as_a_keys_are():
    for call in (RING.user_hash, lambda user: RING.verify(user, None),
                 lambda user: RING.verified_by(user, None)):
        for wrong in (None, True, 1.5, []):
            with pytest.raises(TypeError):
                call(wrong)
        for user, code in [("", "empty_user"), (b"", "empty_user"), ("\ud800", "malformed_text")]:
            with pytest.raises(userhash.Error) as refusal:
                call(user)
            assert refusal.value.code == code


def test_a_ring_outlives_the_names_of_its_keys():
    ring = KeyRing(SecretKey("one"), SecretKey("two"))
    assert ring.verified_by(USER, expected("two", USER)) == 1
    with pytest.raises(AttributeError):
        ring.anything = 1
    with pytest.raises(TypeError):
        type("Sub", (KeyRing,), {})
