"""Every page of the site, with who may open it. A page that is not listed here fails."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from naober.foundation.members.models import Company, User
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ADMIN = "admin:"  # Django's own pages; below is a test that only staff comes in


@dataclass
class Cast:
    """`member` belongs to another company than the `colleague` whose things are opened."""

    company: Company
    people: dict[str, User | None]


@pytest.fixture
def cast() -> Cast:
    company = CompanyFactory()
    other = MembershipFactory()
    return Cast(
        company,
        {
            "anonymous": None,
            "outsider": UserFactory(),  # signed in, of no company
            "member": other.user,
            "colleague": MembershipFactory(company=company).user,
            "desk": UserFactory(desk_role="desk"),
            "board": UserFactory(desk_role="board"),
        },
    )


def nothing(cast: Cast) -> list[object]:
    return []


def company(cast: Cast) -> list[object]:
    return [cast.company.pk]


def site(cast: Cast) -> list[object]:
    return [SiteFactory(company=cast.company, is_main=False).pk]


def own_listing(cast: Cast) -> list[object]:
    """For the eyes of its own company only."""
    return [ListingFactory(company=cast.company, audience="own").pk]


def shared_listing(cast: Cast) -> list[object]:
    return [ListingFactory(company=cast.company).pk]


def match(cast: Cast) -> list[object]:
    return [MatchFactory(offer=ListingFactory(company=cast.company)).pk]


def reset_key(cast: Cast) -> list[object]:
    return ["1", "wrong-key"]


Arguments = Callable[[Cast], list[object]]
#  page, arguments                                 anonymous outsider member colleague desk board
PAGES: list[tuple[str, Arguments, tuple[int, int, int, int, int, int]]] = [
    ("home", nothing, (200, 200, 200, 200, 200, 200)),
    ("search", nothing, (302, 200, 200, 200, 200, 200)),
    ("choose-language", nothing, (405, 405, 405, 405, 405, 405)),
    ("choose-theme", nothing, (405, 405, 405, 405, 405, 405)),
    ("account_login", nothing, (200, 302, 302, 302, 302, 302)),
    ("account_logout", nothing, (302, 200, 200, 200, 200, 200)),
    ("account_inactive", nothing, (200, 200, 200, 200, 200, 200)),
    ("account_signup", nothing, (200, 302, 302, 302, 302, 302)),
    ("account_reauthenticate", nothing, (302, 200, 200, 200, 200, 200)),
    ("account_change_password", nothing, (302, 200, 200, 200, 200, 200)),
    ("account_reset_password", nothing, (200, 200, 200, 200, 200, 200)),
    ("account_reset_password_done", nothing, (200, 200, 200, 200, 200, 200)),
    ("account_reset_password_from_key", reset_key, (200, 200, 200, 200, 200, 200)),
    ("account_reset_password_from_key_done", nothing, (200, 200, 200, 200, 200, 200)),
    ("members:directory", nothing, (302, 200, 200, 200, 200, 200)),
    ("members:company", company, (302, 404, 200, 200, 200, 200)),
    ("members:company-edit", company, (302, 404, 403, 200, 200, 403)),
    ("members:company-people", company, (302, 404, 403, 200, 200, 403)),
    ("members:site-add", company, (302, 404, 403, 200, 200, 403)),
    ("members:site-edit", site, (302, 404, 403, 200, 200, 403)),
    ("members:site-remove", site, (302, 405, 405, 405, 405, 405)),
    ("members:map", nothing, (302, 200, 200, 200, 200, 200)),
    ("members:map-places", nothing, (302, 200, 200, 200, 200, 200)),
    ("members:map-outlines", nothing, (302, 200, 200, 200, 200, 200)),
    ("members:profile", nothing, (302, 200, 200, 200, 200, 200)),
    ("exchange:listings", nothing, (302, 200, 200, 200, 200, 200)),
    ("exchange:say", nothing, (302, 200, 200, 200, 200, 200)),
    ("exchange:preview", nothing, (302, 302, 302, 302, 302, 302)),
    ("exchange:matches", nothing, (302, 200, 200, 200, 200, 200)),
    ("exchange:listing", own_listing, (302, 404, 404, 200, 404, 404)),
    ("exchange:edit", own_listing, (302, 404, 404, 200, 404, 404)),
    ("exchange:renew", own_listing, (302, 405, 405, 405, 405, 405)),
    ("exchange:close", own_listing, (302, 405, 405, 405, 405, 405)),
    ("exchange:reply", shared_listing, (302, 405, 405, 405, 405, 405)),
    ("exchange:interest", match, (302, 405, 405, 405, 405, 405)),
    ("exchange:decline", match, (302, 405, 405, 405, 405, 405)),
    ("api-docs", nothing, (302, 200, 200, 200, 200, 200)),
    ("api-1:openapi-json", nothing, (200, 200, 200, 200, 200, 200)),
    ("api-1:api-root", nothing, (404, 404, 404, 404, 404, 404)),
    ("api-1:list_listings", nothing, (401, 200, 200, 200, 200, 200)),
    ("api-1:create_listing", nothing, (401, 200, 200, 200, 200, 200)),
    ("api-1:get_listing", own_listing, (401, 404, 404, 200, 404, 404)),
    ("api-1:understand", nothing, (405, 405, 405, 405, 405, 405)),
    ("api-1:list_matches", nothing, (401, 200, 200, 200, 200, 200)),
    ("api-1:answer_match", match, (405, 405, 405, 405, 405, 405)),
]
#  what changes something: page, arguments         anonymous outsider member colleague desk board
CHANGES: list[tuple[str, Arguments, tuple[int, int, int, int, int, int]]] = [
    ("members:company-edit", company, (302, 404, 403, 200, 200, 403)),
    ("members:site-add", company, (302, 404, 403, 200, 200, 403)),
    ("members:site-edit", site, (302, 404, 403, 200, 200, 403)),
    ("members:site-remove", site, (302, 404, 403, 302, 302, 403)),
    ("exchange:edit", own_listing, (302, 404, 404, 302, 404, 404)),
    ("exchange:edit", shared_listing, (302, 404, 403, 302, 403, 403)),
    ("exchange:renew", own_listing, (302, 404, 404, 302, 404, 404)),
    ("exchange:renew", shared_listing, (302, 404, 403, 302, 403, 403)),
    ("exchange:close", own_listing, (302, 404, 404, 302, 404, 404)),
    ("exchange:close", shared_listing, (302, 404, 403, 302, 403, 403)),
    ("exchange:reply", shared_listing, (302, 404, 403, 403, 403, 403)),
    ("exchange:interest", match, (302, 404, 404, 403, 404, 404)),
    ("exchange:decline", match, (302, 404, 404, 403, 404, 404)),
    ("api-1:answer_match", match, (401, 422, 422, 422, 422, 422)),
    ("api-1:create_listing", nothing, (401, 422, 422, 422, 422, 422)),
    ("api-1:understand", nothing, (401, 422, 422, 422, 422, 422)),
]


def statuses(cast: Cast, arguments: Arguments, page: str, method: str) -> dict[str, int]:
    """By person; each on rows of their own, so that nobody meets what another changed."""
    found = {}
    kind = {"content_type": "application/json"} if page.startswith("api-1:") else {}
    for name, user in cast.people.items():
        client = Client()
        if user:
            client.force_login(user)
        url = reverse(page, args=arguments(cast))
        answer = client.get(url) if method == "get" else client.post(url, {}, **kind)
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
    for user in cast.people.values():
        client = Client()
        if user:
            client.force_login(user)
        assert client.get(reverse("admin:index")).status_code == 302
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
