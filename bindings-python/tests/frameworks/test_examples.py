"""The example apps, each as a process of its own: what a visitor goes through."""

import json
import os
import re
import selectors
import signal
import socket
import subprocess

import html5lib
import httpx
import pytest
from common import LOGOUT, nonce_of, set_cookies
from helpers import ROOT, SECRET

import userhash

KEY = userhash.SecretKey(SECRET)
WIDGET = "http://127.0.0.1:9000/widget.js"
EVE = "Eve </script><script>alert(1)</script>"
NAMES = ["django", "fastapi"]
HTML = "{http://www.w3.org/1999/xhtml}"


def start(name, **environment):
    command = [ROOT / "examples" / name / "run"]
    env = {**os.environ, "WIDGET_URL": WIDGET, "WIDGET_APP": name, **environment}
    return subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def first_line(process):
    """What a process says first, or what it said instead."""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        assert selector.select(timeout=120), "the app isn't ready after two minutes"
    line = process.stdout.readline()
    return line or process.stderr.read()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="module", params=NAMES)
def app(request):
    """One of the apps, which is running: its name, its address."""
    port = free_port()
    process = start(request.param, PORT=str(port), USERHASH_SECRET_KEY=SECRET)
    address = f"http://127.0.0.1:{port}"
    try:
        assert first_line(process) == f"{request.param} on {address}\n"
        yield request.param, address
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def client(app):
    with httpx.Client(base_url=app[1]) as client:
        yield client


def fields(form):
    return {field.get("name"): field.get("value", "") for field in form.iter(f"{HTML}input")}


def form_of(response, name):
    document = html5lib.parse(response.text)
    [form] = [form for form in document.iter(f"{HTML}form") if form.get("id") == name]
    assert (form.get("method"), form.get("action")) == ("post", f"/{name}")
    return fields(form)


def log_in(client, email, password="demo"):
    form = form_of(client.get("/"), "login")
    assert {"email", "password"} < set(form)
    return client.post("/login", data={**form, "email": email, "password": password})


def text_of(response, name):
    document = html5lib.parse(response.text)
    found = [element for element in document.iter() if element.get("id") == name]
    return "".join(found[0].itertext()) if found else None


def visitor_of(response, email, name):
    """The tag that the page has to have for a user."""
    tag = KEY.visitor({"email": email, "name": name}).script_tag(nonce_of(response))
    assert response.text.count(tag) == 1
    return tag


def check_page(response, name):
    """What is the same on every page."""
    nonce = nonce_of(response)
    assert re.fullmatch(r"[A-Za-z0-9+/]{22}==", nonce)
    policy = dict(part.strip().split(" ", 1)
                  for part in response.headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'self'", "script-src": f"'nonce-{nonce}'", "style-src": f"'nonce-{nonce}'",
        "connect-src": "'self' http://127.0.0.1:9000", "img-src": "'self' data:",
        "base-uri": "'none'", "object-src": "'none'",
    }
    assert "X-Frame-Options" not in response.headers
    document = html5lib.parse(response.text)
    assert document.find(f".//{HTML}title").text == document.find(f".//{HTML}h1").text == name
    *others, widget = document.find(f"{HTML}head").iter(f"{HTML}script")
    assert (widget.get("src"), widget.get("data-app"), widget.get("nonce")) == (WIDGET, name, nonce)
    assert "async" in widget.attrib
    assert all(script.get("nonce") == nonce and not script.get("src") for script in others)
    return nonce


def test_a_guest(app, client):
    response = client.get("/")
    assert response.status_code == 200
    nonce = check_page(response, app[0])
    assert text_of(response, "who") == "guest" and text_of(response, "error") is None
    assert "acquire" not in response.text and 'id="logout"' not in response.text
    assert "no-store" not in response.headers.get("Cache-Control", "")
    assert nonce_of(client.get("/")) != nonce
    response = client.get("/visitor.json")
    assert response.status_code == 204 and "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("email, name", [
    ("ada@example.com", "Ada Lovelace"), ("grace@example.com", "Grace Hopper"),
    ("eve@example.com", EVE),
])
def test_login_and_logout(app, client, email, name):
    response = log_in(client, email)
    assert (response.status_code, response.headers["Location"]) == (303, "/")
    assert f"{app[0]}_session" in client.cookies
    response = client.get("/")
    check_page(response, app[0])
    visitor_of(response, email, name)
    assert text_of(response, "who") == f"{name} <{email}>"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "logoutVisitor" not in response.text

    response = client.get("/visitor.json")
    assert response.headers["Content-Type"].startswith("application/json")
    assert response.headers["Cache-Control"] == "private, no-store"
    wanted = KEY.visitor({"email": email, "name": name})
    assert response.text == wanted.to_json() and json.loads(response.text)["userDetails"]["name"] == name

    response = client.post("/logout", data=form_of(client.get("/"), "logout"))
    assert (response.status_code, response.headers["Location"]) == (303, "/")
    response = client.get("/")
    check_page(response, app[0])
    assert text_of(response, "who") == "guest"
    assert response.text.count(userhash.logout_script_tag(nonce_of(response))) == 1
    assert "user_hash" not in response.text and email not in response.text
    assert "logoutVisitor" not in client.get("/").text
    assert client.get("/visitor.json").status_code == 204


