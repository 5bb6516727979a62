"""What stands in the exchange and can go into a plan, and what each may read of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q

from naober.features.exchange.models import (
    Kind,
    Listing,
    ListingQuerySet,
    Match,
    MatchQuerySet,
    reads,
)
from naober.features.streams import rules
from naober.features.streams.models import Plan, Planned, StreamDetail
from naober.features.streams.models.plans import PlannedQuerySet, PlanQuerySet
from naober.foundation.audience.levels import FieldGroup, Level, rank
from naober.foundation.members.models import Company, Membership, User
from naober.foundation.members.readers import reader_of

PLANNED = (Kind.MATERIAL, Kind.ENERGY)
MOST = 1_000  # listings in one workbook: of more a plan is no longer read by a person
MOST_PAIRS = 3_000
LEAST_SCORE = 0.3  # below it a match is a thought, nothing to reckon with
WARM = 25.0  # °C
MOST_OWN = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What one reader may know of a stream; what they may not is not there."""

    numbers: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    quality: str = ""
    treatment: str = ""
    permit: str = ""

    @property
    def known(self) -> set[str]:
        words = {name for name in ("quality", "treatment", "permit") if getattr(self, name)}
        return words | set(self.numbers)


NOTHING = Told()


def told(user: User, listings: Sequence[Listing]) -> dict[int, Told]:
    """By listing, read `with_rights`: of one's own company whole; of others by their audience, how
    much only to whom reads how much there, and what it costs to the desk at most. What the desk
    placed for a company is that company's own, not the desk's."""
    found = StreamDetail.objects.visible_to(user).filter(listing__in=[one.pk for one in listings])
    details = {detail.listing_id: detail for detail in found}
    if not details:
        return {}
    step = rank(Level.DESK if reader_of(user).is_desk else Level.MEMBERS)
    mine = own_companies(user)
    return {
        one.pk: _told(details[one.pk], one, -1 if one.company_id in mine else step)
        for one in listings
        if one.pk in details
    }


def own_companies(user: User) -> set[int]:
    return set(Company.objects.of(user).values_list("pk", flat=True))


def _told(detail: StreamDetail, listing: Listing, step: int) -> Told:
    rest, cost = rank(detail.audience) >= step, rank(detail.audience_cost) >= step
    amount = rest and (step < 0 or listing.may_read(FieldGroup.AMOUNT))
    numbers = {}
    for name in detail.numbers:
        may = cost if name in rules.CONFIDENTIAL else amount if name in rules.HOW_MUCH else rest
        pair = detail.pair(name)
        if may and pair is not None and name in rules.NUMBERS:
            numbers[name] = pair
    if not rest:
        return Told(numbers)
    return Told(numbers, detail.quality, detail.treatment, detail.permit)


@dataclass(frozen=True, slots=True)
class Part:
    """One's own part of a gain in euros a year, rounded; `refused` where it would give a
    neighbour's figures away."""

    share: float | None = None
    refused: bool = False


def own_streams(user: User) -> ListingQuerySet:
    """The open listings of materials and heat of one's own companies."""
    found = Listing.objects.filter(company__in=own_companies(user), kind__in=PLANNED).open()
    return found.with_rights(user).select_related("company")


def facts_of(user: User, listings: Iterable[Listing]) -> dict[int, rules.Facts]:
    """What decides which questions are asked: of one's own side, and of matches that one sees."""
    rows = list(listings)
    ids = [one.pk for one in rows]
    seen = Match.objects.visible_to(user).live().filter(ended_at=None)
    seen = seen.filter(Q(offer__in=ids) | Q(need__in=ids))
    seen = seen.exclude(offer_answer="no").exclude(need_answer="no")
    fits: dict[int, bool] = {}
    for side in ("offer", "need"):
        of_side = seen.filter(**{f"{side}__in": ids}).order_by().values_list(side)
        counted = of_side.annotate(conditions=Count("pk", filter=Q(conditional=True)))
        fits |= {pk: bool(on_condition) for pk, on_condition in counted}
    return {
        one.pk: rules.Facts(
            kind_of(one),
            one.direction,
            one.pk in fits,
            fits.get(one.pk, False),
            bool((one.item or {}).get("temperature")),
            year_of(one) is not None,
        )
        for one in rows
    }


def kind_of(listing: Listing) -> str:
    """Its kind; but a material that is offered warm is heat (flue gas, condensate), unless it is
    weighed."""
    item = listing.item or {}
    low = (item.get("temperature") or {}).get("low")
    weighed = (item.get("amount") or {}).get("dimension") == "mass"
    is_warm = listing.direction == "offer" and low is not None and low >= WARM and not weighed
    return Kind.ENERGY.value if listing.kind == Kind.MATERIAL and is_warm else listing.kind


