"""The site in Flask: with sessions only, and with Flask-Login."""

import base64
import os

import flask
import httpx
from common import KEY, NONCE, TEMPLATE, Site
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from jinja2 import DictLoader
from werkzeug.exceptions import NotFound

from userhash.flask import Userhash

TAGS = {"plain": "", "page": "{{ userhash_visitor() }}",
        "nonce": "{{ userhash_visitor('" + NONCE + "') }}"}


class User(UserMixin):
    def __init__(self, name):
        self.id = name


class Flask(Site):
    def __init__(self, name, with_flask_login):
        super().__init__()
        self.name = name
        self.with_flask_login = with_flask_login
        self.app = app = flask.Flask(__name__)
        app.secret_key = "for tests only"
        app.jinja_loader = DictLoader(
            {f"{name}.html": TEMPLATE.replace("TAG", tag) for name, tag in TAGS.items()})
        app.config["USERHASH_KEY"] = KEY
        if with_flask_login:
            manager = LoginManager(app)
            manager.user_loader(User)
        self.userhash = Userhash(app, details=self.details_now, nonce=csp_nonce)
        app.after_request(policy)
        flask.got_request_exception.connect(self.failed, app)
        for path in ("/page", "/plain", "/nonce"):
            app.add_url_rule(path, path, self.show, defaults={"name": path[1:]})
        for path, view in (("headers", self.headers), ("visitor", self.visitor),
                           ("redirect", self.redirect), ("missing", self.missing),
                           ("broken", self.broken), ("stream", self.stream)):
            app.add_url_rule(f"/{path}", path, view)
        for path, view in (("login", self.log_in), ("logout", self.log_out),
                           ("logged-out", self.logged_out)):
            app.add_url_rule(f"/{path}", path, view, methods=["POST"])

    def failed(self, sender, exception):
        self.error = exception

    def client(self, scheme="http"):
        transport = httpx.WSGITransport(self.app, raise_app_exceptions=False)
        return httpx.Client(transport=transport, base_url=f"{scheme}://site.test")

    def user(self):
        if self.with_flask_login:
            return current_user.id if current_user.is_authenticated else None
        return flask.session.get("user")

    def details_now(self):
        user = self.user()
        return None if user is None else self.details_of(user)

    def show(self, name="page"):
        return flask.render_template(f"{name}.html", who=self.user() or "guest")

    def headers(self):
        response = flask.make_response(self.show())
        response.headers["Cache-Control"] = flask.request.args["cache"]
        for value in flask.request.args.getlist("vary"):
            response.headers.add("Vary", value)
        return response

    def visitor(self):
        found = self.userhash.visitor()
        if found is None:
            return "", 204
        return flask.Response(found.to_json(), mimetype="application/json")

    def log_in(self):
        user = flask.request.args["user"]
        if self.with_flask_login:
            login_user(User(user))
        else:
            if flask.session.get("user") not in (None, user):
                self.userhash.log_out()
            flask.session["user"] = user
        return flask.redirect("/page")

    def end_session(self):
        if self.with_flask_login:
            logout_user()
        else:
            flask.session.clear()
            self.userhash.log_out()

    def log_out(self):
        self.end_session()
        return flask.redirect("/page")

    def logged_out(self):
        self.end_session()
        return self.show()

    def redirect(self):
        self.show()
        return flask.redirect("/page")

    def missing(self):
        self.show()
        raise NotFound

    def broken(self):
        self.show()
        raise ZeroDivisionError

    def stream(self):
        def parts():
            yield "<!doctype html>"
            try:
                yield self.userhash.script_tag()
            except RuntimeError as error:
                # The server would log it; no signal tells of what happens this late.
                self.error = error
                raise

        return flask.Response(flask.stream_with_context(parts()))


def csp_nonce():
    if "csp_nonce" not in flask.g:
        flask.g.csp_nonce = base64.b64encode(os.urandom(16)).decode()
    return flask.g.csp_nonce


def policy(response):
    nonce = flask.g.get("csp_nonce")
    value = f"script-src 'nonce-{nonce}'" if nonce else "script-src"
    response.headers["Content-Security-Policy"] = value
    return response


SITES = [Flask("flask", False), Flask("flask-login", True)]
