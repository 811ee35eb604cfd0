"""How programs use the package, for the type checkers: they have to agree with every line.

The lines marked as wrong are the ones that they have to object to.
"""

import hashlib
import os
import pathlib
from typing import assert_type

import userhash
from userhash import Error, KeyRing, SecretKey, Visitor, hmac

key = SecretKey(os.environ["USERHASH_SECRET_KEY"])
for other in (
    SecretKey(b"bytes"),
    SecretKey(bytearray(b"bytes")),
    SecretKey(memoryview(b"bytes")),
    SecretKey.from_env("USERHASH_SECRET_KEY"),
    SecretKey.from_file("/run/secrets/acquire"),
    SecretKey.from_file(pathlib.Path("/run/secrets/acquire")),
    SecretKey.from_hex("6b6579"),
    SecretKey.from_base64(b"a2V5"),
):
    assert_type(other, SecretKey)

assert_type(key.user_hash("customer@example.com"), str)
assert_type(key.user_hash(b"customer@example.com"), str)
assert_type(key.user_hash(42), str)
assert_type(key.fingerprint, str)


def check(presented: object, maybe: str | None) -> bool:
    """What a visitor sent may be anything."""
    return key.verify("customer@example.com", presented) and key.verify(42, maybe)


ring = KeyRing(key, SecretKey("previous"), SecretKey("the one before"))
assert_type(ring.user_hash("customer@example.com"), str)
assert_type(ring.verify("customer@example.com", None), bool)
assert_type(ring.verified_by("customer@example.com", ["x"]), int | None)

visitor = key.visitor({"email": "customer@example.com", "plan": {"seats": 3}})
assert_type(visitor, Visitor)
assert_type(ring.visitor({"id": 42}, identity="id"), Visitor)
assert_type(Visitor.with_hash(visitor.user_hash, {"email": "customer@example.com"}), Visitor)
for text in (
    visitor.script_tag(),
    visitor.script_tag(nonce="bm9uY2U="),
    visitor.script_tag(None),
    visitor.script(),
    visitor.login_call(),
    visitor.switch_call(),
    visitor.to_json(),
    visitor.csp_hash(),
    visitor.data_tag(),
    userhash.logout_script_tag("bm9uY2U="),
    userhash.logout_call(),
    userhash.logout_csp_hash(),
    userhash.logout_data_tag(),
    userhash.loader(),
):
    assert_type(text, str)
assert_type(userhash.headers(), dict[str, str])

try:
    key.user_hash("")
except Error as error:
    assert_type(error.code, str)
    assert_type(error.number, int)
    refused: ValueError = error

assert_type(userhash.__version__, str)

mac = hmac.new("key", "message", digestmod=hashlib.sha256)
assert_type(mac, hmac.HMAC)
mac.update(b"more")
assert_type(mac.copy(), hmac.HMAC)
assert_type(mac.digest(), bytes)
assert_type(mac.hexdigest(), str)
assert_type(mac.name, str)
assert_type(mac.digest_size + mac.block_size + hmac.HMAC.blocksize, int)
assert_type(hmac.digest(b"key", memoryview(b"message"), "sha256"), bytes)
assert_type(hmac.compare_digest(mac.digest(), bytearray(32)), bool)
assert_type(hmac.compare_digest("a", "b"), bool)
assert_type(userhash.hmac.new(b"key", None, "sha256"), hmac.HMAC)


class Tagged(hmac.HMAC):
    """The parity class may be extended, as Python's own."""

    def __init__(self) -> None:
        super().__init__(b"key", digestmod="sha256")


# Wrong, all of them:
SecretKey(None)  # type: ignore[arg-type]
SecretKey(5)  # type: ignore[arg-type]
SecretKey.from_env(b"USERHASH_SECRET_KEY")  # type: ignore[arg-type]
SecretKey.from_file(0)  # type: ignore[arg-type]
key.user_hash(None)  # type: ignore[arg-type]
key.user_hash(1.5)  # type: ignore[arg-type]
key.fingerprint = "00000000"  # type: ignore[misc]
KeyRing()  # type: ignore[call-arg]
KeyRing("secret")  # type: ignore[arg-type]
key.visitor(None)  # type: ignore[arg-type]
key.visitor("customer@example.com")  # type: ignore[arg-type]
visitor.script_tag(b"bm9uY2U=")  # type: ignore[arg-type]
Visitor.with_hash(None, {})  # type: ignore[arg-type]
hmac.new(None, b"message", "sha256")  # type: ignore[call-overload]
hmac.new(b"key", b"message")  # type: ignore[call-overload]
hmac.compare_digest("a", b"a")  # type: ignore[call-overload]
mac.update(None)  # type: ignore[arg-type]
userhash.no_such_name  # type: ignore[attr-defined]


class Sub(SecretKey):  # type: ignore[misc]
    """A secret key is final."""
