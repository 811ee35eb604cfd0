"""The messenger's figures: verify beside an empty handler, logins, memory.

Programs, load and database share this machine's cores; so do the two sides of a comparison.
"""

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "checks"))
import service  # noqa: E402

HERE = Path(__file__).parent
EMPTY = service.BINARY.parent / "examples/empty"
SECONDS, ROUNDS = 6, 3
# Short rounds, in turns: other work on the machine hits both sides alike.
TURN, TURNS = 1, 15
CONNECTIONS = 64
SESSIONS = 100_000
MICROSECONDS = {"us": 1, "ms": 1000, "s": 1_000_000}


def wrk(script, port, path="/v1/apps/shop/verify", threads=1, seconds=SECONDS, **environment):
    """Requests a second, p99 in milliseconds, and answers that weren't a success."""
    text = subprocess.run(
        ["wrk", f"-t{threads}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", HERE / script,
         f"http://127.0.0.1:{port}{path}"],
        env=os.environ | environment, text=True, check=True, stdout=subprocess.PIPE).stdout
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", text).groups()
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
    return rate, float(number) * MICROSECONDS[unit] / 1000, int(bad[1]) if bad else 0


def verify(folder):
    messenger = service.Messenger(folder, service.Sqlite(folder)).start()
    port = service.free_port()
    empty = subprocess.Popen([EMPTY, f"127.0.0.1:{port}"], stdout=subprocess.PIPE, text=True)
    empty.stdout.readline()
    environment = {"BENCH_HASH": service.user_hash("ada@example.com"), "BENCH_TOKEN": service.API_TOKEN}
    rates = {"empty": [], "verify": []}
    for side, where in [("empty", port), ("verify", messenger.port)] * (TURNS + 1):
        rate, _, bad = wrk("verify.lua", where, seconds=TURN, **environment)
        assert bad == 0, f"{bad} answers of {side} were no success"
        rates[side].append(rate)
    empty.kill()
    empty.wait()
    messenger.stop()
    # The first round warms up. The rounds are pairs: a slow moment hits both of one.
    pairs = sorted(v / e for e, v in zip(rates["empty"][1:], rates["verify"][1:]))
    quartiles = [f"{pairs[len(pairs) * quarter // 4]:.0%}" for quarter in (1, 2, 3)]
    print(f"  empty handler {max(rates['empty']):>9,.0f} /s")
    print(f"  verify        {max(rates['verify']):>9,.0f} /s   {quartiles[1]} of the empty handler"
          f" (middle half of {TURNS} turns: {quartiles[0]} to {quartiles[2]})")


def logins(folder, database, name):
    bodies = Path(folder) / "logins"
    with bodies.open("w") as out:
        for number in range(2000):
            user = f"visitor-{number}@example.com"
            out.write(f'{{"user_hash":"{service.user_hash(user)}","userDetails":{{"email":"{user}","name":"Visitor"}}}}\n')
    messenger = service.Messenger(folder, database).start()
    environment = {"BENCH_LOGINS": str(bodies), "BENCH_ORIGIN": service.ORIGIN}
    best = None
    for _ in range(ROUNDS):
        rate, p99, bad = wrk("login.lua", messenger.port, "/", **environment)
        assert bad == 0, f"{bad} logins failed"
        best = max(best or (0, 0), (rate, p99))
    messenger.stop()
    print(f"  logins on {name:<11}{best[0]:>8,.0f} /s   p99 {best[1]:.1f} ms, {CONNECTIONS} connections")


def memory(folder):
    """Resident memory once so many sessions are alive, and again after a tenth of them was used."""
    messenger = service.Messenger(folder, service.Sqlite(folder)).start()
    fresh = messenger.resident_kilobytes()
    threads = [threading.Thread(target=begin, args=(messenger.port, SESSIONS // 16)) for _ in range(16)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [(alive,)] = messenger.database.query("SELECT count(*) FROM sessions")
    used = messenger.resident_kilobytes()
    print(f"  memory        {used / 1024:>8.1f} MB   with {alive:,} live sessions"
          f" ({fresh / 1024:.1f} MB without; made in {time.monotonic() - started:.0f} s)")
    messenger.stop()


def begin(port, sessions):
    client = service.Client(port)
    for number in range(sessions):
        client.cookies = {}
        assert client.post("session", {})[0] == 200
        if number % 10 == 0:
            assert client.get("session")[0] == 200


def main():
    print(f"\nThe messenger, {os.cpu_count()} cores for messenger, database and load together")
    for part in (verify, memory):
        with tempfile.TemporaryDirectory() as folder:
            part(Path(folder))
    for name, database in (("SQLite", service.Sqlite), ("PostgreSQL", service.Postgres)):
        with tempfile.TemporaryDirectory() as folder:
            database = database(Path(folder))
            try:
                logins(Path(folder), database, name)
            finally:
                database.stop()


if __name__ == "__main__":
    main()
