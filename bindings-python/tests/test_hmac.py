"""userhash.hmac beside Python's own: the same answer, or the same error, to the same call."""

import array
import copy
import ctypes
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


def gaps():
    return memoryview(b"abcdef")[::2]


def square():
    return memoryview(bytes(4)).cast("B", (2, 2))


class Boolless:
    def __bool__(self):
        raise LookupError("its own")


# As PEP 247 has modules: `new` is what makes a hash.
MODULE = types.SimpleNamespace(new=hashlib.sha256)


class Bytes(bytes):
    pass


# Calls that have to come out alike. `h` is one module or the other.
CALLS = {
    # Keys
    "no arguments": lambda h: h.new(),
    "key bytes": lambda h: h.new(K, M, "sha256").hexdigest(),
    "key empty": lambda h: h.new(b"", M, "sha256").hexdigest(),
    "key bytearray": lambda h: h.new(bytearray(K), M, "sha256").hexdigest(),
    "key subclass": lambda h: h.new(Bytes(K), M, "sha256").hexdigest(),
    "key 64 bytes": lambda h: h.new(K * 21 + b"k", M, "sha256").hexdigest(),
    "key 65 bytes": lambda h: h.new(K * 21 + b"kk", M, "sha256").hexdigest(),
    "key None": lambda h: h.new(None, M, "sha256"),
    "key int": lambda h: h.new(5, M, "sha256"),
    "key list": lambda h: h.new([1], M, "sha256"),
    "key memoryview": lambda h: h.new(memoryview(K), M, "sha256"),
    "key array": lambda h: h.new(array.array("B", K), M, "sha256"),
    "key before digestmod": lambda h: h.new(5, M, "nope"),
    # Messages
    "msg None": lambda h: h.new(K, None, "sha256").hexdigest(),
    "msg left out": lambda h: h.new(K, digestmod="sha256").hexdigest(),
    "msg empty": lambda h: h.new(K, b"", "sha256").hexdigest(),
    "msg memoryview": lambda h: h.new(K, memoryview(M), "sha256").hexdigest(),
    "msg bytearray": lambda h: h.new(K, bytearray(M), "sha256").hexdigest(),
    "msg array of int": lambda h: h.new(K, array.array("i", [1, 2]), "sha256").hexdigest(),
    "msg array of float": lambda h: h.new(K, array.array("d", [1.5]), "sha256").hexdigest(),
    "msg ctypes": lambda h: h.new(K, ctypes.c_long(5), "sha256").hexdigest(),
    "msg of two dimensions": lambda h: h.new(K, square(), "sha256").hexdigest(),
    "msg with gaps": lambda h: h.new(K, gaps(), "sha256"),
    "msg int": lambda h: h.new(K, 5, "sha256"),
    "msg True": lambda h: h.new(K, True, "sha256"),
    "msg list": lambda h: h.new(K, [1], "sha256"),
    "msg of a megabyte": lambda h: h.new(K, bytes(2**20), "sha256").hexdigest(),
    "update None": lambda h: h.new(K, M, "sha256").update(None),
    "update int": lambda h: h.new(K, M, "sha256").update(5),
    "update with gaps": lambda h: h.new(K, M, "sha256").update(gaps()),
    "update returns": lambda h: h.new(K, M, "sha256").update(b"x"),
    # The hash
    "digestmod left out": lambda h: h.new(K, M),
    "digestmod None": lambda h: h.new(K, M, None),
    "digestmod ''": lambda h: h.new(K, M, ""),
    "digestmod b''": lambda h: h.new(K, M, b""),
    "digestmod 0": lambda h: h.new(K, M, 0),
    "digestmod without bool": lambda h: h.new(K, M, Boolless()),
    "digestmod SHA256": lambda h: h.new(K, M, "SHA256").hexdigest(),
    "digestmod sHa256": lambda h: h.new(K, M, "sHa256").name,
    "digestmod sha-256": lambda h: h.new(K, M, "sha-256").name,
    "digestmod SHA2-256": lambda h: h.new(K, M, "SHA2-256").hexdigest(),
    "digestmod function": lambda h: h.new(K, M, hashlib.sha256).hexdigest(),
    "digestmod lambda": lambda h: h.new(K, M, lambda *a: hashlib.sha256(*a)).hexdigest(),
    "digestmod module": lambda h: h.new(K, M, MODULE).hexdigest(),
    "digestmod 5": lambda h: h.new(K, M, 5),
    "digestmod object": lambda h: h.new(K, M, object()),
    "digestmod bytes": lambda h: h.new(K, M, b"sha256"),
    "digestmod int": lambda h: h.new(K, M, int),
    "digestmod type": lambda h: h.new(K, M, type),
    "digestmod hashlib": lambda h: h.new(K, M, hashlib),
    "digestmod that fails": lambda h: h.new(K, M, lambda: 1 / 0),
    # In one call
    "digest": lambda h: h.digest(K, M, "sha256"),
    "digest, function": lambda h: h.digest(K, M, hashlib.sha256),
    "digest, keywords": lambda h: h.digest(key=K, msg=M, digest="sha256"),
    "digest, no arguments": lambda h: h.digest(),
    "digest, key memoryview": lambda h: h.digest(memoryview(K), M, "sha256"),
    "digest, key array": lambda h: h.digest(array.array("i", [1]), M, "sha256"),
    "digest, key int": lambda h: h.digest(5, M, "sha256"),
    "digest, key None": lambda h: h.digest(None, M, "sha256"),
    "digest, msg None": lambda h: h.digest(K, None, "sha256"),
    "digest, msg with gaps": lambda h: h.digest(K, gaps(), "sha256"),
    "digest, key with gaps": lambda h: h.digest(gaps(), M, "sha256"),
    "digest, digest None": lambda h: h.digest(K, M, None),
    "digest, digest 5": lambda h: h.digest(K, M, 5),
    "digest of a megabyte": lambda h: h.digest(K, bytes(2**20), "sha256"),
    # Comparing
    "compare equal": lambda h: h.compare_digest(b"a", b"a"),
    "compare different": lambda h: h.compare_digest(b"a", b"b"),
    "compare lengths": lambda h: h.compare_digest(b"a", b"ab"),
    "compare text": lambda h: h.compare_digest("a", "a"),
    "compare different text": lambda h: h.compare_digest("a", "b"),
    "compare empty text": lambda h: h.compare_digest("", ""),
    "compare é": lambda h: h.compare_digest("é", "é"),
    "compare with é": lambda h: h.compare_digest("e", "é"),
    "compare with a surrogate": lambda h: h.compare_digest("\ud800", "a"),
    "compare text and bytes": lambda h: h.compare_digest("a", b"a"),
    "compare bytes and text": lambda h: h.compare_digest(b"a", "a"),
    "compare None": lambda h: h.compare_digest(None, None),
    "compare None and text": lambda h: h.compare_digest(None, "a"),
    "compare text and int": lambda h: h.compare_digest("a", 5),
    "compare int and bytes": lambda h: h.compare_digest(5, b"a"),
    "compare bytes and int": lambda h: h.compare_digest(b"a", 5),
    "compare views": lambda h: h.compare_digest(memoryview(b"abc"), bytearray(b"abc")),
    "compare with gaps": lambda h: h.compare_digest(gaps(), b"ace"),
    "compare squares": lambda h: h.compare_digest(square(), bytes(4)),
    "compare int arrays": lambda h: h.compare_digest(array.array("i", [0]), bytes(4)),
    "compare nothing": lambda h: h.compare_digest(),
    "compare by keyword": lambda h: h.compare_digest(a=b"", b=b""),
    # The object
    "name": lambda h: h.new(K, M, "sha256").name,
    "digest_size": lambda h: h.new(K, M, "sha256").digest_size,
    "block_size": lambda h: h.new(K, M, "sha256").block_size,
    "blocksize": lambda h: (h.HMAC.blocksize, h.HMAC(K, M, "sha256").blocksize),
    "HMAC": lambda h: h.HMAC(K, M, "sha256").hexdigest(),
    "HMAC, keywords": lambda h: h.HMAC(key=K, msg=M, digestmod="sha256").digest(),
    "HMAC, no arguments": lambda h: h.HMAC(),
    "HMAC, digestmod left out": lambda h: h.HMAC(K, M),
    "new, keywords": lambda h: h.new(key=K, msg=M, digestmod="sha256").digest(),
    "new, an unknown keyword": lambda h: h.new(K, M, "sha256", other=1),
    "type": lambda h: type(h.new(K, M, "sha256")) is h.HMAC,
    "types": lambda h: [type(h.new(K, M, "sha256").digest()), type(h.digest(K, M, "sha256"))],
    "truth": lambda h: bool(h.new(K, M, "sha256")),
    "equality": lambda h: h.new(K, M, "sha256") == h.new(K, M, "sha256"),
    "a new attribute": lambda h: setattr(h.new(K, M, "sha256"), "other", 1),
    "vars": lambda h: vars(h.new(K, M, "sha256")),
    "never initialised": lambda h: h.HMAC.__new__(h.HMAC).digest(),
    "copy.copy": lambda h: copy.copy(h.new(K, M, "sha256")).hexdigest(),
    "trans": lambda h: (h.trans_5C, h.trans_36, h.digest_size),
}

