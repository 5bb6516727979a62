"""What it is worth: against published examples, and by what must always hold."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naober.features.investments.worth import (
    Outlay,
    flows_of,
    irr,
    npv,
    payback,
    swings,
    worth,
)

SURE = (1.0, 1.0, 1.0)


def outlay(cost=100.0, benefit=30.0, years=5, rate=0.1, **other):
    return Outlay(
        **{
            "cost": cost,
            "yearly": 0.0,
            "benefit": (benefit,) * 3,
            "factor": SURE,
            "phasing": (1.0,),
            "lifetime": years,
            "rate": rate,
        }
        | other
    )


def test_a_worked_example_of_a_spreadsheet():
    """-70000, 12000, 15000, 18000, 21000, 26000: its IRR is 8.66% after five years, -2.12% after
    four; its own example (support.microsoft.com, IRR function)."""
    flows = np.array([-70_000.0, 12_000, 15_000, 18_000, 21_000, 26_000])
    assert round(irr(flows), 4) == 0.0866
    assert round(irr(flows[:5]), 4) == -0.0212


def test_an_annuity_by_its_formula():
    asked = outlay()
    by_formula = -100 + 30 * (1 - 1.1**-5) / 0.1
    assert worth(asked).npv == pytest.approx(by_formula)
    assert worth(asked).payback == pytest.approx(100 / 30)


def test_who_builds_two_years_waits_two_years():
    flows = flows_of(outlay(phasing=(0.6, 0.4), yearly=2.0))
    assert flows.tolist() == [-60, -40, 28, 28, 28, 28, 28]
    assert payback(flows) == pytest.approx(1 + 100 / 28)


def test_never_earned_back_and_no_rate():
    flows = flows_of(outlay(benefit=0.0))
    assert (irr(flows), payback(flows)) == (None, None)


def test_a_range_around_what_is_likely_and_the_same_each_time():
    asked = outlay(benefit=30.0, factor=(0.9, 1.0, 1.25))
    asked = replace(asked, benefit=(20.0, 30.0, 40.0))
    found = worth(asked)
    assert worth(asked) == found
    assert found.low < found.npv < found.high
    assert 0 < found.chance < 1
    assert worth(outlay()).low == pytest.approx(worth(outlay()).high)


def test_a_tornado_has_the_widest_on_top_and_bad_below_good():
    asked = replace(outlay(yearly=3.0), benefit=(20.0, 30.0, 40.0), factor=(0.9, 1.0, 1.25))
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
    own = irr(flows)
    if own is not None:
        assert abs(npv(flows, own)) <= 1e-6 * max(cost, benefit * years / (1 + own))
    assert npv(flows_of(replace(asked, cost=cost * 2)), rate) < npv(flows, rate)
