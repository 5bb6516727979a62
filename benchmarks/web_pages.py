"""Which pages are timed: every one of the site that answers a GET, with rows of the large region.

Imported once Django is set up.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from naober.features.exchange.models import Listing, Match
from naober.foundation.members.models import Company, User

ADMIN = "admin:"
# Beside the plain page: what people choose on it.
QUERIES = {
    "exchange:listings": ["?words=stoom", "?words=pet+granulaat", "?kind=material&page=30"],
    "search": ["?q=pallets", "?q=bench+0042", "?q=zzz"],
    "exchange:matches": ["?page=3"],
    "members:directory": ["?words=kunststof&place=Emmen", "?page=9"],
}
# Pages that are one of a few, by a word in their address.
KEYS = {"desk:list": ["wie-wacht", "bellen", "loopt-af", "stil", "nooit", "uitnodigingen"]}


def readers() -> dict[str, User | None]:
    """A visitor; a person of the company with most listings; the desk; the board."""
    from django.db.models import Count

    busiest = Company.objects.annotate(n=Count("listings")).order_by("-n", "pk").first()
    assert busiest is not None
    member = User.objects.filter(memberships__company=busiest).first()
    return {
        "visitor": None,
        "member": member,
        "desk": User.objects.create_user("web-desk@naober.example", desk_role="desk"),
        "board": User.objects.create_user("web-board@naober.example", desk_role="board"),
    }


def addresses(user: User | None) -> Iterator[tuple[str, str]]:
    """Name and address; a name with a query stands apart."""
    for name in sorted(set(_names(get_resolver()))):
        for key in KEYS.get(name, []):
            yield f"{name} {key}", reverse(name, args=[key])
        for arguments in _arguments(name, user):
            try:
                address = reverse(name, args=arguments)
            except NoReverseMatch:
                continue
            yield name, address
            for query in QUERIES.get(name, []):
                yield f"{name} {query}", address + query
            break


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            if inner != ADMIN:
                yield from _names(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"


def _arguments(name: str, user: User | None) -> Iterator[list[Any]]:
    """None, then one row of whatever the page is of."""
    yield []
    for start, row in _rows(user).items():
        if name.startswith(start):
            found = row()
            if found is not None:
                yield [found]
            return


def _rows(user: User | None) -> dict[str, Callable[[], Any]]:
    """By the beginning of a page's name, the longest first."""
    rows = {
        "exchange:deal": lambda: _first(_deals(user)),
        "exchange:value": lambda: None,
        "exchange:interest": lambda: _first(Match.objects.all()),
        "exchange:": lambda: _first(_listings(user)),
        "api-1:get_listing": lambda: _first(_listings(user)),
        "api-1:answer_match": lambda: _first(Match.objects.all()),
        "members:": lambda: _company(user),
        "desk:conversation-": lambda: _company(user),
        "desk:": lambda: _company(user),
        "journal": lambda: _company(user),
        "company-export": lambda: _company(user),
        "dashboard:csv": lambda: "value",
    }
    return dict(sorted(rows.items(), key=lambda pair: -len(pair[0])))


def _first(rows: Any) -> Any:
    found = rows.first()
    return found.pk if found else None


def _listings(user: User | None) -> Any:
    """One's own with most matches, else any."""
    if user and not user.desk_role:
        return Listing.objects.of(user).open()
    return Listing.objects.open()


def _deals(user: User | None) -> Any:
    from naober.features.exchange.models import Deal

    return Deal.objects.visible_to(user) if user else Deal.objects.all()


def _company(user: User | None) -> Any:
    if user and not user.desk_role:
        return _first(Company.objects.of(user))
    return _first(Company.objects.taking_part())
