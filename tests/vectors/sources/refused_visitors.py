"""Details, identities, nonces and user hashes that no page may be made of, and their neighbours
that are fine."""

from .bad_input_rows.values import NEVER_LOADED, SURROGATE, TYPE_ERROR, array_of, integer
from .oracle import SECRET, USER, tag
from .page import visitor

HASH = tag(SECRET, USER)
DETAILS = f'{{"email":"{USER}"}}'
LARGEST = 1 << 20
MALFORMED = "!malformed_details"
MISSING = "!missing_user"

# Where null, or a value that is no object, doesn't get past the types.
NULL_HOSTS = {host: TYPE_ERROR for host in ("python", "node", "php", "ruby")}
TYPED_HOSTS = {"php": TYPE_ERROR}


def row(name, *needs, answer, answers=None, **given):
    made = {"name": name, **given}
    if needs:
        made["needs"] = list(needs)
    made["answer"] = answer
    if answers:
        made["answers"] = answers
    return made


def details(name, value, *needs, answer=MALFORMED, answers=None, **more):
    return row(name, *needs, details=value, answer=answer, answers=answers, **more)


def special(kind, count=None):
    made = {"special": kind}
    return made if count is None else made | {"count": count}


def accepted(details, user_hash=None):
    """The answer where the question is for the hash-source, which depends on every byte."""
    return "=" + visitor(SECRET, details, user_hash=user_hash)["csp_hash"]


def no_object():
    yield details("null", "null", answers=NULL_HOSTS)
    yield details("undefined", {"kind": "undefined"}, answer=TYPE_ERROR)
    for name, json in {"true": "true", "false": "false", "an integer": "42", "zero": "0",
                       "a fraction": "1.5", "text": f'"{USER}"', "empty text": '""',
                       "JSON in a string": '"{\\"email\\":\\"a@b.c\\"}"'}.items():
        yield details(name, json, answers=TYPED_HOSTS)
    yield details("a list", f'["{USER}"]')
    yield details("a list of an object", f"[{DETAILS}]")
    yield details("a list of two", '["email","a@b.c"]')
    for name, json in {
        "nothing": "", "white space": " \n", "an object left open": "{", "two objects": "{}{}",
        "text after the object": DETAILS + "x", "a comma too many": f'{{"email":"{USER}",}}',
        "single quotes": "{'email':'a@b.c'}", "a key without quotes": "{email:\"a@b.c\"}",
        "a comment": DETAILS + "//", "a byte order mark": "\ufeff" + DETAILS,
        "a line feed in a string": '{"email":"a\nb"}', "a NUL in a string": '{"email":"a\0b"}',
        "a NUL at the end": DETAILS + "\0", "a wrong escape": '{"email":"\\x41"}',
        "an octal number": '{"email":"a","x":012}', "a hexadecimal number": '{"email":"a","x":0x1}',
        "a plus sign": '{"email":"a","x":+1}', "a bare fraction": '{"email":"a","x":.5}',
        "undefined in JSON": '{"email":"a","x":undefined}', "a script": '{"email":alert(1)}',
    }.items():
        yield details(f"no JSON: {name}", json, "json_text")


def nobody():
    for name, json in {
        "none": '{"name":"Jane"}', "an object without anything": "{}", "null": '{"email":null}',
        "true": '{"email":true}', "false": '{"email":false}', "a fraction": '{"email":1.5}',
        "a list": f'{{"email":["{USER}"]}}', "an object": f'{{"email":{{"email":"{USER}"}}}}',
        "an empty list": '{"email":[]}', "one level too deep": f'{{"user":{{"email":"{USER}"}}}}',
        "in other letters": f'{{"Email":"{USER}"}}', "with a space": f'{{"email ":"{USER}"}}',
        "with a NUL": f'{{"email\\u0000":"{USER}"}}',
        "in full-width letters": f'{{"\\uff45\\uff4d\\uff41\\uff49\\uff4c":"{USER}"}}',
    }.items():
        yield details(f"the user is {name}", json, answer=MISSING)
    yield details("the user is an integer with a fraction", '{"email":42.0}', "no_fraction",
                  answer=MISSING)
    yield details("the user is an integer with an exponent", '{"email":42e0}', "json_text",
                  answer=MISSING)
    yield details("the user is empty", '{"email":""}', answer="!empty_user")
    yield details("the user is white space", '{"email":" "}', answer=accepted('{"email":" "}'))
    yield details("the user is not in the named field", DETAILS, identity="id", answer=MISSING)
    yield details("the field has no name", DETAILS, identity="", answer=MISSING)
    yield details("the field's name goes on after a NUL", DETAILS, identity="email\0", answer=MISSING)
    yield details("the field's name is half a character", DETAILS, identity=SURROGATE, answer=MISSING)
    yield details("the field's name is an integer", '{"1":"a"}', identity=integer(1),
                  answer=TYPE_ERROR)
    yield details("the field's name is null", DETAILS, identity={"kind": "null"}, answer=TYPE_ERROR)
    yield details("the field's name is a list", DETAILS, identity=array_of("email"),
                  answer=TYPE_ERROR)
    # Readers differ on which one counts, so the page could show another user than the hash's.
    yield details("the user twice", special("twice"), "twice", identity="1")
    for name, json in {
        "the user twice, the same": f'{{"email":"{USER}","email":"{USER}"}}',
        "the user twice, once escaped": f'{{"email":"{USER}","\\u0065mail":"b@b.c"}}',
        "the user twice, first null": f'{{"email":null,"email":"{USER}"}}',
        "the user twice, then null": f'{{"email":"{USER}","email":null}}',
    }.items():
        yield details(name, json, "json_text")


