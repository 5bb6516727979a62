"""Which pages are timed: every one of the site that answers a GET, with rows of the large region.

Imported once Django is set up.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from naober.features.agenda.models import Challenge, Theme
from naober.features.desk.models import Conversation
from naober.features.exchange.models import Deal, Listing, Match
from naober.features.focus.models import Action, Decision, FocusPoint, Seat, WorkingGroup
from naober.features.investments.models import Investment
from naober.features.meetings.models import AgendaPoint, Meeting
from naober.features.positions.models import Consultation, Position
from naober.features.streams.models import Plan, Planned
from naober.features.weighing.models import Round
from naober.foundation.members.models import Company, User

ADMIN = "admin:"
# Beside the plain page: what people choose on it.
QUERIES = {
    "exchange:listings": ["?words=stoom", "?words=pet+granulaat", "?kind=material&page=30"],
    "search": ["?q=pallets", "?q=bench+0042", "?q=zzz"],
    "exchange:matches": ["?page=3"],
    "members:directory": ["?words=kunststof&place=Emmen", "?page=9"],
    "agenda:challenges": ["?words=stroom", "?page=5"],
    "meetings:list": ["?past=1"],
}
# Pages that are one of a few, by a word in their address.
KEYS = {"desk:list": ["wie-wacht", "doen", "bellen", "loopt-af", "stil", "nooit", "uitnodigingen"]}


def readers() -> dict[str, User | None]:
    """A visitor; somebody who sits in a working group, of the company with most listings of those;
    the desk; the board."""
    from django.db.models import Count

    seated = Seat.objects.filter(state="in", is_chair=True).exclude(company=None)
    busiest = seated.annotate(n=Count("company__listings")).order_by("-n", "pk").first()
    assert busiest is not None
    return {
        "visitor": None,
        "member": busiest.user,
        "desk": _worker("desk"),
        "board": _worker("board"),
    }


def _worker(role: str) -> User:
    email = f"web-{role}@naober.example"
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, desk_role=role)


def addresses(user: User | None) -> Iterator[tuple[str, list[str]]]:
    """Name of a page and where it may be; a name with a query stands apart. Of a page of one row
    several addresses: what is open, closed or one's own answers differently."""
    for name in sorted(set(_names(get_resolver()))):
        for key in KEYS.get(name, []):
            yield f"{name} {key}", [reverse(name, args=[key])]
        found = [one for one in map(partial(_reverse, name), _arguments(name, user)) if one]
        if found:
            yield name, found
            for query in QUERIES.get(name, []):
                yield f"{name} {query}", [found[0] + query]


def _reverse(name: str, arguments: list[Any]) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            if inner != ADMIN:
                yield from _names(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"


def _arguments(name: str, user: User | None) -> Iterator[list[Any]]:
    """None, then rows of whatever the page is of."""
    yield []
    for start, rows in _rows(user).items():
        if name.startswith(start):
            for row in rows():
                yield [row]
                yield [row, 1]  # a version
                for company in _company(user):
                    yield [row, company]
            return


def _rows(user: User | None) -> dict[str, Callable[[], Iterable[Any]]]:
    """By the beginning of a page's name, the longest first."""
    who = user or AnonymousUser()
    rows = {
        "exchange:deal": lambda: _first(_deals(user)),
        "exchange:value": lambda: [],
        "exchange:interest": lambda: _first(Match.objects.all()),
        "exchange:on-behalf": lambda: _company(user),
        "exchange:": lambda: _first(_listings(user)),
        "api-1:get_listing": lambda: _first(_listings(user)),
        "api-1:answer_match": lambda: _first(Match.objects.all()),
        "api-1:get_deal": lambda: _first(_deals(user)),
        "members:": lambda: _company(user),
        "desk:conversation": lambda: _first(Conversation.objects.filter(proposals__state="open")),
        "desk:conversation-": lambda: _company(user),
        "desk:": lambda: _company(user),
        "journal": lambda: _company(user),
        "company-export": lambda: _company(user),
        "dashboard:csv": lambda: ["value"],
        **_later_rows(who),
    }
    return dict(sorted(rows.items(), key=lambda pair: -len(pair[0])))


def _later_rows(who: User | AnonymousUser) -> dict[str, Callable[[], Iterable[Any]]]:
    """Of what members talk about beside their listings: one of each state."""
    challenges = partial(_of_each, Challenge.objects.visible_to(who), "state")
    rounds = partial(_of_each, Round.objects.visible_to(who), "state")
    groups = partial(_first, WorkingGroup.objects.visible_to(who).filter(point__state="running"))
    points = partial(_of_each, FocusPoint.objects.visible_to(who), "state")
    meetings = partial(_of_each, Meeting.objects.visible_to(who), "state")
    positions = partial(_of_each, Position.objects.visible_to(who), "state")
    if isinstance(who, User):
        groups = partial(_own_first, groups, Seat.objects.filter(user=who, state="in"))
    return {
        "agenda:theme": lambda: _first(Theme.objects.all()),
        "agenda:": challenges,
        "api-1:get_challenge": challenges,
        "weighing:": rounds,
        "api-1:get_round": rounds,
        "api-1:get_outcome": rounds,
        "api-1:own_ballots": rounds,
        "focus:": groups,
        **dict.fromkeys(
            ["focus:point", "focus:measure", "focus:result", "focus:group-new"], points
        ),
        "api-1:get_focus_point": points,
        "focus:action": lambda: _first(Action.objects.visible_to(who)),
        "focus:action-new": groups,
        "focus:decision": lambda: _first(Decision.objects.visible_to(who)),
        "focus:decisions": groups,
        "meetings:": meetings,
        "meetings:point": lambda: _first(AgendaPoint.objects.visible_to(who)),
        "meetings:points": meetings,
        "api-1:get_meeting": meetings,
        "positions:": positions,
        "positions:consultation": lambda: _first(Consultation.objects.all()),
        "api-1:get_position": positions,
        **_rows_together(who),
    }


def _rows_together(who: User | AnonymousUser) -> dict[str, Callable[[], Iterable[Any]]]:
    """Investments of each state, with the company of whoever looks; one's own streams; plans."""
    return {
        "investments:": partial(_of_each, Investment.objects.visible_to(who), "state"),
        "streams:": partial(_of_each, Plan.objects.visible_to(who), "state"),
        "streams:detail": partial(_streams, who),
        "streams:propose": lambda: _first(Planned.objects.visible_to(who)),
    }


def _streams(who: User | AnonymousUser) -> list[Any]:
    """A material or heat of one's own."""
    if not isinstance(who, User):
        return []
    return _first(Listing.objects.of(who).open().filter(kind__in=["material", "energy"]))


def _first(rows: Any) -> list[Any]:
    return list(rows.values_list("pk", flat=True)[:1])


def _of_each(rows: Any, column: str) -> list[Any]:
    """One row of each value of a column."""
    found = dict(rows.order_by("-pk").values_list(column, "pk"))
    return list(found.values())


def _own_first(groups: Callable[[], list[Any]], seats: Any) -> list[Any]:
    """The working group in which one sits, before any other."""
    return [*seats.values_list("group", flat=True)[:1], *groups()]


def _listings(user: User | None) -> Any:
    """One's own with most matches, else any."""
    if user and not user.desk_role:
        return Listing.objects.of(user).open()
    return Listing.objects.open()


def _deals(user: User | None) -> Any:
    return Deal.objects.visible_to(user) if user else Deal.objects.all()


def _company(user: User | None) -> list[Any]:
    if user and not user.desk_role:
        return _first(Company.objects.of(user))
    return _first(Company.objects.taking_part())
