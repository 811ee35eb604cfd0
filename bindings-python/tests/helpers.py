"""What several of the tests use."""

import hashlib
import hmac
import os
import subprocess
import sys
from pathlib import Path

import pytest

import userhash

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "bindings-python"
# Where scripts/test-python puts the copy of the package that has `_userhash._force`.
FORCED = ROOT / "build" / "python" / "forced"

SECRET = "correct horse battery staple"
USER = "customer@example.com"
USER_HASH = "4af5d146ef6fcec83780002d03f0e92fcd6325875e08f3cf86c3431db16b5145"


def expected(secret: str | bytes, user: str | bytes) -> str:
    """The user hash according to Python's own hmac."""
    secret = secret.encode() if isinstance(secret, str) else secret
    user = user.encode() if isinstance(user, str) else user
    return hmac.new(secret, user, hashlib.sha256).hexdigest()


def python(
    code: str, *options: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs a program in an interpreter of its own."""
    return subprocess.run(
        [sys.executable, *options, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, **(env or {})},
        timeout=300,
    )


def refused(code: str, call, *arguments, **options) -> userhash.Error:
    """The error with this code that a call raises."""
    with pytest.raises(userhash.Error) as refusal:
        call(*arguments, **options)
    assert refusal.value.code == code
    return refusal.value
