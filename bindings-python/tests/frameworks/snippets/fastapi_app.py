from typing import Annotated

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.templating import Jinja2Templates
from jinja2 import DictLoader, Environment
from starlette.middleware.sessions import SessionMiddleware

from userhash import SecretKey, Visitor
from userhash.starlette import UserhashMiddleware, context_processor, log_out, visitor


def details(request: Request):
    return request.session.get("user")


app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="the session's own secret")
app.add_middleware(
    UserhashMiddleware, key=SecretKey.from_env("USERHASH_SECRET_KEY"), details=details
)
pages = DictLoader({"page.html": "<title>Shop</title>{{ userhash_visitor() }}<p>Welcome!"})
templates = Jinja2Templates(
    env=Environment(loader=pages, autoescape=True), context_processors=[context_processor]
)


@app.get("/", response_class=HTMLResponse)
def page(request: Request):
    return templates.TemplateResponse(request, "page.html")


@app.post("/logout")
def leave(request: Request):
    request.session.clear()
    log_out(request)
    return RedirectResponse("/", 303)


@app.get("/visitor.json")
def visitor_json(found: Annotated[Visitor | None, Depends(visitor)]):
    if found is None:
        return Response(status_code=204)
    return Response(found.to_json(), media_type="application/json")
