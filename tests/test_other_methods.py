"""What a page does not know it refuses, whoever asks and by which method, and changes no row."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.urls import URLResolver, reverse

from tests.test_who_may_open_what import CHANGES, PAGES

pytestmark = pytest.mark.django_db
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
INSIDERS = {"member", "colleague", "desk"}  # who of all kinds of people get furthest
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
        found = {}
        for person in sorted(clients, key=lambda one: one not in INSIDERS):
            if set(found.values()) == {405} and set(found) >= INSIDERS:
                break  # the page knows no such method, for nobody
            answer = clients[person].generic(method.upper(), url, b"{}", "application/json")
            opens = wanted[person] not in (401, 403, 404) or method == "options"
            allowed = REFUSED | {200, 422} if opens else REFUSED
            assert answer.status_code in allowed, f"{method} by {person}"
            found[person] = answer.status_code
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
