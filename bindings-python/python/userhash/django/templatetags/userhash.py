"""The template tag: {% load userhash %}, then {% userhash_visitor %} in the head of every page."""

from django.template import Context
from django.template.library import Library
from django.utils.safestring import SafeString

from ..request import script_tag

register = Library()


def userhash_visitor(context: Context, nonce: str | None = None) -> SafeString:
    """Puts the visitor on the page: nothing for a guest, the snippet for a user, and the logout
    snippet once after a logout. See userhash.django.

    nonce: str, the nonce of the page's Content Security Policy; None for that of the request.

    Renders nothing without a request, as in an e-mail or in Django's page for errors of the server.
    """
    request = getattr(context, "request", None) or context.get("request")
    return SafeString() if request is None else script_tag(request, nonce)


register.simple_tag(userhash_visitor, takes_context=True)
