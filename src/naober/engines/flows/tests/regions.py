"""Small regions to test with, what any plan has to keep to, and the best by trying all."""

from itertools import product

import pytest
from hypothesis import strategies as st

from naober.engines.flows import (
    Exchange,
    Heat,
    Need,
    Objective,
    Offer,
    Problem,
    Pump,
    Season,
    solve,
)

YEAR = (Season("", 52.0),)


def plan_of(problem, objective=Objective.GAIN, **how):
    return solve(problem, objective, left=lambda: 60.0, **how)


@st.composite
def regions(draw, *, most=3, seasons=2, heat=False):
    """Weights, with fixed costs, lots, capacities and seasons; or heat, with temperatures."""
    count = draw(st.integers(1, seasons))
    amounts = st.tuples(*[st.integers(0, 40)] * count)
    warm = st.tuples(st.integers(20, 90), st.integers(20, 90)).map(
        lambda pair: Heat(max(pair), min(pair)) if heat else None
    )
    offers = [
        Offer(
            f"a{at}", draw(amounts), draw(st.integers(-5, 30)), draw(st.integers(0, 5)),
            draw(st.sampled_from([0, 0, 60])), draw(warm),
        )
        for at in range(draw(st.integers(1, most)))
    ]  # fmt: skip
    needs = [
        Need(
            f"b{at}", draw(amounts), draw(st.integers(0, 30)), draw(st.integers(0, 5)),
            draw(st.sampled_from([0, 0, 0, 0.25])), draw(warm),
        )
        for at in range(draw(st.integers(1, most)))
    ]  # fmt: skip
    pump = st.sampled_from([None, Pump(40, 20)]) if heat else st.none()
    ways = [
        Exchange(
            offer.id, need.id, draw(st.integers(0, 40)), draw(st.integers(0, 3)),
            draw(st.sampled_from([1, 1, 0.5])), 1.0, draw(st.sampled_from([0, 0, 100])),
            draw(st.sampled_from([float("inf"), float("inf"), 0.5])),
            draw(st.sampled_from([0, 0, 15])), draw(pump),
        )
        for offer, need in product(offers, needs)
        if draw(st.booleans())
    ]  # fmt: skip
    named = tuple(Season(f"s{at}", 52.0 / count) for at in range(count))
    return Problem(named, tuple(offers), tuple(needs), tuple(ways))


def check_kept(problem, plan):
    """No amount, capacity, lot or least is passed; the gain is that of the flows."""
    offers = {one.id: one for one in problem.offers}
    needs = {one.id: one for one in problem.needs}
    ways = {(one.offer, one.need): one for one in problem.exchanges}
    close = {"abs": 1e-5}
    for at, season in enumerate(problem.seasons):
        flows = [flow for flow in plan.flows if flow.season == season.name]
        for id, offer in offers.items():
            assert sum(f.sent for f in flows if f.offer == id) <= offer.amounts[at] + 1e-5
        for id, need in needs.items():
            got = sum(f.arrived for f in flows if f.need == id)
            assert need.amounts[at] * need.least - 1e-5 <= got <= need.amounts[at] + 1e-5
        for flow in flows:
            way = ways[flow.offer, flow.need]
            assert way.lot - 1e-5 <= flow.sent <= way.capacity * season.weeks + 1e-5
            if not way.pump:
                assert flow.pumped == 0
                assert flow.arrived == pytest.approx(flow.sent * way.useful, **close)
    _check_paid(plan, offers, ways)


def _check_paid(plan, offers, ways):
    close = {"abs": 1e-5}
    there = {(one.kind, one.offer, one.need) for one in plan.opened}
    for flow in plan.flows:
        way = ways[flow.offer, flow.need]
        assert not way.fixed_cost or ("connection", flow.offer, flow.need) in there
        assert not offers[flow.offer].fixed_cost or ("supply", flow.offer, "") in there
        if flow.pumped:
            assert ("pump", flow.offer, flow.need) in there
    fixed = sum(one.cost for one in plan.opened)
    assert plan.fixed_costs == pytest.approx(fixed, **close)
    assert plan.gain == pytest.approx(sum(f.gain for f in plan.flows) - fixed, **close)
    if plan.objective is not Objective.GAIN:
        assert plan.gain >= -1e-5
