"""What only Flask has: extensions and applications, Flask-Login or none."""

import flask
import pytest
from common import KEY, LOGOUT, NONCE, USERS
from flask_login import LoginManager, UserMixin, login_user
from helpers import SECRET, python
from jinja2 import DictLoader
from markupsafe import Markup

import userhash
from userhash.flask import Userhash

TAG = "{{ userhash_visitor() }}"


def application(**config):
    app = flask.Flask(__name__)
    app.config.update({"SECRET_KEY": "for tests only", "USERHASH_KEY": KEY, "TESTING": True})
    app.config.update(config)
    return app


def test_the_details_are_address_and_name_of_flask_logins_user_by_default():
    class User(UserMixin):
        id = "ada"

        def __init__(self, **fields):
            vars(self).update(fields)

    app = application()
    extension = Userhash(app)
    # Later than ours, which finds it all the same.
    LoginManager(app).user_loader(lambda name: None)
    for fields in (USERS["ada"], {"email": "a@example.com"}):
        with app.test_request_context():
            assert extension.visitor() is None
            login_user(User(**fields))
            assert extension.visitor().to_json() == KEY.visitor(fields).to_json()
    for fields in ({}, {"name": "Root"}, {"email": None}, {"email": ""}):
        with app.test_request_context():
            login_user(User(**fields))
            assert extension.visitor() is None and extension.script_tag() == ""


def test_without_flask_login_somebody_has_to_say_who_is_there():
    app = application()
    extension = Userhash(app)
    with app.test_request_context(), pytest.raises(RuntimeError, match="details=…"):
        extension.script_tag()


def test_flask_login_need_not_be_installed():
    done = python("""
import sys
sys.modules["flask_login"] = None
import flask
from userhash.flask import Userhash
app = flask.Flask("app")
app.config["USERHASH_KEY"] = "correct horse battery staple"
extension = Userhash(app, details=lambda: {"email": "a@example.com"})
with app.test_request_context():
    print(extension.visitor().user_hash)
""")
    assert done.stdout.strip() == KEY.user_hash("a@example.com"), done.stderr


@pytest.mark.parametrize("key, code", [
    ("", "empty_secret"), ("padded ", "padded_secret"), ("changeme", "placeholder_secret"),
])
def test_a_bad_key_is_refused_when_the_app_is_set_up(key, code):
    with pytest.raises(userhash.Error) as refusal:
        Userhash(application(USERHASH_KEY=key))
    assert refusal.value.code == code
    with pytest.raises(RuntimeError, match="USERHASH_KEY is missing"):
        Userhash(application(USERHASH_KEY=None))
    with pytest.raises(TypeError):
        Userhash(application(USERHASH_KEY=5))


def test_one_extension_serves_several_apps():
    extension = Userhash(details=lambda: {"id": 42, "email": "a@example.com"}, nonce=lambda: NONCE)
    ring = userhash.KeyRing(userhash.SecretKey("new"), KEY)
    wanted = {}
    for key, identity, signed in ((KEY, None, KEY.user_hash("a@example.com")),
                                  (SECRET, "id", KEY.user_hash(42)),
                                  (ring, "id", ring.user_hash("42"))):
        app = application(USERHASH_KEY=key)
        if identity:
            app.config["USERHASH_IDENTITY"] = identity
        extension.init_app(app)
        wanted[app] = signed
    for app, signed in wanted.items():
        with app.test_request_context():
            tag = extension.script_tag()
            assert isinstance(tag, Markup) and signed in tag and f'nonce="{NONCE}"' in tag


def test_the_tag_in_macros_and_with_nonces():
    app = application()
    Userhash(app, details=lambda: USERS["ada"])
    app.jinja_loader = DictLoader({
        "macros.html": "{% macro head() %}{{ userhash_visitor() }}{% endmacro %}",
        "page.html": '{% from "macros.html" import head %}{{ head() }}',
    })
    tag = KEY.visitor(USERS["ada"]).script_tag
    with app.test_request_context():
        assert flask.render_template("page.html") == tag()
        assert flask.render_template_string(TAG + "|{{ userhash_visitor(n)|e }}", n=NONCE) == (
            tag() + "|" + tag(NONCE))
        for nonce in ("", "a b", '"'):
            with pytest.raises(userhash.Error) as refusal:
                flask.render_template_string("{{ userhash_visitor(n) }}", n=nonce)
            assert refusal.value.code == "malformed_nonce"


def test_requests_share_nothing_when_the_app_is_there_already():
    # Inside an application context, which flask.g belongs to, as tests like to have it.
    app = application()
    extension = Userhash(app, details=lambda: None)

    @app.post("/logout")
    def logout():
        extension.log_out()
        return ""

    app.add_url_rule("/", view_func=lambda: flask.render_template_string(TAG))
    with app.app_context():
        client = app.test_client()
        client.post("/logout")
        assert client.get_cookie(LOGOUT).value == "1"
        assert "logoutVisitor" in client.get("/").text
        assert client.get_cookie(LOGOUT) is None and client.get("/").text == ""


def test_a_compressed_page_tells_of_the_logout_too():
    app = application()
    extension = Userhash(app, details=lambda: None)

    @app.get("/<int:status>")
    def compressed(status):
        extension.script_tag()
        # What an extension for this does; what it compressed can't be seen any more.
        return flask.Response(b"\x1f\x8b", status, headers={"Content-Encoding": "gzip"})

    for status, deleted in ((200, True), (302, False), (404, False), (500, False)):
        client = app.test_client()
        client.set_cookie(LOGOUT, "1")
        client.get(f"/{status}")
        assert (client.get_cookie(LOGOUT) is None) is deleted
