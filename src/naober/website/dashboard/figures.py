"""The counts that the dashboard shows, kept in a small table so that no page has to count.

Made anew every night and after a value was confirmed. Nothing here says which company.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from naober.features.agenda.models import Challenge
from naober.features.agenda.models import State as ChallengeState
from naober.features.exchange.models import Deal, Interest, Listing, Match, Value
from naober.features.ledger import rules
from naober.features.ledger.models import Entry, Figure, Kind, Published
from naober.features.ledger.selectors import parts_of, start_of
from naober.foundation.audience.crowd import MIN_CROWD, is_crowd
from naober.foundation.audience.levels import Level, at_least
from naober.foundation.members.models import Company, Site

AGES = (7, 14, 28)  # days; what waits longer than the last one stands in a fourth group
WAITING = ("introductions", "answers", "deals", "values")
DEEDS = (1, 3, 9)  # how many exchanges a company did; more than the last one in a fourth group
LARGEST_BANDS = (Decimal("0.25"), Decimal("0.5"))
# Whose eyes a count is for: everybody's, or the desk's as well.
EVERYBODY, DESK, PUBLIC = "", ".desk", ".public"
SCOPES = {EVERYBODY: at_least(Level.MEMBERS), DESK: at_least(Level.DESK)}
CHALLENGES = (ChallengeState.OPEN, ChallengeState.CHOSEN, ChallengeState.DONE)
Pairs = Iterable[tuple[str, int]]
Count = Callable[[datetime], Pairs]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted, and when; on a new installation nothing yet."""

    values: dict[str, Decimal]
    at: datetime | None

    def __getitem__(self, name: str) -> int:
        return int(self.values.get(name, 0))


def current() -> Figures:
    """As last counted: whoever looks counts nothing."""
    rows = list(Figure.objects.all())
    return Figures(
        {row.name: row.value for row in rows}, min((row.at for row in rows), default=None)
    )


@transaction.atomic
def refresh() -> list[Figure]:
    """All of them; what is not counted any more goes."""
    rows = _keep(COUNTS)
    Figure.objects.exclude(name__in=[row.name for row in rows]).delete()
    return rows


def refresh_deals() -> None:
    """Just what a confirmed value changes, from small tables: cheap enough to do at once."""
    _keep([_deals])


def _keep(counts: Iterable[Count]) -> list[Figure]:
    now = timezone.now()
    rows = [
        Figure(name=name, value=Decimal(value), at=now)
        for count in counts
        for name, value in count(now)
    ]
    Figure.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["name"], update_fields=["value", "at"]
    )
    return rows


def _companies(now: datetime) -> Pairs:
    companies = Company.objects.filter(kind=Company.Kind.COMPANY, merged_into=None)
    stages = companies.order_by().values("stage").annotate(count=models.Count("pk"))
    for row in stages:
        yield f"stage.{row['stage']}", row["count"]
    taking = companies.filter(stage__in=Company.TAKES_PART)
    yield "companies", taking.count()
    yield "front_runners", taking.filter(is_front_runner=True).count()
    sites = Site.objects.filter(company__in=taking)
    yield "places", sites.order_by().values("place").distinct().count()


def _on_its_way(now: datetime) -> Pairs:
    """For each reader no more than there is for their eyes: one more would tell of a hidden one."""
    for scope, levels in SCOPES.items():
        both = Q(offer__audience__in=levels, need__audience__in=levels)
        matches = Match.objects.filter(both)
        listings = Listing.objects.open(timezone.localdate(now)).filter(audience__in=levels)
        yield f"listings{scope}", listings.count()
        yield f"matches{scope}", matches.count()
        yield f"introductions{scope}", matches.introduced().count()


def _deals(now: datetime) -> Pairs:
    """Those that the two keep for themselves are in the published totals, and in no count."""
    told = Deal.objects.exclude(audience=Level.OWN)
    confirmed = told.filter(confirmed_at__isnull=False)
    yield "deals", confirmed.count()
    yield "deals_running", confirmed.filter(ended_at=None).count()
    yield "values", Value.objects.confirmed().filter(corrects=None, deal__in=told).count()


