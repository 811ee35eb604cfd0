"""What is left of a secret key in the memory of a process that has loaded it: nothing.

Text and bytes belong to Python, which keeps and copies them as it likes. But a key that came in a
file, or in a bytearray that the program overwrites, is nowhere to be found afterwards. The parent
reads the child's memory and searches it.
"""

import os
import re
import secrets
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

CHILD = """
import os, sys
import userhash
from userhash import hmac

# Into memory that can be overwritten, without a buffer on the way.
secret = bytearray({length})
assert os.readv(0, [secret]) == len(secret)
{load}
for place in range(len(secret)):
    secret[place] = 0
assert len(key.user_hash("customer@example.com")) == 64
os.write(1, b"ready")
os.read(0, 1)
"""

LOAD = {
    "bytearray": "key = userhash.SecretKey(secret)",
    "memoryview": "key = userhash.SecretKey(memoryview(secret))",
    "hexadecimal": "key = userhash.SecretKey.from_hex(secret)",
    "a refusal": """
key = userhash.SecretKey("another")
padded = bytearray(len(secret) + 1)
padded[:-1] = secret
padded[-1] = 32
for wrong in (padded, memoryview(padded)):
    try:
        userhash.SecretKey(wrong)
    except userhash.Error:
        pass
    else:
        raise AssertionError
padded[:] = bytes(len(padded))
""",
    "a file": """
key = userhash.SecretKey.from_file(os.environ["SECRET_FILE"])
assert key.fingerprint == userhash.SecretKey(secret).fingerprint
""",
    "hmac.digest": """
key = userhash.SecretKey("another")
hmac.digest(secret, b"message", "sha256"), hmac.digest(memoryview(secret), b"message", "sha256")
""",
    "hmac.new": """
key = userhash.SecretKey("another")
hmac.new(secret, b"message", "sha256").copy().hexdigest()
""",
}


def memory(process: int):
    """What the process can write to, range by range."""
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as contents:
        for start, end, permissions, rest in re.findall(
            r"^(\w+)-(\w+) (\S+) (.*)$", maps.read(), re.MULTILINE
        ):
            if "w" in permissions and not rest.endswith(("[vvar]", "[vsyscall]")):
                contents.seek(int(start, 16))
                yield contents.read(int(end, 16) - int(start, 16))


def hits(load: str, secret: bytes, path) -> int:
    """How often the key is found, as it is or with the pads of RFC 2104, in its first half too."""
    if load == LOAD["hexadecimal"]:
        binary, given = secret, secret.hex().encode()
        needles = [given[:32]]
    else:
        binary, given, needles = secret, secret, []
    for pad in (0, 0x36, 0x5C):
        padded = bytes(byte ^ pad for byte in binary)
        needles += [padded[:16], padded[-17:-1]]
    path.write_bytes(secret)
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD.format(length=len(given), load=load)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
        env={**os.environ, "SECRET_FILE": str(path)},
    )
    with child:
        child.stdin.write(given)
        assert child.stdout.read(5) == b"ready"
        found = sum(part.count(needle) for part in memory(child.pid) for needle in needles)
        child.stdin.write(b".")
    assert child.returncode == 0
    return found


def random_secret(length: int) -> bytes:
    return secrets.token_urlsafe(length).encode()[:length]


@pytest.mark.parametrize("how", LOAD)
@pytest.mark.parametrize("length", [40, 64, 200])
def test_nothing_of_the_key_stays(how, length, tmp_path):
    assert hits(LOAD[how], random_secret(length), tmp_path / "secret") == 0


def test_the_search_finds_a_key_that_stays(tmp_path):
    kept = LOAD["bytearray"] + "; kept = bytes(secret)"
    padded = LOAD["bytearray"] + "; kept = bytes(byte ^ 0x36 for byte in secret)"
    for load in (kept, padded):
        assert hits(load, random_secret(40), tmp_path / "secret") > 0
