"""What views and templates do with a request."""

from importlib import import_module

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils.safestring import SafeString

from .. import Visitor
from .._web import Exchange
from .conf import configuration

# Where the middleware keeps the exchange.
EXCHANGE = "_userhash"


def visitor(request: HttpRequest) -> Visitor | None:
    """The visitor whom a request comes from: the user who is logged in, with the details that the
    settings name. For views that answer with Visitor.to_json(). The response gets
    userhash.headers(), also if it is for a guest, as the next one may not be.

    Returns Visitor; None for a guest.

    Raises userhash.Error for details that are refused, as SecretKey.visitor does;
    ImproperlyConfigured without userhash's middleware.
    """
    exchange = exchange_of(request)
    found = _visitor(request)
    exchange.keep_private()
    _keep_out_of_the_cache(request)
    return found


def script_tag(request: HttpRequest, nonce: str | None = None) -> SafeString:
    """What the template tag userhash_visitor renders, for other template engines.

    nonce: str, the nonce of the page's Content Security Policy; None for that of the request, if
    django-csp or Django 6 made one.

    Returns SafeString: HTML; empty for a guest.

    Raises userhash.Error for details or a nonce that are refused; ImproperlyConfigured without
    userhash's middleware; RuntimeError while a response is being streamed.
    """
    exchange = exchange_of(request)
    html = exchange.tag(
        _visitor(request), lambda: nonce_of(request) if nonce is None else str(nonce)
    )
    if html:
        _keep_out_of_the_cache(request)
    # Whatever the details hold, the core has made HTML of it: see userhash.Visitor.
    return SafeString(html)


def log_out(request: HttpRequest) -> None:
    """Has the next page with the tag log the visitor out of the widget. Django's logout() and
    login() over another user do so by themselves; this is for logouts that go another way.

    Raises ImproperlyConfigured without userhash's middleware; RuntimeError while a response is
    being streamed.
    """
    exchange_of(request).log_out()


def exchange_of(request: HttpRequest) -> Exchange:
    """The exchange that the middleware has begun."""
    exchange = getattr(request, EXCHANGE, None)
    if not isinstance(exchange, Exchange):
        raise ImproperlyConfigured(
            "userhash's middleware hasn't seen this request: "
            "put 'userhash.django.middleware.UserhashMiddleware' at the start of MIDDLEWARE"
        )
    return exchange


def nonce_of(request: HttpRequest) -> str | None:
    """The nonce of the page's Content Security Policy, if something makes one."""
    nonce = getattr(request, "csp_nonce", None)
    if nonce is None:
        try:
            django6 = import_module("django.middleware.csp")
        except ImportError:
            return None
        nonce = django6.get_nonce(request)
    # Both are lazy, and false as long as nobody has looked.
    return None if nonce is None else str(nonce)


def _visitor(request: HttpRequest) -> Visitor | None:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    signer, details = configuration()
    return signer.visitor(details(user))


def _keep_out_of_the_cache(request: HttpRequest) -> None:
    # The decorator cache_page stores a page before any middleware can say that it is private. This
    # is how Django's own cache tells itself to leave a page out.
    setattr(request, "_cache_update_cache", False)
