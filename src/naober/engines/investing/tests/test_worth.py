"""What it is worth: against published examples, and by what must always hold."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naober.engines.investing import (
    InvestmentError,
    Outlay,
    flows_of,
    npv,
    payback,
    rate_of_return,
    rates_of_return,
    swings,
    worth,
)
from naober.engines.investing.worth import HIGHEST, LOWEST


def outlay(cost=100.0, benefit=30.0, years=5, rate=0.1, **other):
    return Outlay(cost, 0.0, (benefit,) * 3, lifetime=years, rate=rate, **other)


def test_a_worked_example_of_a_spreadsheet():
    """-70000, 12000, 15000, 18000, 21000, 26000: its IRR is 8.66% after five years, -2.12% after
    four; its own example (support.microsoft.com, IRR function)."""
    flows = np.array([-70_000.0, 12_000, 15_000, 18_000, 21_000, 26_000])
    assert round(rate_of_return(flows), 4) == 0.0866
    assert round(rate_of_return(flows[:5]), 4) == -0.0212


def test_two_rates_are_told_as_two_and_none_as_none():
    """-4000, 25000, -25000 is worth nothing at 25% and at 400% (the oil pump of Lorie and Savage,
    Three problems in rationing capital, 1955, in the numbers of Brealey, Myers and Allen)."""
    flows = np.array([-4_000.0, 25_000, -25_000])
    assert rates_of_return(flows) == pytest.approx([0.25, 4.0])
    assert rate_of_return(flows) is None
    assert rates_of_return(np.array([1_000.0, -3_000, 2_500])) == []


def test_an_annuity_by_its_formula():
    asked = outlay()
    by_formula = -100 + 30 * (1 - 1.1**-5) / 0.1
    found = worth(asked, seed=1)
    assert found.npv == pytest.approx(by_formula)
    assert found.payback == pytest.approx(100 / 30)
    # Discounted it takes longer: after four years 95.1 of the 100 came in, and 18.6 in the fifth.
    assert found.discounted_payback == pytest.approx(
        4 + (100 - 30 * (1 - 1.1**-4) / 0.1) * 1.1**5 / 30
    )


def test_who_builds_two_years_waits_two_years():
    flows = flows_of(replace(outlay(), phasing=(0.6, 0.4), yearly=2.0))
    assert flows.tolist() == [-60, -40, 28, 28, 28, 28, 28]
    assert payback(flows) == pytest.approx(1 + 100 / 28)


def test_never_earned_back_and_no_rate():
    flows = flows_of(outlay(benefit=0.0))
    assert (rate_of_return(flows), payback(flows)) == (None, None)


def test_the_draws_have_the_mean_and_the_range_of_their_distribution():
    """A triangle of 20, 30, 70 has the mean 40, and a tenth of it lies below 20 + sqrt(0.1 * 50 *
    10) (the inverse of its distribution)."""
    asked = Outlay(0.0, 0.0, (20.0, 30.0, 70.0), lifetime=1)
    found = worth(asked, seed=5, draws=200_000)
    assert found.low == pytest.approx(20 + np.sqrt(0.1 * 50 * 10), abs=0.2)
    assert found.high == pytest.approx(70 - np.sqrt(0.1 * 50 * 40), abs=0.2)
    dearer = Outlay(100.0, 0.0, (20.0, 30.0, 70.0), lifetime=3)
    # worth it when the benefit is above 33.33: 1 - F = (70 - x)^2 / (50 * 40)
    assert worth(dearer, 5, 200_000).chance == pytest.approx((70 - 100 / 3) ** 2 / 2_000, abs=0.005)


def test_the_same_each_time_and_the_same_luck_for_two():
    asked = replace(outlay(), benefit=(20.0, 30.0, 40.0), factor=(0.9, 1.0, 1.25))
    found = worth(asked, seed=3)
    assert worth(asked, seed=3) == found
    assert found.low < found.npv < found.high
    cheaper = worth(replace(asked, cost=90.0), seed=3)
    assert cheaper.low > found.low
    assert cheaper.chance >= found.chance
    assert worth(outlay(), 1).low == pytest.approx(worth(outlay(), 1).high)


def test_a_tornado_has_the_widest_on_top_and_bad_below_good():
    asked = replace(outlay(), yearly=3.0, benefit=(20.0, 30.0, 40.0), factor=(0.9, 1.0, 1.25))
    found = swings(asked)
    assert {one.what for one in found} == {"benefit", "cost", "rate", "life", "yearly"}
    assert all(one.bad < one.good for one in found)
    widths = [one.good - one.bad for one in found]
    assert widths == sorted(widths, reverse=True)
    assert found[0].what == "benefit"


amounts = st.floats(1, 1e7)


@given(amounts, amounts, st.integers(1, 60), st.floats(0.001, 0.5))
def test_at_its_own_rate_it_is_worth_nothing_and_dearer_is_worth_less(cost, benefit, years, rate):
    asked = outlay(cost, benefit, years, rate)
    flows = flows_of(asked)
    own = rate_of_return(flows)
    if own is not None:
        assert abs(npv(flows, own)) <= 1e-6 * max(cost, benefit * years / (1 + own))
    assert npv(flows_of(replace(asked, cost=cost * 2)), rate) < npv(flows, rate)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=8))
def test_there_are_no_more_rates_than_changes_of_sign(flows):
    """Descartes, 1637; and each told rate is one."""
    found = rates_of_return(np.array(flows))
    signs = [np.sign(one) for one in flows if one]
    changes = sum(a != b for a, b in itertools.pairwise(signs))
    assert len(found) <= changes
    for rate in found:
        assert LOWEST <= rate <= HIGHEST
        around = max(abs(npv(np.array(flows), rate * 1.001 - 1e-4)), 1e-9 * sum(map(abs, flows)))
        assert abs(npv(np.array(flows), rate)) <= around + 1e-6 * sum(map(abs, flows))


@pytest.mark.parametrize(
    "wrong",
    [
        {"cost": -1.0},
        {"cost": float("nan")},
        {"benefit": (3.0, 2.0, 4.0)},
        {"phasing": (0.5, 0.4)},
        {"phasing": ()},
        {"lifetime": 0},
        {"lifetime": 61},
        {"rate": 1.5},
        {"factor": (-0.1, 1.0, 1.0)},
    ],
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(InvestmentError):
        replace(outlay(), **wrong)
