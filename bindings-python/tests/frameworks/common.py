"""The site that every framework is tested with: what its pages are, and who its users are.

Each of the modules site_*.py builds the same site:

    /page        the page, with the tag and the nonce that the framework's policy has
    /plain       the same without the tag
    /nonce       the page, with the nonce given to the tag
    /headers     the page, with the headers Cache-Control and Vary that the query names
    /visitor     the visitor as JSON, or 204
    /login       POST: logs the user in that the query names, goes on to /page
    /logout      POST: logs out, goes on to /page
    /logged-out  POST: logs out and answers with the page at once
    /redirect    renders the page, throws it away, goes on to /page
    /missing     renders the page, throws it away, answers 404 without the tag
    /broken      renders the page, throws it away, fails
    /stream      starts to stream the page, and only then renders the tag
"""

import html
import json
import re
from abc import ABC, abstractmethod

import httpx
from helpers import ROOT, SECRET

from userhash import SecretKey

KEY = SecretKey(SECRET)
NONCE = "bm9uY2U="
USERS = {
    "ada": {"email": "ada@example.com", "name": "Ada Lovelace"},
    "grace": {"email": "grace@example.com", "name": "Grace Hopper"},
}
LOGOUT = "userhash_logout"
VECTORS = json.loads((ROOT / "tests/vectors/injections.json").read_text())["payloads"]
# The key that changes an object's prototype in JavaScript, which the core refuses.
PAYLOADS = [*VECTORS, "__proto__"]

# Jinja's, and Django's with another way to write the tag.
TEMPLATE = (
    '<!doctype html><html><head><title>t</title>TAG</head>'
    '<body><p id="who">{{ who }}</p></body></html>'
)


def page(tag, who="guest"):
    """What /page answers with."""
    return TEMPLATE.replace("TAG", tag).replace("{{ who }}", html.escape(who))


def slots(payload):
    """A payload in every place of the details, with the code that refuses it there, or None."""
    refused = "malformed_details" if payload == "__proto__" else None
    yield {"email": payload, "name": "x"}, None
    yield {"email": "ada@example.com", "name": payload}, None
    yield {"email": "ada@example.com", payload: "value"}, refused
    yield {"email": "ada@example.com", "company": {payload: [payload, {"x": payload}]}}, refused


class Site(ABC):
    """One of the sites; the module that has it says how it is built."""

    name: str

    def __init__(self):
        # What the details function returns for users who aren't in USERS, by their name.
        self.details = {}
        # What the last request failed with.
        self.error = None

    def details_of(self, user):
        return self.details[user] if user in self.details else USERS[user]

    @abstractmethod
    def client(self, scheme="http") -> httpx.Client:
        """A browser, more or less: it keeps cookies, and doesn't follow redirects."""

    def __repr__(self):
        return self.name


def log_in(client, user):
    response = client.post("/login", params={"user": user})
    assert response.status_code in (302, 303), response.text
    return response


def nonce_of(response):
    """The nonce that the response's policy allows, or None."""
    found = re.search(r"'nonce-([^']+)'", response.headers.get("Content-Security-Policy", ""))
    return found and found[1]


def set_cookies(response, name=LOGOUT):
    """The cookies of this name that a response sets, as they are written."""
    lines = (line.strip() for line in response.headers.get_list("Set-Cookie"))
    return [line for line in lines if line.startswith(name + "=")]


def vary(response):
    """What a response varies on."""
    lines = response.headers.get_list("Vary")
    return [name.strip() for line in lines for name in line.split(",") if name.strip()]
