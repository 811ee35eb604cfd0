"""A site in Django with a chat widget that knows who is logged in.

Django does what it always does: users, sessions, protection against forged requests. userhash adds
a middleware, an app with one setting, and one tag in the template; see userhash.django.
"""

import os
import secrets
import signal
import sys
import tempfile
from urllib.parse import urlsplit

import django
from csp.constants import NONCE, NONE, SELF
from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import run

import userhash

PORT = int(os.environ.get("PORT", "8000"))
WIDGET_URL = os.environ.get("WIDGET_URL", "http://127.0.0.1:9000/widget.js")
WIDGET_APP = os.environ.get("WIDGET_APP", "django")
try:
    KEY = userhash.SecretKey.from_env("USERHASH_SECRET_KEY")
except userhash.Error as error:
    sys.exit(f"django: USERHASH_SECRET_KEY: {error}")

# What a larger site has in settings.py. The database is as short-lived as this example.
folder = tempfile.TemporaryDirectory(prefix="userhash-example-django-")
widget = urlsplit(WIDGET_URL)
settings.configure(
    USERHASH={"KEY": KEY},
    SECRET_KEY=os.environ.get("SESSION_SECRET") or secrets.token_urlsafe(50),
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder.name}/db"}},
    INSTALLED_APPS=[
        "django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions",
        "csp", "userhash.django",
    ],
    MIDDLEWARE=[
        "userhash.django.middleware.UserhashMiddleware",
        "csp.middleware.CSPMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    CONTENT_SECURITY_POLICY={"DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [NONCE],
        "style-src": [NONCE],
        "connect-src": [SELF, f"{widget.scheme}://{widget.netloc}"],
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "object-src": [NONE],
    }},
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [os.path.join(os.path.dirname(__file__), "templates")],
        "OPTIONS": {"context_processors": [
            "django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth",
        ]},
    }],
    # Sites on other ports of 127.0.0.1 get the same cookies.
    SESSION_COOKIE_NAME="django_session",
    CSRF_COOKIE_NAME="django_csrf",
    LOGGING_CONFIG=None,
    USE_TZ=True,
)
django.setup()

from django.contrib.auth import authenticate, get_user_model, login, logout  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpResponse, HttpResponseRedirect  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.http import require_POST  # noqa: E402
from userhash.django import visitor  # noqa: E402


class SeeOther(HttpResponseRedirect):
    """After a form, the browser gets the page."""

    status_code = 303


def page(request, error=None, status=200):
    context = {"error": error, "widget_url": WIDGET_URL, "widget_app": WIDGET_APP}
    return render(request, "page.html", context, status=status)


@require_POST
def log_in(request):
    email, password = request.POST.get("email", ""), request.POST.get("password", "")
    user = authenticate(request, username=email, password=password)
    if user is None:
        return page(request, "Wrong e-mail address or password.", 401)
    if request.user.is_authenticated:
        logout(request)
    login(request, user)
    return SeeOther("/")


@require_POST
def log_out(request):
    # Django tells userhash.django, and the next page tells the widget.
    logout(request)
    return SeeOther("/")


def visitor_json(request):
    """What a single-page app would fetch."""
    found = visitor(request)
    if found is None:
        return HttpResponse(status=204)
    return HttpResponse(found.to_json(), content_type="application/json")


urlpatterns = [
    path("", page),
    path("login", log_in),
    path("logout", log_out),
    path("visitor.json", visitor_json),
]


def create_users():
    create = get_user_model().objects.create_user
    for email, first, last in (
        ("ada@example.com", "Ada", "Lovelace"),
        ("grace@example.com", "Grace", "Hopper"),
        ("eve@example.com", "Eve </script><script>alert(1)</script>", ""),
    ):
        create(email, email, "demo", first_name=first, last_name=last)


def stop(*_):
    """Ends the program in good order, with the folder removed; one signal is enough."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    sys.exit()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    call_command("migrate", verbosity=0)
    create_users()
    run("127.0.0.1", PORT, get_wsgi_application(), threading=True,
        on_bind=lambda port: print(f"django on http://127.0.0.1:{port}", flush=True))
