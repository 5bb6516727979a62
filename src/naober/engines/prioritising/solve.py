"""From an election and a method to an outcome."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from naober.engines.prioritising.epsilon import Trifles
from naober.engines.prioritising.greedy import greedy
from naober.engines.prioritising.phragmen import phragmen
from naober.engines.prioritising.problem import Completion, Election, Method, Rule
from naober.engines.prioritising.profile import Profile, profile_of
from naober.engines.prioritising.result import Account, Outcome, Payments, Step
from naober.engines.prioritising.shares import add1, first_share
from naober.engines.prioritising.spending import Spending

BY_VOTES = (Completion.UTILITARIAN, Completion.ADD1_UTILITARIAN)


def solve(election: Election, method: Method) -> Outcome:
    """What `method` chooses. The same in any order of projects and ballots."""
    return _RULES[method.rule](profile_of(election, method), method)


def _greedy(profile: Profile, method: Method) -> Outcome:
    steps = greedy(profile, stop=method.completion is Completion.NO_SKIP)
    return Outcome(method, tuple(steps), profile.money(profile.budget))


def _phragmen(profile: Profile, method: Method) -> Outcome:
    steps, payments = phragmen(profile, skip=method.completion is Completion.SKIP)
    steps += _by_votes(profile, method, steps)
    account = Account(profile, lambda: payments, None)
    return Outcome(method, tuple(steps), profile.money(profile.budget), account=account)


def _equal_shares(profile: Profile, method: Method) -> Outcome:
    """The run that counts is done once more, to find the ties."""
    share, raised = first_share(profile), 0
    if method.completion in (Completion.ADD1, Completion.ADD1_UTILITARIAN):
        unit = Fraction(method.unit) * profile.scale
        raised = add1(profile, unit)
        share += raised * unit
    run = Spending(profile, share).run(ties=True)
    steps = _steps(run)
    more: Payments = ()
    if method.completion is Completion.EPSILON:
        left = [run.purses.exact_left(group) for group in range(len(profile.heads))]
        trifles = Trifles(profile, left)
        steps += trifles.run({step.project for step in steps})
        more = trifles.payments
    steps += _by_votes(profile, method, steps)
    account = Account(profile, lambda: [*payments_of(run), *more], share)
    budget = profile.money(profile.budget)
    return Outcome(method, tuple(steps), budget, profile.money(share), raised, account)


def _steps(run: Spending) -> list[Step]:
    profile = run.profile
    prices = run.purses.prices()
    return [
        Step(
            candidate.id,
            profile.money(candidate.cost),
            profile.level(candidate, price),
            profile.money(price) * profile.points_scale,
            tuple(profile.candidates[place].id for place in choice.tied),
        )
        for choice, price in zip(run.choices, prices, strict=True)
        for candidate in [profile.candidates[choice.place]]
    ]


def payments_of(run: Spending) -> Payments:
    """What each group paid per head in a run of Equal Shares."""
    found = []
    for number, (bought, price) in enumerate(
        zip(run.purses.bought, run.purses.prices(), strict=True)
    ):
        emptied = {
            group: run.purses.exact_before(group, number) for group in map(int, bought.emptied)
        }
        poor = {*emptied, *_without(run, number)}
        rich = {
            group: price * run.profile.points[group][bought.candidate.id]
            for group in map(int, bought.candidate.groups)
            if group not in poor
        }
        found.append((bought.candidate.id, {**emptied, **rich}))
    return found


def _without(run: Spending, number: int) -> set[int]:
    """The groups that had nothing left before a purchase."""
    return {int(group) for bought in run.purses.bought[:number] for group in bought.emptied}


def _by_votes(profile: Profile, method: Method, steps: list[Step]) -> list[Step]:
    if method.completion not in BY_VOTES:
        return []
    taken = {step.project for step in steps}
    spent = sum(int(step.cost * profile.scale) for step in steps)
    return greedy(profile, taken=taken, spent=spent, completing=True)


_RULES: Mapping[Rule, Callable[[Profile, Method], Outcome]] = {
    Rule.EQUAL_SHARES: _equal_shares,
    Rule.PHRAGMEN: _phragmen,
    Rule.GREEDY: _greedy,
}
