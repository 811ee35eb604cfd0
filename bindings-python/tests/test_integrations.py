"""The integrations are there when they are asked for, and not before."""

import inspect
import pydoc
from importlib import import_module, metadata

import pytest
from helpers import python

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
