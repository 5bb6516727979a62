"""Reads of the ledger: one company's own balance, and the sums behind the published totals."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from naober.features.ledger import rules
from naober.features.ledger.models import Entry, Published, Way
from naober.features.ledger.models.merging import merged_companies
from naober.foundation.members.models import Site


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def written_between(since: date, until: date) -> QuerySet[Entry]:
    """By when it was written, not by when it happened: a closed quarter never changes."""
    return Entry.objects.filter(at__gte=start_of(since), at__lt=start_of(until))


def parts_of(kind: str, since: date, until: date) -> dict[int, Decimal]:
    """What each company stands for in the total of a kind. Merged companies are one."""
    rows = written_between(since, until).filter(kind=kind, direction=rules.COUNTED[kind])
    one = merged_companies()
    parts: dict[int, Decimal] = defaultdict(Decimal)
    for row in rows.order_by().values("company").annotate(sum=Sum("quantity")):
        parts[one.get(row["company"], row["company"])] += row["sum"]
    return dict(parts)


@dataclass(frozen=True, slots=True)
class Passage:
    """How many times a company gave one of another place something of a kind."""

    origin: str
    destination: str
    kind: str
    giver: int
    taker: int
    times: int


def ways_between_places(until: date) -> Iterator[Passage]:
    """Of all closed quarters, without what was taken back whole."""
    taken_back = Entry.objects.filter(corrects__isnull=False).values("corrects")
    rows = Entry.objects.filter(
        at__lt=start_of(until), direction=Way.GAVE, corrects=None, counterparty__isnull=False
    ).exclude(pk__in=taken_back)
    place = _main_places()
    counted = rows.order_by().values("kind", "company", "counterparty").annotate(times=Count("pk"))
    for row in counted:
        origin, destination = place.get(row["company"]), place.get(row["counterparty"])
        if origin and destination and origin != destination:
            yield Passage(
                origin, destination, row["kind"], row["company"], row["counterparty"], row["times"]
            )


def _main_places() -> dict[int, str]:
    return dict(Site.objects.filter(is_main=True).values_list("company", "place"))


def published(kind: str | None = None) -> list[Published]:
    rows = Published.objects.order_by("until", "kind")
    return list(rows.filter(kind=kind) if kind else rows)
