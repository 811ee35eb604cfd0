"""userhash.hmac where it is more, or less, than Python's own: text, SHA-256 only, subclasses."""

import copy
import hashlib
import hmac as own
import sys
import types
import warnings

import pytest
from helpers import python

import userhash
from userhash import hmac as ours

K, M = b"key", b"message"


def test_the_block_of_the_document_runs_as_it_stands():
    hmac = ours

    class request:
        class user:
            email = "customer@example.com"

    for secret in ("", "secret"):
        tag = hmac.new(
          secret, # secret key (keep safe!)
          request.user.email, # user's email
          digestmod=hashlib.sha256 # hash function
        ).hexdigest()
        assert tag == own.new(secret.encode(), b"customer@example.com", "sha256").hexdigest()


def test_text_is_taken_as_utf8_everywhere():
    theirs = own.new("clé".encode(), "日本".encode(), "sha256")
    assert ours.new("clé", "日本", "sha256").digest() == theirs.digest()
    assert ours.HMAC("clé", "日本", "sha256").digest() == theirs.digest()
    assert ours.digest("clé", "日本", "sha256") == theirs.digest()
    mac = ours.new("clé", digestmod="sha256")
    mac.update("日")
    mac.update("本")
    assert mac.digest() == theirs.digest()


def test_text_that_has_no_utf8_is_refused():
    mac = ours.new(K, digestmod="sha256")
    for call in (lambda text: ours.new(text, M, "sha256"), lambda text: ours.new(K, text, "sha256"),
                 lambda text: ours.digest(text, M, "sha256"), mac.update,
                 lambda text: ours.digest(K, text, "sha256")):
        with pytest.raises(userhash.Error) as refusal:
            call("a\udc80")
        assert refusal.value.code == "malformed_text"


MD5_MODULE = types.SimpleNamespace(new=hashlib.md5)


def test_an_unknown_name_with_a_nul_is_the_error_of_hashlib():
    with pytest.raises((TypeError, ValueError)):
        ours.new(K, M, "sha256\0")


class Salted:
    """Calls itself SHA-256 and has its sizes, but is another function."""

    name, digest_size, block_size = "sha256", 32, 64

    def digest(self):
        return hashlib.sha256(b"salt").digest()


class OddBlocks:
    """SHA-256, with a block size that would make another HMAC of it."""

    name, digest_size, block_size = "sha256", 32, 128

    def digest(self):
        return hashlib.sha256().digest()


@pytest.mark.parametrize(
    "digestmod",
    ["md5", "sha1", "SHA512", "sha512-256", "sha3_256", "blake2s", "nope", "sha256 ",
     hashlib.md5, hashlib.sha512, hashlib.sha3_256, hashlib.blake2s, MD5_MODULE, Salted, OddBlocks,
     lambda: hashlib.sha256(b"salt")],
)
def test_another_hash_is_a_value_error_that_says_so(digestmod):
    for call in (lambda: ours.new(K, M, digestmod), lambda: ours.HMAC(K, M, digestmod),
                 lambda: ours.digest(K, M, digestmod)):
        with pytest.raises(ValueError, match="^unsupported hash type .*: userhash.hmac offers"):
            call()


def test_sha256_of_any_make_is_recognised():
    class Bare:
        """No name and no block size, which Python's own hmac warns of."""

        digest_size = 32

        def digest(self):
            return hashlib.sha256().digest()

    with pytest.warns(RuntimeWarning, match="No block_size attribute"):
        assert ours.new(K, M, Bare).digest() == own.digest(K, M, "sha256")
    Bare.block_size = 8
    with pytest.warns(RuntimeWarning, match="block_size of 8 seems too small; using our default"):
        assert ours.new(K, M, Bare).digest() == own.digest(K, M, "sha256")
    Bare.block_size = 64
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(3):
            assert ours.new(K, M, Bare).digest() == own.digest(K, M, "sha256")


def test_a_constructor_is_judged_again_each_time():
    answers = iter([hashlib.sha256, hashlib.md5])

    def moody():
        return next(answers)()

    ours.new(K, M, moody)
    with pytest.raises(ValueError):
        ours.new(K, M, moody)


def test_copies_go_their_own_ways():
    mac = ours.new(K, b"a", "sha256")
    fork, shallow = mac.copy(), copy.copy(mac)
    mac.update(b"b")
    fork.update(b"c")
    assert mac.digest() == own.digest(K, b"ab", "sha256")
    assert fork.digest() == own.digest(K, b"ac", "sha256")
    assert shallow.digest() == own.digest(K, b"a", "sha256")
    # Asking changes nothing.
    assert mac.digest() == mac.digest() and mac.hexdigest() == mac.digest().hex()


def test_a_subclass_may_have_its_own_constructor():
    class ForUsers(ours.HMAC):
        def __init__(self, user):
            super().__init__(K, user, digestmod="sha256")
            self.user = user

    mac = ForUsers("jane")
    assert mac.digest() == own.digest(K, b"jane", "sha256")
    fork = mac.copy()
    assert type(fork) is ForUsers and fork.digest() == mac.digest()
    # As in Python's own, a copy is made without calling the constructor.
    assert not hasattr(fork, "user")


def test_initialising_again_starts_anew():
    mac = ours.HMAC(K, M, "sha256")
    mac.__init__(b"other", b"", "sha256")
    assert mac.digest() == own.digest(b"other", b"", "sha256")
    with pytest.raises(TypeError):
        mac.__init__(None, b"", "sha256")
    assert mac.digest() == own.digest(b"other", b"", "sha256")


def test_its_public_names_are_those_of_pythons_own():
    theirs = {name for name in vars(own) if not name.startswith("_")}
    assert theirs <= set(vars(ours))
    methods = {name for name in vars(own.HMAC) if not name.startswith("_")}
    assert methods <= set(dir(ours.HMAC))


def test_importing_it_does_not_import_hashlib():
    done = python("import sys, userhash.hmac; print('hashlib' in sys.modules)")
    assert done.stdout.strip() == "False"
    # Nor does using it with the name that it is for.
    use = "import sys, userhash.hmac as h; h.new(b'k', b'm', 'sha256')"
    done = python(f"{use}; print('hashlib' in sys.modules)")
    assert done.stdout.strip() == "False"


def test_the_submodule_comes_when_it_is_asked_for():
    code = """
import sys, userhash
assert 'userhash.hmac' not in sys.modules
assert 'hmac' in dir(userhash)
print(userhash.hmac.new('k', 'm', 'sha256').hexdigest())
"""
    done = python(code)
    assert done.stdout.strip() == own.new(b"k", b"m", "sha256").hexdigest(), done.stderr
    with pytest.raises(AttributeError, match="has no attribute 'other'"):
        userhash.other


def test_reference_counts_stay():
    def digestmod():
        return hashlib.sha256()

    key, message = b"k" * 40, b"m" * 5000
    before = [sys.getrefcount(thing) for thing in (digestmod, key, message)]
    for _ in range(1000):
        ours.new(key, message, digestmod).copy().update(message)
        ours.digest(key, message, digestmod)
    after = [sys.getrefcount(thing) for thing in (digestmod, key, message)]
    assert after == before
