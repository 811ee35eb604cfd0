"""What only Django has: settings, system checks, signals, its cache, its template engines."""

import sys
import types

import pytest
import site_django
from common import KEY, NONCE, USERS, log_in, nonce_of, page, set_cookies
from django.conf import settings
from django.contrib.auth import alogin, alogout, get_user_model, logout
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.template.backends.jinja2 import Jinja2
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_page
from helpers import SECRET, python

import userhash
import userhash.django
from userhash.django.conf import configuration
from userhash.django.middleware import UserhashMiddleware

WSGI, ASGI = site_django.SITES
MIDDLEWARE = "userhash.django.middleware.UserhashMiddleware"
PAGE = Template("{% load userhash %}{% userhash_visitor %}")


@pytest.fixture
def client():
    WSGI.details.clear()
    WSGI.error = None
    with WSGI.client() as client:
        yield client


def seen(user=None):
    """A request that the middleware has seen."""
    request = RequestFactory().get("/")
    UserhashMiddleware(lambda request: HttpResponse())(request)
    seen = RequestFactory().get("/")
    # The response isn't there yet: an exchange that is still open.
    setattr(seen, "_userhash", type(request._userhash)(None))
    seen.user = user
    return seen


@override_settings(USERHASH={"KEY": KEY})
def test_the_details_are_address_and_name_by_default():
    User = get_user_model()
    for user, details in (
        (User(email="a@example.com", first_name="Ada", last_name="Lovelace"),
         {"email": "a@example.com", "name": "Ada Lovelace"}),
        (User(email="a@example.com", first_name="Ada"), {"email": "a@example.com", "name": "Ada"}),
        (User(email="a@example.com"), {"email": "a@example.com"}),
    ):
        shown = userhash.django.visitor(seen(user)).to_json()
        assert shown == KEY.visitor(details).to_json()
    # A user without an address is no one whom the hash could vouch for.
    assert userhash.django.visitor(seen(User(first_name="Root"))) is None
    assert userhash.django.script_tag(seen(User(first_name="Root"))) == ""
    assert userhash.django.visitor(seen(None)) is None


def test_another_field_may_name_the_user():
    def details(user):
        return {"id": user.pk, "email": user.email}

    user = get_user_model()(pk=42, email="a@example.com")
    ring = userhash.KeyRing(userhash.SecretKey("new"), KEY)
    for key in (KEY, ring, SECRET, SECRET.encode()):
        with override_settings(USERHASH={"KEY": key, "DETAILS": details, "IDENTITY": "id"}):
            visitor = userhash.django.visitor(seen(user))
            assert visitor.user_hash == (ring if key is ring else KEY).user_hash(42)


@pytest.mark.parametrize("setting, message", [
    (None, "missing"),
    ({}, "missing"),
    ("secret", "missing"),
    ({"KEY": None}, "missing"),
    ({"KEY": KEY, "SECRET": "x"}, "no option 'SECRET'"),
    ({"KEY": KEY, "IDENTITY": "id"}, "needs DETAILS"),
    ({"KEY": KEY, "DETAILS": "no.such.function"}, "No module named 'no'"),
    ({"KEY": KEY, "DETAILS": "os.no_such_function"}, "no_such_function"),
    ({"KEY": KEY, "DETAILS": 5}, "neither a function"),
], ids=str)
def test_settings_that_are_refused(setting, message):
    with override_settings(USERHASH=setting):
        with pytest.raises(ImproperlyConfigured, match=message) as refusal:
            configuration()
        assert "secret" not in str(refusal.value).lower().replace("secretkey", "").replace(
            "'secret'", "")
    assert configuration().signer


START = """
import django
from django.conf import settings
settings.configure(INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth",
                                   "userhash.django"], USERHASH={setting})
try:
    django.setup()
    print("started")
except Exception as error:
    print(type(error).__module__, type(error).__name__, getattr(error, "code", ""))
"""


