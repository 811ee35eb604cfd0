"""Users as people write them: many scripts, and pairs that only look the same."""

from .oracle import SECRET, tag, utf8

IDENTITIES = [
    # Plain ones, and the differences that exact bytes make.
    ("address", "maria@example.com"),
    ("address, capital letter", "Maria@example.com"),
    ("address, upper case", "MARIA@EXAMPLE.COM"),
    ("address with tag", "maria+chat@example.com"),
    ("address, space after", "maria@example.com "),
    ("address, space before", " maria@example.com"),
    ("address, line feed after", "maria@example.com\n"),
    ("address, carriage return and line feed after", "maria@example.com\r\n"),
    ("address, tab after", "maria@example.com\t"),
    ("address, no-break space after", "maria@example.com\u00a0"),
    ("address, byte order mark before", "\ufeffmaria@example.com"),
    ("address, zero-width space inside", "maria\u200b@example.com"),
    ("address, soft hyphen inside", "ma\u00adria@example.com"),
    ("address, HTML-escaped", "maria&#64;example.com"),
    ("address, percent-encoded", "maria%40example.com"),
    ("quoted local part", "\"maria garcia\"@example.com"),
    ("apostrophe", "o'neil@example.com"),
    ("number", "42"),
    ("number, leading zero", "042"),
    ("number, plus sign", "+42"),
    ("number, Arabic-Indic digits", "\u0664\u0662"),
    ("number, full-width digits", "\uff14\uff12"),
    ("UUID", "7d3c2f64-19b6-4c6e-9d0e-5a52f1c0a9be"),
    ("zero", "0"),
    ("looks like a float in PHP", "0e462097431906509019562988736854"),
    ("looks like JSON", "{\"id\":42}"),
    ("looks like markup", "<b>maria</b>"),
    ("single space", " "),
    ("backslashes", "EXAMPLE\\maria"),
    # NUL and other controls are data.
    ("NUL inside", "a\u0000b"),
    ("what is before the NUL", "a"),
    ("NUL alone", "\u0000"),
    ("two NULs", "\u0000\u0000"),
    ("NUL after", "a\u0000"),
    ("escape and delete", "\u001b[31m\u007f"),
    # Composed and decomposed: nothing is normalised.
    ("Latin, composed (NFC)", "jos\u00e9@example.com"),
    ("Latin, decomposed (NFD)", "jose\u0301@example.com"),
    ("Hangul, composed (NFC)", "\ud55c\uae00"),
    ("Hangul, decomposed (NFD)", "\u1112\u1161\u11ab\u1100\u1173\u11af"),
    ("kana with voicing, composed (NFC)", "\u304c"),
    ("kana with voicing, decomposed (NFD)", "\u304b\u3099"),
    ("angstrom sign", "\u212b"),
    ("A with ring, composed (NFC)", "\u00c5"),
    ("A with ring, decomposed (NFD)", "A\u030a"),
    ("ohm sign", "\u2126"),
    ("omega", "\u03a9"),
    ("ligature", "o\ufb03ce"),
    ("ligature spelled out", "office"),
    ("two combining marks", "q\u0307\u0323"),
    ("two combining marks in the other order", "q\u0323\u0307"),
    ("many combining marks", "Z" + "".join(map(chr, range(0x0300, 0x0330)))),
    # Case that depends on the language.
    ("dotless i", "d\u0131nc@example.com"),
    ("dotted capital I", "D\u0130NC@example.com"),
    ("sharp s", "stra\u00dfe@example.com"),
    ("sharp s, upper case", "STRA\u1e9eE@example.com"),
    ("final sigma", "\u03bf\u03b4\u03cc\u03c2"),
    ("sigma that isn't final", "\u03bf\u03b4\u03cc\u03c3"),
    # Look-alikes.
    ("Latin a", "paypal@example.com"),
    ("Cyrillic a", "p\u0430ypal@example.com"),
    ("full-width Latin", "\uff4d\uff41\uff52\uff49\uff41@example.com"),
    ("mathematical letters", "\U0001d4c2\U0001d4b6\U0001d4c7\U0001d4be\U0001d4b6"),
    # Scripts.
    ("Polish", "za\u017c\u00f3\u0142\u0107@example.pl"),
    ("Vietnamese", "Nguy\u1ec5n \u0110\u1ee9c"),
    ("Greek", "\u03b5\u03bb\u03ad\u03bd\u03b7@\u03c4\u03b5\u03c3\u03c4.gr"),
    ("Cyrillic", "\u0438\u0432\u0430\u043d@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444"),
    ("Armenian", "\u0531\u0576\u0578\u0582\u0577"),
    ("Georgian", "\u10dc\u10d8\u10dc\u10dd"),
    ("Hebrew", "\u05e9\u05dc\u05d5\u05dd@example.co.il"),
    ("Arabic", "\u0645\u0631\u064a\u0645@\u0645\u062b\u0627\u0644.\u0634\u0628\u0643\u0629"),
    ("Arabic with direction marks", "\u200f\u0645\u0631\u064a\u0645\u200e"),
    ("right-to-left override", "maria\u202emoc.elpmaxe@"),
    ("Persian with zero-width non-joiner", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
    ("Devanagari", "\u092a\u094d\u0930\u093f\u092f\u093e@example.in"),
    ("Tamil", "\u0ba4\u0bae\u0bbf\u0bb4\u0bcd"),
    ("Thai", "\u0e2a\u0e21\u0e0a\u0e32\u0e22"),
    ("Amharic", "\u12a0\u1260\u1260"),
    ("Japanese", "\u7530\u4e2d\u3055\u3093@\u4f8b\u3048.jp"),
    ("Chinese, simplified", "\u5f20\u4f1f@\u4f8b\u5b50.cn"),
    ("Chinese, traditional", "\u5f35\u5049@\u4f8b\u5b50.tw"),
    ("rare Han, astral", "\U00020bb7\u91ce\u5bb6"),
    ("Gothic, astral", "\U00010330\U00010331"),
    # Emoji.
    ("emoji", "\U0001f600"),
    ("emoji with skin tone", "\U0001f44b\U0001f3fd"),
    ("emoji family, joined", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
    ("emoji family, not joined", "\U0001f468\U0001f469\U0001f467"),
    ("flag", "\U0001f1ee\U0001f1f8"),
    ("heart, emoji style", "\u2764\ufe0f"),
    ("heart, text style", "\u2764\ufe0e"),
    # Ends of Unicode.
    ("last of two bytes", "\u07ff"),
    ("last before the surrogates", "\ud7ff"),
    ("first after the surrogates", "\ue000"),
    ("replacement character", "\ufffd"),
    ("noncharacter", "\uffff"),
    ("last code point", "\U0010ffff"),
    ("line and paragraph separators", "a\u2028b\u2029c"),
]


def make():
    cases = [
        {"name": name, "user": user, "utf8": utf8(user).hex(), "user_hash": tag(SECRET, user)}
        for name, user in IDENTITIES
    ]
    if len({case["user_hash"] for case in cases}) != len(cases):
        raise ValueError("two identities are the same")
    return {
        "about": "Users in many scripts, hashed as their exact UTF-8 bytes. "
                 "All are different users, however alike some of them look.",
        "secret": SECRET,
        "cases": cases,
    }
