"""How sites use the integrations, for the type checkers: they have to agree with every line.

The lines marked as wrong are the ones that they have to object to.
"""

from typing import Annotated, Any, assert_type

import flask
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from fastapi import Depends, FastAPI
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

import userhash.django
from userhash import KeyRing, SecretKey, Visitor
from userhash.flask import Userhash
from userhash.starlette import UserhashMiddleware, context_processor, log_out, script_tag, visitor

key = SecretKey.from_env("USERHASH_SECRET_KEY")


def django_view(request: HttpRequest) -> HttpResponse:
    """A view that answers with JSON."""
    assert_type(userhash.django.script_tag(request), SafeString)
    assert_type(userhash.django.script_tag(request, nonce="bm9uY2U="), SafeString)
    userhash.django.log_out(request)
    found = assert_type(userhash.django.visitor(request), Visitor | None)
    return HttpResponse(found.to_json() if found else "null")


def flask_details() -> dict[str, object] | None:
    """The user who is logged in."""
    return flask.session.get("user")


app = flask.Flask(__name__)
extension = Userhash(app, details=flask_details, nonce=lambda: "bm9uY2U=")
Userhash().init_app(app)
assert_type(extension.visitor(), Visitor | None)
assert_type(extension.script_tag(), Markup)
assert_type(extension.script_tag("bm9uY2U="), Markup)
extension.log_out()


def details(request: Request) -> dict[str, Any] | None:
    """The user who is logged in."""
    return request.session.get("user")


api = FastAPI()
api.add_middleware(UserhashMiddleware, key=key, details=details)
api.add_middleware(
    UserhashMiddleware,
    key=KeyRing(key),
    details=details,
    identity="id",
    nonce=lambda request: request.state.nonce,
)
templates = Jinja2Templates("templates", context_processors=[context_processor])


@api.get("/visitor.json")
def endpoint(request: Request, found: Annotated[Visitor | None, Depends(visitor)]) -> Response:
    """An endpoint that answers with JSON."""
    assert_type(script_tag(request), Markup)
    assert_type(script_tag(request, None), Markup)
    log_out(request)
    assert_type(visitor(request), Visitor | None)
    return Response(found.to_json() if found else None)


# Wrong, all of them:
userhash.django.visitor()  # type: ignore[call-arg]
userhash.django.script_tag("request")  # type: ignore[arg-type]
Userhash(app, details={"email": "x"})  # type: ignore[arg-type]
Userhash(app, details=lambda request: None)  # type: ignore[arg-type,misc]
extension.script_tag(nonce=5)  # type: ignore[arg-type]
visitor("request")  # type: ignore[arg-type]
script_tag(nonce="bm9uY2U=")  # type: ignore[call-arg]
api.add_middleware(UserhashMiddleware, key="secret", details=details)  # type: ignore[arg-type]
api.add_middleware(UserhashMiddleware, key=key)  # type: ignore[call-arg]