@pytest.mark.parametrize("setting, said", [
    ("{'KEY': 'correct horse battery staple'}", "started"),
    ("{'KEY': ''}", "userhash Error empty_secret"),
    ("{'KEY': 'padded '}", "userhash Error padded_secret"),
    ("{'KEY': 'YOUR_SECRET_KEY'}", "userhash Error placeholder_secret"),
    ("{'KEY': 5}", "builtins TypeError"),
    ("{}", "django.core.exceptions ImproperlyConfigured"),
])
def test_a_bad_key_is_refused_when_django_starts(setting, said):
    done = python(START.replace("{setting}", setting))
    assert done.stdout.strip() == said, done.stderr


def test_the_check_wants_the_middleware():
    assert run_checks(tags=["userhash"]) == []
    without = [name for name in settings.MIDDLEWARE if name != MIDDLEWARE]
    with override_settings(MIDDLEWARE=without):
        [error] = run_checks(tags=["userhash"])
        assert error.id == "userhash.E001" and MIDDLEWARE in error.hint
    own = f"{__name__}.Own"
    with override_settings(MIDDLEWARE=[own, "no.such.Middleware", *without]):
        assert run_checks(tags=["userhash"]) == []


class Own(UserhashMiddleware):
    """Of an app that wants something more."""


def test_without_the_middleware_nothing_is_rendered(client):
    request = RequestFactory().get("/")
    request.user = site_django.user_named("ada")
    for call in (userhash.django.script_tag, userhash.django.visitor, userhash.django.log_out):
        with pytest.raises(ImproperlyConfigured, match="middleware"):
            call(request)
    # Django's own signals don't trip over it.
    request.session = SessionStore()
    logout(request)
    assert not request.user.is_authenticated


def test_a_template_without_a_request_has_no_visitor():
    assert PAGE.render(Context({})) == ""
    assert render_to_string("page", {"who": "guest"}) == page("")
    assert PAGE.render(Context({"request": None})) == ""


def test_the_tag_is_html_and_not_escaped_again():
    user = site_django.user_named("ada")
    tag = KEY.visitor(USERS["ada"]).script_tag(NONCE)
    for text in ("{% userhash_visitor nonce=n %}", "{% userhash_visitor n as t %}{{ t }}",
                 "{% autoescape on %}{% userhash_visitor n %}{% endautoescape %}"):
        rendered = Template("{% load userhash %}" + text).render(
            Context({"request": seen(user), "n": NONCE}))
        assert rendered == tag
    assert isinstance(userhash.django.script_tag(seen(user)), SafeString)


@pytest.mark.parametrize("nonce", ['""', '"a b"', "missing", '"x&quot;"'])
def test_a_nonce_that_is_refused(nonce):
    template = Template("{% load userhash %}{% userhash_visitor " + nonce + " %}")
    with pytest.raises(userhash.Error) as refusal:
        template.render(Context({"request": seen(site_django.user_named("ada"))}))
    assert refusal.value.code == "malformed_nonce"


def test_the_nonce_of_django_6(monkeypatch):
    asked = []

    class LazyNonce:
        def __bool__(self):
            return bool(asked)

        def __str__(self):
            asked.append(self)
            return NONCE

    module = types.ModuleType("django.middleware.csp")
    module.get_nonce = lambda request: getattr(request, "_csp_nonce", None)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    request = seen(site_django.user_named("ada"))
    assert "nonce" not in userhash.django.script_tag(request)
    request._csp_nonce = LazyNonce()
    request.user = None
    assert userhash.django.script_tag(request) == "" and not asked
    request.user = site_django.user_named("ada")
    assert f'<script nonce="{NONCE}">' in userhash.django.script_tag(request)


def test_without_any_policy_there_is_no_nonce():
    request = seen(site_django.user_named("ada"))
    assert userhash.django.script_tag(request) == KEY.visitor(USERS["ada"]).script_tag()


def test_jinja2_behind_django(client):
    engine = Jinja2({"NAME": "jinja2", "DIRS": [], "APP_DIRS": False, "OPTIONS": {}})
    engine.env.globals["userhash_visitor"] = userhash.django.script_tag
    template = engine.from_string("<head>{{ userhash_visitor(request) }}</head>")
    request = seen(site_django.user_named("ada"))
    assert template.render({}, request) == (
        f"<head>{KEY.visitor(USERS['ada']).script_tag()}</head>")


