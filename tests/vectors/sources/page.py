"""What belongs onto a page, written from the documented rules and without any code of userhash's.

Details come as JSON text. They are read with Python's own `json`, and written by `literal` and
`written` below.
"""

import base64
import hashlib
import json

from .oracle import tag

# What is put around a visitor; `{…}` is filled in, in one go and nowhere twice.
RENDERINGS = {
    "user_hash": "{user_hash}",
    "to_json": "{json}",
    "script": "window.acquire=window.acquire||[];acquire.push({json});",
    "script_tag": "<script{nonce}>window.acquire=window.acquire||[];acquire.push({json});</script>",
    "data_tag": "<script type=\"application/json\" data-userhash=\"visitor\">{json}</script>",
    "login_call": "window.acquire=window.acquire||[];acquire.push(function(){"
                  "acquireIO.loginVisitor(\"{user_hash}\",{details});});",
    "switch_call": "window.acquire=window.acquire||[];acquire.push(function(){"
                   "acquireIO.logoutVisitor();acquireIO.loginVisitor(\"{user_hash}\",{details});});",
    "csp_hash": "{csp_hash}",
}

LOGOUT = "window.acquire=window.acquire||[];acquire.push(function(){acquireIO.logoutVisitor();});"

# What stays outside of an escape. All else could mean something to a parser or an encoding.
PLAIN = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
            " !#$%()*+,-./:;=?@[]^_`{|}~")


class Number(str):
    """A number of JSON as it was written."""


class Object(list):
    """The members of an object of JSON, pairs in their order."""


def read(text):
    return json.loads(text, object_pairs_hook=Object, parse_int=Number, parse_float=Number)


def literal(text):
    """A string of JSON that is also one of JavaScript, wherever on a page it stands."""
    return '"' + "".join(map(escaped, text)) + '"'


def escaped(character):
    if character in PLAIN:
        return character
    if character in '"\\':
        return "\\" + character
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def written(value):
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, Object):
        members = (f"{literal(key)}:{written(member)}" for key, member in value)
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    return {None: "null", True: "true", False: "false"}[value]


def source_of(script):
    """The hash-source of CSP Level 3, section 2.3.1."""
    digest = hashlib.sha256(script.encode("ascii")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def visitor(secret, details, identity="email", user_hash=None):
    """The user hash, the details as they stand on the page, and the script's hash-source."""
    tree = read(details)
    if user_hash is None:
        (user,) = [member for key, member in tree if key == identity]
        user_hash = tag(secret, user)
    rendered = written(tree)
    announced = f'{{"user_hash":"{user_hash}","userDetails":{rendered}}}'
    script = RENDERINGS["script"].replace("{json}", announced)
    return {"user_hash": user_hash, "rendered": rendered, "csp_hash": source_of(script)}
