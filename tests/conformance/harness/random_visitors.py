"""Random details, of which each host has to make the page that the vectors' own source makes."""

import json
import random
import sys

from .random_inputs import ALPHABETS
from .vectors import FOLDER
from .visitors import LEFT_OUT, details_token, line, shown

sys.path.insert(0, str(FOLDER))
from sources import page  # noqa: E402
from sources.oracle import SECRET  # noqa: E402
from sources.visitors import SPECIAL  # noqa: E402

KEY = "new=t:" + SECRET.encode().hex()
IDENTITIES = ["email", "id", "user", "e-mail <\u00e9>"]
MOST_LEVELS = 6


def cases(seed, count):
    """The hash-source depends on every byte of the script, so it is asked for; sometimes the JSON,
    which shows what differs."""
    source = random.Random(f"visitors {seed}")
    for index in range(count):
        identity = source.choice(IDENTITIES)
        tree = members(source, 2)
        tree.pop(identity, None)
        items = list(tree.items())
        items.insert(source.randint(0, len(items)), (identity, random_user(source)))
        details = json.dumps(dict(items), ensure_ascii=source.random() < 0.5)
        made = page.visitor(SECRET, details, identity)
        rendering, answer = "csp_hash", made["csp_hash"]
        if index % 4 == 0:
            rendering = "to_json"
            answer = f'{{"user_hash":"{made["user_hash"]}","userDetails":{made["rendered"]}}}'
        words = ["visitor", rendering, KEY, details_token(details), "t:" + identity.encode().hex(),
                 LEFT_OUT]
        yield line(f"details {index}", words, shown(answer))


def text(source, most=12):
    alphabet = source.choice([*ALPHABETS, SPECIAL])
    return "".join(source.choices(alphabet, k=source.randint(0, most)))


def random_user(source):
    return source.randint(-(2**53) + 1, 2**53 - 1) if source.random() < 0.2 else "u" + text(source)


def key(source):
    """Not a number, for which JavaScript has an order of its own; nor one that no object in PHP has."""
    made = text(source).lstrip("\0")
    return made + "_" if made.isdigit() else made


def members(source, level):
    return {key(source): value(source, level + 1) for _ in range(source.randint(0, 5))}


def value(source, level):
    kind = source.randrange(9 if level < MOST_LEVELS else 7)
    match kind:
        case 0:
            return source.choice([None, True, False])
        case 1:
            return source.randint(-(2**53) + 1, 2**53 - 1)
        case 2:
            # Written alike by all, and never whole.
            return source.randint(-10**6, 10**6) + source.choice([0.5, 0.25, 0.125])
        case 7:
            return [value(source, level + 1) for _ in range(source.randint(0, 4))]
        case 8:
            return members(source, level)
    return text(source)
