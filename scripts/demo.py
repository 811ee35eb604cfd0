"""Shows the same user hash from every host, beside that of the language's own HMAC, and a forged
hash that every host refuses. Needs what `scripts/demo` builds."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "conformance"))

from harness import hosts, protocol, run  # noqa: E402  (the path has to be set first)

# For show only; a real secret key comes from the environment or a file, and is never printed.
SECRET = "correct horse battery staple"

OWN = {
    "rust": "crate ring",
    "c": "OpenSSL",
    "python": "hmac",
    "node": "node:crypto",
    "cli": "openssl dgst",
    "php": "hash_hmac",
    "ruby": "OpenSSL::HMAC",
}


def ask(host, lines):
    """One answer for each line, without the mark in front of it."""
    answers = run.run(host, lines, dict(os.environ), timeout=60)
    for line, answer in zip(lines, answers):
        if not answer.startswith("=") and answer != "n/a":
            sys.exit(f"{host.name} answered {answer!r} to {line.split()[0]!r}")
    return [answer.removeprefix("=") for answer in answers]


def forge(user_hash):
    """Another hash that differs in its last character only."""
    return user_hash[:-1] + ("0" if user_hash[-1] != "0" else "1")


def short(user_hash):
    return user_hash if len(user_hash) < 64 else f"{user_hash[:12]}…{user_hash[-12:]}"


def words(user):
    return protocol.key_token({"new": SECRET}), protocol.token(user)


def show_hashes(present, users):
    """Prints every user's hash from every host; returns the hashes, or None if any differ."""
    lines = []
    for user in users:
        key, token = words(user)
        lines += [f"user_hash {key} {token}", f"native {protocol.token(SECRET)} {token}"]
    answers = {host.name: ask(host, lines) for host in present}
    hashes, equal = [], True
    for index, user in enumerate(users):
        ours = [answers[host.name][2 * index] for host in present]
        hashes.append(ours[0])
        print(f"\n{user}\n  {ours[0]}")
        for host, mine in zip(present, ours):
            own = answers[host.name][2 * index + 1]
            same = mine == ours[0] and own in (mine, "n/a")
            equal = equal and same
            right = OWN[host.name] if own == "n/a" else f"{short(own)}  {OWN[host.name]}"
            mark = "=" if same else "DIFFERENT"
            print(f"  {host.name:<8}{short(mine)}  {mark}  {right}")
    return hashes if equal else None


def show_forgery(present, user, user_hash):
    """Prints what each host says to the right hash and to a forged one; whether all were right."""
    key, token = words(user)
    forged = forge(user_hash)
    lines = [f"verify {key} {token} {protocol.token(text)}" for text in (user_hash, forged)]
    print(f"\nA forged hash for {user}: its last character is another\n  {forged}")
    right = True
    for host in present:
        answers = ask(host, lines)
        right = right and answers == ["true", "false"]
        genuine, fake = ("accepted" if answer == "true" else "refused" for answer in answers)
        print(f"  {host.name:<8}the genuine hash {genuine}, the forged one {fake}")
    return right


def users_of_the_example():
    return (ROOT / "examples" / "users.txt").read_text("utf-8").splitlines()


def main():
    # make hands over USERS in the environment, where no shell can trip over a quote in a name.
    users = sys.argv[1:] or os.environ.get("USERS", "").split() or users_of_the_example()
    known = hosts.all_hosts().values()
    for host in known:
        if why := hosts.missing(host):
            sys.exit(why)
    hashes = show_hashes(known, users)
    refused = hashes and show_forgery(known, users[0], hashes[0])
    if not refused:
        sys.exit("\nThe hosts disagree: this is a bug of userhash.")
    print(
        f"\n{len(users)} users, {len(known)} hosts: every hash is equal to that of the language's own"
        "\nHMAC, and every host refused the forged one."
    )


if __name__ == "__main__":
    main()
