"""Joint investments and an exchange plan of a year, for `benchmarks.year`."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from benchmarks.year import Year, make

STATES = ("running", "pledging", "agreed", "idea", "ended", "stopped")
PARTIES, YEARS = 18, 6
LISTINGS, MOST_KNOWN = 240, 8_000  # in the plan; looked at for it


def fill(year: Year) -> None:
    investments = make(_model("Investment"), (_investment(year, n) for n in range(year.of(60))))
    parts = make(_model("Participation"), _parts(year, investments))
    make(_model("Figures"), (_figures(year, part) for part in parts))
    make(_model("Pledge"), (_pledge(year, part) for part in parts))
    settled = [part for part in parts if part.joined_on]
    make(_model("Realised"), _years(year, settled))
    make(_model("Step"), _steps(year, investments))
    _streams(year)


def _model(name: str) -> Any:
    from naober.features.investments import models

    return getattr(models, name)


def _investment(year: Year, number: int) -> Any:
    state = STATES[number % len(STATES)]
    begun = year.now - timedelta(days=30 + 12 * number)
    settled = state in ("running", "agreed", "ended")
    return _model("Investment")(
        title=f"Samen een installatie {number}",
        text="Een installatie die voor een bedrijf te groot is.",
        for_whom="Bedrijven in de buurt",
        unit="MWh",
        reference_size=Decimal(100),
        reference_cost=Decimal(900_000),
        exponent=Decimal("0.6"),
        phasing=[60, 40],
        lifetime=15,
        audience="members",
        state=state,
        created_by=year.desk,
        created_at=begun,
        opened_at=None if state == "idea" else begun,
        pledges_until=year.now + timedelta(days=20) if state == "pledging" else None,
        settled_at=begun if settled else None,
        started_at=begun if state in ("running", "ended") else None,
        ended_at=year.now if state in ("ended", "stopped") else None,
        rule="proportional" if settled else "",
    )


def _parts(year: Year, investments: Sequence[Any]) -> Iterable[Any]:
    """The first company is in each, so that whoever looks for it finds many."""
    busiest = year.companies[0]
    for one in investments:
        settled = one.settled_at is not None
        companies = {busiest.pk: busiest} | {each.pk: each for each in year.some(PARTIES)}
        for company in companies.values():
            yield _model("Participation")(
                investment=one,
                company=company,
                stance=year.chance.choice(["in", "in", "doubt"]) if not settled else "in",
                joined_on=one.settled_at.date() if settled else None,
                share=Decimal(year.chance.randrange(8_000, 60_000)) if settled else None,
            )


def _figures(year: Year, part: Any) -> Any:
    likely = year.chance.randrange(4_000, 40_000)
    return _model("Figures")(
        participation=part,
        size=Decimal(year.chance.randrange(2, 40)),
        benefit_low=Decimal(likely // 2),
        benefit_likely=Decimal(likely),
        benefit_high=Decimal(likely * 2),
        desk_reads=year.chance.random() < 0.7,
    )


def _pledge(year: Year, part: Any) -> Any:
    return _model("Pledge")(
        participation=part,
        least_companies=year.chance.choice([None, 4, 6]),
        most_share=year.chance.choice([None, Decimal(60_000), Decimal(90_000)]),
    )


def _years(year: Year, parts: Sequence[Any]) -> Iterable[Any]:
    for part in parts:
        if part.investment.started_at:
            for back in range(YEARS):
                yield _model("Realised")(
                    participation=part,
                    year=year.today.year - 1 - back,
                    cost=Decimal(2_000),
                    benefit=Decimal(year.chance.randrange(3_000, 30_000)),
                    entered_by=year.desk,
                )


def _steps(year: Year, investments: Sequence[Any]) -> Iterable[Any]:
    for one in investments:
        for number in range(6):
            day = year.today + timedelta(days=40 * number - 90)
            yield _model("Step")(investment=one, what=f"Stap {number}", planned_on=day)


def _streams(year: Year) -> None:
    """What was told of the listings with most matches, and a plan of these that was told on."""
    from naober.features.exchange.models import Match
    from naober.features.streams import engine_bridge, selectors, services, tasks
    from naober.features.streams.models import Plan, StreamDetail

    known = selectors.listings_to_plan(year.desk).exclude(latitude=None)[:MOST_KNOWN]
    by_id = {one.pk: one for one in known}
    best = Match.objects.filter(score__gte=selectors.LEAST_SCORE, offer__in=list(by_id))
    ids: dict[int, None] = {}
    for offer, need in best.order_by("-score", "pk").values_list("offer", "need"):
        if need in by_id and len(ids) < LISTINGS * year.scale:
            ids |= {offer: None, need: None}
    listings = [by_id[pk] for pk in ids]
    details = {
        one.pk: selectors.Told(
            {
                "cost": (30.0, 30.0 + year.chance.randrange(90)),
                "amount": (50.0, 100.0 + year.chance.randrange(900)),
                "warm": (80.0, 90.0),
            }
        )
        for one in listings
    }
    make(
        StreamDetail,
        (
            StreamDetail(
                listing=one,
                numbers={name: list(pair) for name, pair in details[one.pk].numbers.items()},
                audience_cost="desk",
            )
            for one in listings
        ),
    )
    pairs = selectors.pairs_to_plan(listings)
    plan = Plan.objects.create(
        name="Plan van de regio",
        workbook=engine_bridge.workbook_of(listings, pairs, details),
        made_by=year.desk,
    )
    if tasks.reckon(plan.pk, plan.asked_at.isoformat()) == "ready":
        plan.refresh_from_db()
        if plan.planned.exists():
            services.tell_plan(plan=plan, rule="", by=year.desk)
