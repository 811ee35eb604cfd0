"""HMAC-SHA256 with the manners of Python's own hmac, for code that only changes its import.

    >>> import hashlib
    >>> from userhash import hmac
    >>> hmac.new("secret key", "customer@example.com", digestmod=hashlib.sha256).hexdigest()
    '58d95f3ac986a4d86240953747eb71b299840cef5dadf3d6a186dbe920d851b9'

It differs from Python's own in two ways: key and message may be str, which is taken as UTF-8,
and any hash but SHA-256 is refused with a ValueError. New code wants userhash.SecretKey, which
refuses an empty secret key and can't be compared wrongly.
"""

from ._userhash import HMAC, compare_digest, digest, new

__all__ = ["HMAC", "compare_digest", "digest", "digest_size", "new", "trans_36", "trans_5C"]

# Names that Python's own module has; nothing here uses them.
trans_5C: bytes = bytes(x ^ 0x5C for x in range(256))
trans_36: bytes = bytes(x ^ 0x36 for x in range(256))
digest_size: None = None
