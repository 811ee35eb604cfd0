"""SecretKey: what it takes, what it refuses, and what it is as a Python object."""

import array
import base64
import ctypes
import enum
import mmap
import sys

import pytest
from helpers import SECRET, USER, USER_HASH, expected

import userhash
from userhash import SecretKey

KEY = SecretKey(SECRET)


class Text(str):
    def __str__(self):
        return "not this"

    def encode(self, *_):
        return b"not this"


class Bytes(bytes):
    def __bytes__(self):
        return b"not this"


class Number(int):
    def __str__(self):
        return "not this"

    def __repr__(self):
        return "not this"

    def __index__(self):
        return 7


class Id(enum.IntEnum):
    JANE = 42


def mapped(data: bytes) -> mmap.mmap:
    memory = mmap.mmap(-1, len(data))
    memory.write(data)
    return memory


BUFFERS = {
    "bytearray": bytearray,
    "memoryview": memoryview,
    "memoryview of a bytearray": lambda data: memoryview(bytearray(data)),
    "a part of a memoryview": lambda data: memoryview(b"<<" + data + b">>")[2:-2],
    "array of bytes": lambda data: array.array("B", data),
    "array of signed bytes": lambda data: array.array("b", data),
    "mmap": mapped,
    "ctypes": lambda data: (ctypes.c_char * len(data)).from_buffer_copy(data),
    "subclass of bytes": Bytes,
}


@pytest.mark.parametrize("make", BUFFERS.values(), ids=BUFFERS)
def test_secret_user_and_user_hash_may_be_bytes_of_any_kind(make):
    key = SecretKey(make(SECRET.encode()))
    assert key.fingerprint == KEY.fingerprint
    assert key.user_hash(make(USER.encode())) == USER_HASH
    assert KEY.verify(make(USER.encode()), make(USER_HASH.encode())) is True
    assert KEY.verify(make(USER.encode()), make(USER_HASH.encode()[::-1])) is False


def test_text_is_its_utf8():
    for text in ("é", "e\u0301", "日本語", "👩‍💻", "a\0b", "\ufeffx", Text("sub"), "x" * 100_000):
        assert KEY.user_hash(text) == expected(SECRET, str.encode(text))
        assert SecretKey("k" + text).user_hash(USER) == expected(b"k" + str.encode(text), USER)


def test_nothing_is_normalised():
    users = ["Jane", "jane", " jane", "jane ", "jane\n", "jane\0", "é", "e\u0301", "ﬁ", "fi"]
    assert len({KEY.user_hash(user) for user in users}) == len(users)


@pytest.mark.parametrize(
    "number", [0, 1, -1, 42, 2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 2**64, 10**100, 10**4299]
)
def test_whole_numbers_are_their_decimal_text(number):
    assert KEY.user_hash(number) == expected(SECRET, str(number))
    assert KEY.user_hash(Number(number)) == expected(SECRET, str(number))


def test_an_enumeration_of_numbers_is_its_number():
    assert KEY.user_hash(Id.JANE) == expected(SECRET, "42")
    assert KEY.verify(Id.JANE, expected(SECRET, "42"))


@pytest.mark.skipif(not hasattr(sys, "get_int_max_str_digits"), reason="no such limit yet")
def test_a_number_beyond_pythons_own_limit_is_a_value_error():
    with pytest.raises(ValueError, match="digits"):
        KEY.user_hash(10 ** sys.get_int_max_str_digits())


WRONG = [None, True, False, 1.5, float("nan"), 1j, [], ["a"], (), {}, object(), str, Ellipsis]
# Their memory is a buffer too, but the bytes of a number in memory are not what anyone means.
NUMBERS_IN_MEMORY = [
    array.array("i", [1]),
    array.array("d", [1.0]),
    array.array("H", b"text"),
    ctypes.c_long(5),
    ctypes.c_bool(True),
    memoryview(bytes(4)).cast("B", (2, 2)),
    memoryview(bytes(8)).cast("d"),
]


@pytest.mark.parametrize("value", [*WRONG, *NUMBERS_IN_MEMORY], ids=lambda v: type(v).__name__)
def test_other_types_are_type_errors(value):
    name = type(value).__name__
    with pytest.raises(TypeError, match=f"^user: expected str, .* or int, but got '{name}'$"):
        KEY.user_hash(value)
    with pytest.raises(TypeError, match="^user: expected"):
        KEY.verify(value, USER_HASH)
    with pytest.raises(TypeError, match="^secret: expected str or a bytes-like object, but got"):
        SecretKey(value)
    for constructor in (SecretKey.from_hex, SecretKey.from_base64):
        with pytest.raises(TypeError, match="^text: expected"):
            constructor(value)
    assert KEY.verify(USER, value) is False


def test_a_number_is_no_secret():
    for number in (0, 42, 2**70, Id.JANE):
        with pytest.raises(TypeError):
            SecretKey(number)


def test_a_buffer_with_gaps_is_a_buffer_error():
    gaps = memoryview(b"abcdef")[::2]
    for call in (SecretKey, SecretKey.from_hex, KEY.user_hash, lambda gaps: KEY.verify(gaps, "")):
        with pytest.raises(BufferError, match="not C-contiguous"):
            call(gaps)
    assert KEY.verify(USER, gaps) is False


