"""What the framework integrations share, so that a visitor is put on a page in the same way by all.

An integration has one Exchange for each request with its response. It renders the tag through it,
asks it for the visitor, reports logouts to it, and at the end applies the Changes that it wants on
the response.

The session is usually destroyed at a logout, so the next page could not know of it. The mark is
therefore a cookie of its own, `userhash_logout=1`. Whoever forges it logs the forger out.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypedDict

from . import KeyRing, SecretKey, Visitor, headers, logout_call, logout_script_tag

COOKIE = "userhash_logout"
PENDING = "1"
# Long enough for the way back from another site, short enough to mean this logout.
COOKIE_SECONDS = 3600

# What the integrations' option `details` returns: the user's details, or None for a guest.
Details = dict[Any, Any]
Secret = SecretKey | KeyRing | str | bytes


class Cookie(TypedDict):
    """The arguments that set_cookie takes in Django, in Werkzeug and in Starlette alike."""

    key: str
    value: str
    max_age: int
    path: str
    httponly: bool
    samesite: str
    secure: bool


class Changes(NamedTuple):
    """What has to be done to a response: headers to put in place of what is there, and the cookie
    to set."""

    headers: dict[str, str]
    cookie: Cookie | None


class Signer:
    """Makes visitors out of details: the key, and the field of the details that names the user.

    key: SecretKey, KeyRing, or a secret key as str or bytes, which is checked at once.
    identity: str.

    Raises what SecretKey raises.
    """

    __slots__ = ("_identity", "_key")

    def __init__(self, key: Secret, identity: str) -> None:
        self._key = key if isinstance(key, (SecretKey, KeyRing)) else SecretKey(key)
        self._identity = identity

    def visitor(self, details: Details | None) -> Visitor | None:
        """The visitor with these details, or None for a guest, who has none.

        Raises what SecretKey.visitor raises.
        """
        return None if details is None else self._key.visitor(details, self._identity)


class Exchange:
    """A request with its response, as far as they concern the visitor.

    cookie: str or None, the value of the request's cookie `userhash_logout`.
    """

    __slots__ = ("_announced", "_closed", "_marked", "_pending", "_private", "_told")

    def __init__(self, cookie: str | None) -> None:
        # A logout that happened before this request,
        self._announced = cookie == PENDING
        # and during it.
        self._marked = False
        # Whether the widget has yet to be told of either, and whether the tag tells it.
        self._pending = self._announced
        self._told = False
        # Whether the response is for this visitor only.
        self._private = False
        self._closed = False

    def log_out(self) -> None:
        """Has the next page tell the widget that the visitor has logged out."""
        self._must_be_open()
        self._marked = self._pending = True

    def tag(self, visitor: Visitor | None, nonce: Callable[[], str | None]) -> str:
        """What the page needs: nothing for a guest, the snippet for a visitor, and in front of
        either the logout snippet, if the widget has yet to be told of a logout.

        nonce: called only if there is something to render, since frameworks put a nonce into the
        policy as soon as somebody has asked for it.

        Returns str: HTML.
        """
        if visitor is None and not self._pending:
            return ""
        self._must_be_open()
        value = nonce()
        html = logout_script_tag(value) if self._pending else ""
        if visitor is not None:
            html += visitor.script_tag(value)
        # Only now: what was refused tells nobody anything.
        self._told = self._told or self._pending
        self._pending = False
        self._private = True
        return html

    def keep_private(self) -> None:
        """Has the response be for this visitor only, as it says who that is."""
        self._must_be_open()
        self._private = True

    def close(
        self, *, method: str, status: int, body: bytes | None, vary: Iterable[str], secure: bool
    ) -> Changes:
        """The changes that the response needs; nothing can be rendered or marked after this.

        body: what the browser gets, or None if it isn't known yet or is compressed.
        vary: the headers Vary that the response has.
        secure: whether the request came over HTTPS.
        """
        self._closed = True
        told = self._told and _arrives(method, status, body)
        cookie = None
        if self._pending or (self._told and not told):
            if self._marked:
                cookie = _cookie(PENDING, COOKIE_SECONDS, secure)
        elif self._announced:
            cookie = _cookie("", 0, secure)
        return Changes(_merged(vary) if self._private else {}, cookie)

    def _must_be_open(self) -> None:
        # A streamed page that is rendered now can't be kept out of caches any more.
        if self._closed:
            raise RuntimeError(
                "userhash: the headers of this response have been sent already; render the tag, "
                "or log out, before the response starts to be streamed"
            )


def user_details(email: object, name: object) -> Details | None:
    """The details of a user of whom no more is known. Without an e-mail address there is no
    identity to vouch for, and the user is a guest to the widget."""
    if not email:
        return None
    return {"email": email, "name": name} if name else {"email": email}


def _arrives(method: str, status: int, body: bytes | None) -> bool:
    """Whether the logout snippet that was rendered is in the page that the browser gets: the page
    may have been thrown away since then, for an error page or a redirect."""
    if method == "HEAD":
        return False
    if body is None:
        return 200 <= status < 300
    return logout_call().encode("ascii") in body


def _cookie(value: str, seconds: int, secure: bool) -> Cookie:
    return {
        "key": COOKIE,
        "value": value,
        "max_age": seconds,
        "path": "/",
        "httponly": True,
        "samesite": "Lax",
        "secure": secure,
    }


def _merged(vary: Iterable[str]) -> dict[str, str]:
    """The headers of the core beside what the response varies on already."""
    merged = headers()
    names = [name.strip() for line in vary for name in line.split(",") if name.strip()]
    if "*" in names:
        merged["Vary"] = "*"
    elif merged["Vary"].lower() in (name.lower() for name in names):
        merged["Vary"] = ", ".join(names)
    else:
        merged["Vary"] = ", ".join([*names, merged["Vary"]])
    return merged
