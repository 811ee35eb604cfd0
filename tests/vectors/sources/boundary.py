"""Key lengths by message lengths, around every edge of SHA-256's 64-byte block."""

from .oracle import derived, tag

KEY_LENGTHS = [
    0, 1, 2, 15, 16, 20, 31, 32, 33, 48, 55, 56, 62, 63, 64, 65, 66,
    96, 127, 128, 129, 192, 256, 512, 1000,
]
MESSAGE_LENGTHS = [
    0, 1, 2, 7, 16, 31, 32, 33, 47, 54, 55, 56, 57, 62, 63, 64, 65, 66,
    95, 118, 119, 120, 121, 127, 128, 129, 183, 184, 191, 192, 193, 255, 256, 257,
    1000, 4096, 65535, 65536,
]


def make():
    return {
        "about": "Every key length by every message length. Inputs are derived, not listed: "
                 "the bytes for a label and a length are SHA-256 of the text `label:length:0`, "
                 "then `label:length:1` and so on, joined and cut to the length. "
                 "The labels are `key` and `message`.",
        "cases": [
            {"key_length": k, "message_length": m,
             "tag": tag(derived("key", k), derived("message", m))}
            for k in KEY_LENGTHS for m in MESSAGE_LENGTHS
        ],
    }
