"""The user hash of chat and support widgets, made and checked safely.

A user hash is HMAC-SHA256(secret key, user) as 64 lower-case hexadecimal characters: it tells
the widget that the user named on the page is the one who is logged in.

    >>> import userhash
    >>> key = userhash.SecretKey("correct horse battery staple")
    >>> user_hash = key.user_hash("customer@example.com")
    >>> key.verify("customer@example.com", user_hash)
    True
    >>> tag = key.visitor({"email": "customer@example.com", "name": "Jane"}).script_tag()

SecretKey  makes and checks user hashes
KeyRing    does so while a secret key is being replaced
Visitor    a user hash with the user's details, ready to be put on a page
Error      what is refused; a ValueError with a code
hmac       Python's own hmac with SHA-256, for code that only changes its import

logout_script_tag, logout_call, logout_csp_hash, logout_data_tag: for pages after a logout
headers    of responses that carry a user hash
loader     the script for a Content Security Policy that allows scripts from files only

userhash.django, userhash.flask, userhash.starlette: the visitor on the pages of these frameworks and
of FastAPI, out of their sessions. They are imported only if you import them.
"""

from ._userhash import (
    Error,
    KeyRing,
    SecretKey,
    Visitor,
    __version__,
    headers,
    loader,
    logout_call,
    logout_csp_hash,
    logout_data_tag,
    logout_script_tag,
)

__all__ = [
    "Error",
    "KeyRing",
    "SecretKey",
    "Visitor",
    "__version__",
    "headers",
    "hmac",
    "loader",
    "logout_call",
    "logout_csp_hash",
    "logout_data_tag",
    "logout_script_tag",
]


# Most programs need no `hmac`, so it is imported when it is first asked for.
def __getattr__(name):
    if name == "hmac":
        from importlib import import_module

        return import_module(".hmac", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return [*globals(), "hmac"]
