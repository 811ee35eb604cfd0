"""What people get: help, examples that run, an installation from a clone, a whole sdist."""

import doctest
import inspect
import os
import pydoc
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata

import pytest
from helpers import PACKAGE, ROOT, SECRET, USER, USER_HASH, python

import userhash
from userhash import hmac

CLASSES = {
    userhash.SecretKey: {
        "from_env": "(name)", "from_file": "(path)", "from_hex": "(text)", "from_base64": "(text)",
        "user_hash": "(self, /, user)", "verify": "(self, /, user, user_hash)",
        "visitor": "(self, /, details, identity='email')",
    },
    userhash.KeyRing: {
        "user_hash": "(self, /, user)", "verify": "(self, /, user, user_hash)",
        "verified_by": "(self, /, user, user_hash)",
        "visitor": "(self, /, details, identity='email')",
    },
    userhash.Visitor: {
        "with_hash": "(user_hash, details)", "script_tag": "(self, /, nonce=None)",
        "script": "(self, /)", "login_call": "(self, /)", "switch_call": "(self, /)",
        "to_json": "(self, /)", "csp_hash": "(self, /)", "data_tag": "(self, /)",
    },
    hmac.HMAC: {
        "update": "(self, /, msg)", "copy": "(self, /)", "digest": "(self, /)",
        "hexdigest": "(self, /)",
    },
}


def environment():
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
    return {**os.environ, "PATH": path}


@pytest.mark.parametrize("cls", CLASSES)
def test_signatures_and_docstrings(cls):
    assert set(CLASSES[cls]) <= set(dir(cls))
    for name, signature in CLASSES[cls].items():
        member = getattr(cls, name)
        assert str(inspect.signature(member)) == signature
        assert len(member.__doc__) > 20
    public = {name for name in vars(cls) if not name.startswith("_")}
    for name in public - {"blocksize"}:
        assert getattr(cls, name).__doc__, name
    assert cls.__doc__ and ("Raises" in cls.__doc__ or cls in (userhash.KeyRing, userhash.Visitor))


def test_constructors_and_functions_have_signatures():
    assert str(inspect.signature(userhash.SecretKey)) == "(secret)"
    assert str(inspect.signature(userhash.KeyRing)) == "(current, *previous)"
    for function in (hmac.new, hmac.HMAC):
        assert str(inspect.signature(function)) == "(key, msg=None, digestmod='')"
    assert str(inspect.signature(userhash.logout_script_tag)) == "(nonce=None)"
    for name in ("logout_call", "logout_csp_hash", "logout_data_tag", "loader", "headers"):
        function = getattr(userhash, name)
        assert str(inspect.signature(function)) == "()" and "Returns" in function.__doc__
    assert str(inspect.signature(hmac.digest)) == "(key, msg, digest)"
    assert str(inspect.signature(hmac.compare_digest)) == "(a, b, /)"


def test_help_explains_itself():
    shown = pydoc.plain(pydoc.render_doc(userhash.SecretKey))
    for words in ("SecretKey(secret)", "user_hash(self, /, user)", "from_env(name)", "fingerprint",
                  "64 lower-case hexadecimal characters", "RFC 2104", "FIPS 180-4", "empty_user",
                  "Raises Error with the code", "65,536 bytes", "TypeError"):
        assert words in shown, words
    for thing in (userhash, hmac, userhash.Error):
        assert len(pydoc.render_doc(thing)) > 500
    assert "class SecretKey" in pydoc.plain(pydoc.render_doc(userhash))


def test_examples_in_docstrings_are_true():
    finder, attempted = doctest.DocTestFinder(recurse=False), 0
    for thing in (userhash, hmac, userhash.SecretKey, userhash.KeyRing, userhash.Visitor):
        for test in finder.find(thing, thing.__name__, module=False):
            result = doctest.DocTestRunner().run(test)
            assert result.failed == 0
            attempted += result.attempted
    assert attempted >= 17


