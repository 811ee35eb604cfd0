"""What is not the user hash, however close: every case must be refused."""

import base64
import unicodedata

from .oracle import SECRET, USER, tag

RIGHT = tag(SECRET, USER)


def bit_flips():
    right = bytes.fromhex(RIGHT)
    for bit in range(256):
        wrong = bytearray(right)
        wrong[bit // 8] ^= 0x80 >> bit % 8
        yield f"bit {bit} flipped", wrong.hex()


def lengths():
    for length in range(1, 64):
        yield f"first {length} characters", RIGHT[:length]
        yield f"last {length} characters", RIGHT[-length:]
    for more in (1, 2, 64):
        yield f"{more} more: zeros", RIGHT + "0" * more
        yield f"{more} more: the hash again", RIGHT + RIGHT[:more]
        yield f"{more} more: zeros before", "0" * more + RIGHT


def other_case():
    yield "upper case", RIGHT.upper()
    letters = [index for index, character in enumerate(RIGHT) if character.isalpha()]
    for index in letters:
        yield f"character {index} in upper case", (
            RIGHT[:index] + RIGHT[index].upper() + RIGHT[index + 1:])


def look_alikes():
    """Digits of other scripts, which some languages' own parsers take for digits."""
    for zero in (0x0660, 0x06F0, 0x0966, 0x0E50, 0xFF10, 0x1D7CE, 0x1D7F6):
        script = unicodedata.name(chr(zero)).removesuffix(" DIGIT ZERO").lower()
        digits = {ord(str(n)): chr(zero + n) for n in range(10)}
        yield f"all digits {script}", RIGHT.translate(digits)
        first = next(index for index, c in enumerate(RIGHT) if c.isdigit())
        yield f"one digit {script}", (
            RIGHT[:first] + chr(zero + int(RIGHT[first])) + RIGHT[first + 1:])
    letters = [index for index, c in enumerate(RIGHT) if c in "ace"]
    cyrillic = {"a": "\u0430", "c": "\u0441", "e": "\u0435"}
    for index in letters[:3]:
        yield f"character {index} Cyrillic", (
            RIGHT[:index] + cyrillic[RIGHT[index]] + RIGHT[index + 1:])
    wide = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789abcdef"}
    yield "full width", RIGHT.translate(wide)
    # Sixty-four bytes, but fewer characters.
    yield "sixty-four bytes with a two-byte character", RIGHT[:62] + "\u00e9"
    yield "last byte of an ASCII digit with the high bit set", {"bytes": (
        RIGHT[:-1].encode() + bytes([ord(RIGHT[-1]) | 0x80])).hex()}


def surroundings():
    for name, character in {
        "space": " ", "tab": "\t", "line feed": "\n", "carriage return": "\r", "NUL": "\0",
        "vertical tab": "\v", "form feed": "\f", "no-break space": "\u00a0",
        "zero-width space": "\u200b", "letter of two bytes": "\u00e9", "emoji": "\U0001f600",
        "letter g": "g", "last code point": "\U0010ffff",
        "byte order mark": "\ufeff", "ideographic space": "\u3000",
    }.items():
        yield f"{name} before", character + RIGHT
        yield f"{name} after", RIGHT + character
        yield f"{name} in place of the last character", RIGHT[:-1] + character
        yield f"{name} in the middle", RIGHT[:32] + character + RIGHT[32:]
    for prefix in ("0x", "0X", "sha256=", "sha256:", "SHA256=", "hmac-sha256 ", "v1=", "\\x", "#"):
        yield f"prefix {prefix}", prefix + RIGHT
    for before, after in ('""', "''", "()", "[]", "<>", "``"):
        yield f"in {before}{after}", before + RIGHT + after
    yield "line feed and the hash again", RIGHT + "\n" + RIGHT
    yield "comma and the hash again", RIGHT + "," + RIGHT
    for suffix in (";", "%00", "=", "==", "..", "'--", "h"):
        yield f"suffix {suffix}", RIGHT + suffix


def other_forms():
    raw = bytes.fromhex(RIGHT)
    pairs = [RIGHT[i:i + 2] for i in range(0, 64, 2)]
    yield "empty", ""
    yield "the 32 raw bytes", {"bytes": raw.hex()}
    yield "base64", base64.b64encode(raw).decode()
    yield "base64, no padding", base64.b64encode(raw).decode().rstrip("=")
    yield "base64url", base64.urlsafe_b64encode(raw).decode()
    yield "base64 of the hexadecimal form", base64.b64encode(RIGHT.encode()).decode()
    yield "hexadecimal of the hexadecimal form", RIGHT.encode().hex()
    yield "dashes", "-".join(pairs)
    yield "colons", ":".join(pairs)
    yield "spaces", " ".join(pairs)
    yield "decimal", str(int(RIGHT, 16))
    yield "binary digits", "".join(f"{byte:08b}" for byte in raw)
    yield "bytes in reverse", raw[::-1].hex()
    yield "characters in reverse", RIGHT[::-1]
    yield "percent-encoded", "".join(f"%{byte:02x}" for byte in raw)
    yield "UTF-16", {"bytes": RIGHT.encode("utf-16-le").hex()}
    yield "UTF-16 with its mark", {"bytes": RIGHT.encode("utf-16").hex()}


def other_hashes():
    yield "arguments swapped", tag(USER, SECRET)
    yield "another user's", tag(SECRET, "somebody@example.com")
    yield "the user in upper case", tag(SECRET, USER.upper())
    yield "the user with a space", tag(SECRET, USER + " ")
    yield "the user with a line feed", tag(SECRET, USER + "\n")
    yield "another secret's", tag("another secret", USER)
    yield "the secret with a line feed", tag(SECRET + "\n", USER)
    yield "the empty secret's", tag("", USER)
    yield "the empty user's", tag(SECRET, "")


def juggling():
    """What loose comparisons of some languages take for equal."""
    yield "0", "0"
    yield "1", "1"
    yield "64 zeros", "0" * 64
    yield "64 letters f", "f" * 64
    yield "0e and zeros", "0e" + "0" * 62
    yield "0e and digits", "0e" + "1234567890" * 6 + "12"
    yield "1e and digits", "1e" + "0" * 62
    for word in ("true", "false", "null", "nil", "None", "undefined", "NaN", "[object Object]",
                 "Array", "[]", "{}"):
        yield f"the word {word}", word
    yield "64 characters g", "g" * 64
    yield "not UTF-8", {"bytes": "ff" * 64}
    yield "64 NULs", {"bytes": "00" * 64}
    yield "a megabyte of zeros", {"repeat": "0", "times": 1_048_576}
    yield "a megabyte of the hash", {"repeat": RIGHT, "times": 16_384}
    yield "a megabyte of what isn't UTF-8", {"repeat_bytes": "fe", "times": 1_048_576}


def make():
    cases = []
    for family in (bit_flips, lengths, other_case, look_alikes, surroundings, other_forms,
                   other_hashes, juggling):
        for name, presented in family():
            if presented == RIGHT:
                raise ValueError(f"{name}: this is the right hash")
            cases.append({"name": name, "presented": presented})
    if len({str(case["presented"]) for case in cases}) != len(cases):
        raise ValueError("a wrong hash is listed twice")
    return {
        "about": "Presented user hashes that are wrong: verify answers false to each. "
                 "A presented value is text, or an object: `bytes` in hexadecimal, or `repeat` "
                 "(text) or `repeat_bytes` (hexadecimal) as many `times`.",
        "secret": SECRET,
        "user": USER,
        "user_hash": RIGHT,
        "cases": cases,
    }