def deceiving():
    for name, json in {
        "at the top": f'{{"email":"{USER}","__proto__":{{"admin":true}}}}',
        "with text": f'{{"email":"{USER}","__proto__":"x"}}',
        "with null": f'{{"__proto__":null,"email":"{USER}"}}',
        "further in": f'{{"email":"{USER}","x":{{"y":[{{"__proto__":1}}]}}}}',
        "escaped": f'{{"email":"{USER}","\\u005f_proto__":1}}',
    }.items():
        yield details(f"__proto__ {name}", json)
    yield details("__proto__ as the field", '{"__proto__":"a"}', identity="__proto__")
    fine = f'{{"email":"{USER}","__proto":1,"proto__":"__proto__","__PROTO__":2}}'
    yield details("__proto__ as a value", fine, answer=accepted(fine))


def no_text():
    for name, json in {
        "a high half": '{"email":"a\\ud800"}', "a low half": '{"email":"\\udc00a"}',
        "halves in the wrong order": '{"email":"\\udc00\\ud800"}',
        "in a value": f'{{"email":"{USER}","x":"\\ud800"}}',
        "in a list": f'{{"email":"{USER}","x":["a","\\udfff"]}}',
        "in a key": f'{{"email":"{USER}","\\ud83d":1}}',
        "in a key further in": f'{{"email":"{USER}","x":{{"a\\ude00":1}}}}',
    }.items():
        yield details(f"a lone surrogate: {name}", json, "lone_surrogate")
    for place in ("user", "value", "key", "list"):
        yield details(f"not UTF-8: in a {place}", special(f"not_utf8_{place}"), "not_utf8")


def no_number():
    for kind in ("nan", "infinity", "minus_infinity", "nan_in_a_list", "nan_as_the_user"):
        yield details(f"no number: {kind.replace('_', ' ')}", special(kind), "not_finite")


def endless():
    for kind in ("circle", "circle_in_a_list", "circle_of_two"):
        yield details(kind.replace("_", " "), special(kind), "circle")
    for levels in (33, 34, 100, 101, 512, 513, 1000, 10_000):
        yield details(f"{levels} levels", special("levels", levels))
    yield details("1 MiB and a byte", special("bytes", LARGEST + 1))
    yield details("1 MiB", special("bytes", LARGEST), answer=accepted(of_length(LARGEST)))
    yield details("10 MB", special("bytes", 10_000_000))


def of_length(length):
    """What `{"special": "bytes"}` stands for."""
    empty = f'{{"email":"{USER}","x":""}}'
    return f'{{"email":"{USER}","x":"{"x" * (length - len(empty))}"}}'