def year_of(listing: Listing) -> tuple[float, float] | None:
    """In t or MWh, low and high; None where the sentence says no weight or heat."""
    known = (listing.item or {}).get("amount") or {}
    wanted = "energy" if kind_of(listing) == Kind.ENERGY else "mass"
    bounds: dict[str, float | None] = known.get("bounds") or {}
    low, high = bounds.get("low"), bounds.get("high")
    low, high = high if low is None else low, low if high is None else high
    if known.get("dimension") != wanted or low is None or high is None:
        return None
    return low, high


def detail_to_tell(user: User, listing: Listing) -> StreamDetail | None:
    """What was told of it, or an empty one, for who may change it: the company's own people, and
    the desk for what it placed, as long as the company keeps nothing of it from the desk."""
    row = StreamDetail.objects.filter(pk=listing.pk).first()
    if row is None:
        return StreamDetail(listing=listing)
    open_to_desk = row.audience != Level.OWN and row.audience_cost != Level.OWN
    return row if open_to_desk or listing.company_id in own_companies(user) else None


def listings_to_plan(user: User) -> ListingQuerySet:
    """Open listings of materials and heat, of which this reader may know whose they are and how
    much it is."""
    known = reads(reader_of(user), FieldGroup.WHO, FieldGroup.AMOUNT)
    found = Listing.objects.visible_to(user).open().filter(known, kind__in=PLANNED)
    found = found.with_rights(user).select_related("company")
    return found.order_by("company__name", "pk")


def pairs_to_plan(listings: Sequence[Listing]) -> MatchQuerySet:
    """The best matches between two of these; not those that somebody said no to, or that ended."""
    mine = [one.pk for one in listings]
    found = Match.objects.filter(offer__in=mine, need__in=mine, ended_at=None)
    found = found.filter(score__gte=LEAST_SCORE)
    kept = found.exclude(offer_answer="no").exclude(need_answer="no")
    return kept.order_by("-score", "pk")[:MOST_PAIRS]


def plans(user: User) -> PlanQuerySet:
    """Without what they were made of."""
    return Plan.objects.visible_to(user).defer("workbook", "result").select_related("made_by")


def planned_of(user: User) -> PlannedQuerySet:
    """One's own exchanges of plans that were told, the newest plan first."""
    found = Planned.objects.visible_to(user)
    if reader_of(user).is_desk:
        mine = own_companies(user)
        own = Q(offer__company__in=mine) | Q(need__company__in=mine)
        found = found.filter(own, plan__told_at__isnull=False)
    return (
        found.select_related("plan")
        .defer("plan__workbook", "plan__result")
        .order_by("-plan__told_at", "plan", "-sent", "pk")
    )


def own_part(user: User, plan: Plan) -> Part:
    """What this reader's company has of the gain of a plan that was told, or why that is not
    said. `plan` is read whole."""
    rows = list(plan.planned.select_related("offer", "need"))
    own = own_companies(user) & {company for row in rows for company in row.companies}
    shares = plan.result.get("shares", {}).get(plan.told_rule, {}).get("shares", {})
    seen = set(Planned.objects.visible_to(user).filter(plan=plan).values_list("pk", flat=True))
    of_own = [row for row in rows if own & set(row.companies)]
    if not plan.told_rule or not of_own or not all(row.pk in seen for row in of_own):
        return Part()
    if not rules.may_read_part(len(own), _parts_of(own)):
        return Part(refused=True)
    names = {row.name_of(company) for row in of_own for company in own & set(row.companies)}
    theirs = {row.name_of(company) for row in rows for company in set(row.companies) - own}
    if len(names) > 1 or names & theirs:
        return Part()  # the workbook gives them a name that is not theirs alone
    share = shares.get(names.pop())
    return Part() if share is None else Part(rules.rounded(float(share)))


def _parts_of(own: set[int]) -> list[Collection[int]]:
    """Of each plan of which these companies were ever told a part, who is behind it."""
    mine = Q(planned__offer__company__in=own) | Q(planned__need__company__in=own)
    told = Plan.objects.exclude(first_rule="").filter(mine).values("pk")
    rows = Planned.objects.filter(plan__in=told).values_list(
        "plan", "plan__first_rule", "offer__company", "need__company"
    )
    close = _companies_close_to(own)
    by_plan: dict[tuple[int, str], list[set[int]]] = {}
    for plan, rule, offer, need in rows:
        by_plan.setdefault((plan, rule), []).append({offer, need})
    return [
        rules.behind(
            rule,
            set().union(*(pair for pair in pairs if pair & own)) - close,
            set().union(*pairs) - close,
        )
        for (_plan, rule), pairs in by_plan.items()
    ]


def _companies_close_to(own: set[int]) -> set[int]:
    """These, and those of which somebody acts for one of these too: what one knows, so does the
    other."""
    running = Membership.objects.filter(ended_on=None)
    people = running.filter(company__in=own).values("user")
    return own | set(running.filter(user__in=people).values_list("company", flat=True))
