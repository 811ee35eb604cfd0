"""Visitors, and what a page gets of each: by every host, byte for byte the same."""

import json

from . import injections
from .oracle import SECRET, USER
from .page import LOGOUT, RENDERINGS, source_of, visitor

# Every character that means something to JSON, scripts, HTML, or a template.
SPECIAL = "".join(map(chr, [*range(0x20), *b"\"'&<>/\\`=${}%#@;:,()[]|~^", 0x7F, 0x85, 0xA0, 0xAD,
                            0x2028, 0x2029, 0xFEFF, 0xFFFD, 0xFFFF, 0x1F600, 0x10FFFF]))
NONCES = ["a", "bm9uY2U=", "bm9uY2UxMg==", "abc+/-_XYZ019", "n" * 10_000]
# A number whose text only a host that is given the text itself can keep.
EXACT = ["1.50", "-0", "0.0", "1e5", "1E400", "-1.5e-7", "100000000000000000000.25",
         "0.1000000000000000055511151231257827"]


def text(details):
    """Details as JSON in ASCII; what isn't text already is a dictionary."""
    return details if isinstance(details, str) else json.dumps(details, separators=(",", ":"))


def nested(levels):
    """Details of so many levels, the details themselves being the first."""
    inner = levels - 1
    return f'{{"email":"{USER}","x":{"[" * inner}{"]" * inner}}}'


def typical():
    yield "the document's", {"email": USER}
    yield "five fields", {"email": USER, "name": "Jane Doe", "phone": "+1 555 0100",
                          "remark": "prefers e-mail", "plan": "team"}
    yield "every simple type", {"email": USER, "a": None, "b": True, "c": False, "d": 0, "e": -42,
                                "f": 1.5, "g": 0.1, "h": -2.25, "i": "", "j": [1, "2", [3]],
                                "k": {"l": {"m": [{"n": None}]}}}
    yield "empty list and object", {"email": USER, "list": [], "object": {}}
    yield "the largest safe integers", {"email": USER, "x": [2**53 - 1, -(2**53 - 1)]}
    yield "the user at the end", {"zulu": 1, "Alpha": 2, "mike": 3, "email": USER}
    yield "keys in no order", {"z": 1, "a": {"y": 1, "b": 2, "x": 3}, "email": USER, "Z": 2}
    yield "keys that differ little", {"email": USER, "Email": 1, "EMAIL": 2, "email ": 3, "e-mail": 4}
    yield "an empty key", {"email": USER, "": {"": ""}}
    yield "numbers as keys, rising", {"0": "a", "1": "b", "10": "c", "email": USER}
    yield "an object like a list", {"email": USER, "x": {"0": "a", "1": "b"}}
    yield "objects in a list", {"email": USER, "x": [{"0": "a"}, {}, {"a": []}]}
    yield "a key twice that isn't the user", f'{{"email":"{USER}","x":1,"x":2}}', "json_text"
    yield "white space in the JSON", f' {{ "email" :\t"{USER}" ,\r\n"a" : [ 1 , {{ }} ] }} '
    yield "escapes in the JSON", r'{"\u0065mail":"jane\u0040\u0065xample\u002ecom","\/":"\/\b\f\n\r\t"}'
    yield "numbers as keys, not rising", {"email": USER, "10": 1, "9": 2, "-1": 3, "01": 4}, \
        "order_of_numeric_keys"
    yield "no fraction", {"email": USER, "x": [1.0, -3.0]}, "no_fraction"
    yield "an integer of 64 bits", {"email": USER, "x": 2**63 - 1}, "large_number"
    yield "an integer of 65 bits", {"email": USER, "x": 2**64}, "large_integer", "large_number"
    for number in EXACT:
        yield f"the number {number}", f'{{"email":"{USER}","x":{number}}}', "json_text"
    yield "31 levels", nested(31)
    yield "32 levels", nested(32)


def unicode():
    for name, user in {
        "Latin": "jos\u00e9@ex\u00e4mple.test", "not composed": "jose\u0301@example.test",
        "Chinese": "\u7530\u4e2d@\u4f8b\u3048.test", "right to left": "\u0645\u0631\u064a\u0645@x.test",
        "emoji": "\U0001f469\u200d\U0001f4bb@x.test", "upper case": "Jane@Example.COM",
        "spaces around": " jane@example.com ", "a line feed after": "jane@example.com\n",
        "a NUL inside": "a\0b", "a replacement character": "\ufffd", "the last character": "\U0010ffff",
    }.items():
        yield f"{name}: the user", {"email": user, "name": "x"}
        yield f"{name}: a value and a key", {"email": USER, user: user}
    yield "not escaped in the JSON", '{"email":"jos\u00e9@x.test","\u7530":"\U0001f600\u2028\u007f"}'


def special():
    yield "all special characters", {"email": SPECIAL, SPECIAL: SPECIAL}
    for character in SPECIAL:
        yield f"U+{ord(character):04X} as a key", {"email": USER, character: 1, f"a{character}b": 2}


def injected():
    """Every payload as the user, as a key at two levels, as a value at two levels."""
    for number, payload in enumerate(injections.make()["payloads"]):
        yield f"payload {number} as the user", {"email": payload}
        yield f"payload {number} as a key", {payload: 1, "email": USER, "x": {payload: 2}}
        yield f"payload {number} as a value", {"email": USER, "x": payload, "y": [payload]}


def identified():
    """Identities other than an e-mail address: the field, the details, and what they need."""
    yield "id", {"id": 42, "email": USER}
    yield "id", {"email": USER, "id": "42"}
    yield "id", {"id": -7}
    yield "id", {"id": 0}
    yield "id", {"id": 2**53 - 1}
    yield "id", {"id": 2**63 - 1}, "large_number"
    yield "id", {"id": 2**64}, "large_integer", "large_number"
    yield "user id", {"user id": "jane"}
    yield "", {"": "jane"}
    yield "</script>", {"</script>": "jane"}
    yield "\u7530", {"\u7530": "jane"}
    yield "1", {"1": "jane", "email": USER}
    yield "email", {"email": USER}
    yield "constructor", {"constructor": "jane"}


def make():
    cases, identities = [], []
    for group in (typical, unicode, special, injected):
        for name, details, *needs in group():
            cases.append(described(name, text(details), needs))
    for field, details, *needs in identified():
        made = described(f"{text(details)} by {field!a}", text(details), needs, field)
        identities.append(made)
    return {
        "about": "Details as JSON in ASCII, and what a page gets: `rendered` are the details as "
                 "they stand there, `renderings` says what is written around them. In these, "
                 "`{json}` is {\"user_hash\":\"…\",\"userDetails\":…}, `{details}` is `rendered`, "
                 "and `{nonce}` nothing or ` nonce=\"…\"`. `csp_hash` is SHA-256 of the script. "
                 "`needs` names what not every language can express.",
        "secret": SECRET,
        "renderings": RENDERINGS,
        "logout": {
            "logout_call": LOGOUT,
            "logout_script_tag": f"<script{{nonce}}>{LOGOUT}</script>",
            "logout_csp_hash": source_of(LOGOUT),
            "logout_data_tag":
                '<script type="application/json" data-userhash="logout">null</script>',
            "headers": "Cache-Control: private, no-store; Vary: Cookie",
        },
        "nonces": NONCES,
        "cases": cases,
        "identities": identities,
    }


def described(name, details, needs, field=None):
    made = {"name": name, "details": details}
    if field is not None:
        made["identity"] = field
    if needs:
        made["needs"] = needs
    return made | visitor(SECRET, details, "email" if field is None else field)