def test_a_released_buffer_is_a_value_error():
    released = memoryview(b"abc")
    released.release()
    with pytest.raises(ValueError, match="released"):
        KEY.user_hash(released)
    assert KEY.verify(USER, released) is False


def test_a_bytearray_is_copied_and_let_go():
    secret, user = bytearray(SECRET, "ascii"), bytearray(USER, "ascii")
    key = SecretKey(secret)
    view = SecretKey(memoryview(secret))
    assert key.user_hash(user) == USER_HASH
    assert key.user_hash(memoryview(user)) == USER_HASH
    # Neither is still exported, which would make these a BufferError.
    secret[:] = b"x" * len(secret)
    secret.clear()
    user.extend(b"more")
    assert key.user_hash(USER) == view.user_hash(USER) == USER_HASH


REFUSED = {
    "empty_secret": ["", b"", bytearray(), " ", " \t\r\n", "\u3000", memoryview(b"")],
    "padded_secret": [SECRET + "\n", " " + SECRET, SECRET.encode() + b"\r\n", "\ufeff" + SECRET],
    "placeholder_secret": ["YOUR_SECRET_KEY", b"changeme", "<secret>", "[YOUR_SECRET_KEY]"],
    "malformed_text": ["\ud800", "abc\udfff", "\ud83d"],
}


@pytest.mark.parametrize(
    ("code", "secret"), [(code, secret) for code, all in REFUSED.items() for secret in all]
)
def test_secrets_that_are_refused(code, secret):
    with pytest.raises(userhash.Error) as refusal:
        SecretKey(secret)
    assert refusal.value.code == code


def test_users_that_are_refused():
    for user, code in [("", "empty_user"), (b"", "empty_user"), (bytearray(), "empty_user"),
                       ("a\ud800b", "malformed_text")]:
        for call in (KEY.user_hash, lambda user: KEY.verify(user, USER_HASH),
                     lambda user: KEY.verify(user, None)):
            with pytest.raises(userhash.Error) as refusal:
                call(user)
            assert refusal.value.code == code


def test_hexadecimal_and_base64():
    binary = bytes(range(256))
    hash_of_binary = expected(binary, USER)
    for text in (binary.hex(), binary.hex().upper(), binary.hex().encode()):
        assert SecretKey.from_hex(text).user_hash(USER) == hash_of_binary
    for text in (base64.b64encode(binary), base64.b64encode(binary).decode()):
        assert SecretKey.from_base64(text).user_hash(USER) == hash_of_binary
    for constructor, text, code in [
        (SecretKey.from_hex, "", "empty_secret"),
        (SecretKey.from_hex, "abc", "malformed_secret"),
        (SecretKey.from_hex, "zz", "malformed_secret"),
        (SecretKey.from_hex, "ab cd", "malformed_secret"),
        (SecretKey.from_hex, "\ud800", "malformed_text"),
        (SecretKey.from_base64, "", "empty_secret"),
        (SecretKey.from_base64, "YWJj\n", "malformed_secret"),
        (SecretKey.from_base64, "YW", "malformed_secret"),
        (SecretKey.from_base64, b"\xff\xff\xff\xff", "malformed_secret"),
        (SecretKey.from_base64, "\ud800", "malformed_text"),
    ]:
        with pytest.raises(userhash.Error) as refusal:
            constructor(text)
        assert refusal.value.code == code, (constructor, text)


def test_it_is_an_immutable_value_without_a_dict():
    for change in (
        lambda: setattr(KEY, "fingerprint", "00000000"),
        lambda: setattr(KEY, "anything", 1),
        lambda: delattr(KEY, "fingerprint"),
    ):
        with pytest.raises(AttributeError):
            change()
    assert not hasattr(KEY, "__dict__")
    with pytest.raises(TypeError):
        type("Sub", (SecretKey,), {})
    # Initialising it again does not change it.
    key = SecretKey(SECRET)
    key.__init__("another secret")
    assert key.fingerprint == KEY.fingerprint


def test_equality_is_identity():
    twin = SecretKey(SECRET)
    assert KEY == KEY and KEY != twin
    assert len({KEY, twin}) == 2
    with pytest.raises(TypeError):
        KEY < twin


def test_arguments():
    assert SecretKey(secret=SECRET).user_hash(user=USER) == USER_HASH
    assert KEY.verify(user=USER, user_hash=USER_HASH)
    for call in (SecretKey, KEY.user_hash, lambda: KEY.verify(USER), lambda: SecretKey("a", "b"),
                 lambda: KEY.user_hash(USER, 1), lambda: SecretKey(SECRET, extra=1),
                 lambda: SecretKey.from_hex(), lambda: object.__new__(SecretKey)):
        with pytest.raises(TypeError):
            call()


def test_fingerprint():
    assert KEY.fingerprint == expected(SECRET, "userhash fingerprint v1")[:8]
    assert SecretKey("another").fingerprint != KEY.fingerprint
