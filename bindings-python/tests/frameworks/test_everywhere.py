"""What the integrations do on pages is the same in every framework."""

import json

import pytest
from common import KEY, LOGOUT, NONCE, USERS, log_in, nonce_of, page, set_cookies, vary

import userhash

ADA, GRACE = (KEY.visitor(USERS[name]) for name in ("ada", "grace"))
PRIVATE = "private, no-store"


def is_untouched(response):
    assert response.headers.get("Cache-Control") is None
    assert not set_cookies(response)
    assert nonce_of(response) is None


def test_a_guests_page_is_as_without_the_tag(client):
    bare, tagged = client.get("/plain"), client.get("/page")
    assert tagged.content == bare.content == page("").encode()
    # The pages ask who is there, so that the session says what they vary on, with the tag or not.
    assert sorted(tagged.headers.multi_items()) == sorted(bare.headers.multi_items())
    is_untouched(tagged)


def test_a_users_page_has_the_snippet(client):
    log_in(client, "ada")
    response = client.get("/page")
    nonce = nonce_of(response)
    assert nonce and response.text == page(ADA.script_tag(nonce), "ada")
    assert response.headers.get_list("Cache-Control") == [PRIVATE]
    assert vary(response).count("Cookie") == 1
    assert not set_cookies(response)
    # Every page has its own nonce, and says the same.
    again = client.get("/page")
    assert nonce_of(again) != nonce and again.text.replace(nonce_of(again), nonce) == response.text


def test_a_users_page_without_the_tag_is_untouched(client):
    log_in(client, "ada")
    response = client.get("/plain")
    assert response.text == page("", "ada")
    is_untouched(response)


def test_the_nonce_that_is_given_is_taken(client):
    log_in(client, "ada")
    response = client.get("/nonce")
    assert response.text == page(ADA.script_tag(NONCE), "ada")
    # The framework wasn't asked for another.
    assert nonce_of(response) is None


@pytest.mark.parametrize("given, wanted", [
    ([], ["Cookie"]),
    (["Accept-Encoding"], ["Accept-Encoding", "Cookie"]),
    (["cookie, Origin"], ["cookie", "Origin"]),
    (["Accept, COOKIE"], ["Accept", "COOKIE"]),
    (["*"], ["*"]),
    (["Accept,Origin"], ["Accept", "Origin", "Cookie"]),
    (["X-Cookie"], ["X-Cookie", "Cookie"]),
    (["Accept", "Origin"], ["Accept", "Origin", "Cookie"]),
], ids=str)
def test_headers_are_merged(client, given, wanted):
    log_in(client, "ada")
    query = {"cache": "public, max-age=600", "vary": given}
    response = client.get("/headers", params=query)
    assert response.headers.get_list("Cache-Control") == [PRIVATE]
    # Frameworks that keep the session's own name for it may add it after us.
    assert vary(response)[:len(wanted)] == wanted
    assert [name for name in vary(response)[len(wanted):] if name.lower() != "cookie"] == []
    # A guest's page keeps its own.
    client.cookies.clear()
    assert client.get("/headers", params=query).headers["Cache-Control"] == "public, max-age=600"


def test_a_logout_is_told_by_the_next_page_once(client):
    log_in(client, "ada")
    client.get("/page")
    response = client.post("/logout")
    [cookie] = set_cookies(response)
    parts = {part.strip().lower() for part in cookie.split(";")}
    assert {f"{LOGOUT}=1", "httponly", "samesite=lax", "path=/", "max-age=3600"} <= parts
    assert "secure" not in parts and not any(part.startswith("domain") for part in parts)
    response = client.get("/page")
    assert response.text == page(userhash.logout_script_tag(nonce_of(response)))
    assert response.headers["Cache-Control"] == PRIVATE and "Cookie" in vary(response)
    [cookie] = set_cookies(response)
    assert "max-age=0" in cookie.lower() and LOGOUT not in client.cookies
    response = client.get("/page")
    assert response.text == page("")
    is_untouched(response)


def test_over_https_the_mark_is_sent_over_https_only(site):
    client = site.client("https")
    log_in(client, "ada")
    [cookie] = set_cookies(client.post("/logout"))
    assert "; secure" in cookie.lower()
    [cookie] = set_cookies(client.get("/page"))
    assert "; secure" in cookie.lower()
    client.close()


@pytest.mark.parametrize("path, status", [
    ("/plain", 200), ("/redirect", 302), ("/missing", 404), ("/broken", 500), ("/nowhere", 404),
])
def test_what_does_not_tell_of_the_logout_keeps_it(client, path, status):
    log_in(client, "ada")
    client.post("/logout")
    for _ in range(2):
        response = client.get(path)
        assert response.status_code in (status, status + 1)
        assert "logoutVisitor" not in response.text
        assert not set_cookies(response) and client.cookies[LOGOUT] == "1"
    assert "logoutVisitor" in client.get("/page").text
    assert LOGOUT not in client.cookies


def test_a_head_request_tells_nobody(client):
    log_in(client, "ada")
    client.post("/logout")
    assert client.head("/page").status_code == 200
    assert client.cookies[LOGOUT] == "1"
    assert "logoutVisitor" in client.get("/page").text


