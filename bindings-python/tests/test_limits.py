"""What it may cost: memory over many calls, the size of the module, what an import loads."""

import sys

import pytest
from helpers import python

import userhash

KIB = 1024

LOOP = """
import os
import userhash
from userhash import hmac

key = userhash.SecretKey("correct horse battery staple")
ring = userhash.KeyRing(userhash.SecretKey("another"), key)
right = key.user_hash("customer@example.com")
user, view = b"customer@example.com", memoryview(b"customer@example.com")
large = "customer" * 1000
details = {"email": "customer@example.com", "name": "Jane"}

def calls():
    key.user_hash("customer@example.com")
    key.user_hash(view)
    key.user_hash(12345)
    key.verify(user, right)
    ring.verified_by(bytearray(user), right)
    key.fingerprint, repr(ring)
    ring.visitor(details, "email").script_tag("abc")
    userhash.SecretKey("a secret")
    userhash.SecretKey.from_hex("6b6579")
    mac = hmac.new("key", large, "sha256")
    mac.copy().update(user)
    mac.hexdigest()
    hmac.compare_digest(mac.digest(), hmac.digest(user, view, "sha256"))

def failures():
    for call, *arguments in (
        (userhash.SecretKey, ""), (userhash.SecretKey, "a\\ud800"), (key.user_hash, ""),
        (key.visitor, {"email": float("nan")}), (key.visitor, []),
        (key.user_hash, None), (key.user_hash, view[::2]), (key.verify, 1.5, right),
        (userhash.KeyRing, key, "secret"), (hmac.new, 5, b"", "sha256"),
        (hmac.new, b"", b"", "md5"), (userhash.SecretKey.from_env, "USERHASH_NOT_SET"),
    ):
        try:
            call(*arguments)
        except (ValueError, TypeError, BufferError):
            pass
        else:
            raise AssertionError(call)
    key.verify(user, None), key.verify(user, "a\\ud800"), key.verify(user, large)

def resident():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

def growth(work, rounds):
    # Beforehand, so that what is made only once, for the measurement too, does not count.
    resident()
    for _ in range(rounds // 10):
        work()
    least = None
    # Python's allocator takes a few pages at a time, once; what leaks grows in every round.
    for _ in range(3):
        before = resident()
        for _ in range(rounds):
            work()
        grown = resident() - before
        least = grown if least is None else min(least, grown)
        if least < 64 * 1024:
            break
    return least

print(growth(calls, 100_000), growth(failures, 10_000))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_stays_over_a_million_calls_and_a_hundred_thousand_failures():
    done = python(LOOP)
    assert done.returncode == 0, done.stderr
    calls, failures = map(int, done.stdout.split())
    assert calls < 64 * KIB
    assert failures < 64 * KIB


def test_the_check_of_memory_can_fail():
    leak = "kept = []\ndef calls(): kept.append(bytes(40))\n"
    done = python(LOOP.replace("def resident", leak + "def resident"))
    calls, _ = map(int, done.stdout.split())
    assert calls > 64 * KIB


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is for what Linux strips")
def test_the_module_is_small():
    with open(userhash._userhash.__file__, "rb") as module:
        assert len(module.read()) < 900 * KIB


def test_importing_it_imports_little():
    before = set(python("import sys; print(*sys.modules)").stdout.split())
    after = set(python("import sys, userhash; print(*sys.modules)").stdout.split())
    assert after - before == {"userhash", "userhash._userhash"}
