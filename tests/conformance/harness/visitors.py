"""What hosts put onto pages: visitors, logouts, and what they have to refuse."""

import re

from .hosts import ROOT
from .protocol import Case, key_token, kinds_of, kinds_of_key, token
from .vectors import load

FILLED_IN = re.compile(r"\{(user_hash|json|details|csp_hash|nonce)\}")
# The loader never changes with its input: hosts have to hand out the very file.
LOADER = ROOT / "core" / "src" / "loader.js"
LEFT_OUT = "-"


def all_sets():
    vectors = load("visitors.json")
    yield "visitors", list(visitors(vectors))
    yield "visitors: payloads", list(payloads(vectors))
    yield "pages: logout, nonces", list(pages(vectors))
    yield "visitors: refused", list(refused())


def line(name, words, answer, needs=(), answers=None):
    return Case(name, " ".join(words), answer, answers or {}, frozenset({words[0], *needs}))


def shown(text):
    """What is rendered is answered in hexadecimal: not a byte of it goes unnoticed."""
    return "=" + text.encode().hex()


def details_token(value, needs=()):
    """Details as one word: JSON comes after what a language needs to say it, if not all can."""
    if isinstance(value, str):
        return f"{[*needs, 'json'][0]}:{value.encode().hex()}"
    if "special" in value:
        return "special:" + ":".join(str(part) for part in value.values())
    return token(value)


def optional(value):
    return LEFT_OUT if value is None else token(value)


def visitor(rendering, key, details, identity=None, nonce=None):
    """The words of a line; `details` is a word already."""
    return ["visitor", rendering, key, details, optional(identity), optional(nonce)]


def filled(template, case, nonce=None):
    """A rendering of a case, in one go: what was filled in is not looked at again."""
    details = case.get("rendered")
    values = {
        "user_hash": case.get("user_hash"),
        "details": details,
        "json": f'{{"user_hash":"{case.get("user_hash")}","userDetails":{details}}}',
        "csp_hash": case.get("csp_hash"),
        "nonce": "" if nonce is None else f' nonce="{nonce}"',
    }
    return FILLED_IN.sub(lambda found: values[found[1]], template)


def rendered(vectors, case, key, nonce):
    """A case in every rendering, and in the tag without a nonce, too."""
    needs = case.get("needs", ())
    details = details_token(case["details"], needs)
    wanted = [(rendering, None) for rendering in vectors["renderings"]] + [("script_tag", nonce)]
    for rendering, given in wanted:
        name = f"{case['name']}: {rendering}{' with a nonce' if given else ''}"
        words = visitor(rendering, key, details, case.get("identity"), given)
        answer = shown(filled(vectors["renderings"][rendering], case, given))
        yield line(name, words, answer, needs)


def is_payload(case):
    return case["name"].startswith("payload ")


def secret_of(vectors):
    return "new=" + token(vectors["secret"])


def visitors(vectors):
    key, nonce = secret_of(vectors), vectors["nonces"][1]
    for case in vectors["cases"] + vectors["identities"]:
        if not is_payload(case):
            yield from rendered(vectors, case, key, nonce)
    case, template = vectors["cases"][0], vectors["renderings"]["script_tag"]
    details = details_token(case["details"])
    ring = f"ring={key},new={token('another secret')}"
    yield line("a ring signs with its current key", visitor("script_tag", ring, details),
               shown(filled(template, case)))
    yield line("without a nonce: null",
               visitor("script_tag", key, details, None, {"kind": "null"}),
               shown(filled(template, case)), {"null"})


def payloads(vectors):
    for case in filter(is_payload, vectors["cases"]):
        yield from rendered(vectors, case, secret_of(vectors), vectors["nonces"][2])


def pages(vectors):
    for rendering, template in vectors["logout"].items():
        yield line(rendering, ["page", rendering, LEFT_OUT], shown(filled(template, {})))
    yield line("loader", ["page", "loader", LEFT_OUT], shown(LOADER.read_text(encoding="ascii")))
    case, key = vectors["cases"][0], secret_of(vectors)
    details = details_token(case["details"])
    for nonce in vectors["nonces"]:
        name = f"nonce of {len(nonce)} characters, {nonce[:16]}"
        template = vectors["renderings"]["script_tag"]
        yield line(name, visitor("script_tag", key, details, None, nonce),
                   shown(filled(template, case, nonce)))
        yield line(f"logout, {name}", ["page", "logout_script_tag", token(nonce)],
                   shown(filled(vectors["logout"]["logout_script_tag"], {}, nonce)))


def refused():
    vectors = load("refused_visitors.json")
    for row in vectors["rows"]:
        answer, answers = in_hexadecimal(row["answer"]), row.get("answers", {})
        answers = {host: in_hexadecimal(other) for host, other in answers.items()}
        kinds = set(row.get("needs", ()))
        kinds |= kinds_of_key(row["key"]) if "key" in row else set()
        for value in row.values():
            if isinstance(value, dict) and "kind" in value:
                kinds |= kinds_of(value)
        yield line(row["name"], question(row, secret_of(vectors)), answer, kinds, answers)


def in_hexadecimal(answer):
    return shown(answer[1:]) if answer.startswith("=") else answer


def question(row, key):
    """What a row asks for, which depends on what it has."""
    details = None if "details" not in row else details_token(row["details"], row.get("needs", ()))
    if "user_hash" in row:
        return ["with_hash", "csp_hash", token(row["user_hash"]), details]
    if details is None:
        return ["page", "logout_script_tag", token(row["nonce"])]
    if "nonce" in row:
        return visitor("script_tag", key, details, None, row["nonce"])
    if "key" in row:
        key = key_token(row["key"])
    return visitor("csp_hash", key, details, row.get("identity"))