def test_no_page_with_a_visitor_gets_into_djangos_cache(client):
    calls = []

    @cache_page(60)
    def cached(request):
        calls.append(request)
        return site_django.show(request)

    patterns = (path("cached", cached), *site_django.urlpatterns)
    with override_settings(ROOT_URLCONF=patterns):
        log_in(client, "ada")
        assert USERS["ada"]["email"] in client.get("/cached").text
        client.cookies.clear()
        guest = client.get("/cached")
        assert guest.text == page("") and len(calls) == 2
        # That of a guest may stay, as without the tag.
        assert client.get("/cached").text == page("") and len(calls) == 2


@pytest.mark.parametrize("engine", ["db", "cache", "cached_db", "file", "signed_cookies"])
def test_a_change_of_user_is_seen_whatever_keeps_the_sessions(engine):
    with override_settings(SESSION_ENGINE=f"django.contrib.sessions.backends.{engine}",
                           SESSION_FILE_PATH=site_django.FOLDER):
        client = WSGI.client()
        # A guest who has a session already logs in.
        assert not set_cookies(log_in(client, "ada"))
        assert not set_cookies(log_in(client, "ada"))
        assert set_cookies(log_in(client, "grace"))
        response = client.get("/page")
        tags = userhash.logout_script_tag(nonce_of(response))
        assert response.text.count(tags) == 1 and "grace@example.com" in response.text
        client.close()


def test_a_guests_session_is_no_other_user(client):
    def basket(request):
        request.session["basket"] = ["book"]
        return HttpResponse()

    patterns = (path("basket", basket), *site_django.urlpatterns)
    with override_settings(ROOT_URLCONF=patterns):
        client.get("/basket")
        assert client.cookies["sessionid"]
        assert not set_cookies(log_in(client, "ada"))


def test_logins_and_logouts_of_asynchronous_views():
    async def log_in(request):
        await alogin(request, await get_user_model().objects.aget(username=request.GET["user"]))
        return HttpResponse()

    async def log_out(request):
        await alogout(request)
        return HttpResponse()

    patterns = (path("alogin", log_in), path("alogout", log_out), *site_django.urlpatterns)
    with override_settings(ROOT_URLCONF=patterns):
        client = ASGI.client()
        assert not set_cookies(client.post("/alogin", params={"user": "ada"}))
        assert "ada@example.com" in client.get("/page").text
        assert set_cookies(client.post("/alogin", params={"user": "grace"}))
        assert set_cookies(client.post("/alogout"))
        response = client.get("/page")
        assert response.text == page(userhash.logout_script_tag(nonce_of(response)))


def test_a_logout_that_django_does_not_tell_of(client):
    def leave(request):
        request.session.flush()
        userhash.django.log_out(request)
        return HttpResponse()

    patterns = (path("leave", leave), *site_django.urlpatterns)
    with override_settings(ROOT_URLCONF=patterns):
        log_in(client, "ada")
        assert set_cookies(client.post("/leave"))
        assert "logoutVisitor" in client.get("/page").text


def test_a_compressed_page_tells_of_the_logout_too():
    for order in (1, 0):
        middleware = list(settings.MIDDLEWARE)
        middleware.insert(order, "django.middleware.gzip.GZipMiddleware")
        with override_settings(MIDDLEWARE=middleware):
            client = WSGI.client()
            log_in(client, "ada")
            # Two snippets are long enough to be worth compressing.
            log_in(client, "grace")
            response = client.get("/page", headers={"Accept-Encoding": "gzip"})
            assert response.headers["Content-Encoding"] == "gzip"
            assert "logoutVisitor" in response.text and "userhash_logout" not in client.cookies
            client.close()


@pytest.mark.parametrize("request_of_the_signal", [None, HttpRequest()], ids=["none", "bare"])
def test_signals_may_come_without_a_request_that_was_seen(request_of_the_signal):
    user = site_django.user_named("ada")
    for signal in (user_logged_in, user_logged_out):
        answers = signal.send(sender=type(user), request=request_of_the_signal, user=user)
        assert any("userhash" in receiver.__module__ for receiver, _ in answers)
