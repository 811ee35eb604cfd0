"""The site in every framework."""

import pytest
import site_django
import site_flask
import site_starlette

SITES = [*site_django.SITES, *site_flask.SITES, *site_starlette.SITES]


@pytest.fixture(params=SITES, ids=repr)
def site(request):
    """The site in one of the frameworks, with nothing left over from another test."""
    request.param.details.clear()
    request.param.error = None
    return request.param


@pytest.fixture
def client(site):
    """A browser that shows the site."""
    client = site.client()
    yield client
    client.close()
