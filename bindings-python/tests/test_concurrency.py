"""Threads, forks and further interpreters."""

import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from helpers import SECRET, USER, USER_HASH, expected, python

from userhash import KeyRing, SecretKey, hmac

KEY = SecretKey(SECRET)
RING = KeyRing(SecretKey("another"), KEY)


def in_threads(count, work):
    """Runs `work(number)` in so many threads that all start together; returns the results."""
    barrier = threading.Barrier(count)

    def start(number):
        barrier.wait()
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(start, range(count)))


def test_one_key_in_many_threads():
    def work(number):
        wrong = 0
        for step in range(2_000):
            user = f"{number}-{step}"
            user_hash = KEY.user_hash(user)
            wrong += user_hash != expected(SECRET, user)
            wrong += RING.verified_by(user, user_hash) != 1
            wrong += KEY.verify(user, user_hash[::-1])
        return wrong

    assert sum(in_threads(8, work)) == 0


def test_one_stream_in_many_threads():
    """Every piece arrives whole, whether it is large enough to let other threads run or not."""
    for piece in (b"a" * 100, b"a" * 100_000):
        mac = hmac.new(SECRET, digestmod="sha256")

        def work(_):
            for _ in range(50):
                mac.update(piece)
                mac.copy().digest()

        in_threads(4, work)
        whole = piece * 200
        assert mac.digest() == hmac.digest(SECRET, whole, "sha256")


def test_a_bytearray_that_another_thread_changes_is_read_at_once():
    user = bytearray(b"a" * 64)
    allowed = {expected(SECRET, bytes(user)), expected(SECRET, b"b" * 64)}
    stop = threading.Event()

    def change():
        while not stop.is_set():
            user[:] = b"b" * 64
            user[:] = b"a" * 64

    thread = threading.Thread(target=change)
    thread.start()
    try:
        seen = {KEY.user_hash(user) for _ in range(20_000)}
        seen |= {KEY.user_hash(memoryview(bytes(user))) for _ in range(1_000)}
    finally:
        stop.set()
        thread.join()
    assert seen <= allowed


@pytest.mark.parametrize("call", ["update", "new", "digest"])
def test_other_threads_run_while_much_is_hashed(call):
    much = bytes(128 * 2**20)
    mac = hmac.new(SECRET, digestmod="sha256")
    work = {
        "update": lambda: mac.update(much),
        "new": lambda: hmac.new(SECRET, much, "sha256"),
        "digest": lambda: hmac.digest(SECRET, much, "sha256"),
    }[call]
    span = []

    def hash_much():
        started = time.perf_counter()
        work()
        span.extend((started, time.perf_counter()))

    thread = threading.Thread(target=hash_much)
    ticks = []
    thread.start()
    while thread.is_alive():
        ticks.append(time.perf_counter())
        time.sleep(0.0005)
    started, ended = span
    # Had it kept the interpreter to itself, there would be no tick in the middle.
    quarter = (ended - started) / 4
    assert any(started + quarter < tick < ended - quarter for tick in ticks)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_loaded_key_works_in_a_forked_process():
    code = f"""
import os
import userhash
from userhash import hmac
key = userhash.SecretKey({SECRET!r})
mac = hmac.new("k", "a", "sha256")
children = []
for _ in range(4):
    child = os.fork()
    if child == 0:
        mac.update("b")
        good = key.verify({USER!r}, {USER_HASH!r}) and not key.verify({USER!r}, "x")
        good = good and mac.digest() == hmac.digest("k", "ab", "sha256")
        good = good and userhash.SecretKey({SECRET!r}).user_hash({USER!r}) == {USER_HASH!r}
        os._exit(0 if good else 1)
    children.append(child)
assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
assert mac.digest() == hmac.digest("k", "a", "sha256")
print("done")
"""
    done = python(code)
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr


def test_another_interpreter_of_the_process_is_refused_politely():
    """PyO3's modules belong to one interpreter: a second one gets an ImportError, no crash."""
    code = f"""
import userhash
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
key = userhash.SecretKey({SECRET!r})
other = interpreters.create()
program = '''
try:
    import userhash
    outcome = userhash.SecretKey("s").user_hash("u")
except ImportError as error:
    outcome = "ImportError"
print(outcome)
'''
interpreters.run_string(other, program)
interpreters.destroy(other)
print(key.user_hash({USER!r}))
"""
    done = python(code)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.split()
    assert first in ("ImportError", expected("s", "u"))
    assert second == USER_HASH


def test_the_end_of_the_program_is_quiet():
    code = f"""
import threading, userhash
from userhash import hmac
key, mac = userhash.SecretKey({SECRET!r}), hmac.new("k", "m", "sha256")
ring = userhash.KeyRing(key)
threading.Thread(target=lambda: [key.user_hash(n) for n in range(10000)], daemon=True).start()
"""
    for _ in range(3):
        done = python(code, "-X", "dev")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), sys.version