def test_the_readmes_blocks_run(monkeypatch):
    monkeypatch.setenv("USERHASH_SECRET_KEY", SECRET)
    # Those that are files are run by frameworks/test_snippets.py.
    own = r"(?<!-->\n)^```python\n(.*?)^```$"
    blocks = re.findall(own, (PACKAGE / "README.md").read_text(), re.M | re.S)
    assert len(blocks) == 4
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})


def test_the_snippet_of_the_projects_readme_runs():
    snippet = ROOT / "docs/snippets/readme.py"
    done = subprocess.run(
        [sys.executable, snippet], capture_output=True, text=True,
        env={**os.environ, "USERHASH_SECRET_KEY": SECRET},
    )
    assert done.stdout == f"{USER_HASH}\nTrue\nFalse\n", done.stderr
    # Without the variable it says what is missing.
    env = {name: value for name, value in os.environ.items() if name != "USERHASH_SECRET_KEY"}
    done = subprocess.run([sys.executable, snippet], capture_output=True, text=True, env=env)
    assert done.returncode == 1 and "there is no secret key" in done.stderr


def test_there_is_one_version():
    workspace = tomllib.loads((ROOT / "Cargo.toml").read_text())
    version = workspace["workspace"]["package"]["version"]
    assert userhash.__version__ == metadata.version("userhash") == version


def test_what_the_wheel_says():
    about = metadata.metadata("userhash")
    assert about["License-Expression"] == "MIT OR Apache-2.0"
    assert about["Requires-Python"] == ">=3.10"
    assert about.get_all("Requires-Dist") is None
    files = {str(file) for file in metadata.files("userhash")}
    assert {"userhash/py.typed", "userhash/_userhash.pyi", "userhash/__init__.pyi"} <= files
    [wheel] = (ROOT / "build/python").glob("*.whl")
    assert re.search(r"-cp310-abi3-", wheel.name)


def test_pip_installs_it_from_a_clone(tmp_path):
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
               "--no-index", "--no-deps", "--no-build-isolation", "--target", tmp_path,
               "./bindings-python"]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    code = f"""
import userhash
print(userhash.__file__, userhash.SecretKey({SECRET!r}).user_hash({USER!r}))
"""
    file, user_hash = python(code, env={"PYTHONPATH": str(tmp_path)}).stdout.split()
    assert file.startswith(str(tmp_path)) and user_hash == USER_HASH


def test_an_sdist_has_all_that_it_takes(tmp_path):
    command = ["maturin", "sdist", "--out", tmp_path,
               "--manifest-path", PACKAGE / "Cargo.toml"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    [archive] = tmp_path.glob("userhash-*.tar.gz")
    shutil.unpack_archive(archive, tmp_path)
    [folder] = (path for path in tmp_path.iterdir() if path.is_dir())
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    for name in ("pyproject.toml", "PKG-INFO", "Cargo.lock", "Cargo.toml", "README.md",
                 "core/src/lib.rs", "load/src/lib.rs", "python/userhash/__init__.py",
                 "python/userhash/py.typed", "bindings-python/src/lib.rs"):
        assert any(found == name or found.endswith("/" + name) for found in names), (name, names)
    # It stands by itself: Cargo finds every member of the workspace, and no network is asked.
    done = subprocess.run(
        ["cargo", "metadata", "--offline", "--format-version", "1", "--no-deps"],
        cwd=folder / "bindings-python", capture_output=True, text=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_native_module_is_reached_through_the_package():
    assert userhash.SecretKey.__module__ == userhash.Error.__module__ == "userhash"
    assert hmac.HMAC.__module__ == "userhash.hmac"
    assert set(userhash.__all__) <= set(dir(userhash))
    namespace = {}
    exec("from userhash import *", namespace)
    assert namespace["hmac"] is hmac and namespace["SecretKey"] is userhash.SecretKey
