"""The process: start, signals, restarts, slow and many clients, secrets."""

import os
import signal
import socket
import subprocess

import pytest
import service
from service import Client


def test_sessions_live_through_a_restart(messenger):
    guest, visitor = Client(messenger.port), Client(messenger.port)
    for client in (guest, visitor):
        assert client.post("session", {})[0] == 200
        assert client.post("messages", {"text": "from a guest"})[0] == 201
    assert visitor.login("ada@example.com")[0] == 200
    assert visitor.post("messages", {"text": "from Ada"})[0] == 201
    assert messenger.stop() == 0
    messenger.start()
    guest.close(), visitor.close()
    assert guest.texts() == ["from a guest"]
    assert visitor.texts() == ["from Ada"]
    assert visitor.post("logout", {})[1]["messages"][0]["text"] == "from a guest"


def test_sighup_reads_the_configuration_and_keeps_sessions(messenger):
    client = Client(messenger.port)
    assert client.login("ada@example.com")[0] == 200
    new = "next year's horse battery staple"
    messenger.key.write_text(new)
    assert Client(messenger.port).login("grace@example.com", new)[0] == 403
    messenger.reload()
    assert Client(messenger.port).login("grace@example.com", new)[0] == 200
    assert Client(messenger.port).login("grace@example.com")[0] == 403
    assert client.get("session")[1]["state"] == "visitor"
    # What can't be used is refused as a whole, and the log says why.
    for text in ("nonsense", '[apps.shop]\nkey = { env = "NOT_SET_ANYWHERE" }'):
        messenger.config.write_text(text)
        messenger.reload()
        assert Client(messenger.port).login("grace@example.com", new)[0] == 200
    reasons = [event["error"] for event in messenger.events("reload_refused")]
    assert "line 1" in reasons[0] and "NOT_SET_ANYWHERE" in reasons[1]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_running_request_ends_before_the_process(messenger, ending):
    client = Client(messenger.port)
    client.post("session", {})
    body = b'{"text":"the last word"}'
    with socket.create_connection(("127.0.0.1", messenger.port)) as slow:
        cookies = "; ".join(f"{n}={v}" for n, v in client.cookies.items())
        head = (f"POST /v1/apps/shop/messages HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\n"
                f"Origin: {service.ORIGIN}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n")
        slow.sendall(head.encode())
        # The request is running once its body is asked for.
        assert slow.recv(100).startswith(b"HTTP/1.1 100")
        messenger.process.send_signal(ending)
        service.until(lambda: messenger.events("stopping"))
        slow.sendall(body)
        assert slow.recv(1000).startswith(b"HTTP/1.1 201")
    assert messenger.stop() == 0
    messenger.start()
    client.close()
    assert client.texts() == ["the last word"]


def test_who_is_slow_is_cut_off(messengers):
    lines = "[limits]\nrequest_seconds = 1\nconnections = 4"
    messenger = messengers(lines)
    head = (b"POST /v1/apps/shop/session HTTP/1.1\r\nHost: localhost\r\nOrigin: "
            + service.ORIGIN.encode() + b"\r\nContent-Type: application/json\r\n")
    beginnings = [b"", b"POST", head, head + b"Content-Length: 2\r\n\r\n{"]
    # These take all the connections that there are; the next client is served when they end.
    slow = [socket.create_connection(("127.0.0.1", messenger.port)) for _ in beginnings]
    for connection, beginning in zip(slow, beginnings):
        connection.sendall(beginning)
    assert Client(messenger.port).post("session", {})[0] == 200
    for connection in slow:
        with connection:
            connection.settimeout(30)
            answer = connection.recv(1000)
            assert answer == b"" or b" 408 " in answer.split(b"\r\n")[0], answer


def test_a_database_that_is_away_is_no_riddle(messengers, database):
    if not isinstance(database, service.Postgres):
        pytest.skip("a file is always there")
    messenger = messengers()
    client = Client(messenger.port)
    assert client.login("ada@example.com")[0] == 200
    killed = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity " \
             "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
    assert database.query(killed)[0][0] >= 2
    # Connections that broke are replaced.
    answers = [client.post("messages", {"text": str(n)})[0] for n in range(20)]
    assert set(answers) <= {201, 503} and answers[-1] == 201, answers
    assert client.get("session")[1]["state"] == "visitor"


def test_two_instances_share_one_database(messengers, database):
    if not isinstance(database, service.Postgres):
        pytest.skip("a file is of one process")
    one, other = messengers(), messengers()
    client = Client(one.port)
    assert client.login("ada@example.com")[0] == 200
    client.post("messages", {"text": "here"})
    client.port = other.port
    client.close()
    assert client.texts() == ["here"]
    stolen = dict(client.cookies)
    client.post("logout", {})
    thief = Client(one.port)
    thief.cookies = stolen
    assert thief.get("messages")[0] == 401


def test_no_secret_is_in_the_log(messengers):
    lines = "log_identities = true"
    messenger = messengers(lines, 'policy = "report"')
    client = Client(messenger.port)
    client.post("session", {})
    client.login("ada@example.com", "another secret key")
    client.login("ada@example.com")
    client.post("verify", {"user": "a"}, {"Authorization": f"Bearer {service.API_TOKEN}"})
    tokens = list(client.cookies.values())
    assert len(tokens) == 2
    messenger.stop()
    log = messenger.read_log()
    [refusal] = messenger.events("login")
    assert refusal["reason"] == "mismatch" and refusal["verdict"] == "invalid"
    assert refusal["identity"] == "ada@example.com" and refusal["app"] == "shop"
    assert len(refusal["key"]) == 8
    forged = service.user_hash("ada@example.com", "another secret key")
    for secret in (service.SECRET, service.API_TOKEN, service.user_hash("ada@example.com"),
                   forged, *tokens):
        assert secret not in log


def start_fails(*arguments, **environment):
    done = subprocess.run([service.BINARY, *arguments], env=os.environ | environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode != 0
    return done.stderr


def test_what_is_wrong_at_the_start_is_said(tmp_path):
    config = tmp_path / "messenger.toml"
    config.write_text('listen = "127.0.0.1:0"\n[apps.shop]\nkey = { env = "SHOP_KEY" }\n')
    assert "missing" in start_fails(config).lower() or "not set" in start_fails(config)
    assert "placeholder" in start_fails(config, SHOP_KEY="YOUR_SECRET_KEY")
    assert "Usage:" in start_fails()
    assert "Usage:" in start_fails("--port", "1")
    refused = start_fails(config, SHOP_KEY="a good secret", DATABASE_URL=str(tmp_path / "no/db"))
    assert "database" in refused and "a good secret" not in refused
    good = subprocess.run([service.BINARY, "--check", config], text=True, check=True,
                          env=os.environ | {"SHOP_KEY": "a good secret"}, stdout=subprocess.PIPE)
    assert good.stdout.startswith("shop: enforce, KeyRing(fingerprints=[")


def test_the_sweeper_removes_what_has_ended(messengers):
    messenger = messengers("[sessions]\nguest_idle_seconds = 1\nsweep_seconds = 1")
    client = Client(messenger.port)
    client.post("session", {})
    client.post("messages", {"text": "short"})

    def swept():
        return messenger.database.query("SELECT count(*) FROM sessions") == [(0,)]

    service.until(swept)
    assert messenger.database.query("SELECT count(*) FROM messages") == [(0,)]
    assert client.get("session")[0] == 401
