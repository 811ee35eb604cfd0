"""The site in Django, over WSGI and over ASGI, with django-csp and Django's own users."""

import atexit
import shutil
import tempfile

import django
import httpx
from common import KEY, NONCE, TEMPLATE, USERS, Site
from csp.constants import NONCE as CSP_NONCE
from django.conf import settings
from django.core.signals import got_request_exception
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import path
from starlette.testclient import TestClient

FOLDER = tempfile.mkdtemp(prefix="userhash-django-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

TAGS = {"plain": "", "page": "{% userhash_visitor %}",
        "nonce": '{% userhash_visitor "' + NONCE + '" %}'}

def details(user):
    return current.details_of(user.username)


settings.configure(
    SECRET_KEY="for tests only",
    ALLOWED_HOSTS=["site.test"],
    ROOT_URLCONF=__name__,
    # Over ASGI, requests run in several threads, each with a connection of its own.
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{FOLDER}/db",
                           "OPTIONS": {"timeout": 60}}},
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions",
                    "csp", "userhash.django"],
    MIDDLEWARE=[
        "userhash.django.middleware.UserhashMiddleware",
        "csp.middleware.CSPMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    CONTENT_SECURITY_POLICY={"DIRECTIVES": {"script-src": [CSP_NONCE]}},
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {
            name: "{% load userhash %}" + TEMPLATE.replace("TAG", tag)
            for name, tag in TAGS.items()
        })]},
    }],
    USE_TZ=True,
    LOGGING_CONFIG=None,
    USERHASH={"KEY": KEY, "DETAILS": f"{__name__}.details"},
)
django.setup()

from django.contrib.auth import get_user_model, login, logout  # noqa: E402  (needs the set-up)
from django.core.asgi import get_asgi_application  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.shortcuts import render  # noqa: E402

import userhash.django  # noqa: E402

call_command("migrate", verbosity=0)


def user_named(name):
    user, _ = get_user_model().objects.get_or_create(username=name)
    return user


for _name, _details in USERS.items():
    _user = user_named(_name)
    _user.email = _details["email"]
    _user.first_name, _user.last_name = _details["name"].split()
    _user.save()


class Django(Site):
    def __init__(self, name, asynchronous):
        super().__init__()
        self.name = name
        self.asynchronous = asynchronous
        got_request_exception.connect(self.failed)

    def failed(self, **_):
        import sys
        self.error = sys.exc_info()[1]

    def client(self, scheme="http"):
        global current
        current = self
        base_url = f"{scheme}://site.test"
        if self.asynchronous:
            return TestClient(get_asgi_application(), base_url, raise_server_exceptions=False,
                              follow_redirects=False)
        return httpx.Client(transport=httpx.WSGITransport(get_wsgi_application()),
                            base_url=base_url)


def show(request, name="page"):
    user = request.user
    return render(request, name, {"who": user.username if user.is_authenticated else "guest"})


def headers(request):
    response = show(request)
    response.headers["Cache-Control"] = request.GET["cache"]
    if "vary" in request.GET:
        # Django knows one header of a name only.
        response.headers["Vary"] = ", ".join(request.GET.getlist("vary"))
    return response


def visitor(request):
    found = userhash.django.visitor(request)
    if found is None:
        return HttpResponse(status=204)
    return HttpResponse(found.to_json(), content_type="application/json")


def log_in(request):
    login(request, user_named(request.GET["user"]))
    return HttpResponseRedirect("/page")


def log_out(request):
    logout(request)
    return HttpResponseRedirect("/page")


def logged_out(request):
    logout(request)
    return show(request)


def redirect(request):
    show(request)
    return HttpResponseRedirect("/page")


def missing(request):
    show(request)
    raise Http404


def broken(request):
    show(request)
    raise ZeroDivisionError


def stream(request):
    def parts():
        yield "<!doctype html>"
        yield userhash.django.script_tag(request)

    return StreamingHttpResponse(parts())


urlpatterns = [
    path("page", show), path("plain", show, {"name": "plain"}), path("nonce", show,
                                                                    {"name": "nonce"}),
    path("headers", headers), path("visitor", visitor), path("login", log_in),
    path("logout", log_out), path("logged-out", logged_out), path("redirect", redirect),
    path("missing", missing), path("broken", broken), path("stream", stream),
]

SITES = [Django("django", False), Django("django-asgi", True)]
current = SITES[0]
