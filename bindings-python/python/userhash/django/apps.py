"""The app `userhash.django`, for INSTALLED_APPS."""

from django.apps import AppConfig
from django.core import checks
from django.core.signals import setting_changed


class UserhashConfig(AppConfig):
    """Reads the settings when Django starts, and listens to logins and logouts.

    Raises userhash.Error for a bad secret key; ImproperlyConfigured if there is none.
    """

    name = "userhash.django"
    # Not the last part of the name, which would take the label `django`.
    label = "userhash"
    verbose_name = "userhash"

    def ready(self) -> None:
        from . import conf, signals
        from .checks import check_settings

        # Management commands run the checks, servers don't: a bad key must stop both.
        conf.configuration()
        setting_changed.connect(conf.forget, dispatch_uid="userhash")
        checks.register(check_settings, "userhash")
        signals.connect()
