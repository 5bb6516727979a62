from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import factory

from naober.features.exchange.models import Listing
from naober.features.exchange.services import Said, say_listing
from naober.features.streams import engine_bridge, tasks
from naober.features.streams.models import Plan, StreamDetail
from naober.files.region_template import region_workbook, write_region_template
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
)


@lru_cache(maxsize=1)
def example() -> bytes:
    """The workbook that `naober template --region` writes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "region.xlsx"
        write_region_template(path)
        return path.read_bytes()


@lru_cache(maxsize=1)
def _result() -> dict[str, Any]:
    return engine_bridge.reckon(example(), "gain")


class PlanFactory(factory.django.DjangoModelFactory):
    """A plan of the example, that was reckoned."""

    class Meta:
        model = Plan

    name = factory.Sequence(lambda n: f"Plan {n}")
    workbook = factory.LazyFunction(example)
    result = factory.LazyFunction(lambda: deepcopy(_result()))
    state = "ready"
    progress = 100


class StreamDetailFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StreamDetail


def say(text: str, company: Company | None = None, **audience: Any) -> Listing:
    """A listing of a company with a person and a site in Emmen."""
    company = company or CompanyFactory()
    if not company.sites.exists():
        SiteFactory(company=company, place="Emmen", latitude=52.78, longitude=6.9)
    role = company.memberships.first() or MembershipFactory(company=company, is_contact=True)
    return say_listing(company=company, said=Said(text, **audience), by=role.user)


def plan_of(
    pairs: list[tuple[Listing, Listing]], *, desk: Any, amount: float = 100, **costs: float
) -> Plan:
    """A plan of these pairs, reckoned: each offer and need is `amount` and saves 10 euros a tonne,
    or what `saves_<pk>` says; treatment costs 5."""
    listings = {one.pk: one for pair in pairs for one in pair}
    rows: dict[str, list[Any]] = {"offers": [], "needs": [], "pairs": []}
    for one in listings.values():
        side = "offers" if one.direction == "offer" else "needs"
        saved = costs.get(f"saves_{one.pk}", 10)
        rows[side].append((str(one.pk), one.company.name, "iets", "Emmen", amount, "t", saved))
    rows["pairs"] = [(str(a.pk), str(b.pk), 0, 5) for a, b in pairs]
    plan = Plan.objects.create(
        name="Plan", workbook=region_workbook(rows), made_by=desk, objective="gain"
    )
    tasks.reckon(plan.pk, plan.asked_at.isoformat())
    plan.refresh_from_db()
    return plan
