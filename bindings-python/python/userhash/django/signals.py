"""Logins and logouts, as Django tells of them."""

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from .._web import Exchange
from .request import EXCHANGE


def connect() -> None:
    """Listens to both, however often it is called."""
    user_logged_out.connect(_logged_out, dispatch_uid="userhash")
    user_logged_in.connect(_logged_in, dispatch_uid="userhash")


def _logged_out(*, request: HttpRequest | None, **_: object) -> None:
    # Whoever it was: a session that ended by itself leaves no user, but may have left a visitor.
    _mark(request)


def _logged_in(*, request: HttpRequest | None, **_: object) -> None:
    # Django empties the session of another user, which has no key then until it is stored, but
    # gives that of a guest a new key at once, and leaves that of the same user alone.
    session = getattr(request, "session", None)
    if session is not None and not session.session_key:
        _mark(request)


def _mark(request: HttpRequest | None) -> None:
    # Tests log in and out with requests that no middleware has seen; nor has such a one a response.
    exchange = getattr(request, EXCHANGE, None)
    if isinstance(exchange, Exchange):
        exchange.log_out()