def _agenda(now: datetime) -> Pairs:
    """Challenges by how far they are, for whoever may read them; what was taken together is one.
    The public reads a number only when a crowd of companies stands behind what is public."""
    for scope, levels in {**SCOPES, PUBLIC: at_least(Level.PUBLIC)}.items():
        found = Challenge.objects.filter(audience__in=levels)
        rows = found.order_by().values("state").annotate(count=models.Count("pk"))
        counts = {row["state"]: row["count"] for row in rows}
        behind = found.filter(company__isnull=False).values("company").distinct().count()
        for state in CHALLENGES:
            told = counts.get(state, 0) if scope != PUBLIC or is_crowd(behind) else 0
            yield f"challenges.{state}{scope}", told


def _stuck(now: datetime) -> Pairs:
    """By how many days it waits."""
    for name, moments in zip(WAITING, _moments(now), strict=True):
        groups = Counter(_group((now - moment).days, AGES) for moment in moments if moment)
        for group in range(len(AGES) + 1):
            yield f"stuck.{name}.{group}", groups[group]


def _moments(now: datetime) -> Iterator[Iterable[datetime | None]]:
    """Since when each waits: introduced without a deal, a yes without an answer, a deal and a
    value that one side still has to confirm."""
    told = Deal.objects.exclude(audience=Level.OWN)
    no_deal = ~Exists(told.filter(match=OuterRef("pk")))
    both = {"offer__audience__in": SCOPES[DESK], "need__audience__in": SCOPES[DESK]}
    introduced = Match.objects.filter(no_deal, introduced_at__isnull=False, **both)
    yield introduced.values_list("introduced_at", flat=True)
    other = Interest.objects.filter(match=OuterRef("match")).exclude(side=OuterRef("side"))
    yes = Interest.objects.filter(~Exists(other), answer=Interest.Answer.YES)
    asked = yes.filter(match__introduced_at=None, match__in=Match.objects.filter(**both))
    yield asked.values_list("at", flat=True)
    unsigned = told.filter(ended_at=None, confirmed_at=None)
    yield unsigned.values_list("proposed_at", flat=True)
    yield Value.objects.waiting().filter(deal__in=told).values_list("proposed_at", flat=True)


def _spread(now: datetime) -> Pairs:
    """Who carries it, without saying who: companies by how often they gave or took something, in
    the quarters of which totals are told. Sooner, or of a few, it would tell of what two did behind
    closed doors."""
    told = Published.objects.aggregate(last=models.Max("until"))["last"]
    deeds = Entry.objects.filter(corrects=None).exclude(kind=Kind.INTRODUCTIONS)
    lines = deeds.order_by().values("company")
    lines = lines.filter(at__lt=start_of(told)) if told else lines.none()
    counts = [row["count"] for row in lines.annotate(count=models.Count("pk"))]
    groups = Counter(
        _group(count, DEEDS, closed=True) for count in counts if len(counts) >= MIN_CROWD
    )
    for group in range(len(DEEDS) + 1):
        yield f"deeds.{group}", groups[group]
    for kind in sorted(set(Published.objects.values_list("kind", flat=True))):
        yield f"largest.{kind}", _band(kind)


def _band(kind: str) -> int:
    """In which of three bands the share of the largest company is; the share itself would tell."""
    rows = Published.objects.filter(kind=kind)
    sizes = [
        abs(part)
        for part in rules.added(parts_of(kind, row.since, row.until) for row in rows).values()
    ]
    share = max(sizes) / (sum(sizes) or Decimal(1))
    return _group(share, LARGEST_BANDS, closed=True)


def _group(value: int | Decimal, limits: Sequence[int | Decimal], *, closed: bool = False) -> int:
    below = (value <= limit if closed else value < limit for limit in limits)
    return next((at for at, holds in enumerate(below) if holds), len(limits))


COUNTS: list[Count] = [_companies, _on_its_way, _agenda, _deals, _stuck, _spread]
