"""userhash in Starlette and FastAPI: the visitor on your pages, out of the user who is logged in.

    def details(request):
        return request.session.get("user")

    app.add_middleware(SessionMiddleware, ...)
    app.add_middleware(
        UserhashMiddleware, key=SecretKey.from_env("USERHASH_SECRET_KEY"), details=details
    )
    templates = Jinja2Templates("templates", context_processors=[context_processor])

    {# in the head of the template of your pages #}
    {{ userhash_visitor() }}

The tag renders nothing for a guest, and the snippet for a user. After log_out(request), the next
page with the tag tells the widget so, once. A response in which the tag rendered something gets
userhash.headers().

Between the request of the logout and the next page, the cookie `userhash_logout` keeps the mark.
Whoever forges it only logs the forger out of the widget.

UserhashMiddleware  the settings, and what has to be done to responses
context_processor   gives userhash_visitor to Jinja templates
script_tag          the tag for other template engines
visitor             the visitor of a request, and a dependency for FastAPI
log_out             says that the visitor logged out
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from markupsafe import Markup
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from . import KeyRing, SecretKey, Visitor
from ._web import COOKIE, Details, Exchange, Signer

__all__ = ["UserhashMiddleware", "context_processor", "log_out", "script_tag", "visitor"]

# Where the middleware keeps what belongs to a request.
STATE = "userhash"


class _State(NamedTuple):
    exchange: Exchange
    signer: Signer
    details: Callable[[Request], Details | None]
    nonce: Callable[[Request], str | None]


class UserhashMiddleware:
    """Adds userhash.headers() to responses in which the tag rendered something, and keeps the mark
    of a logout until a page has told the widget. Other responses pass through as they are.

    Add it last, around the session: it then sees the headers that all others have left.

    key: SecretKey or KeyRing.
    details: a function of the request that returns the details of the user who is logged in, a
        dict, or None for a guest. Take them from the session, never from what else the request
        carries: whatever is returned is signed. It is no coroutine function; what has to be waited
        for belongs into a middleware or dependency that leaves it in request.state.
    identity: str, the field of the details that names the user.
    nonce: a function of the request that returns the nonce of the page's Content Security Policy,
        such as `lambda request: request.state.csp_nonce`. It is called only if there is something
        to render.

    Starlette makes its middlewares at the first request; one that is bad is refused there, so load
    the key with SecretKey, which refuses a bad one at once.

    Raises userhash.Error for a bad secret key.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        key: SecretKey | KeyRing,
        details: Callable[[Request], Details | None],
        identity: str = "email",
        nonce: Callable[[Request], str | None] | None = None,
    ) -> None:
        self._app = app
        self._signer = Signer(key, identity)
        self._details = details
        self._nonce = nonce or _no_nonce

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        exchange = Exchange(request.cookies.get(COOKIE))
        scope[STATE] = _State(exchange, self._signer, self._details, self._nonce)
        await self._app(scope, receive, _Sender(request, exchange, send))


class _Sender:
    """Holds the start of a response back until its body begins: only then is it known whether the
    logout snippet is in it."""

    def __init__(self, request: Request, exchange: Exchange, send: Send) -> None:
        self._request = request
        self._exchange = exchange
        self._send = send
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if self._start is not None:
            start, self._start = self._start, None
            self._finish(start, message)
            await self._send(start)
        await self._send(message)

    def _finish(self, start: Message, first: Message) -> None:
        headers = MutableHeaders(raw=list(start.get("headers", [])))
        whole = first["type"] == "http.response.body" and not first.get("more_body", False)
        known = whole and "Content-Encoding" not in headers
        changes = self._exchange.close(
            method=self._request.method,
            status=start["status"],
            body=first.get("body", b"") if known else None,
            vary=headers.getlist("Vary"),
            secure=self._request.url.scheme == "https",
        )
        for name, value in changes.headers.items():
            headers[name] = value
        if changes.cookie is not None:
            # Starlette writes cookies on responses only.
            response = Response()
            response.set_cookie(**changes.cookie)  # type: ignore[arg-type]
            headers.append("Set-Cookie", response.headers["Set-Cookie"])
        start["headers"] = headers.raw


def visitor(request: Request) -> Visitor | None:
    """The visitor whom a request comes from, for endpoints that answer with Visitor.to_json(). The
    response gets userhash.headers(), also if it is for a guest, as the next one may not be.

    In FastAPI it is a dependency: Annotated[Visitor | None, Depends(visitor)].

    Returns Visitor; None for a guest.

    Raises userhash.Error for details that are refused, as SecretKey.visitor does; RuntimeError
    without UserhashMiddleware.
    """
    state = _state(request)
    found = state.signer.visitor(state.details(request))
    state.exchange.keep_private()
    return found


def script_tag(request: Request, nonce: str | None = None) -> Markup:
    """What the page needs: nothing for a guest, the snippet for a user, and the logout snippet once
    after a logout.

    nonce: str, the nonce of the page's Content Security Policy; None for what the middleware's
        option `nonce` says.

    Returns Markup: HTML that Jinja doesn't escape again.

    Raises userhash.Error for details or a nonce that are refused; RuntimeError without
    UserhashMiddleware, and while a response is being streamed.
    """
    state = _state(request)
    html = state.exchange.tag(
        state.signer.visitor(state.details(request)),
        lambda: state.nonce(request) if nonce is None else nonce,
    )
    # Whatever the details hold, the core has made HTML of it: see userhash.Visitor.
    return Markup(html)


def context_processor(request: Request) -> dict[str, Any]:
    """Gives templates the function userhash_visitor, which is script_tag for their request. For the
    option context_processors of Starlette's Jinja2Templates.

    Returns dict: the name and the function.
    """

    def userhash_visitor(nonce: str | None = None) -> Markup:
        return script_tag(request, nonce)

    return {"userhash_visitor": userhash_visitor}


def log_out(request: Request) -> None:
    """Has the next page with the tag log the visitor out of the widget. Call it where the app logs
    somebody out, and where it logs another user in over the first.

    Raises RuntimeError without UserhashMiddleware, and while a response is being streamed.
    """
    _state(request).exchange.log_out()


def _state(request: Request) -> _State:
    state = request.scope.get(STATE)
    if not isinstance(state, _State):
        raise RuntimeError("userhash.starlette.UserhashMiddleware hasn't seen this request")
    return state


def _no_nonce(request: Request) -> str | None:
    return None
