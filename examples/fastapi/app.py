"""A site in FastAPI with a chat widget that knows who is logged in.

Starlette keeps the session. userhash adds a middleware, a function for the template, and a
dependency that is the visitor; see userhash.starlette.
"""

import base64
import contextlib
import hashlib
import os
import secrets
import sys
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import uvicorn
from fastapi import Depends, FastAPI, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.templating import Jinja2Templates
from starlette.middleware.sessions import SessionMiddleware

import userhash
from userhash.starlette import UserhashMiddleware, context_processor, log_out, visitor

PORT = int(os.environ.get("PORT", "8000"))
WIDGET_URL = os.environ.get("WIDGET_URL", "http://127.0.0.1:9000/widget.js")
WIDGET_APP = os.environ.get("WIDGET_APP", "fastapi")
try:
    KEY = userhash.SecretKey.from_env("USERHASH_SECRET_KEY")
except userhash.Error as error:
    sys.exit(f"fastapi: USERHASH_SECRET_KEY: {error}")

SALT = secrets.token_bytes(16)


def scrambled(password):
    return hashlib.scrypt(password.encode(), salt=SALT, n=2**14, r=8, p=1)


# What a larger site has in a database, with a salt for each.
PASSWORD = scrambled("demo")
USERS = {
    "ada@example.com": "Ada Lovelace",
    "grace@example.com": "Grace Hopper",
    "eve@example.com": "Eve </script><script>alert(1)</script>",
}


def details(request: Request):
    """Who is logged in, according to the session and nothing else."""
    email = request.session.get("email")
    return {"email": email, "name": USERS[email]} if email in USERS else None


app = FastAPI(openapi_url=None)
templates = Jinja2Templates(Path(__file__).parent / "templates",
                            context_processors=[context_processor])
widget = urlsplit(WIDGET_URL)
POLICY = ("default-src 'self'; script-src 'nonce-{0}'; style-src 'nonce-{0}'; "
          f"connect-src 'self' {widget.scheme}://{widget.netloc}; "
          "img-src 'self' data:; base-uri 'none'; object-src 'none'")


@app.middleware("http")
async def content_security_policy(request: Request, call_next):
    request.state.nonce = base64.b64encode(secrets.token_bytes(16)).decode()
    response = await call_next(request)
    response.headers["Content-Security-Policy"] = POLICY.format(request.state.nonce)
    return response


app.add_middleware(SessionMiddleware, session_cookie="fastapi_session",
                   secret_key=os.environ.get("SESSION_SECRET") or secrets.token_urlsafe(50))
app.add_middleware(UserhashMiddleware, key=KEY, details=details,
                   nonce=lambda request: request.state.nonce)


def page(request, error=None, status=200):
    token = request.session.setdefault("token", secrets.token_urlsafe())
    context = {"user": details(request), "error": error, "token": token,
               "widget_url": WIDGET_URL, "widget_app": WIDGET_APP}
    return templates.TemplateResponse(request, "page.html", context, status)


def from_our_page(request: Request, token: Annotated[str, Form()] = ""):
    """Refuses forms that another site has sent: only ours have the session's token."""
    expected = request.session.get("token")
    if not expected or not secrets.compare_digest(token.encode(), expected.encode()):
        raise HTTPException(403, "This form has expired; go back and reload the page.")


@app.get("/", response_class=HTMLResponse)
def index(request: Request):
    return page(request)


@app.post("/login", dependencies=[Depends(from_our_page)])
def log_in(request: Request, email: Annotated[str, Form()] = "",
           password: Annotated[str, Form()] = ""):
    right = secrets.compare_digest(scrambled(password), PASSWORD)
    if not right or email not in USERS:
        return page(request, "Wrong e-mail address or password.", 401)
    end_session(request)
    request.session["email"] = email
    return RedirectResponse("/", 303)


@app.post("/logout", dependencies=[Depends(from_our_page)])
def leave(request: Request):
    end_session(request)
    return RedirectResponse("/", 303)


def end_session(request):
    if "email" in request.session:
        # The next page tells the widget.
        log_out(request)
    request.session.clear()


@app.get("/visitor.json")
def visitor_json(found: Annotated[userhash.Visitor | None, Depends(visitor)]):
    """What a single-page app would fetch."""
    if found is None:
        return Response(status_code=204)
    return Response(found.to_json(), media_type="application/json")


class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        if self.started:
            print(f"fastapi on http://127.0.0.1:{PORT}", flush=True)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        Server(uvicorn.Config(app, host="127.0.0.1", port=PORT, log_level="warning")).run()
