"""Every page with who may open it. A page that is not listed in `tests/access` fails."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.access
from naober.foundation.members.tests.factories import UserFactory
from tests.access.cast import Arguments, Cast, Row

pytestmark = pytest.mark.django_db
ADMIN = "admin:"  # Django's own pages; below is a test that only staff comes in

PARTS = [import_module(f"tests.access.{m.name}") for m in iter_modules(tests.access.__path__)]
PAGES: list[Row] = [row for part in PARTS for row in getattr(part, "PAGES", [])]
CHANGES: list[Row] = [row for part in PARTS for row in getattr(part, "CHANGES", [])]


def statuses(cast: Cast, arguments: Arguments, page: str, method: str) -> dict[str, int]:
    """By person; what each did is taken back, so that nobody meets what another changed."""
    found = {}
    kind = {"content_type": "application/json"} if page.startswith("api-1:") else {}
    url = reverse(page, args=arguments(cast))
    for name in cast.people:
        client = cast.client(name)
        cache.clear()  # nobody is held up because somebody else at this address asked
        with transaction.atomic():
            answer = client.get(url) if method == "get" else client.post(url, {}, **kind)
            transaction.set_rollback(True)
        found[name] = answer.status_code
    return found


@pytest.mark.parametrize(("name", "arguments", "expected"), PAGES, ids=[p[0] for p in PAGES])
def test_page(cast, name, arguments, expected):
    wanted = dict(zip(cast.people, expected, strict=True))
    assert statuses(cast, arguments, name, "get") == wanted


@pytest.mark.parametrize(
    ("name", "arguments", "expected"), CHANGES, ids=[f"{p[0]}-{p[1].__name__}" for p in CHANGES]
)
def test_change(cast, name, arguments, expected):
    wanted = dict(zip(cast.people, expected, strict=True))
    assert statuses(cast, arguments, name, "post") == wanted


def test_every_page_is_listed():
    assert sorted({page for page, *_ in PAGES}) == sorted(set(_page_names(get_resolver())))


def test_the_administration_is_for_staff(cast):
    for name in cast.people:
        assert cast.client(name).get(reverse("admin:index")).status_code == 302
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    for page in ["index", "members_user_changelist", "members_company_changelist"]:
        assert client.get(reverse(f"admin:{page}")).status_code == 200
    url = reverse("admin:members_company_change", args=[cast.company.pk])
    assert client.get(url).status_code == 200


def test_a_change_without_the_token_of_a_form_is_refused(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.people["colleague"])
    url = reverse("members:company-edit", args=[cast.company.pk])
    assert client.post(url, {"name": "Anders"}).status_code == 403
    url = reverse("api-1:create_listing")
    assert client.post(url, {}, content_type="application/json").status_code == 403


def _page_names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            if inner != ADMIN:
                yield from _page_names(entry, inner)
        elif isinstance(entry, URLPattern):
            assert entry.name, f"a page without a name: {entry.pattern}"
            yield f"{namespace}{entry.name}"
