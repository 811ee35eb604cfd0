"""The site in Starlette, and in FastAPI with the visitor as a dependency."""

import base64
import os
from typing import Annotated

from common import KEY, NONCE, TEMPLATE, Site
from fastapi import Depends, FastAPI
from jinja2 import DictLoader, Environment
from starlette.applications import Starlette as StarletteApp
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.templating import Jinja2Templates
from starlette.testclient import TestClient

import userhash
from userhash.starlette import UserhashMiddleware, context_processor, log_out, script_tag, visitor

TAGS = {"plain": "", "page": "{{ userhash_visitor() }}",
        "nonce": "{{ userhash_visitor('" + NONCE + "') }}"}
ENVIRONMENT = Environment(autoescape=True, loader=DictLoader(
    {name: TEMPLATE.replace("TAG", tag) for name, tag in TAGS.items()}))
TEMPLATES = Jinja2Templates(env=ENVIRONMENT, context_processors=[context_processor])


class Starlette(Site):
    def __init__(self, name, app):
        super().__init__()
        self.name = name
        self.app = app
        app.add_middleware(Policy)
        app.add_middleware(SessionMiddleware, secret_key="for tests only")
        app.add_middleware(UserhashMiddleware, key=KEY, details=self.details_now, nonce=csp_nonce)
        app.add_exception_handler(Exception, self.failed)
        for path in ("page", "plain", "nonce"):
            app.add_route(f"/{path}", view(path))
        for path, endpoint in (("headers", headers), ("redirect", redirect), ("missing", missing),
                               ("broken", broken), ("stream", stream)):
            app.add_route(f"/{path}", endpoint)
        for path, endpoint in (("login", log_in), ("logout", end), ("logged-out", logged_out)):
            app.add_route(f"/{path}", endpoint, methods=["POST"])

    async def failed(self, request, error):
        self.error = error
        return PlainTextResponse("Internal Server Error", 500)

    def client(self, scheme="http"):
        return TestClient(self.app, f"{scheme}://site.test", raise_server_exceptions=False,
                          follow_redirects=False)

    def details_now(self, request):
        user = request.session.get("user")
        return None if user is None else self.details_of(user)


class Policy:
    """A policy with a nonce, if somebody asked for it."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def sender(message):
            if message["type"] == "http.response.start":
                nonce = scope.get("state", {}).get("csp_nonce")
                value = f"script-src 'nonce-{nonce}'" if nonce else "script-src"
                MutableHeaders(scope=message)["Content-Security-Policy"] = value
            await send(message)

        await self.app(scope, receive, sender)


def csp_nonce(request):
    if not hasattr(request.state, "csp_nonce"):
        request.state.csp_nonce = base64.b64encode(os.urandom(16)).decode()
    return request.state.csp_nonce


def show(request, name="page"):
    who = request.session.get("user", "guest")
    return TEMPLATES.TemplateResponse(request, name, {"who": who})


def view(name):
    # One that runs in another thread, as such functions do.
    def endpoint(request):
        return show(request, name)

    return endpoint


async def headers(request):
    response = show(request)
    response.headers["Cache-Control"] = request.query_params["cache"]
    for value in request.query_params.getlist("vary"):
        response.headers.append("Vary", value)
    return response


def answer(found):
    if found is None:
        return Response(status_code=204)
    return Response(found.to_json(), media_type="application/json")


async def log_in(request):
    user = request.query_params["user"]
    if request.session.get("user") not in (None, user):
        log_out(request)
    request.session["user"] = user
    return RedirectResponse("/page", 303)


async def end(request):
    request.session.clear()
    log_out(request)
    return RedirectResponse("/page", 303)


async def logged_out(request):
    request.session.clear()
    log_out(request)
    return show(request)


async def redirect(request):
    show(request)
    return RedirectResponse("/page", 303)


async def missing(request):
    show(request)
    raise HTTPException(404)


async def broken(request):
    show(request)
    raise ZeroDivisionError


async def stream(request):
    async def parts():
        yield "<!doctype html>"
        yield script_tag(request)

    return StreamingResponse(parts())


fastapi = FastAPI(openapi_url=None)


@fastapi.get("/visitor")
def visitor_of_fastapi(visitor: Annotated[userhash.Visitor | None, Depends(visitor)]) -> Response:
    return answer(visitor)


async def visitor_of_starlette(request: Request) -> Response:
    return answer(visitor(request))


starlette = StarletteApp()
starlette.add_route("/visitor", visitor_of_starlette)

SITES = [Starlette("starlette", starlette), Starlette("fastapi", fastapi)]
