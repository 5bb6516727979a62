"""To close a quarter: the totals of all companies together that may be told, made once."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from naober.features.ledger import rules, selectors
from naober.features.ledger.models import Entry, Kind, Published, Route

# An entry that was being written at midnight must be there before its quarter is closed.
DAYS_AFTER = 2


@transaction.atomic
def close_quarters(*, today: date | None = None) -> list[Published]:
    """Publish what became ready, of every kind. Run daily; doing it twice changes nothing."""
    day = (today or timezone.localdate()) - timedelta(days=DAYS_AFTER)
    made = [row for kind in Kind.values for row in _close(kind, day)]
    _make_routes(quarter_start(day))
    return made


def _close(kind: str, day: date) -> list[Published]:
    """Quarter by quarter; one that may not be told goes on into the next."""
    since = _begin(kind)
    if since is None:
        return []
    told = [
        rules.Told(row.until, selectors.parts_of(kind, row.since, row.until))
        for row in Published.objects.filter(kind=kind).order_by("until")
    ]
    made = []
    until = next_quarter(since)
    while until <= day:
        new = rules.Told(until, selectors.parts_of(kind, since, until))
        if rules.may_tell(new, told):
            made.append(_publish(kind, since, new))
            told.append(new)
            since = until
        until = next_quarter(until)
    return made


def _begin(kind: str) -> date | None:
    """Where the last total ended; before the first one, the quarter of the first entry."""
    last = Published.objects.filter(kind=kind).order_by("until").last()
    if last is not None:
        return last.until
    first = Entry.objects.filter(kind=kind, direction=rules.COUNTED[kind]).order_by("at").first()
    return quarter_start(timezone.localdate(first.at)) if first else None


def _publish(kind: str, since: date, new: rules.Told) -> Published:
    return Published.objects.create(
        kind=kind,
        since=since,
        until=new.until,
        quantity=sum(new.parts.values(), Decimal(0)),
        companies=len([part for part in new.parts.values() if part]),
    )


def _make_routes(until: date) -> None:
    """What went from place to place in all closed quarters, for the map. Made once a quarter."""
    if Route.objects.filter(until=until).exists():
        return
    ends: dict[tuple[str, str, str], tuple[dict[int, Decimal], dict[int, Decimal]]]
    ends = defaultdict(lambda: ({}, {}))
    for way in selectors.ways_between_places(until):
        origins, destinations = ends[way.origin, way.destination, way.kind]
        origins[way.giver] = origins.get(way.giver, Decimal(0)) + way.times
        destinations[way.taker] = destinations.get(way.taker, Decimal(0)) + way.times
    Route.objects.bulk_create(
        Route(
            origin=origin,
            destination=destination,
            kind=kind,
            times=int(sum(origins.values())),
            until=until,
        )
        for (origin, destination, kind), (origins, destinations) in ends.items()
        if rules.may_show_route(origins, destinations)
    )


def quarter_start(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def next_quarter(day: date) -> date:
    return quarter_start(quarter_start(day) + timedelta(days=95))
