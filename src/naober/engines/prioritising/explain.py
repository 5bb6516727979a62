"""What would have changed with a little more, and what each voter's share bought."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from naober.engines.prioritising.greedy import shortfalls as greedy_shortfalls
from naober.engines.prioritising.phragmen import shortfalls as phragmen_shortfalls
from naober.engines.prioritising.problem import Completion, Election, Method, Number, Rule
from naober.engines.prioritising.profile import Profile, profile_of
from naober.engines.prioritising.result import Outcome
from naober.engines.prioritising.shares import first_share
from naober.engines.prioritising.solve import solve
from naober.engines.prioritising.spending import Spending
from naober.engines.prioritising.steady import Leap


@dataclass(frozen=True, slots=True)
class Change:
    """With `extra` more, `enters` would have been chosen as well, and `leaves` not.

    `smallest`: nothing less changes anything (for Equal Shares: no smaller number of whole `coin`s
    of budget does). Without it, a coin less changes nothing, but far less might. For add1 it is the
    step that was not taken: its choice costs `extra` more than there is.
    """

    extra: Fraction
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    smallest: bool = True


def with_more(
    election: Election, method: Method, outcome: Outcome, coin: Number = 1
) -> Change | None:
    """What a larger budget changes first; None when it changes nothing."""
    if method.rule is Rule.EQUAL_SHARES and method.completion is Completion.NONE:
        return _shares(election, method, Fraction(coin))
    if method.completion is Completion.ADD1:
        return _step_not_taken(election, method, outcome)
    profile = profile_of(election, method)
    if method.rule is Rule.GREEDY:
        return _at(election, outcome, greedy_shortfalls(profile, _stops(method)), profile)
    if method.rule is Rule.PHRAGMEN and method.completion is not Completion.UTILITARIAN:
        return _at(election, outcome, phragmen_shortfalls(profile, _stops(method)), profile)
    return _searched(election, method, outcome, Fraction(coin))


def bought_with(outcome: Outcome) -> Mapping[str, Mapping[str, Fraction]]:
    """By voter: what the voter paid for each project."""
    found: defaultdict[str, dict[str, Fraction]] = defaultdict(dict)
    if outcome.account is not None:
        for project, paid in outcome.account.paid.items():
            for voter, amount in paid.items():
                found[voter][project] = amount
    return dict(found)


def _stops(method: Method) -> bool:
    if method.rule is Rule.GREEDY:
        return method.completion is Completion.NO_SKIP
    return method.completion is Completion.NONE


def _at(
    election: Election, outcome: Outcome, missing: list[int], profile: Profile
) -> Change | None:
    """Every decision is the same until the first project that lacked money lacks it no more."""
    if not missing:
        return None
    extra = profile.money(min(missing))
    more = solve(replace(election, budget=election.budget + extra), outcome.method)
    return _change(extra, outcome.selected, more.selected)


def _change(
    extra: Fraction, before: tuple[str, ...], after: tuple[str, ...], *, smallest: bool = True
) -> Change:
    enters = tuple(id for id in after if id not in before)
    return Change(extra, enters, tuple(id for id in before if id not in after), smallest)


def _shares(election: Election, method: Method, coin: Fraction) -> Change | None:
    """Coin by coin, passing over those that change nothing."""
    profile = profile_of(election, method)
    if not profile.voters:
        return None
    start, step = first_share(profile), coin * profile.scale / profile.voters
    first = run = Spending(profile, start).run()
    wanted = sum(1 for candidate in profile.candidates if candidate.total)
    steps, leap = 0, Leap(step)
    while set(run.order) == set(first.order):
        if len(run.order) == wanted:
            return None
        steps += leap.over(run) + 1
        run = Spending(profile, start + steps * step, hints=run).run()
    return _change(steps * coin, _ids(first), _ids(run))


def _step_not_taken(election: Election, method: Method, outcome: Outcome) -> Change | None:
    profile = profile_of(election, method)
    share = (outcome.share or Fraction(0)) * profile.scale
    now = Spending(profile, share).run()
    after = Spending(profile, share + Fraction(method.unit) * profile.scale, hints=now).run()
    if after.cost <= profile.budget:
        return None
    return _change(profile.money(after.cost - profile.budget), _ids(now), _ids(after))


def _ids(run: Spending) -> tuple[str, ...]:
    return tuple(run.profile.candidates[place].id for place in run.order)


def _searched(
    election: Election, method: Method, outcome: Outcome, coin: Fraction
) -> Change | None:
    """Doubled until something changes, then halved to the coin that does it."""
    everything = sum((Fraction(p.cost) for p in election.projects), Fraction(0))
    before = set(outcome.selected)

    def chosen(coins: int) -> tuple[str, ...]:
        return solve(replace(election, budget=election.budget + coins * coin), method).selected

    same, other = 0, 1
    while set(chosen(other)) == before:
        if other * coin > everything:
            return None
        same, other = other, other * 2
    while other - same > 1:
        middle = (same + other) // 2
        same, other = (middle, other) if set(chosen(middle)) == before else (same, middle)
    return _change(other * coin, outcome.selected, chosen(other), smallest=False)
