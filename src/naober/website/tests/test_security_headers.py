"""Every answer of the site carries the secure headers: pages, errors, static files, API, admin."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from naober.foundation.members.tests.factories import UserFactory
from naober.website import secure_headers
from naober.website.urls import urlpatterns as site

pytestmark = pytest.mark.django_db


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("a fault of ours, with words that nobody may read")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("words that nobody may read")


urlpatterns = [path("broken/", broken), path("forbidden/", forbidden), path("", include(site))]

ANONYMOUS = {
    "/": 200,
    "/account/login/": 200,
    "/halen-en-brengen/": 302,
    "/api/v1/exchange/listings": 401,
    "/admin/": 302,
    "/not-there/": 404,
    "/broken/": 500,
    "/forbidden/": 403,
    "/static/naober/naober.css": 200,
    "/kies/taal/": 405,
}


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("url", "status"), ANONYMOUS.items())
def test_every_answer_has_them(url, status):
    answer = Client(raise_request_exception=False).get(url)
    answer.close()
    assert answer.status_code == status
    for name, value in secure_headers.HEADERS.items():
        assert answer.headers[name] == value, name
    if status in (403, 500):
        assert "words that nobody" not in answer.content.decode()


def test_a_form_without_its_token_gets_our_page_with_the_headers():
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x"})
    assert answer.status_code == 403
    assert "Verstuur dit formulier nog een keer" in answer.content.decode()
    assert answer.headers["Content-Security-Policy"] == secure_headers.POLICY


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("url", ["/", "/zoeken/", "/not-there/", "/forbidden/", "/broken/"])
def test_who_is_signed_in_leaves_nothing_behind(url):
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())
    assert "no-store" in client.get(url).headers["Cache-Control"]


def test_the_policy_allows_no_inline_and_no_other_place():
    assert "unsafe" not in secure_headers.POLICY
    assert "http" not in secure_headers.POLICY
    assert secure_headers.POLICY.startswith("default-src 'none'")


def test_the_cookies(client):
    user = UserFactory()
    answer = client.post(
        "/account/login/", {"login": user.email, "password": "correct horse battery"}
    )
    cookie = answer.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_signing_in_gives_another_session(client):
    client.get("/account/login/code/")
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    user = UserFactory()
    client.post("/account/login/", {"login": user.email, "password": "correct horse battery"})
    assert client.session.session_key != before
