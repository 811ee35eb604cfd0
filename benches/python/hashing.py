"""userhash against Python's own hmac, the two in turns in one process; medians of many rounds.

`--check` fails if a ratio is below what is wanted.
"""

import hashlib
import hmac
import json
import statistics
import sys
import timeit

import userhash
from userhash import hmac as ours

SECRET, USER = "correct horse battery staple", "customer@example.com"
NAMES = {
    "hmac": hmac,
    "ours": ours,
    "sha256": hashlib.sha256,
    "secret": SECRET.encode(),
    "user": USER.encode(),
    "megabyte": bytes(1_000_000),
    "key": (key := userhash.SecretKey(SECRET)),
    "user_hash": key.user_hash(USER),
    "json": json,
    "details": {
        "email": USER,
        "name": "Jane Doe",
        "phone": "+44 20 7946 0000",
        "plan": "business",
        "seats": 25,
    },
    "loaded": hmac.new(SECRET.encode(), digestmod="sha256"),
}
ROUNDS = 25
ROUND = 0.02  # seconds that one measurement takes

# What it is, what ours is to be faster by, ours, Python's own.
PAIRS = [
    ("user_hash", 8,
     f"key.user_hash({USER!r})",
     "hmac.new(secret, user, 'sha256').hexdigest()"),
    ("user_hash, own copies a loaded key", None,
     f"key.user_hash({USER!r})",
     "mac = loaded.copy(); mac.update(user); mac.hexdigest()"),
    ("verify", 6,
     "key.verify(user, user_hash)",
     "hmac.compare_digest(hmac.new(secret, user, 'sha256').hexdigest(), user_hash)"),
    ("visitor(…).script_tag(), own escapes none", 1,
     "key.visitor(details).script_tag()",
     "f'<script>{json.dumps(details)}{hmac.new(secret, user, \"sha256\").hexdigest()}</script>'"),
    ("SecretKey(…), once a key", None,
     f"userhash.SecretKey({SECRET!r})",
     "hmac.new(secret, digestmod='sha256')"),
    ("hmac.new(…).hexdigest()", 2,
     "ours.new(secret, user, 'sha256').hexdigest()",
     "hmac.new(secret, user, 'sha256').hexdigest()"),
    ("hmac.new(…, hashlib.sha256).digest()", 2,
     "ours.new(secret, user, sha256).digest()",
     "hmac.new(secret, user, sha256).digest()"),
    ("hmac.digest(…)", 2,
     "ours.digest(secret, user, 'sha256')",
     "hmac.digest(secret, user, 'sha256')"),
    ("hmac.digest(…) of 1 MB", None,
     "ours.digest(secret, megabyte, 'sha256')",
     "hmac.digest(secret, megabyte, 'sha256')"),
]


def measure(ours: str, own: str) -> tuple[float, float, float]:
    """The median time of a call of each in seconds, and the median ratio of the rounds."""
    timers = [timeit.Timer(code, globals={**globals(), **NAMES}) for code in (ours, own)]
    counts = [max(1, int(ROUND / (timer.timeit(20) / 20))) for timer in timers]
    rounds = [
        [timer.timeit(count) / count for timer, count in zip(timers, counts)]
        for _ in range(ROUNDS)
    ]
    # Of each round by itself: what slows the machine down for a while slows both.
    ratio = statistics.median(own / ours for ours, own in rounds)
    return *(statistics.median(times) for times in zip(*rounds)), ratio


def main() -> int:
    """Prints the table; returns the exit status."""
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"{'':<44}{'userhash':>12}{'Python ' + version:>16}{'ratio':>9}{'wanted':>9}")
    short = False
    for name, wanted, *codes in PAIRS:
        ours, own, ratio = measure(*codes)
        short |= wanted is not None and ratio < wanted
        print(
            f"{name:<44}{ours * 1e9:>9,.0f} ns{own * 1e9:>13,.0f} ns{ratio:>8.1f}x"
            f"{f'{wanted}x' if wanted else '':>9}"
        )
    return 1 if short and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
