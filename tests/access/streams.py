"""The exchange plan: the desk's; and for companies what is theirs."""

from django.utils import timezone

from naober.features.exchange.models import Listing
from naober.features.streams.models import Planned
from naober.features.streams.tests.factories import PlanFactory, plan_of, say
from naober.foundation.members.models import User
from tests.access.cast import Cast, Row, nothing


def a_plan(cast: Cast) -> list[object]:
    return [PlanFactory().pk]


def a_told_plan(cast: Cast) -> list[object]:
    return [PlanFactory(told_at=timezone.now()).pk]


def a_plan_on_its_way(cast: Cast) -> list[object]:
    return [PlanFactory(state="running", progress=40, result={}).pk]


def an_own_stream(cast: Cast) -> list[object]:
    return [_stream(cast).pk]


def a_planned_exchange(cast: Cast) -> list[object]:
    need = say("Wij zoeken PET-snippers, 100 ton per jaar in Emmen")
    plan = plan_of([(_stream(cast), need)], desk=User.objects.get(pk=cast.people["desk"].pk))
    return [Planned.objects.get(plan=plan).pk]


def _stream(cast: Cast) -> Listing:
    return say("Wij houden 200 ton PET-snippers per jaar over in Emmen", cast.company)


READS = (302, 404, 404, 404, 404, 404, 200, 403)
POSTED = (302, 404, 404, 404, 404, 404, 405, 403)
ACTS = (302, 404, 404, 404, 404, 404, 302, 403)
PAGES: list[Row] = [
    ("streams:plans", nothing, READS),
    ("streams:workbook", nothing, READS),
    ("streams:plan", a_plan, READS),
    ("streams:standing", a_plan_on_its_way, ACTS),
    ("streams:without", a_plan, ACTS),
    ("streams:map", a_plan, READS),
    ("streams:csv", a_plan, READS),
    ("streams:pdf", a_plan, READS),
    ("streams:file", a_plan, READS),
    ("streams:again", a_plan, POSTED),
    ("streams:tell", a_plan, POSTED),
    ("streams:take-back", a_told_plan, POSTED),
    ("streams:propose", a_planned_exchange, POSTED),
    ("streams:remove", a_plan, POSTED),
    ("streams:own", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("streams:detail", an_own_stream, (302, 404, 404, 200, 404, 404, 404, 404)),
]
CHANGES: list[Row] = [
    ("streams:plans", nothing, (302, 404, 404, 404, 404, 404, 422, 403)),
    ("streams:again", a_plan_on_its_way, ACTS),
    ("streams:tell", a_plan, ACTS),
    ("streams:take-back", a_told_plan, ACTS),
    ("streams:propose", a_planned_exchange, ACTS),
    ("streams:remove", a_plan, ACTS),
    ("streams:detail", an_own_stream, (302, 404, 404, 422, 404, 404, 404, 404)),
]
