"""userhash.hmac beside Python's own: the same answer, or the same error, to the same call."""

import array
import copy
import ctypes
import hashlib
import hmac as own
import types

import pytest

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
}


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
