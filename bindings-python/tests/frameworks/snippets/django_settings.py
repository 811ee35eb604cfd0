from userhash import SecretKey

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "userhash.django",
]
MIDDLEWARE = [
    "userhash.django.middleware.UserhashMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
USERHASH = {
    "KEY": SecretKey.from_env("USERHASH_SECRET_KEY"),
    # By default the e-mail address and the name; this is the path of a function of yours.
    "DETAILS": "django_visitor.details",
}
