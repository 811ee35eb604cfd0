"""The cases for HMAC-SHA-256 of RFC 4231, section 4."""

from .oracle import tag

# Number, key, message and tag as printed in the RFC. Case 5 prints the first 128 bits only.
CASES = [
    (1, b"\x0b" * 20, b"Hi There",
     "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    (2, b"Jefe", b"what do ya want for nothing?",
     "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    (3, b"\xaa" * 20, b"\xdd" * 50,
     "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    (4, bytes(range(1, 26)), b"\xcd" * 50,
     "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
    (5, b"\x0c" * 20, b"Test With Truncation",
     "a3b6167473100ee06e0c796c2955552b"),
    (6, b"\xaa" * 131, b"Test Using Larger Than Block-Size Key - Hash Key First",
     "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    (7, b"\xaa" * 131, b"This is a test using a larger than block-size key and a larger than "
     b"block-size data. The key needs to be hashed before being used by the HMAC algorithm.",
     "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
]


def make():
    cases = []
    for number, key, message, printed in CASES:
        if not tag(key, message).startswith(printed):
            raise ValueError(f"case {number} was not typed as the RFC prints it")
        cases.append({
            "case": number, "key": key.hex(), "message": message.hex(), "tag": printed})
    return {
        "about": "RFC 4231, section 4: HMAC-SHA-256. Keys, messages and tags are hexadecimal. "
                 "The tag of case 5 is truncated to 128 bits: no verifier may take it.",
        "cases": cases,
    }
