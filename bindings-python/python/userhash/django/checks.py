"""System checks: what `manage.py check` finds wrong with the settings."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string

from .middleware import UserhashMiddleware


def check_settings(app_configs: object, **options: Any) -> list[CheckMessage]:
    """userhash.E001: without the middleware, no page could be kept out of caches."""
    if any(_is_ours(path) for path in settings.MIDDLEWARE):
        return []
    path = f"{UserhashMiddleware.__module__}.{UserhashMiddleware.__qualname__}"
    return [
        Error(
            "The template tag userhash_visitor needs userhash's middleware.",
            hint=f"Add {path!r} to MIDDLEWARE.",
            id="userhash.E001",
        )
    ]


def _is_ours(path: str) -> bool:
    try:
        middleware = import_string(path)
    except ImportError:
        # For Django to complain about.
        return False
    return isinstance(middleware, type) and issubclass(middleware, UserhashMiddleware)