# Where only the class of the error is the same: the words are the interpreter's, not the module's.
WORDS_DIFFER = {
    "no arguments", "digest, no arguments", "compare nothing", "compare by keyword",
    "HMAC, no arguments", "new, an unknown keyword", "a new attribute", "never initialised",
}  # fmt: skip


def outcome(call, module):
    try:
        return call(module)
    except Exception as error:
        # Python 3.13 says argument where the others say parameter.
        return type(error), str(error).replace("argument 'digestmod'", "parameter 'digestmod'")


@pytest.mark.parametrize("name", CALLS)
def test_it_answers_as_pythons_own(name):
    mine, theirs = outcome(CALLS[name], ours), outcome(CALLS[name], own)
    if name in WORDS_DIFFER:
        assert isinstance(mine, tuple) and mine[0] is theirs[0]
    else:
        assert mine == theirs


def test_the_block_of_the_document_runs_as_it_stands():
    hmac = ours

    class request:
        class user:
            email = "customer@example.com"

    for secret in ("", "secret"):
        # fmt: off
        tag = hmac.new(
          secret, # secret key (keep safe!)
          request.user.email, # user's email
          digestmod=hashlib.sha256 # hash function
        ).hexdigest()
        # fmt: on
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
)  # fmt: skip
def test_another_hash_is_a_value_error_that_says_so(digestmod):
    for call in (lambda: ours.new(K, M, digestmod), lambda: ours.HMAC(K, M, digestmod),
                 lambda: ours.digest(K, M, digestmod)):
        with pytest.raises(ValueError, match="^unsupported hash type .*: userhash.hmac offers only"):
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
    done = python(
        "import sys, userhash.hmac as h; h.new(b'k', b'm', 'sha256'); print('hashlib' in sys.modules)"
    )
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
    digestmod = lambda: hashlib.sha256()  # noqa: E731
    key, message = b"k" * 40, b"m" * 5000
    before = [sys.getrefcount(thing) for thing in (digestmod, key, message)]
    for _ in range(1000):
        ours.new(key, message, digestmod).copy().update(message)
        ours.digest(key, message, digestmod)
    after = [sys.getrefcount(thing) for thing in (digestmod, key, message)]
    assert after == before
