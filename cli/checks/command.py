"""Running the command, and what its answers should be."""

import hashlib
import hmac
import os
import subprocess

PROGRAM = os.environ["USERHASH_PROGRAM"]
SECRET = b"correct horse battery staple"


def user_hash(user: bytes, secret: bytes = SECRET) -> str:
    """The user hash according to Python."""
    return hmac.new(secret, user, hashlib.sha256).hexdigest()


def environment(secret: bytes | None = SECRET) -> dict[bytes, bytes]:
    """This process's environment, with the secret key or without any."""
    env = dict(os.environb)
    env.pop(b"USERHASH_SECRET_KEY", None)
    if secret is not None:
        env[b"USERHASH_SECRET_KEY"] = secret
    return env


def run(*arguments: str | bytes, stdin: bytes = b"", secret: bytes | None = SECRET) -> bytes:
    """Runs the command, which has to succeed without a word, and returns its output."""
    done = subprocess.run(
        [PROGRAM, *arguments], input=stdin, capture_output=True, env=environment(secret)
    )
    if done.returncode or done.stderr:
        raise AssertionError(f"status {done.returncode}: {done.stderr[-500:]!r}")
    return done.stdout
