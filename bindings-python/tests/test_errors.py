"""userhash.Error, for every row of the core's table, and the panic that must not escape."""

import copy
import json
import pickle
import re
import sys

import pytest
from helpers import FORCED, ROOT, python

import userhash

# number, code: read from the core, so that a new error can't be forgotten here.
TABLE = [
    (int(number), code)
    for number, code in re.findall(
        r'^    \w+ = (\d+), "(\w+)",$', (ROOT / "core/src/error.rs").read_text(), re.MULTILINE
    )
]

FORCE_ALL = """
import json, sys
import userhash, userhash._userhash as native
answers = []
for number in json.loads(sys.argv[1]):
    try:
        native._force(number)
        answers.append(None)
    except BaseException as error:
        answers.append({
            "type": type(error).__qualname__, "module": type(error).__module__,
            "is_value_error": isinstance(error, ValueError), "code": error.code,
            "number": error.number, "args": error.args, "text": str(error),
            "cause": repr(error.__cause__), "context": repr(error.__context__),
        })
print(json.dumps(answers))
"""


def force(numbers):
    assert FORCED.is_dir(), "scripts/test-python builds the copy of the package that this needs"
    code = FORCE_ALL.replace("sys.argv[1]", repr(json.dumps(numbers)))
    done = python(code, env={"PYTHONPATH": str(FORCED)})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


def test_the_table_was_found():
    assert len(TABLE) >= 17
    assert (1, "mismatch") in TABLE
    assert (17, "panic") in TABLE


def test_every_error_has_its_class_number_code_and_message():
    answers, _ = force([number for number, _ in TABLE])
    assert [(answer["number"], answer["code"]) for answer in answers] == TABLE
    assert len({answer["text"] for answer in answers}) == len(TABLE)
    for answer in answers:
        assert (answer["module"], answer["type"]) == ("userhash", "Error")
        assert answer["is_value_error"]
        assert answer["args"] == [answer["text"]] and len(answer["text"]) > 20
        assert answer["cause"] == answer["context"] == "None"


def test_numbers_that_no_error_has_raise_nothing():
    assert force([0, -1, 10_000])[0] == [None, None, None]


def test_a_panic_is_an_ordinary_error_of_the_table():
    [answer], stderr = force([dict((code, number) for number, code in TABLE)["panic"]])
    assert (answer["type"], answer["code"]) == ("Error", "panic")
    # It did panic: Rust's own report is there.
    assert "forced by a test" in stderr


def test_the_package_that_is_shipped_has_nothing_to_force():
    assert not hasattr(userhash._userhash, "_force")


def test_error_is_a_value_error_that_survives_pickling():
    with pytest.raises(ValueError) as refusal:
        userhash.SecretKey("")
    error = refusal.value
    assert type(error) is userhash.Error
    assert (error.code, error.number) == ("empty_secret", 2)
    for twin in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert type(twin) is userhash.Error
        assert (twin.code, twin.number, str(twin)) == (error.code, error.number, str(error))


def test_programs_can_raise_and_extend_it():
    class Ours(userhash.Error):
        pass

    own = Ours("message")
    assert (str(own), own.code, own.number) == ("message", "", 0)
    assert "code: str" in (userhash.Error.__doc__ or "")


def test_errors_do_not_pile_up():
    before = sys.getrefcount(userhash.Error)
    for _ in range(1000):
        with pytest.raises(userhash.Error):
            userhash.SecretKey("")
    assert sys.getrefcount(userhash.Error) - before < 10
