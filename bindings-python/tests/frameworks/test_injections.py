"""Whatever the details hold, the template engines leave what the core has rendered as it is, and a
browser's parser finds in the page what a harmless page has."""

import json

import html5lib
import pytest
from common import KEY, NONCE, PAYLOADS, log_in, page, slots

import userhash

HTML = "{http://www.w3.org/1999/xhtml}"
QUEUE = "window.acquire=window.acquire||[];acquire.push("


def test_every_payload_in_every_slot_through_the_engine(site, client):
    log_in(client, "ada")
    pages = 0
    for payload in PAYLOADS:
        for details, code in slots(payload):
            site.details["ada"], site.error = details, None
            response = client.get("/nonce")
            if code:
                assert response.status_code == 500 and site.error.code == code
                assert payload not in response.text
            else:
                tag = KEY.visitor(details).script_tag(NONCE)
                assert response.content == page(tag, "ada").encode()
            pages += 1
    assert pages == 4 * len(PAYLOADS) > 400


def test_every_payload_as_a_users_name_on_the_page(site, client):
    # The engine escapes it where it is text, and leaves the tag beside it alone.
    for payload in (payload for payload in PAYLOADS if "<" in payload or "{" in payload):
        site.details[payload] = details = {"email": payload}
        log_in(client, payload)
        client.cookies.delete("userhash_logout")
        response = client.get("/nonce")
        parsed = html5lib.parse(response.text)
        tag = KEY.visitor(details).script_tag(NONCE)
        assert tag in response.text and shape(parsed) == BENIGN
        client.cookies.clear()


def shape(element):
    """The elements and attributes of a page, without the texts and the values."""
    return element.tag, sorted(element.attrib), [shape(child) for child in element]


def scripts(document):
    return [script.text for script in document.iter(f"{HTML}script")]


BENIGN = shape(html5lib.parse(page(KEY.visitor({"email": "x"}).script_tag(NONCE), "x")))


def told(text):
    """What a script tells the widget."""
    assert text.startswith(QUEUE) and text.endswith(");")
    return json.loads(text.removeprefix(QUEUE).removesuffix(");"))


@pytest.mark.parametrize("surroundings", [
    "{}",
    "<!doctype html><html><head><title>t</title>{}</head><body><p>after</p></body></html>",
    "<!doctype html><body><div>{}<p>after</p></div><!-- and a comment --></body>",
    "<!doctype html><body><svg></svg><table></table>{}<form><input></form>",
], ids=["bare", "head", "body", "after svg"])
def test_what_a_browser_finds_in_the_page(surroundings):
    parser = html5lib.HTMLParser()
    logout = userhash.logout_script_tag(NONCE)

    def parse(details):
        visitor = KEY.visitor(details)
        markup = logout + visitor.script_tag(NONCE) + visitor.data_tag()
        return visitor, parser.parse(surroundings.replace("{}", markup))

    benign = shape(parse({"email": "x"})[1])
    refused = 0
    for payload in PAYLOADS:
        for details, code in slots(payload):
            if code:
                with pytest.raises(userhash.Error) as refusal:
                    parse(details)
                assert refusal.value.code == code
                refused += 1
                continue
            visitor, document = parse(details)
            assert shape(document) == benign
            out, snippet, data = scripts(document)
            assert out == userhash.logout_call()
            wanted = {"user_hash": visitor.user_hash, "userDetails": details}
            assert told(snippet) == json.loads(data) == wanted
            assert list(json.loads(data)["userDetails"]) == list(details)
    assert refused == 2


def test_a_payload_that_got_out_would_be_seen():
    out = '<script>acquire.push("</script><script>window.injected=1</script>")</script>'
    assert shape(html5lib.parse(page(out))) != BENIGN
    attribute = '<script nonce="x" onerror="window.injected=1"></script>'
    assert shape(html5lib.parse(page(attribute))) != BENIGN
    with pytest.raises(AssertionError):
        told("window.injected=1")
