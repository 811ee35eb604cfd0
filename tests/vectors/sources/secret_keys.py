"""Secret keys that must be refused, and those that only look like it."""

import base64

from .oracle import SECRET, USER, tag, utf8

# Every character that Unicode calls white space, and three invisible ones that are pasted along.
SPACES = [
    0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B),
    0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x200B, 0x2060, 0xFEFF,
]

PLACEHOLDERS = [
    "YOUR_SECRET_KEY", "[YOUR_SECRET_KEY]", "[YOUR\\_SECRET\\_KEY]", "your_secret_key",
    "Your Secret Key", "your-secret-key", "[your-secret-key]", "YOUR_SECRET", "your-app-secret-key",
    "INSERT_HMAC_VALUE_HERE", "insert-secret-key-here", "changeme", "CHANGEME", "ChangeMe",
    "change_me", "change-me", "Change Me", "<your secret key>", "<secret>", "<>",
    "${USERHASH_SECRET_KEY}", "${}", "{{ secret_key }}", "{{SECRET}}",
]

ACCEPTED = [
    ("one character", "k"),
    ("words", SECRET),
    ("space inside", "two words"),
    ("line feed inside", "two\nlines"),
    ("no-break space inside", "two\u00a0words"),
    ("placeholder with more after it", "your_secret_key_2"),
    ("placeholder with more before it", "not_your_secret_key"),
    ("placeholder inside", "abchangemecd"),
    ("brackets that don't close", "<secret"),
    ("brackets that don't open", "secret>"),
    ("brackets inside", "my<secret>key"),
    ("brackets around the wrong thing", "[secret]"),
    ("template mark inside", "a${b}c"),
    ("dollar sign", "$ecret"),
    ("braces", "{secret}"),
    ("quotes", "\"secret\""),
    ("unit separator at the end, which isn't white space", "secret\u001f"),
    ("not ASCII", "schl\u00fcssel"),
    ("Japanese", "\u79d8\u5bc6\u306e\u9375"),
    ("emoji", "\U0001f511"),
    ("joiner at the end of an emoji", "\U0001f469\u200d"),
    ("combining mark", "cle\u0301"),
    ("looks like hexadecimal: taken as it is", "00ff00ff"),
    ("looks like base64: taken as it is", "c2VjcmV0"),
    ("looks like a number", "123456"),
    ("zero", "0"),
    ("word null", "null"),
    ("NUL inside", "a\u0000b"),
    ("NUL alone", "\u0000"),
    ("63 bytes", "k" * 63),
    ("64 bytes", "k" * 64),
    ("65 bytes: hashed first", "k" * 65),
    ("1,000 bytes", "k" * 1000),
    ("bytes that aren't UTF-8", {"bytes": "80ff006d6964646c6500fffe"}),
    ("bytes that are half a character", {"bytes": "c3"}),
]

HEX_REFUSED = [
    ("empty", "", "empty_secret"),
    ("odd length", "0ab", "malformed_secret"),
    ("one digit", "f", "malformed_secret"),
    ("letter g", "0g", "malformed_secret"),
    ("prefix 0x", "0x00ff", "malformed_secret"),
    ("space between", "00 ff", "malformed_secret"),
    ("space before", " 00ff", "malformed_secret"),
    ("line feed after", "00ff\n", "malformed_secret"),
    ("colons", "00:ff", "malformed_secret"),
    ("NUL after", "00ff\u0000\u0000", "malformed_secret"),
    ("full-width digits", "\uff10\uff10", "malformed_secret"),
    ("Arabic-Indic digits", "\u0660\u0661", "malformed_secret"),
    ("blank", "    ", "malformed_secret"),
    ("bytes that aren't UTF-8", {"bytes": "ffff"}, "malformed_secret"),
]

HEX_ACCEPTED = ["00", "20", "0a0a", "00ff", "DEADBEEF", "DeadBeef", "0123456789abcdefABCDEF" * 8]

