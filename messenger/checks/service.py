"""The messenger as a process, the database that it uses, and clients that keep cookies."""

import hashlib
import hmac
import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

BINARY = Path(os.environ["MESSENGER_BINARY"])
SECRET = "correct horse battery staple"
API_TOKEN = "api-token-of-the-checks"
ORIGIN = "http://shop.example"
POSTGRES = Path("/usr/lib/postgresql")


def user_hash(user, secret=SECRET):
    """What the app's server makes, by Python's own HMAC."""
    return hmac.new(secret.encode(), user.encode(), hashlib.sha256).hexdigest()


def free_port():
    """A port that nobody listens at, chosen by the system."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(what, seconds=30):
    """Waits for a condition that is bound to come; how long that takes is no matter."""
    end = time.monotonic() + seconds
    while not (found := what()):
        if time.monotonic() > end:
            raise TimeoutError("it didn't come")
        time.sleep(0.02)
    return found


class Sqlite:
    """A file that the messenger makes."""

    def __init__(self, folder):
        self.file = folder / "messenger.sqlite"
        self.environment = {}

    def query(self, sql):
        connection = sqlite3.connect(self.file)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def stop(self):
        pass


class Postgres:
    """A server of Debian's postgresql in a temporary folder, as a user without rights."""

    def __init__(self, _folder):
        self.folder = Path(tempfile.mkdtemp(prefix="userhash-postgres-"))
        self.bin = sorted(POSTGRES.glob("*/bin"))[-1]
        self.port = free_port()
        if os.geteuid() == 0:
            os.chown(self.folder, 65534, 65534)
        data = self.folder / "data"
        self.run("initdb", "-D", data, "-U", "messenger", "-A", "trust", "-E", "UTF8",
                 "--no-instructions")
        self.process = subprocess.Popen(
            [self.bin / "postgres", "-D", data, "-p", str(self.port), "-h", "127.0.0.1",
             "-k", self.folder],
            stdout=subprocess.DEVNULL, stderr=open(self.folder / "log", "wb"), **self.nobody())
        until(lambda: self.run("pg_isready", "-q", *self.where(), check=False).returncode == 0)
        address = f"postgres://messenger@127.0.0.1:{self.port}/postgres"
        self.environment = {"DATABASE_URL": address}

    def nobody(self):
        """PostgreSQL doesn't run as root."""
        if os.geteuid() != 0:
            return {"cwd": self.folder}
        return {"user": 65534, "group": 65534, "extra_groups": [], "cwd": self.folder}

    def where(self):
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", "messenger", "-d", "postgres"]

    def run(self, program, *arguments, check=True):
        return subprocess.run([self.bin / program, *arguments], check=check, text=True,
                              env=os.environ | {"PGOPTIONS": "-c client_min_messages=warning"},
                              stdout=subprocess.PIPE, **self.nobody())

    def query(self, sql):
        rows = self.run("psql", *self.where(), "-AtX", "-F", "\t", "-c", sql).stdout
        return [tuple(int(cell) if cell.isdigit() else cell for cell in row.split("\t"))
                for row in rows.splitlines()]

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait()
        subprocess.run(["rm", "-rf", self.folder], check=True)


class Messenger:
    """One messenger, which can be stopped, killed and started again."""

    def __init__(self, folder, database, lines="", app_lines=""):
        self.folder, self.database = Path(folder), database
        self.port = free_port()
        self.key = self.folder / "key"
        self.key.write_text(SECRET + "\n")
        self.config = self.folder / "messenger.toml"
        self.process = None
        self.configure(lines, app_lines)

    def configure(self, lines="", app_lines=""):
        sqlite = getattr(self.database, "file", "unused")
        limits = "" if "[limits]" in lines else (
            "[limits]\nrequests_per_second_per_address = 0\nlogins_per_minute_per_identity = 0\n"
            "messages_per_minute_per_conversation = 0\n")
        self.config.write_text(
            f'listen = "127.0.0.1:{self.port}"\ndatabase = "{sqlite}"\n{lines}\n{limits}\n'
            f'[apps.shop]\nkey = {{ file = "{self.key}" }}\nallowed_origins = ["{ORIGIN}"]\n'
            f'api_token = {{ env = "CHECKS_API_TOKEN" }}\n{app_lines}\n')

    def start(self):
        self.log = open(self.folder / "log", "ab")
        environment = os.environ | self.database.environment | {"CHECKS_API_TOKEN": API_TOKEN}
        self.process = subprocess.Popen([BINARY, self.config], env=environment, stderr=self.log,
                                        stdout=subprocess.PIPE, text=True)
        ready = self.process.stdout.readline()
        assert ready == f"userhash-messenger on http://127.0.0.1:{self.port}\n", self.read_log()
        return self

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def stop(self):
        """Ends it as an operator does; the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(30)
        self.process.stdout.close()
        self.log.close()
        return status

    def read_log(self):
        return (self.folder / "log").read_text()

    def events(self, name):
        lines = [json.loads(line) for line in self.read_log().splitlines()]
        return [line for line in lines if line.get("event") == name]

    def reload(self):
        seen = len(self.events("reloaded") + self.events("reload_refused"))
        self.process.send_signal(signal.SIGHUP)
        until(lambda: len(self.events("reloaded") + self.events("reload_refused")) > seen)

    def resident_kilobytes(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0])


class Client:
    """A browser on a page of the app."""

    def __init__(self, port, app="shop"):
        self.port, self.app = port, app
        self.cookies = {}
        self.connection = None

    def ask(self, method, path, body=None, headers=None):
        """The status and the JSON of an answer; OSError if there was none."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Origin": ORIGIN} | (headers or {})
        if body is not None:
            headers["Content-Type"] = "application/json"
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{n}={v}" for n, v in self.cookies.items())
        try:
            text = None if body is None else json.dumps(body)
            self.connection.request(method, path, text, headers)
            response = self.connection.getresponse()
            text = response.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise ConnectionError from error
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
            if "Max-Age=0;" in cookie:
                del self.cookies[name]
        kind = response.headers.get("Content-Type")
        return response.status, json.loads(text) if kind == "application/json" else text.decode()

    def post(self, endpoint, body, headers=None):
        return self.ask("POST", f"/v1/apps/{self.app}/{endpoint}", body, headers)

    def get(self, endpoint):
        return self.ask("GET", f"/v1/apps/{self.app}/{endpoint}")

    def login(self, user, secret=SECRET):
        body = {"user_hash": user_hash(user, secret), "userDetails": {"email": user}}
        return self.post("login", body)

    def texts(self, endpoint="messages"):
        status, body = self.get(endpoint)
        assert status == 200, (status, body)
        return [message["text"] for message in body["messages"]]

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None
