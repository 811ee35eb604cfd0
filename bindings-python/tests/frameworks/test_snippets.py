"""The snippets of the package's README run, and do what the text around them says."""

import base64
import json
from pathlib import Path

import httpx
import itsdangerous
import pytest
from common import KEY
from helpers import PACKAGE, SECRET, python
from starlette.testclient import TestClient

import userhash

SNIPPETS = Path(__file__).with_name("snippets")
ADA = {"email": "ada@example.com", "name": "Ada"}


@pytest.fixture
def load(monkeypatch):
    """The names that a snippet defines."""
    monkeypatch.setenv("USERHASH_SECRET_KEY", SECRET)
    monkeypatch.syspath_prepend(SNIPPETS)

    def load(name):
        namespace = {"__name__": name}
        exec(compile((SNIPPETS / f"{name}.py").read_text(), name, "exec"), namespace)
        return namespace

    return load


def check(client, session):
    """What the apps of the README do for a guest, a user, and after a logout."""
    assert client.get("/").text == "<title>Shop</title><p>Welcome!"
    assert client.get("/visitor.json").status_code == 204
    client.cookies.set("session", session, domain="site.test")
    visitor = KEY.visitor(ADA)
    response = client.get("/")
    assert response.text == f"<title>Shop</title>{visitor.script_tag()}<p>Welcome!"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert client.get("/visitor.json").text == visitor.to_json()
    assert client.post("/logout").status_code in (302, 303)
    assert userhash.logout_script_tag() in client.get("/").text
    assert "script" not in client.get("/").text


def test_the_app_in_flask(load):
    app = load("flask_app")["app"]
    session = app.session_interface.get_signing_serializer(app).dumps({"user": ADA})
    with httpx.Client(transport=httpx.WSGITransport(app), base_url="http://site.test") as client:
        check(client, session)


def test_the_app_in_fastapi(load):
    app = load("fastapi_app")["app"]
    signer = itsdangerous.TimestampSigner("the session's own secret")
    session = signer.sign(base64.b64encode(json.dumps({"user": ADA}).encode())).decode()
    check(TestClient(app, "http://site.test", follow_redirects=False), session)


# In an interpreter of its own: Django has one set of settings.
DJANGO = """
import sys
sys.path.insert(0, FOLDER)
import django_settings
from django.conf import settings
settings.configure(**{name: value for name, value in vars(django_settings).items()
                      if name.isupper()},
                   TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}])
import django
django.setup()
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from userhash.django.middleware import UserhashMiddleware
import django_visitor
assert run_checks(tags=["userhash"]) == []
page = Template(open(FOLDER + "/django_page.html").read())
request = RequestFactory().get("/")
request.user = get_user_model()(email="ada@example.com", first_name="Ada")
view = UserhashMiddleware(lambda request: HttpResponse(page.render(Context({"request": request}))))
response = view(request)
print(response.headers["Cache-Control"])
print(UserhashMiddleware(django_visitor.visitor_json)(request).content.decode())
print(response.content.decode())
"""


def test_the_app_in_django(load):
    code = DJANGO.replace("FOLDER", repr(str(SNIPPETS)))
    done = python(code, "-B", env={"USERHASH_SECRET_KEY": SECRET})
    visitor = KEY.visitor({**ADA, "plan": "free"})
    assert done.stdout == (
        f"private, no-store\n{visitor.to_json()}\n"
        f"<!doctype html>\n<title>Shop</title>\n{visitor.script_tag()}\n<p>Welcome!\n\n"
    ), done.stderr


def test_every_snippet_is_shown_in_the_readme():
    readme = (PACKAGE / "README.md").read_text()
    for path in SNIPPETS.iterdir():
        if path.name != "__pycache__":
            mark = f"<!-- file: bindings-python/tests/frameworks/snippets/{path.name} -->\n```"
            assert mark in readme and f"\n{path.read_text()}```" in readme
