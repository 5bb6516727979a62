"""Rows -> problems of the engines, and their answers in euros and in words. No other module here
knows an engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from naober.engines import costsharing, investing
from naober.engines.investing import Cost, Joining, Outlay, Swing, Worth
from naober.features.investments import rules
from naober.features.investments.models import Figures, Investment, Participation, Rule
from naober.files.investment_shares import CENT, game_of, in_cents, shares_by
from naober.files.share_reasons import Words

SEED = 20_261_201  # the same question gives the same answer
__all__ = ["Swing", "Worth"]  # read by the pages


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


def year_with_share(
    investment: Investment, figures: Figures, share: Decimal, companies: int
) -> tuple[Decimal, Decimal]:
    """What a year costs and brings once it works, as it was planned; in euros."""
    planned = _outlay(investment, figures, float(share), companies)
    return Decimal(round(planned.yearly)), figures.benefit_likely


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
    apart_worth, joined_worth = (investing.worth(one, SEED) for one in (apart, joined))
    return Case(companies, apart_worth, joined_worth, investing.swings(joined))


def _outlay(investment: Investment, figures: Figures, cost: float, companies: int) -> Outlay:
    """The yearly cost goes with the investment before subsidy; of what the company said that it
    would pay alone no more is known."""
    gross = cost
    if companies > 1 or figures.alone_cost is None:
        size = float(figures.size) * companies
        whole = float(cost_of(investment).gross(np.array([size]))[0])
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
    return float(cost_of(investment).net(np.array([size]))[0])


def largest_group(investment: Investment, asked: Sequence[Participation]) -> Group | None:
    """Under the rule with the most votes."""
    rule = voted(asked)
    joining = sorted(map(_joining, asked), key=lambda one: -one.size)[: rules.MOST_COMPANIES]
    cost = cost_of(investment)
    held = investing.largest(joining, cost, shares_by(cost, costsharing.Rule(rule))).shares
    if not held:
        return None
    group = [one for one in joining if one.key in held]
    return Group(rule, _by_company(investment, group, rule))


def voted(asked: Sequence[Participation]) -> str:
    return rules.vote((part.pledge.rule for part in asked), Rule.values, Rule.PROPORTIONAL)


def outlook(investment: Investment, asked: Sequence[Participation]) -> dict[str, Any]:
    """In four kinds: it flies, so many more, far, or too early to say. Those who are missing are
    taken to be as large as the others are on average, and to have no conditions."""
    if len(asked) < rules.LEAST_NEW:
        return {"outlook": "early"}
    cost, joining = cost_of(investment), [_joining(part) for part in asked]
    more = investing.missing(joining, cost, shares_by(cost, costsharing.Rule(voted(asked))))
    if more is None:
        return {"outlook": "far"}
    return {"outlook": "near", "more": more} if more else {"outlook": "flies"}


def shares(
    investment: Investment, parties: Iterable[Participation], rule: str
) -> dict[int, Decimal]:
    """In cents that add up to what it costs."""
    return _by_company(investment, [_joining(part) for part in parties], rule)


def _by_company(
    investment: Investment, joining: Sequence[Joining], rule: str
) -> dict[int, Decimal]:
    found = in_cents(cost_of(investment), joining, costsharing.Rule(rule))
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
    game = game_of(cost_of(investment), joining)
    asked = costsharing.Rule(rule)
    found = costsharing.solve(game, [costsharing.Rule(one) for one in Rule.values])
    division = found[asked]
    cents = costsharing.rounded(list(division.shares.values()), CENT)
    alone = dict(zip(game.players, game.alone(), strict=True))
    words = Words(game.sense, alone, language, in_euros=True)
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
    years: float,
) -> Entry:
    """As if it had been there from the start, by the agreed rule, for what is left after so many
    `years`. Nobody of the group pays more because somebody comes in."""
    everybody = [_joining(part) for part in (*parties, newcomer)]
    rule = costsharing.Rule(investment.rule)
    after = in_cents(cost_of(investment), everybody, rule)
    rate = float(investment.discount_percent) / 100
    found = investing.late_entry(
        {str(part.company_id): float(part.share or 0) for part in parties},
        {key: float(share) for key, share in after.items()},
        investing.left_of(investment.lifetime, years, rate),
    )
    back = {int(key): _decimal(Fraction(one)) for key, one in found.back.items()}
    growth = _decimal(Fraction(found.extension))
    return Entry(growth + sum(back.values(), Decimal(0)), growth, back)


def reasons(
    investment: Investment, parties: Sequence[Participation], language: str
) -> dict[int, Reason]:
    """By company, of the shares as they were agreed."""
    rule = costsharing.Rule(investment.rule)
    agreed = {part.company.name: Fraction(part.share or 0) for part in parties}
    alone = {part.company.name: _alone(investment, part.figures) for part in parties}
    division = costsharing.Division(rule, costsharing.Sense.COST, agreed)
    words = Words(division.sense, alone, language, in_euros=True)
    return {
        part.company_id: Reason(
            _decimal(alone[part.company.name]), words.share(division, part.company.name)
        )
        for part in parties
    }


def _alone(investment: Investment, figures: Figures) -> Fraction:
    """What a company says that it would pay alone, else what its size costs; to the cent."""
    if figures.alone_cost is not None:
        return Fraction(figures.alone_cost)
    return Fraction(round(_net(investment, float(figures.size)) * 100), 100)


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


def cost_of(investment: Investment) -> Cost:
    """What sizes cost."""
    most = investment.subsidy_most
    return Cost(
        float(investment.reference_cost),
        float(investment.reference_size),
        float(investment.exponent),
        float(investment.fixed_cost),
        float(investment.subsidy_percent) / 100,
        None if most is None else float(most),
    )


def _decimal(amount: Fraction) -> Decimal:
    cents = round(amount * 100)
    return Decimal(cents) / 100
