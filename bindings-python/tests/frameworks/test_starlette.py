"""What only Starlette and FastAPI have: other middlewares, WebSockets, dependencies."""

from typing import Annotated

import pytest
from common import KEY, LOGOUT, NONCE, USERS
from fastapi import Depends, FastAPI
from helpers import SECRET
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, StreamingResponse
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient

import userhash
from userhash.starlette import UserhashMiddleware, context_processor, log_out, script_tag, visitor

ADA = KEY.visitor(USERS["ada"])


def application(*routes, app=None, **options):
    app = app or Starlette()
    for path, endpoint in routes:
        app.add_route(path, endpoint, methods=["GET", "POST"])
    app.add_middleware(UserhashMiddleware, **{"key": KEY, "details": details, **options})
    return app


def details(request):
    return USERS["ada"] if "ada" in request.cookies else None


def client_of(app, cookies=()):
    client = TestClient(app, "http://site.test", follow_redirects=False)
    for name in cookies:
        client.cookies.set(name, "1", domain="site.test")
    return client


async def page(request):
    return HTMLResponse(f"<head>{script_tag(request)}{1000 * 'x'}")


def test_the_settings_are_the_middlewares():
    def of_id(request):
        return {"id": 42, "email": "a@example.com"}

    ring = userhash.KeyRing(userhash.SecretKey("new"), KEY)
    for key, signed in ((KEY, KEY.user_hash(42)), (ring, ring.user_hash(42))):
        app = application(("/", page), key=key, details=of_id, identity="id",
                          nonce=lambda request: NONCE)
        text = client_of(app).get("/").text
        assert signed in text and f'<script nonce="{NONCE}">' in text
    # One that is bad never gets as far as the middleware.
    for secret, code in (("", "empty_secret"), (SECRET + "\n", "padded_secret")):
        with pytest.raises(userhash.Error) as refusal:
            application(key=userhash.SecretKey(secret))
        assert refusal.value.code == code
    with pytest.raises(TypeError):
        UserhashMiddleware(Starlette(), key=None, details=details)


def test_without_the_middleware_nothing_is_rendered():
    request = Request({"type": "http", "headers": [], "method": "GET", "path": "/"})
    for call in (script_tag, visitor, log_out, lambda r: context_processor(r)["userhash_visitor"]()):
        with pytest.raises(RuntimeError, match="hasn't seen this request"):
            call(request)


def test_the_tag_is_html_and_its_nonce_is_checked():
    found = []

    async def endpoint(request):
        found.append(script_tag(request, NONCE))
        with pytest.raises(userhash.Error) as refusal:
            script_tag(request, "a b")
        assert refusal.value.code == "malformed_nonce"
        return HTMLResponse("")

    client_of(application(("/", endpoint)), ["ada"]).get("/")
    assert found == [ADA.script_tag(NONCE)] and isinstance(found[0], Markup)


def test_a_websocket_passes_through():
    async def endpoint(socket):
        await socket.accept()
        await socket.send_text("hello")
        await socket.close()

    app = Starlette(routes=[WebSocketRoute("/", endpoint)])
    with client_of(application(app=app)).websocket_connect("/") as socket:
        assert socket.receive_text() == "hello"


@pytest.mark.parametrize("inner", [
    (GZipMiddleware, {"minimum_size": 1}),
    (BaseHTTPMiddleware, {"dispatch": lambda request, call_next: call_next(request)}),
], ids=lambda inner: inner[0].__name__)
def test_middlewares_that_change_the_body(inner):
    async def redirect(request):
        script_tag(request)
        return RedirectResponse("/")

    app = Starlette()
    app.add_middleware(inner[0], **inner[1])
    app = application(("/", page), ("/redirect", redirect), app=app)
    client = client_of(app, [LOGOUT])
    client.get("/redirect")
    assert client.cookies[LOGOUT] == "1"
    response = client.get("/")
    assert "logoutVisitor" in response.text and LOGOUT not in client.cookies
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in response.headers["Vary"]


def test_a_streamed_page_has_the_tag_that_was_rendered_before():
    async def stream(request):
        head = script_tag(request)

        async def parts():
            yield head
            yield "<body>"

        return StreamingResponse(parts())

    client = client_of(application(("/", stream)), [LOGOUT, "ada"])
    response = client.get("/")
    assert response.text == userhash.logout_script_tag() + ADA.script_tag() + "<body>"
    assert response.headers["Cache-Control"] == "private, no-store" and LOGOUT not in client.cookies


def test_responses_without_a_body_and_without_headers():
    async def bare(scope, receive, send):
        log_out(Request(scope))
        # What a server has to take: no list of headers, and a body without bytes.
        await send({"type": "http.response.start", "status": 200})
        await send({"type": "http.response.body"})

    client = client_of(UserhashMiddleware(bare, key=KEY, details=details))
    assert client.get("/").content == b"" and client.cookies[LOGOUT] == "1"


def test_dependencies_of_fastapi_in_threads_and_out_of_them():
    app = FastAPI()
    Found = Annotated[userhash.Visitor | None, Depends(visitor)]

    @app.get("/sync")
    def sync(found: Found) -> dict[str, str | None]:
        return {"hash": found and found.user_hash}

    @app.get("/async")
    async def asynchronous(found: Found, request: Request) -> JSONResponse:
        assert found is None or found.user_hash == visitor(request).user_hash
        return JSONResponse({"hash": found and found.user_hash})

    application(app=app)
    for path in ("/sync", "/async"):
        for cookies, wanted in (((), None), (["ada"], ADA.user_hash)):
            response = client_of(app, cookies).get(path)
            assert response.json() == {"hash": wanted}
            assert response.headers["Cache-Control"] == "private, no-store"
    # Nor does the description of the interface show it.
    assert "visitor" not in client_of(app).get("/openapi.json").text.lower()