def nonces():
    bad = {
        "empty": "", "an equals sign alone": "=", "two equals signs alone": "==",
        "three equals signs": "YQ===", "an equals sign inside": "a=b", "a space": "a b",
        "a space before": " YQ==", "a space after": "YQ== ", "a double quote": 'a"',
        "a single quote": "a'", "a grave accent": "a`", "an attribute": 'a" onload="alert(1)',
        "a tag's end": "a>", "a tag": "a\"><script>alert(1)</script>", "an ampersand": "a&amp;b",
        "a line feed": "YQ==\n", "a line feed inside": "a\nb", "a carriage return": "a\r",
        "a tab": "a\t", "a NUL": "a\0", "a full stop": "a.b", "a colon": "a:b", "a comma": "a,b",
        "a semicolon": "a;b", "a percent sign": "%61", "not ASCII": "\u00e9",
        "full-width letters": "\uff41", "an expression of a policy": "'nonce-YQ=='",
        "a backslash": "a\\", "a template": "{{nonce}}",
        "long, and wrong at the end": "a" * 10_000 + "\"",
    }
    for name, nonce in bad.items():
        yield row(f"nonce: {name}", details=DETAILS, nonce=nonce, answer="!malformed_nonce")
        yield row(f"nonce of a logout: {name}", nonce=nonce, answer="!malformed_nonce")
    yield row("nonce: half a character", details=DETAILS, nonce=SURROGATE, answer="!malformed_nonce")
    yield row("nonce: an integer", details=DETAILS, nonce=integer(1), answer=TYPE_ERROR)
    yield row("nonce: true", details=DETAILS, nonce={"kind": "true"}, answer=TYPE_ERROR)
    yield row("nonce: a list", details=DETAILS, nonce=array_of("YQ=="), answer=TYPE_ERROR)


def hashes():
    """User hashes that are passed by hand: to where none is checked but all are put onto a page."""
    bad = {
        "empty": "", "63 characters": HASH[:-1], "65 characters": HASH + "0", "upper case": HASH.upper(),
        "one capital": HASH[:-1] + "A", "a letter g": HASH[:-1] + "g", "a space before": " " + HASH[1:],
        "a line feed after": HASH + "\n", "a line feed in place of a digit": HASH[:-1] + "\n",
        "a prefix": "0x" + HASH[2:], "a NUL after": HASH + "\0", "a NUL inside": HASH[:-1] + "\0",
        "base64": "Svmy1Mfq7Y5OVBxsXjcuqF3FOYYkwI4uy7vHqLWrMTM=", "the placeholder": "INSERT_HMAC_VALUE_HERE",
        "full-width digits": "\uff10" * 64, "64 quotes": "\"" * 64, "not ASCII": "\u00e9" * 32,
        "a script": ("</script><script>alert(1)</script>" + "0" * 64)[:64],
        "a string's end": ("\"});alert(1);({\"" + "0" * 64)[:64],
    }
    for name, value in bad.items():
        yield row(f"hash by hand: {name}", details=DETAILS, user_hash=value, answer="!malformed_hash")
    yield row("hash by hand: half a character", details=DETAILS, user_hash=SURROGATE,
              answer="!malformed_hash")
    yield row("hash by hand: null", details=DETAILS, user_hash={"kind": "null"}, answer=TYPE_ERROR)
    yield row("hash by hand: an integer", details=DETAILS, user_hash=integer(0), answer=TYPE_ERROR)
    yield row("hash by hand: a list", details=DETAILS, user_hash=array_of(HASH), answer=TYPE_ERROR)
    yield row("hash by hand: no object", details="[]", user_hash=HASH, answer=MALFORMED,
              answers={"php": accepted("{}", HASH)})
    for name, json in {"the user's": DETAILS, "somebody's": '{"email":"somebody@example.com"}',
                       "nobody's": '{"name":"\\u003c"}'}.items():
        yield row(f"hash by hand: {name}", details=json, user_hash=HASH, answer=accepted(json, HASH))


def keys():
    yield details("a key that was never loaded", DETAILS, key={"blank": ""}, answer="!empty_secret",
                  answers=NEVER_LOADED)
    yield details("a placeholder in place of a key", DETAILS, key={"new": "YOUR_SECRET_KEY"},
                  answer="!placeholder_secret")


def make():
    groups = (no_object, nobody, deceiving, no_text, no_number, endless, nonces, hashes, keys)
    rows = [made for group in groups for made in group()]
    if len({made["name"] for made in rows}) != len(rows):
        raise ValueError("two rows have the same name")
    return {
        "about": "What no page may be made of. A row with `details` alone asks for the csp_hash of a "
                 "visitor, whose key is `key` or of `secret` and whose user is in the field `identity`, or `email`; one with a `nonce` for the "
                 "script_tag, or without details for the logout's; one with a `user_hash` for the "
                 "csp_hash of a visitor with this hash made by hand. Answers, `answers` and values are "
                 "as in bad_inputs.json; details are JSON in text, or `special`; see README.md. "
                 "`needs` names what not every language can express.",
        "secret": SECRET,
        "rows": rows,
    }
