"""The Method of Equal Shares, and what may follow it.

Peters and Skowron, "Proportionality and the limits of welfarism" (EC 2020); Peters, Pierczyński and
Skowron, "Proportional participatory budgeting with additive utilities" (NeurIPS 2021): each voter
gets an equal share of the budget; projects are bought by their supporters, the one with the lowest
rho first, where a supporter pays rho times the utility, or all that is left when that is less.

It may leave money. `add1` raises all shares by a unit as long as the result stays within the budget
(steps that change nothing are passed over, see `steady`); `add1u` then fills up by votes;
`utilitarian` fills up at once.
"""

from fractions import Fraction

from naober.engines.prioritising.profile import Profile
from naober.engines.prioritising.spending import Spending
from naober.engines.prioritising.steady import Leap


def first_share(profile: Profile) -> Fraction:
    """What each voter starts with."""
    return Fraction(profile.budget, profile.voters) if profile.voters else Fraction(0)


def add1(profile: Profile, unit: Fraction) -> int:
    """How many times the share can be raised by `unit`, one after another, before the first time
    that the budget is overspent; no further than until everything is bought that anybody wants."""
    all_wanted = sum(1 for candidate in profile.candidates if candidate.total)
    share = first_share(profile)
    run = Spending(profile, share).run()
    steps = last = 0
    leap = Leap(unit)
    while run.cost <= profile.budget:
        if len(run.choices) == all_wanted:
            return steps
        last = steps + leap.over(run)
        steps = last + 1
        run = Spending(profile, share + steps * unit, hints=run).run()
    return last
