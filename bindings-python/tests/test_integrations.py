"""The integrations are there when they are asked for, and not before."""

import inspect
import pydoc
from importlib import import_module, metadata

import pytest
from helpers import python, refused

import userhash
from userhash._web import Exchange

MODULES = ["userhash.django", "userhash.flask", "userhash.starlette"]


def test_the_package_imports_none_of_them():
    done = python("""
import sys
before = set(sys.modules)
import userhash
userhash.SecretKey("correct horse battery staple").visitor({"email": "a@example.com"})
print(sorted(name for name in sys.modules if name.startswith("userhash")))
""")
    assert done.stdout == "['userhash', 'userhash._userhash']\n", done.stderr


@pytest.mark.parametrize("module, others", [
    ("userhash.django", ["flask", "starlette", "jinja2", "csp"]),
    ("userhash.flask", ["django", "starlette"]),
    ("userhash.starlette", ["django", "flask", "fastapi", "jinja2"]),
])
def test_each_imports_its_own_framework_only(module, others):
    done = python(f"import sys, {module}; print([n for n in {others} if n in sys.modules])")
    assert done.stdout == "[]\n", done.stderr


@pytest.mark.parametrize("name", MODULES)
def test_help_explains_them(name):
    module = import_module(name)
    assert len(pydoc.plain(pydoc.render_doc(module))) > 1500
    for words in ("userhash_visitor", "userhash_logout", "forges"):
        assert words in module.__doc__
    for public in module.__all__:
        thing = getattr(module, public)
        assert thing.__doc__ and len(thing.__doc__) > 80, public
        for member, value in inspect.getmembers(thing, inspect.isfunction):
            if inspect.isclass(thing) and not member.startswith("_"):
                assert value.__doc__, member


def test_the_wheel_has_them():
    files = {str(file) for file in metadata.files("userhash")}
    assert {"userhash/_web.py", "userhash/flask.py", "userhash/starlette.py",
            "userhash/django/__init__.py", "userhash/django/templatetags/userhash.py"} <= files
    # They use what the site has, and bring nothing along.
    assert metadata.requires("userhash") is None


def closed(exchange, *vary, body=None):
    return exchange.close(method="GET", status=200, body=body, vary=vary, secure=False)


@pytest.mark.parametrize("before, after", [
    ([], "Cookie"), ([""], "Cookie"), (["*"], "*"), (["Accept, *"], "*"), (["cookie"], "cookie"),
    (["Accept", "Origin,Cookie"], "Accept, Origin, Cookie"), (["Accept"], "Accept, Cookie"),
])
def test_what_a_response_varies_on(before, after):
    exchange = Exchange(None)
    exchange.keep_private()
    headers, cookie = closed(exchange, *before)
    assert headers == {**userhash.headers(), "Vary": after} and cookie is None
    assert closed(Exchange(None), *before) == ({}, None)


def test_a_refused_nonce_tells_of_no_logout():
    exchange = Exchange("1")
    refused("malformed_nonce", exchange.tag, None, lambda: "a b")
    # The app's own page for errors is no page that told the widget.
    assert closed(exchange) == ({}, None)
    for change in (exchange.log_out, exchange.keep_private):
        with pytest.raises(RuntimeError, match="already"):
            change()
