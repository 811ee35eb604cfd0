"""The oracle: Python's own hmac module, and the rule that long inputs are derived by."""

import hashlib
import hmac

# What most vectors are made with. They are test values: no account anywhere has this secret.
SECRET = "correct horse battery staple"
USER = "customer@example.com"


def utf8(value):
    """The bytes of a text; bytes stay as they are."""
    return value.encode("utf-8") if isinstance(value, str) else value


def tag(key, message):
    """HMAC-SHA256 as hexadecimal text, of keys and messages that are text or bytes."""
    return hmac.new(utf8(key), utf8(message), hashlib.sha256).hexdigest()


def derived(label, length):
    """`length` bytes: SHA-256 of `label:length:0`, `label:length:1` and so on, joined and cut."""
    blocks = range((length + 31) // 32)
    data = b"".join(hashlib.sha256(f"{label}:{length}:{n}".encode()).digest() for n in blocks)
    return data[:length]
