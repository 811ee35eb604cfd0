"""The shared table of bad inputs, with the one answer that every host has to give."""

from .bad_input_rows import keys, presented, secrets, users
from .oracle import SECRET, USER, tag

# What the rows find in the environment. A value is text, or an object as in the rows.
ENVIRONMENT = {
    "USERHASH_TEST_SECRET": SECRET,
    "USERHASH_TEST_NEWLINE": SECRET + "\n",
    "USERHASH_TEST_CRLF": SECRET + "\r\n",
    "USERHASH_TEST_TWO_NEWLINES": SECRET + "\n\n",
    "USERHASH_TEST_SPACE": SECRET + " ",
    "USERHASH_TEST_EMPTY": "",
    "USERHASH_TEST_ONLY_NEWLINE": "\n",
    "USERHASH_TEST_PLACEHOLDER": "YOUR_SECRET_KEY",
    "USERHASH_TEST_NOT_UTF8": {"bytes": "80ff6b6579fe"},
    "NEXT_PUBLIC_USERHASH_TEST": SECRET,
    "VITE_USERHASH_TEST": SECRET,
    "REACT_APP_USERHASH_TEST": SECRET,
    "EXPO_PUBLIC_USERHASH_TEST": SECRET,
    "NUXT_PUBLIC_USERHASH_TEST": SECRET,
    "GATSBY_USERHASH_TEST": SECRET,
    "MY_VITE_USERHASH_TEST": SECRET,
}

# And in the folder of the run. A value is the contents, or what else is there by that name.
FILES = {
    "secret": SECRET,
    "newline": SECRET + "\n",
    "crlf": SECRET + "\r\n",
    "two_newlines": SECRET + "\n\n",
    "space": SECRET + " ",
    "empty": "",
    "only_newline": "\n",
    "placeholder": "<your secret key>\n",
    "not_utf8": {"bytes": "80ff6b6579fe0a"},
    "byte_order_mark": "\ufeff" + SECRET,
    "nul_inside": "a\u0000b\n",
    "65536_bytes": {"repeat": "k", "times": 65_536},
    "65537_bytes": {"repeat": "k", "times": 65_537},
    "na\u00efve \u79d8\u5bc6.txt": SECRET,
    "directory": {"special": "directory"},
    "unreadable": {"special": "unreadable"},
    "link_to_itself": {"special": "link_to_itself"},
}


def make():
    rows = [row for part in (secrets, users, presented, keys) for row in part.rows()]
    names = [row["name"] for row in rows]
    if len(set(names)) != len(names):
        raise ValueError(f"named twice: {sorted({n for n in names if names.count(n) > 1})}")
    return {
        "about": "Input that a host has to refuse, or to take without harm, and the answer: "
                 "`!code` for an error of the table in docs/errors.md, `!type_error` for the "
                 "host's own type error, `=value` for a result. README.md says how values are "
                 "written. `answers` holds the answers of hosts that differ for a reason.",
        "secret": SECRET,
        "user": USER,
        "user_hash": tag(SECRET, USER),
        "environment": [{"name": name, "value": value} for name, value in ENVIRONMENT.items()],
        "files": [{"name": name, "contents": contents} for name, contents in FILES.items()],
        "rows": rows,
    }
