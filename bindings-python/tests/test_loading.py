"""from_env and from_file."""

import os
import pathlib

import pytest
from helpers import SECRET, USER, USER_HASH, expected, python

import userhash
from userhash import SecretKey


def code_of(call, *arguments):
    with pytest.raises(userhash.Error) as refusal:
        call(*arguments)
    return refusal.value.code


@pytest.mark.parametrize("value", [SECRET, SECRET + "\n", SECRET + "\r\n"])
def test_a_variable(monkeypatch, value):
    monkeypatch.setenv("USERHASH_TEST", value)
    assert SecretKey.from_env("USERHASH_TEST").user_hash(USER) == USER_HASH


def test_a_variable_that_was_set_before_the_start():
    code = """
import userhash
print(userhash.SecretKey.from_env(name="USERHASH_TEST").user_hash("u"))
"""
    assert python(code, env={"USERHASH_TEST": SECRET}).stdout.strip() == expected(SECRET, "u")


@pytest.mark.parametrize(
    ("value", "code"),
    [("", "empty_secret"), ("\n", "empty_secret"), (SECRET + "\n\n", "padded_secret"),
     (" " + SECRET, "padded_secret"), ("YOUR_SECRET_KEY", "placeholder_secret")],
)
def test_variables_that_are_refused(monkeypatch, value, code):
    monkeypatch.setenv("USERHASH_TEST", value)
    assert code_of(SecretKey.from_env, "USERHASH_TEST") == code


@pytest.mark.skipif(os.name == "nt", reason="variables are text there")
def test_a_variable_that_is_not_text(monkeypatch):
    monkeypatch.setenv("USERHASH_TEST", os.fsdecode(b"\x80\xffkey"))
    assert SecretKey.from_env("USERHASH_TEST").user_hash(USER) == expected(b"\x80\xffkey", USER)


def test_names_of_variables(monkeypatch):
    monkeypatch.delenv("USERHASH_TEST", raising=False)
    for name in ("USERHASH_TEST", "", "A=B", "A\0B"):
        assert code_of(SecretKey.from_env, name) == "missing_secret"
    assert code_of(SecretKey.from_env, "\ud800") == "malformed_text"
    monkeypatch.setenv("NEXT_PUBLIC_SECRET", SECRET)
    for name in ("NEXT_PUBLIC_SECRET", "VITE_UNSET", "REACT_APP_UNSET"):
        assert code_of(SecretKey.from_env, name) == "public_secret"
    for name in (None, 1, True, b"USERHASH_TEST", ["USERHASH_TEST"]):
        with pytest.raises(TypeError, match="^name: expected str, but got"):
            SecretKey.from_env(name)


def test_a_file(tmp_path):
    path = tmp_path / "naïve 秘密"
    for contents in (SECRET.encode(), SECRET.encode() + b"\n", SECRET.encode() + b"\r\n"):
        path.write_bytes(contents)
        for given in (path, str(path), pathlib.PurePath(path)):
            assert SecretKey.from_file(given).user_hash(USER) == USER_HASH
    path.write_bytes(b"\x80\xffkey\xfe\n")
    assert SecretKey.from_file(path=path).user_hash(USER) == expected(b"\x80\xffkey\xfe", USER)


@pytest.mark.parametrize(
    ("contents", "code"),
    [(b"", "empty_secret"), (b"\n", "empty_secret"), (b"key\n\n", "padded_secret"),
     (b"<your secret key>\n", "placeholder_secret"), (b"k" * 65_537, "malformed_secret")],
)
def test_files_that_are_refused(tmp_path, contents, code):
    path = tmp_path / "secret"
    path.write_bytes(contents)
    assert code_of(SecretKey.from_file, path) == code


def test_paths(tmp_path):
    for path in (tmp_path, tmp_path / "absent", tmp_path / ("n" * 5_000), "", "a\0b"):
        assert code_of(SecretKey.from_file, path) == "missing_secret"
    assert code_of(SecretKey.from_file, "\ud800") == "malformed_text"
    for path in (None, 0, True, 1.5, ["secret"], b"secret"):
        with pytest.raises(TypeError):
            SecretKey.from_file(path)


def test_a_path_object_that_fails_keeps_its_error():
    class Path:
        def __fspath__(self):
            raise LookupError("its own")

    with pytest.raises(LookupError, match="its own"):
        SecretKey.from_file(Path())
