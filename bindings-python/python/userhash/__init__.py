"""The user hash of chat and support widgets, made and checked safely.

A user hash is HMAC-SHA256(secret key, user) as 64 lower-case hexadecimal characters: it tells
the widget that the user named on the page is the one who is logged in.

    >>> import userhash
    >>> key = userhash.SecretKey("correct horse battery staple")
    >>> user_hash = key.user_hash("customer@example.com")
    >>> key.verify("customer@example.com", user_hash)
    True

SecretKey  makes and checks user hashes
KeyRing    does so while a secret key is being replaced
Error      what is refused; a ValueError with a code
hmac       Python's own hmac with SHA-256, for code that only changes its import
"""

from ._userhash import Error, KeyRing, SecretKey, __version__

__all__ = ["Error", "KeyRing", "SecretKey", "__version__", "hmac"]


# Most programs need no `hmac`, so it is imported when it is first asked for.
def __getattr__(name):
    if name == "hmac":
        from importlib import import_module

        return import_module(".hmac", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return [*globals(), "hmac"]
