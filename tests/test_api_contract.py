"""The API keeps the promises of its own description, whatever is sent to it."""

import json

import pytest
import schemathesis
from django.conf import settings
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from naober.features.exchange.tests.factories import company_with_person, say
from naober.website.api import api

CSRF = "a" * 32


def _description():
    """Without its sign-in, which schemathesis would make up: who may do what has its own tests."""
    description = json.loads(
        json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str)
    )
    for path in description["paths"].values():
        for operation in path.values():
            operation.pop("security", None)
    return description


schema = schemathesis.openapi.from_dict(_description())


@pytest.fixture
def signed_in(live_server):
    """The cookies and headers of somebody with listings of their own and neighbours who fit."""
    own, person = company_with_person("Snipperbedrijf Twee")
    other, _ = company_with_person("Vezelwerk Een")
    say(own, "Wij houden 200 ton PET-snippers per jaar over, gewassen")
    say(other, "Wij zoeken gewassen PET-vlokken, 150 ton per jaar", confidential=True)
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {
        "base_url": live_server.url,
        "cookies": {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: CSRF},
        "headers": {"X-CSRFToken": CSRF},
    }


@schema.parametrize()
@hypothesis_settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_it_answers_as_it_describes(case, signed_in):
    case.call_and_validate(**signed_in)
