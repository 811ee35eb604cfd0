"""The middleware, which does to responses what the tag and logouts ask for."""

from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from .._web import COOKIE, Exchange
from .request import EXCHANGE

Response = HttpResponse | StreamingHttpResponse


class UserhashMiddleware:
    """Adds userhash.headers() to responses in which the tag rendered something, and keeps the mark
    of a logout until a page has told the widget. Other responses pass through as they are.

    Put it at the start of MIDDLEWARE, so that it has seen every request that renders a page.
    """

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self._get_response = get_response
        # What follows in the chain answers at once, or all of the chain is asynchronous.
        self._asynchronous = iscoroutinefunction(get_response)
        if self._asynchronous:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Response | Awaitable[Response]:
        exchange = Exchange(request.COOKIES.get(COOKIE))
        setattr(request, EXCHANGE, exchange)
        if self._asynchronous:
            return self._answer_later(request, exchange)
        return _finish(request, self._get_response(request), exchange)

    async def _answer_later(self, request: HttpRequest, exchange: Exchange) -> Response:
        return _finish(request, await self._get_response(request), exchange)


def _finish(request: HttpRequest, response: Response, exchange: Exchange) -> Response:
    body = None
    if isinstance(response, HttpResponse) and not response.has_header("Content-Encoding"):
        body = response.content
    changes = exchange.close(
        method=request.method or "",
        status=response.status_code,
        body=body,
        vary=[response.headers.get("Vary", "")],
        secure=request.is_secure(),
    )
    for name, value in changes.headers.items():
        response.headers[name] = value
    if changes.cookie is not None:
        response.set_cookie(**changes.cookie)
    return response
