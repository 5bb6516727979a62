"""Rows -> problems of the engines, and their answers in euros and in words. No other module here
knows an engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from naober.engines import costsharing
from naober.engines.costsharing.problem import sums
from naober.features.investments import rules
from naober.features.investments.models import Figures, Investment, Participation, Rule
from naober.features.investments.worth import Outlay, Swing, swings, worth
from naober.features.investments.worth import Worth as Worth
from naober.files.share_reasons import Words

CENT = Fraction(1, 100)
MOST_MISSING = 3
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Joining:
    """What counts of a company: its size, what it would pay alone (None: what its size costs), and
    its conditions."""

    key: str
    size: float
    alone: float | None = None
    least: int = 0
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The largest group whose conditions hold, with the share of each company in euros."""

    rule: str
    shares: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Reason:
    """What a company would pay alone, and why its share is what it is."""

    alone: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Case:
    """For one company: alone, and together as one of `companies`; what it hangs by then."""

    companies: int
    alone: Worth
    together: Worth
    swings: Sequence[Swing]


def case_with_alike(investment: Investment, figures: Figures, companies: int) -> Case:
    """As one of so many that are as large as this one: then each rule gives each the same."""
    size = float(figures.size)
    return _case(investment, figures, _net(investment, size * companies) / companies, companies)


def case_with_share(
    investment: Investment, figures: Figures, share: Decimal, companies: int
) -> Case:
    """With the share that was agreed."""
    return _case(investment, figures, float(share), companies)


def costs_with_alike(
    investment: Investment, figures: Figures, numbers: Sequence[int]
) -> list[Decimal]:
    """What each pays when so many of this size join."""
    size = float(figures.size)
    found = [_net(investment, size * number) / number for number in numbers]
    return [Decimal(round(one)) for one in found]


def curve(investment: Investment, sizes: Sequence[Decimal]) -> list[Decimal]:
    """What a unit of size costs, for these sizes."""
    return [Decimal(round(_net(investment, float(size)) / float(size))) for size in sizes]


def _case(investment: Investment, figures: Figures, share: float, companies: int) -> Case:
    alone = figures.alone_cost
    cost = _net(investment, float(figures.size)) if alone is None else float(alone)
    apart = _outlay(investment, figures, cost, 1)
    joined = _outlay(investment, figures, share, companies)
    return Case(companies, worth(apart), worth(joined), swings(joined))


def _outlay(investment: Investment, figures: Figures, cost: float, companies: int) -> Outlay:
    """The yearly cost goes with the investment before subsidy; of what the company said that it
    would pay alone no more is known."""
    gross = cost
    if companies > 1 or figures.alone_cost is None:
        size = float(figures.size) * companies
        whole = float(gross_cost(investment, np.array([size]))[0])
        gross = cost * whole / max(_net(investment, size), 1e-9)
    dearer, cheaper = float(investment.dearer_percent), float(investment.cheaper_percent)
    likely = (figures.benefit_low, figures.benefit_likely, figures.benefit_high)
    low, middle, high = (float(one) for one in likely)
    return Outlay(
        cost=cost,
        yearly=gross * float(investment.yearly_percent) / 100,
        benefit=(low, middle, high),
        factor=(1 - cheaper / 100, 1.0, 1 + dearer / 100),
        phasing=tuple(part / 100 for part in investment.phasing),
        lifetime=investment.lifetime,
        rate=float(investment.discount_percent) / 100,
    )


def _net(investment: Investment, size: float) -> float:
    return float(net_cost(investment, np.array([size]))[0])


def largest_group(investment: Investment, asked: Sequence[Participation]) -> Group | None:
    """Under the rule with the most votes."""
    rule = voted(asked)
    shares = _largest(investment, [_joining(part) for part in asked], rule)
    if not shares:
        return None
    return Group(rule, {int(key): _decimal(share) for key, share in shares.items()})


def voted(asked: Sequence[Participation]) -> str:
    return rules.vote((part.pledge.rule for part in asked), Rule.values, Rule.PROPORTIONAL)


def outlook(investment: Investment, asked: Sequence[Participation]) -> dict[str, Any]:
    """In four kinds: it flies, so many more, far, or too early to say. Those who are missing are
    taken to be as large as the others are on average, and to have no conditions."""
    if len(asked) < rules.LEAST_NEW:
        return {"outlook": "early"}
    rule, joining = voted(asked), [_joining(part) for part in asked]
    size = sum(one.size for one in joining) / len(joining)
    for more in range(MOST_MISSING + 1):
        alike = [Joining(f"{place}+", size) for place in range(more)]
        if _largest(investment, [*joining, *alike], rule):
            return {"outlook": "near", "more": more} if more else {"outlook": "flies"}
    return {"outlook": "far"}


def shares(
    investment: Investment, parties: Iterable[Participation], rule: str
) -> dict[int, Decimal]:
    """In cents that add up to what it costs."""
    found = _shares(investment, [_joining(part) for part in parties], rule)
    return {int(key): _decimal(share) for key, share in found.items()}


@dataclass(frozen=True, slots=True)
class Division:
    """Of companies that all let somebody calculate: by name, alone and together; whether a group of
    them is better off by itself, in words; what other rules hold against it."""

    alone: Mapping[str, Decimal]
    shares: Mapping[str, Decimal]
    verdict: str
    objections: Sequence[str]