def test_a_page_that_answers_the_logout_tells_of_it_itself(client):
    log_in(client, "ada")
    response = client.post("/logged-out")
    assert response.text == page(userhash.logout_script_tag(nonce_of(response)))
    assert not set_cookies(response)
    assert client.get("/page").text == page("")


def test_who_logs_in_again_is_logged_out_before(client):
    log_in(client, "ada")
    client.post("/logout")
    log_in(client, "grace")
    assert client.cookies[LOGOUT] == "1"
    response = client.get("/page")
    nonce = nonce_of(response)
    tags = userhash.logout_script_tag(nonce) + GRACE.script_tag(nonce)
    assert response.text == page(tags, "grace")
    response = client.get("/page")
    assert response.text == page(GRACE.script_tag(nonce_of(response)), "grace")


def test_another_user_over_the_first_is_a_logout_too(client):
    # A guest's first login is none, nor is a second one of the same user.
    assert not set_cookies(log_in(client, "ada"))
    assert not set_cookies(log_in(client, "ada"))
    log_in(client, "grace")
    assert client.cookies[LOGOUT] == "1"
    response = client.get("/page")
    nonce = nonce_of(response)
    tags = userhash.logout_script_tag(nonce) + GRACE.script_tag(nonce)
    assert response.text == page(tags, "grace")


@pytest.mark.parametrize("value", ["0", "", "2", "11", "true", '"', "1; x"])
def test_only_the_mark_is_a_mark(client, value):
    response = client.get("/page", headers={"Cookie": f"{LOGOUT}={value}"})
    assert (response.text == page("")) is (value != "1; x")


def test_a_forged_mark_logs_the_forger_out_and_no_more(client):
    log_in(client, "ada")
    client.cookies.set(LOGOUT, "1")
    response = client.get("/page")
    nonce = nonce_of(response)
    tags = userhash.logout_script_tag(nonce) + ADA.script_tag(nonce)
    assert response.text == page(tags, "ada")


def test_the_visitor_as_json(client):
    response = client.get("/visitor")
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Cache-Control"] == PRIVATE and "Cookie" in vary(response)
    log_in(client, "ada")
    response = client.get("/visitor")
    assert response.text == ADA.to_json()
    assert json.loads(response.text)["userDetails"] == USERS["ada"]
    assert response.headers["Cache-Control"] == PRIVATE and vary(response).count("Cookie") == 1
    # It shows no page, and so tells of no logout.
    client.post("/logout")
    assert client.get("/visitor").status_code == 204
    assert client.cookies[LOGOUT] == "1"


@pytest.mark.parametrize("path", ["/page", "/visitor"])
def test_nothing_that_a_request_carries_is_signed(client, path):
    victim = "grace@example.com"
    told = {"email": victim, "user": "grace", "id": victim, "userDetails[email]": victim}
    responses = [
        client.get(path, params=told),
        client.request("GET", path, data=told),
        client.request("GET", path, json={**told, "userDetails": {"email": victim}}),
        client.get(path, headers={"Cookie": "; ".join(f"{k}={v}" for k, v in told.items())}),
        client.get(path, headers={"X-User": victim, "From": victim, "X-Email": victim}),
    ]
    for response in responses:
        assert victim not in response.text and GRACE.user_hash not in response.text
    log_in(client, "ada")
    nonce = None
    for parameters in ({"params": told}, {"headers": {"X-User": victim}}):
        response = client.get(path, **parameters)
        nonce = nonce_of(response)
        expected = ADA.to_json() if path == "/visitor" else page(ADA.script_tag(nonce), "ada")
        assert response.text == expected


@pytest.mark.parametrize("details, code", [
    ({}, "missing_user"),
    ({"name": "Ada"}, "missing_user"),
    ({"email": ""}, "empty_user"),
    ({"email": "ada@example.com", "x": float("nan")}, "malformed_details"),
    ({"email": "ada@example.com", "x": "\ud800"}, "malformed_details"),
    (["ada@example.com"], "malformed_details"),
    ({"email": "ada@example.com", "x": object()}, "malformed_details"),
], ids=str)
@pytest.mark.parametrize("path", ["/page", "/visitor"])
def test_bad_details_are_refused_without_half_a_page(site, client, path, details, code):
    site.details["bad"] = details
    log_in(client, "bad")
    response = client.get(path)
    assert response.status_code == 500
    assert "<p id=" not in response.text and "user_hash" not in response.text
    assert isinstance(site.error, userhash.Error) and site.error.code == code


def test_details_of_none_are_a_guests(site, client):
    site.details["bot"] = None
    log_in(client, "bot")
    response = client.get("/page")
    assert response.text == page("", "bot")
    is_untouched(response)


def test_a_refused_visitor_tells_of_no_logout(site, client):
    site.details["bad"] = {"email": ""}
    log_in(client, "ada")
    log_in(client, "bad")
    assert client.get("/page").status_code == 500
    assert client.cookies[LOGOUT] == "1"


def test_a_page_that_is_streamed_already_gets_no_tag(site, client):
    assert client.get("/stream").text == "<!doctype html>"
    log_in(client, "ada")
    site.error = None
    try:
        response = client.get("/stream")
    except RuntimeError as error:
        site.error = error
    else:
        assert ADA.user_hash not in response.text
    assert site.error is None or "already" in str(site.error)
