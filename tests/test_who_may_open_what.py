"""Every page with who may open it. A page that is not listed in `tests/access` fails."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
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


CHANGED = {name for name, *_ in CHANGES}
# What a page may write when it is only looked at: that somebody was here, that allauth knows an
# address, that a quarter's totals are published, and nothing that anybody said.
LOOKING = {
    "account_emailaddress",
    "audience_sighting",
    "django_session",
    "usersessions_usersession",
}
REFUSED = {302, 400, 401, 403, 404, 405, 429}
OTHER_METHODS = ["put", "patch", "delete", "options"]


@pytest.mark.parametrize(("name", "arguments", "expected"), PAGES, ids=[p[0] for p in PAGES])
def test_no_other_method_gets_further_or_changes_a_row(cast, name, arguments, expected, bare):
    """HEAD is as GET, or unknown. What a page does not know it refuses; where a form stands, PUT is
    a form that is not filled in. POST changes something only on the pages under CHANGES. One set-up
    of rows serves everybody: nothing may have changed when the next one comes."""
    url = reverse(name, args=arguments(cast))
    clients = {person: cast.client(person) for person in cast.people}
    before = row_counts()
    wanted = dict(zip(cast.people, expected, strict=True))
    for person, client in clients.items():
        assert client.head(url).status_code in {wanted[person], 405}, f"head by {person}"
    bare()
    for method in OTHER_METHODS + ([] if name in CHANGED else ["post"]):
        for person, client in clients.items():
            answer = client.generic(method.upper(), url, b"{}", "application/json")
            opens = wanted[person] not in (401, 403, 404) or method == "options"
            allowed = REFUSED | {200, 422} if opens else REFUSED
            assert answer.status_code in allowed, f"{method} by {person}"
    assert row_counts() == before


@pytest.fixture
def bare(monkeypatch):
    """From here on who is refused gets the status alone. The page of an error does not ask by which
    method one came, and `test_page` makes it for everybody whom a page refuses; made again for each
    method it is half of the work of these tests."""

    def answer(_resolver: URLResolver, status: int) -> Callable[..., HttpResponse]:
        return lambda request, exception=None: HttpResponse(status=status)

    return lambda: monkeypatch.setattr(URLResolver, "resolve_error_handler", answer)


def row_counts() -> dict[str, int]:
    """Of every table but those that looking may write to, in one query."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    parts = [
        f"SELECT '{table}', COUNT(*) FROM {connection.ops.quote_name(table)}"
        for table in sorted(tables - LOOKING)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


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
