"""userhash in Django: the visitor on your pages, out of the user who is logged in.

    # settings.py
    INSTALLED_APPS = [..., "userhash.django"]
    MIDDLEWARE = ["userhash.django.middleware.UserhashMiddleware", ...]
    USERHASH = {"KEY": SecretKey.from_env("USERHASH_SECRET_KEY")}

    {# in the head of the template of your pages #}
    {% load userhash %}{% userhash_visitor %}

The tag renders nothing for a guest, and the snippet for a user. After a logout, or when another user
has logged in over the first, the next page with the tag tells the widget so, once. A response in
which the tag rendered something gets userhash.headers() and is left out of Django's own page cache.
The nonce is that of django-csp or, from Django 6 on, Django's own; {% userhash_visitor nonce %}
takes another.

The setting USERHASH is a dict:

KEY       SecretKey, KeyRing, or a secret key as str; a bad one is refused when Django starts
DETAILS   a function, or its dotted path: gets the user who is logged in, returns a dict or None for
          a guest. By default, the e-mail address and the name; a user without an address is a guest.
          It is given the user, not the request, so that nothing a visitor sends is ever signed
IDENTITY  the field of the details that names the user, 'email' unless said otherwise

Between the request of the logout and the next page, the cookie `userhash_logout` keeps the mark.
Whoever forges it only logs the forger out of the widget.

visitor     the visitor of a request, for views that answer with JSON
script_tag  the tag for other template engines than Django's
log_out     for logouts that Django's own signals don't tell of
"""

from .request import log_out, script_tag, visitor

__all__ = ["log_out", "script_tag", "visitor"]
