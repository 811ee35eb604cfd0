"""`kill -9` under load: what was acknowledged is there afterwards, and nothing is half-done.

MESSENGER_KILLS says how often; the figures of the documentation are from 20.
"""

import os
import random
import threading
import time

from service import Client

KILLS = int(os.environ.get("MESSENGER_KILLS", "3"))
CLIENTS = 12


class Visitor:
    """One browser that notes what was acknowledged to it, and what it was asking when the end came."""

    def __init__(self, port, name):
        self.client, self.user = Client(port), f"{name}@example.com"
        self.guest_said, self.user_said = [], []
        self.dead = []
        self.asking = None
        self.begun = False
        self.failure = None

    def step(self, dice):
        """Asks for one thing; raises ConnectionError when the messenger is gone."""
        client = self.client
        if not self.begun:
            self.asking = "session"
            assert client.post("session", {})[0] == 200
            self.begun = True
        elif dice < 0.5:
            said = self.user_said if self.logged_in() else self.guest_said
            text = f"{self.user} {len(said)} " + "x" * 500
            self.asking = ("say", said, text)
            assert client.post("messages", {"text": text})[0] == 201
            said.append(text)
        elif dice < 0.8 or not self.logged_in():
            former = client.cookies.get("userhash_visitor")
            self.asking = ("login", former)
            assert client.login(self.user)[0] == 200
            self.dead += [former] if former else []
        else:
            former = client.cookies["userhash_visitor"]
            self.asking = ("logout", former)
            assert client.post("logout", {})[0] == 200
            self.dead.append(former)
        self.asking = None

    def logged_in(self):
        return "userhash_visitor" in self.client.cookies

    def work(self):
        random_steps = random.Random(self.user)
        try:
            while True:
                self.step(random_steps.random())
        except ConnectionError:
            pass
        except AssertionError as failure:
            self.failure = failure

    def check(self, port, database):
        """Compares what was acknowledged with what is there."""
        if self.failure:
            raise self.failure
        if not self.begun:
            return
        asking = self.asking if isinstance(self.asking, tuple) else (None, None)
        guest = Client(port)
        guest.cookies = {"userhash_guest": self.client.cookies["userhash_guest"]}
        self.compare(guest, self.guest_said)
        for token in random.sample(self.dead, min(5, len(self.dead))):
            thief = Client(port)
            thief.cookies = {"userhash_visitor": token}
            assert thief.get("messages")[0] == 401, "an ended session is alive again"
            thief.close()
        count = f"SELECT count(*) FROM sessions WHERE kind = 'visitor' AND details LIKE '%{self.user}%'"
        [(sessions,)] = database.query(count)
        if asking[0] == "logout":
            assert sessions in (0, 1)
        elif asking[0] == "login" and asking[1] is None:
            assert sessions in (0, 1)
        else:
            # A login that wasn't acknowledged has replaced the former session, or has done nothing.
            assert sessions == (1 if self.logged_in() else 0), (asking, sessions)
        if self.logged_in() and asking[0] not in ("login", "logout"):
            self.client.close()
            self.client.port = port
            assert self.client.get("session")[1]["state"] == "visitor", "a login is lost"
        reader = Client(port)
        assert reader.login(self.user)[0] == 200
        self.compare(reader, self.user_said)
        assert reader.post("logout", {})[0] == 200
        guest.close(), reader.close(), self.client.close()

    def compare(self, client, said):
        texts = []
        after = 0
        while page := client.get(f"messages?after={after}")[1]["messages"]:
            texts += [message["text"] for message in page]
            after = page[-1]["id"]
        assert texts[:len(said)] == said, "a message is lost"
        unsure = [self.asking[2]] if self.asking and self.asking[0] == "say" else []
        assert texts[len(said):] in ([], unsure), "a message that nobody wrote"


def test_what_was_acknowledged_survives(messenger, database):
    acknowledged = 0
    for kill in range(KILLS):
        visitors = [Visitor(messenger.port, f"v{kill}-{n}") for n in range(CLIENTS)]
        threads = [threading.Thread(target=visitor.work) for visitor in visitors]
        for thread in threads:
            thread.start()
        time.sleep(random.Random(kill).uniform(0.3, 1.2))
        messenger.kill()
        for thread in threads:
            thread.join()
        messenger.start()
        for visitor in visitors:
            visitor.check(messenger.port, database)
            acknowledged += (len(visitor.guest_said) + len(visitor.user_said) + len(visitor.dead))
        # No guest's or unverified visitor's message without its session.
        first = "substr(hex(conversation), 1, 2)" if hasattr(database, "file") \
            else "upper(substr(encode(conversation, 'hex'), 1, 2))"
        orphans = f"SELECT count(*) FROM messages m WHERE {first} = '73' AND NOT EXISTS " \
                  "(SELECT 1 FROM sessions s WHERE s.conversation = m.conversation)"
        assert database.query(orphans) == [(0,)]
    print(f"\n{KILLS} kills, {acknowledged} acknowledged messages, logouts and new logins")
    assert acknowledged > KILLS * CLIENTS, "there was no load"