@pytest.mark.parametrize("email, password", [
    ("ada@example.com", "wrong"), ("ada@example.com", ""), ("", ""), ("mallory@example.com", "demo"),
    ("ADA@EXAMPLE.COM", "demo "), ("<b>", "'"), ("\0", "é" * 5000),
])
def test_a_wrong_password(app, client, email, password):
    response = log_in(client, email, password)
    assert response.status_code == 401
    check_page(response, app[0])
    assert text_of(response, "error") and text_of(response, "who") == "guest"
    # The same form works.
    form = {**form_of(response, "login"), "email": "ada@example.com", "password": "demo"}
    assert client.post("/login", data=form).status_code == 303


def test_forms_of_other_sites_are_refused(app, client):
    ada = {"email": "ada@example.com", "password": "demo"}
    for form in (ada, {**ada, "token": "", "csrfmiddlewaretoken": ""},
                 {**ada, "token": "-", "csrfmiddlewaretoken": "-"}):
        # Before the first page, and after it.
        assert client.post("/login", data=form).status_code == 403
    form = form_of(client.get("/"), "login")
    forged = {name: value[::-1] for name, value in form.items()}
    assert client.post("/login", data={**forged, **ada}).status_code == 403
    assert text_of(client.get("/"), "who") == "guest"
    log_in(client, "ada@example.com")
    client.get("/")
    assert client.post("/logout", data={}).status_code == 403
    assert text_of(client.get("/"), "who").startswith("Ada")
    assert not set_cookies(client.get("/"))


def test_a_change_of_user(app, client):
    log_in(client, "ada@example.com")
    visitor_of(client.get("/"), "ada@example.com", "Ada Lovelace")
    assert log_in(client, "eve@example.com").status_code == 303
    response = client.get("/")
    tags = userhash.logout_script_tag(nonce_of(response)) + visitor_of(
        response, "eve@example.com", EVE)
    assert response.text.count(tags) == 1 and "ada@example.com" not in response.text
    assert LOGOUT not in client.cookies
    assert "logoutVisitor" not in client.get("/").text
    # A wrong password in between changes nothing.
    assert log_in(client, "ada@example.com", "wrong").status_code == 401
    assert text_of(client.get("/"), "who").startswith("Eve")


def test_nothing_but_the_session_says_who_it_is(client):
    told = {"email": "ada@example.com", "user": "ada@example.com"}
    for path in ("/", "/visitor.json"):
        assert "user_hash" not in client.get(path, params=told).text
    log_in(client, "grace@example.com")
    for path in ("/", "/visitor.json"):
        assert KEY.user_hash("ada@example.com") not in client.get(path, params=told).text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_ends_it(name, number):
    port = free_port()
    process = start(name, PORT=str(port), USERHASH_SECRET_KEY=SECRET)
    try:
        assert first_line(process) == f"{name} on http://127.0.0.1:{port}\n"
        # An open connection doesn't hold it up.
        with socket.create_connection(("127.0.0.1", port)):
            process.send_signal(number)
            out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode in (0, -number, 128 + number)
    assert out == "" and "Traceback" not in err and SECRET not in err


@pytest.mark.parametrize("name", NAMES)
def test_without_a_key_it_says_so(name):
    for key, said in ((None, "there is no secret key"), ("", "empty"), ("changeme", "placeholder")):
        environment = {"PORT": str(free_port()), "USERHASH_SECRET_KEY": key}
        env = {name: value for name, value in environment.items() if value is not None}
        process = start(name, **env)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 1 and out == ""
        assert "USERHASH_SECRET_KEY" in err and said in err and "Traceback" not in err
    process = start(name, USERHASH_SECRET_KEY=SECRET)
    assert "PORT" in process.communicate(timeout=120)[1] and process.returncode == 1


def test_nothing_is_written_beside_the_apps():
    listed = subprocess.run(
        ["git", "status", "--porcelain", "--ignored", "--", "examples/django", "examples/fastapi"],
        cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "!!" not in listed, listed
