"""userhash in Flask: the visitor on your pages, out of the user who is logged in.

    app.config["USERHASH_KEY"] = SecretKey.from_env("USERHASH_SECRET_KEY")
    userhash = Userhash(app, details=lambda: session.get("user"))

    {# in the head of the template of your pages #}
    {{ userhash_visitor() }}

The tag renders nothing for a guest, and the snippet for a user. After a logout, the next page with
the tag tells the widget so, once. A response in which the tag rendered something gets
userhash.headers(). With Flask-Login, details, logouts and changes of user are found out from it;
without, call log_out().

Between the request of the logout and the next page, the cookie `userhash_logout` keeps the mark.
Whoever forges it only logs the forger out of the widget.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from flask import Flask, Response, current_app, request, session
from markupsafe import Markup

from . import Visitor
from ._web import COOKIE, Details, Exchange, Signer, user_details

__all__ = ["Userhash"]

# Where the app's extensions keep their state, and a request its exchange. Not in flask.g: an
# application context that is open already is used for several requests.
EXTENSION = "userhash"
EXCHANGE = "userhash.exchange"


class _State(NamedTuple):
    signer: Signer
    details: Callable[[], Details | None]
    nonce: Callable[[], str | None]


class Userhash:
    """The extension.

    app: Flask, or None to call init_app later.
    details: a function without arguments that returns the details of the user who is logged in, a
        dict, or None for a guest. Take them from the session, never from what else a request
        carries: whatever is returned is signed. By default, the e-mail address and the name of
        Flask-Login's current_user; a user without an address is a guest.
    nonce: a function without arguments that returns the nonce of the page's Content Security
        Policy, such as `lambda: g.csp_nonce`. It is called only if there is something to render.

    The configuration of the app has

    USERHASH_KEY       SecretKey, KeyRing, or a secret key as str
    USERHASH_IDENTITY  the field of the details that names the user, 'email' unless said otherwise
    """

    def __init__(
        self,
        app: Flask | None = None,
        *,
        details: Callable[[], Details | None] | None = None,
        nonce: Callable[[], str | None] | None = None,
    ) -> None:
        self._details = details
        self._nonce = nonce
        if app is not None:
            self.init_app(app)

    def init_app(self, app: Flask) -> None:
        """Sets an app up: the Jinja function userhash_visitor, the headers, and Flask-Login's
        signals if it is installed.

        Raises userhash.Error for a bad secret key; RuntimeError if there is none.
        """
        key = app.config.get("USERHASH_KEY")
        if key is None:
            raise RuntimeError(
                "USERHASH_KEY is missing: put a userhash.SecretKey or KeyRing into app.config"
            )
        signer = Signer(key, app.config.get("USERHASH_IDENTITY", "email"))
        app.extensions[EXTENSION] = _State(
            signer, self._details or _email_and_name, self._nonce or _no_nonce
        )
        app.add_template_global(self.script_tag, "userhash_visitor")
        app.after_request(_finish)
        if find_spec("flask_login") is not None:
            signals = import_module("flask_login").signals
            signals.user_logged_out.connect(_logged_out, app)
            signals.user_logged_in.connect(_logged_in, app)

    def visitor(self) -> Visitor | None:
        """The visitor whom this request comes from, for views that answer with Visitor.to_json().
        The response gets userhash.headers(), also if it is for a guest, as the next one may not be.

        Returns Visitor; None for a guest.

        Raises userhash.Error for details that are refused, as SecretKey.visitor does.
        """
        visitor = _visitor()
        _exchange().keep_private()
        return visitor

    def script_tag(self, nonce: str | None = None) -> Markup:
        """What the Jinja function userhash_visitor renders: nothing for a guest, the snippet for a
        user, and the logout snippet once after a logout.

        nonce: str, the nonce of the page's Content Security Policy; None for what the option
            `nonce` says.

        Returns Markup: HTML that Jinja doesn't escape again.

        Raises userhash.Error for details or a nonce that are refused; RuntimeError while a response
        is being streamed.
        """
        visitor = _visitor()
        html = _exchange().tag(visitor, lambda: _state().nonce() if nonce is None else nonce)
        # Whatever the details hold, the core has made HTML of it: see userhash.Visitor.
        return Markup(html)

    def log_out(self) -> None:
        """Has the next page with the tag log the visitor out of the widget. Call it where the app
        logs somebody out, and where it logs another user in over the first. Flask-Login's
        logout_user() and login_user() do so by themselves.

        Raises RuntimeError while a response is being streamed.
        """
        _exchange().log_out()


def _state() -> _State:
    state: _State = current_app.extensions[EXTENSION]
    return state


def _exchange() -> Exchange:
    exchange = request.environ.get(EXCHANGE)
    if not isinstance(exchange, Exchange):
        exchange = request.environ[EXCHANGE] = Exchange(request.cookies.get(COOKIE))
    return exchange


def _visitor() -> Visitor | None:
    signer, details, _ = _state()
    return signer.visitor(details())


def _finish(response: Response) -> Response:
    known = not response.is_streamed and "Content-Encoding" not in response.headers
    changes = _exchange().close(
        method=request.method,
        status=response.status_code,
        body=response.get_data() if known else None,
        vary=response.headers.getlist("Vary"),
        secure=request.is_secure,
    )
    for name, value in changes.headers.items():
        response.headers[name] = value
    if changes.cookie is not None:
        response.set_cookie(**changes.cookie)
    return response


def _no_nonce() -> str | None:
    return None


def _email_and_name() -> Details | None:
    if not hasattr(current_app, "login_manager"):
        raise RuntimeError(
            "userhash: this app has no Flask-Login to take the user from; "
            "say who is logged in: Userhash(app, details=…)"
        )
    user: Any = import_module("flask_login").current_user
    if not user.is_authenticated:
        return None
    return user_details(getattr(user, "email", None), getattr(user, "name", None))


def _logged_out(sender: Flask, **_: object) -> None:
    # Whoever it was: a session that ended by itself leaves no user, but may have left a visitor.
    _exchange().log_out()


def _logged_in(sender: Flask, **_: object) -> None:
    # The session names the new user already; the one before is in the cookie that was sent.
    before = sender.session_interface.open_session(sender, request)
    if before is not None and before.get("_user_id") not in (None, session.get("_user_id")):
        _exchange().log_out()