def divided(
    investment: Investment, figures: Mapping[str, Figures], rule: str, language: str
) -> Division:
    joining = [
        Joining(
            name,
            float(one.size),
            None if one.alone_cost is None else float(one.alone_cost),
        )
        for name, one in figures.items()
    ]
    game = _game(investment, joining)
    asked = costsharing.Rule(rule)
    found = costsharing.solve(game, [costsharing.Rule(one) for one in Rule.values])
    division = found[asked]
    cents = costsharing.rounded(list(division.shares.values()), CENT)
    alone = dict(zip(game.players, game.alone(), strict=True))
    words = Words(game.sense, alone, language)
    return Division(
        {name: _decimal(cost) for name, cost in alone.items()},
        {name: _decimal(share) for name, share in zip(division.shares, cents, strict=True)},
        words.verdict(division) if len(joining) > 1 else "",
        [words.objection(one) for one in division.objections(found)],
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """What a company pays that comes in later, in euros: for making it larger, and to those of the
    group (`back`, by company), as far as its life is not over."""

    price: Decimal
    growth: Decimal
    back: Mapping[int, Decimal]


def entry(
    investment: Investment,
    parties: Sequence[Participation],
    newcomer: Participation,
    *,
    left: float,
) -> Entry:
    """As if it had been there from the start, by the rule that was agreed, for the part of the life
    that is `left`. Nobody of the group pays more because somebody comes in."""
    new = _shares(investment, [_joining(part) for part in (*parties, newcomer)], investment.rule)
    remains = Fraction(left).limit_denominator(10_000)
    less = {
        part.company_id: Fraction(part.share or 0) - new[str(part.company_id)] for part in parties
    }
    back = {pk: _decimal(max(Fraction(0), one) * remains) for pk, one in less.items()}
    whole = sum(new.values()) - sum((Fraction(part.share or 0) for part in parties), Fraction(0))
    growth = _decimal(max(Fraction(0), whole) * remains)
    return Entry(growth + sum(back.values(), Decimal(0)), growth, back)


def reasons(
    investment: Investment, parties: Sequence[Participation], language: str
) -> dict[int, Reason]:
    """By company, of the shares as they were agreed."""
    joining = [_joining(part, part.company.name) for part in parties]
    game = _game(investment, joining)
    rule = costsharing.Rule(investment.rule)
    division = costsharing.solve(game, [rule])[rule]
    agreed = {part.company.name: Fraction(part.share or 0) for part in parties}
    division = replace(division, shares=agreed)
    alone = dict(zip(game.players, game.alone(), strict=True))
    words = Words(game.sense, alone, language)
    return {
        part.company_id: Reason(
            _decimal(alone[part.company.name]), words.share(division, part.company.name)
        )
        for part in parties
    }


def _joining(part: Participation, key: str = "") -> Joining:
    figures: Figures = part.figures
    pledge = getattr(part, "pledge", None)
    return Joining(
        key or str(part.company_id),
        float(figures.size),
        None if figures.alone_cost is None else float(figures.alone_cost),
        (pledge.least_companies or 0) if pledge else 0,
        float(pledge.most_share) if pledge and pledge.most_share is not None else None,
    )


def _shares(investment: Investment, joining: Sequence[Joining], rule: str) -> dict[str, Fraction]:
    asked = costsharing.Rule(rule)
    found = costsharing.solve(_game(investment, joining), [asked])[asked].shares
    cents = costsharing.rounded(list(found.values()), CENT)
    return dict(zip(found, cents, strict=True))


def gross_cost(investment: Investment, sizes: Floats) -> Floats:
    """What these sizes cost."""
    relative = sizes / float(investment.reference_size)
    scaled = float(investment.reference_cost) * relative ** float(investment.exponent)
    return np.where(sizes > 0, scaled + float(investment.fixed_cost), 0.0)


def net_cost(investment: Investment, sizes: Floats) -> Floats:
    """The same, less the subsidy."""
    cost = gross_cost(investment, sizes)
    subsidy = cost * float(investment.subsidy_percent) / 100
    if investment.subsidy_most is not None:
        subsidy = np.minimum(subsidy, float(investment.subsidy_most))
    return cost - subsidy


def _largest(investment: Investment, joining: Sequence[Joining], rule: str) -> dict[str, Fraction]:
    """Who has a condition that does not hold falls out, again and again. With shares that rise when
    somebody leaves this is the largest group."""
    inside = list(joining)[: rules.MOST_COMPANIES]
    while len(inside) >= rules.LEAST_TOGETHER:
        found = _shares(investment, inside, rule)
        kept = [one for one in inside if _holds(one, found[one.key], len(inside), investment)]
        if len(kept) == len(inside):
            return found
        inside = kept
    return {}


def _holds(one: Joining, share: Fraction, number: int, investment: Investment) -> bool:
    """Its conditions; and nobody pays more than alone, whatever it said."""
    alone = one.alone
    if alone is None:
        alone = float(net_cost(investment, np.array([one.size]))[0])
    limit = alone if one.most is None else min(alone, one.most)
    return number >= one.least and float(share) <= limit + 0.005


def _game(investment: Investment, joining: Sequence[Joining]) -> costsharing.Game:
    """What each group pays by itself: the cost of its sizes together, and alone what the company
    said that it would pay then."""
    values = np.round(net_cost(investment, sums([one.size for one in joining])), 2)
    values[0] = 0.0
    for place, one in enumerate(joining):
        if one.alone is not None:
            values[1 << place] = one.alone
    names = [one.key for one in joining]
    return costsharing.game_of_values(names, values, costsharing.Sense.COST)


def _decimal(amount: Fraction) -> Decimal:
    cents = round(amount * 100)
    return Decimal(cents) / 100