BASE64_REFUSED = [
    ("empty", "", "empty_secret"),
    ("no padding", "c2VjcmV0IQ", "malformed_secret"),
    ("half of the padding", "c2VjcmV0IQ=", "malformed_secret"),
    ("too much padding", "c2VjcmV0====", "malformed_secret"),
    ("padding alone", "====", "malformed_secret"),
    ("padding inside", "c2==cmV0", "malformed_secret"),
    ("bits left over", "c2VjcmV0IR==", "malformed_secret"),
    ("base64url", "-_-_", "malformed_secret"),
    ("line feed after", "c2VjcmV0\n", "malformed_secret"),
    ("line feed inside", "c2Vj\ncmV0", "malformed_secret"),
    ("space after", "c2VjcmV0 ", "malformed_secret"),
    ("NUL after", "c2VjcmV0\u0000", "malformed_secret"),
    ("one character", "c", "malformed_secret"),
    ("not ASCII", "c2Vjcm\u00e9", "malformed_secret"),
    ("blank", "    ", "malformed_secret"),
    ("bytes that aren't UTF-8", {"bytes": "ffffffff"}, "malformed_secret"),
]

BASE64_ACCEPTED = [b"\0", b" ", b"\n\n", b"secret!", b"\xff\xfe", bytes(range(256))]


def refused():
    for blank in ("", " ", "   ", "\t\r\n", *(chr(code) for code in SPACES if code != 0x20)):
        yield f"blank: {codes(blank)}", "new", blank, "empty_secret"
    for code in SPACES:
        yield f"U+{code:04X} after", "new", "s3cr3t" + chr(code), "padded_secret"
        yield f"U+{code:04X} before", "new", chr(code) + "s3cr3t", "padded_secret"
    yield "carriage return and line feed after", "new", "s3cr3t\r\n", "padded_secret"
    yield "placeholder, padded", "new", "changeme ", "padded_secret"
    yield "bytes that aren't UTF-8, then a line feed", "new", {"bytes": "fffe0a"}, "padded_secret"
    yield "a line feed, then bytes that aren't UTF-8", "new", {"bytes": "0afffe"}, "padded_secret"
    for placeholder in PLACEHOLDERS:
        yield f"placeholder {placeholder}", "new", placeholder, "placeholder_secret"
    for name, text, code in HEX_REFUSED:
        yield f"hexadecimal: {name}", "hex", text, code
    for name, text, code in BASE64_REFUSED:
        yield f"base64: {name}", "base64", text, code


def accepted():
    """Name, constructor, what it is given, and the key's bytes."""
    for name, secret in ACCEPTED:
        key = bytes.fromhex(secret["bytes"]) if isinstance(secret, dict) else utf8(secret)
        yield name, "new", secret, key
    for text in HEX_ACCEPTED:
        yield f"hexadecimal: {text[:22]}", "hex", text, bytes.fromhex(text)
    for key in BASE64_ACCEPTED:
        yield f"base64: {len(key)} bytes", "base64", base64.b64encode(key).decode(), key


def codes(text):
    return " ".join(f"U+{ord(character):04X}" for character in text) or "nothing"


def make():
    return {
        "about": "Secret keys, by the constructor that they are given to: `new` takes the secret "
                 "as it is, `hex` and `base64` decode it. Those refused come with the code of the "
                 "error, those accepted with the fingerprint and with the hash of the user. "
                 "An object is the secret's bytes in hexadecimal.",
        "user": USER,
        "refused": [
            {"name": name, "constructor": constructor, "secret": secret, "code": code}
            for name, constructor, secret, code in refused()
        ],
        "accepted": [
            {"name": name, "constructor": constructor, "secret": secret,
             "fingerprint": tag(key, "userhash fingerprint v1")[:8], "user_hash": tag(key, USER)}
            for name, constructor, secret, key in accepted()
        ],
    }
