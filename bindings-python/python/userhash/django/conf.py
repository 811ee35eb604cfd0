"""The setting USERHASH."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from .._web import Details, Signer, user_details

NAMES = {"KEY", "DETAILS", "IDENTITY"}


class Configuration(NamedTuple):
    """The setting, checked and ready to use."""

    signer: Signer
    details: Callable[[Any], Details | None]


@lru_cache(maxsize=1)
def configuration() -> Configuration:
    """The setting USERHASH as it is used.

    Raises userhash.Error for a bad secret key; ImproperlyConfigured for what else is wrong.
    """
    setting = getattr(settings, "USERHASH", None)
    if not isinstance(setting, dict) or setting.get("KEY") is None:
        raise ImproperlyConfigured(
            'USERHASH = {"KEY": …} is missing: put a userhash.SecretKey or KeyRing there'
        )
    if unknown := setting.keys() - NAMES:
        raise ImproperlyConfigured(
            f"USERHASH has no option {', '.join(map(repr, sorted(unknown, key=str)))}; "
            f"there are {', '.join(sorted(NAMES))}"
        )
    signer = Signer(setting["KEY"], setting.get("IDENTITY", "email"))
    return Configuration(signer, _details(setting))


def forget(*, setting: str, **_: object) -> None:
    """Reads the setting anew, after a test has changed it."""
    if setting == "USERHASH":
        configuration.cache_clear()


def _details(setting: dict[str, Any]) -> Callable[[Any], Details | None]:
    details = setting.get("DETAILS")
    if details is None:
        if setting.get("IDENTITY", "email") != "email":
            raise ImproperlyConfigured(
                "USERHASH: the details are an e-mail address and a name unless DETAILS says "
                "otherwise, so IDENTITY needs DETAILS"
            )
        return _email_and_name
    if isinstance(details, str):
        try:
            details = import_string(details)
        except ImportError as error:
            raise ImproperlyConfigured(f"USERHASH: DETAILS: {error}") from error
    if not callable(details):
        raise ImproperlyConfigured("USERHASH: DETAILS is neither a function nor a path to one")
    # The caller's own function, which is known to be one and no more.
    function: Callable[[Any], Details | None] = details
    return function


def _email_and_name(user: Any) -> Details | None:
    return user_details(getattr(user, user.get_email_field_name(), None), _name(user))


def _name(user: Any) -> object:
    # Django's own base class for users, AbstractBaseUser, has no name.
    return user.get_full_name() if hasattr(user, "get_full_name") else None
