"""Requests that no browser makes: every answer is below 500, and nothing panics.

MESSENGER_HOSTILE says how many; the figures of the documentation are from 100,000.
"""

import json
import os
import random
import socket
import struct
import threading
from collections import Counter

import service
from service import Client

REQUESTS = int(os.environ.get("MESSENGER_HOSTILE", "10000"))
THREADS = 4
JUNK = ["", " ", "\0", "'", '"', "\\", "../..", "%00", "%", "%zz", "é", "\u2028", "\r\nX: y", "{{7*7}}",
        "' OR 1=1 --", "<script>", "A" * 5000, "\ud800", "userhash_guest", "__proto__", "-1", "1e999",
        "9" * 400, "null", "[]", "{}", "\x7f", "\U0001f980"]
VALUES = [None, True, False, 0, -1, 1.5, 1e308, 10**400, [], {}, [[]], {"email": []}, {"email": {"a": 1}}]
ENDPOINTS = ["session", "login", "logout", "messages", "verify", "messages?after=", "", "nowhere"]
METHODS = ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "CONNECT", "X" * 300, "get", "P\0ST"]


def value(dice, depth=0):
    kind = dice.randrange(6)
    if kind == 0 or depth > 3:
        return dice.choice(VALUES)
    if kind in (1, 2):
        return dice.choice(JUNK)
    if kind == 3:
        return [value(dice, depth + 1) for _ in range(dice.randrange(4))]
    names = ["email", "name", "user_hash", "userDetails", "__proto__", dice.choice(JUNK)]
    return {name: value(dice, depth + 1) for name in dice.sample(names, dice.randrange(4))}


def body(dice):
    kind = dice.randrange(10)
    if kind == 0:
        return dice.randbytes(dice.randrange(200))
    if kind == 1:
        opening = dice.choice(["[", '{"a":', '{"userDetails":{"email":"a","x":' + "["])
        return (opening * dice.randrange(5000)).encode()
    if kind == 2:
        return b'{"text":"' + b"x" * dice.choice([4095, 4097, 30_000, 300_000]) + b'"}'
    user = dice.choice(["ada@example.com", dice.choice(JUNK)])
    good = service.user_hash(user.encode(errors="replace").decode())
    whole = {"user_hash": dice.choice([good, good[:63], good.upper(), value(dice)]),
             "userDetails": dice.choice([{"email": user}, value(dice)]),
             "user": dice.choice([user, value(dice)]), "text": dice.choice([dice.choice(JUNK), value(dice)])}
    for name in list(whole):
        if dice.random() < 0.3:
            del whole[name]
    text = json.dumps(whole, ensure_ascii=dice.random() < 0.5).encode(errors="surrogatepass")
    if kind == 3:
        return text[:dice.randrange(len(text) + 1)]
    if kind == 4:
        place = dice.randrange(len(text))
        return text[:place] + dice.randbytes(3) + text[place + 1:]
    return text


def word(dice):
    """Junk that a header can carry, mostly: else few requests would come further than the parser."""
    junk = dice.choice(JUNK)
    if dice.random() < 0.97:
        junk = "".join(c for c in junk if c.isprintable() and c < "\ud800")[:1000]
    return junk


def request(dice, cookies):
    """The bytes of a request, and whether they are all that it says it is."""
    if dice.random() < 0.05:
        return dice.randbytes(dice.randrange(1, 300)) + b"\r\n\r\n", False
    method = dice.choice(METHODS + ["GET", "POST"] * 12)
    app = dice.choice(["shop"] * 15 + [dice.choice(JUNK[:12])])
    path = f"/v1/apps/{app}/{dice.choice(ENDPOINTS)}"
    if path.endswith("after="):
        path += dice.choice(JUNK)
    if dice.random() < 0.05:
        path = dice.choice(["/", "*", "//", "/widget.js?" + "a" * 9000, "/openapi.json", "/healthz", "/metrics",
                            "http://other.example/healthz", "/" + "%2e" * 99])
    content = body(dice)
    origin = service.ORIGIN if dice.random() < 0.9 else word(dice)
    headers = [("Host", "localhost" if dice.random() < 0.95 else word(dice)), ("Origin", origin), ("Connection", "close"),
               ("Content-Type", "application/json" if dice.random() < 0.9 else word(dice)),
               ("Authorization", dice.choice([f"Bearer {service.API_TOKEN}", word(dice)]))]
    if dice.random() < 0.7:
        pairs = [f"{name}={cookies[name] if dice.random() < 0.7 else word(dice)}"
                 for name in dice.sample(sorted(cookies), dice.randrange(1, 3))]
        headers.append(("Cookie", "; ".join(pairs)))
    if dice.random() < 0.1:
        headers += [("X-Forwarded-For", word(dice))] * dice.choice([1, 50, 200])
    whole, length = True, len(content)
    kind = dice.random()
    if kind < 0.03:
        headers.append(("Transfer-Encoding", "chunked"))
    else:
        if kind < 0.08:
            whole, length = False, dice.choice([length + 5, -1, "x", 10**30, "", f"{length}, {length + 1}"])
        headers.append(("Content-Length", length))
    dice.shuffle(headers)
    head = f"{method} {path} HTTP/{dice.choice(['1.1'] * 20 + ['1.0', '2.0', '9.9', 'x'])}\r\n"
    head += "".join(f"{name}: {text}\r\n" for name, text in headers)
    return head.encode(errors="surrogatepass") + b"\r\n" + content, whole


def exchange(port, data, whole):
    """The status of the answer, or 0 for a connection that was closed without one."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        # Closed without waiting: a hundred thousand of them would use up all ports.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        try:
            connection.sendall(data)
            if not whole:
                connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(64)
        except OSError as error:
            # Refused in the middle of it.
            if isinstance(error, TimeoutError):
                raise
            return 0
    if not answer:
        return 0
    assert answer.startswith(b"HTTP/1."), answer
    return int(answer[9:12])


def test_no_request_is_too_much(messengers):
    messenger = messengers("metrics_allow = []\n[limits]\nrequest_seconds = 2\nrequests_per_second_per_address = 0")
    client = Client(messenger.port)
    client.post("session", {})
    client.login("ada@example.com")
    statuses, wrong = Counter(), []

    def attack(seed):
        dice = random.Random(seed)
        for _ in range(REQUESTS // THREADS):
            data, whole = request(dice, client.cookies)
            status = exchange(messenger.port, data, whole)
            statuses[status] += 1
            if status >= 500:
                wrong.append((status, data[:2000]))

    threads = [threading.Thread(target=attack, args=(seed,)) for seed in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"\n{REQUESTS} requests: {dict(sorted(statuses.items()))}")
    assert not wrong, wrong[:3]
    assert sum(statuses.values()) == REQUESTS // THREADS * THREADS
    # The attack reached what it was aimed at: all of these were given.
    assert {200, 201, 400, 401, 403, 404, 405, 413, 415} <= statuses.keys(), statuses
    assert statuses[0] < REQUESTS / 4, statuses
    assert not messenger.events("panic") and not messenger.events("store_failed")
    client.close()
    assert client.ask("GET", "/healthz")[0] == 200
    messenger.configure("")
    messenger.reload()
    assert "userhash_panics_total 0" in client.ask("GET", "/metrics")[1]
