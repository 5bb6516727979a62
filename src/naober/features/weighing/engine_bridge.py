"""Rows to an election, and its outcome to plain values that can be kept.

What is counted and what came of it are JSON: amounts are exact fractions as texts, candidates go by
their number, voters by a code. The ids that the engine gets begin with the place in the order of
ties, so that one order of ids tells equals apart: what people put first, then most points, then the
cheapest, then the place in the list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from naober.engines.prioritising import (
    Ballot,
    Change,
    Completion,
    Election,
    Outcome,
    Project,
    Rule,
    TieBreak,
    bought_with,
    compare,
    solve,
    with_more,
)
from naober.engines.prioritising import Method as EngineMethod
from naober.features.weighing.models import Method, Round, Unit
from naober.files.pabulib_writing import pabulib_text
from naober.foundation.audience.crowd import MIN_CROWD, is_crowd

STEPS = 100  # a share grows by one hundredth of itself in a step: 300 candidates in a second
# What more of the budget would change is looked for in thousandths of it, of whole ones of these.
COIN = {Unit.EURO: Fraction(1), Unit.HOURS: Fraction(1, 100), Unit.PLACES: Fraction(1, 100)}
COARSE = 5  # percent: what is told of groups in a secret round is rounded to this
Groups = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate as it was counted."""

    pk: int
    cost: Fraction
    title: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that an outcome follows from. `ballots` are points by candidate, by voter."""

    budget: Fraction
    method: str
    unit: str
    choices: tuple[Choice, ...]
    ballots: Mapping[str, Mapping[int, int]]
    ties: tuple[int, ...] = ()
    rank: Mapping[int, int] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        score = self.scores()
        first = {pk: place for place, pk in enumerate(self.ties)}
        order = sorted(
            enumerate(self.choices),
            key=lambda c: (first.get(c[1].pk, len(first)), -score[str(c[1].pk)], c[1].cost, c[0]),
        )
        rank = {choice.pk: place for place, (_at, choice) in enumerate(order)}
        object.__setattr__(self, "rank", rank)

    def id_of(self, pk: int) -> str:
        return f"{self.rank[pk]:05}-{pk}"

    def election(self) -> Election:
        projects = tuple(
            Project(self.id_of(c.pk), c.cost, c.title, (c.theme,) if c.theme else ())
            for c in self.choices
        )
        ballots = tuple(
            Ballot(voter, {self.id_of(pk): given for pk, given in points.items() if given})
            for voter, points in self.ballots.items()
        )
        return Election(projects, ballots, self.budget)

    def engine_method(self, method: str = "") -> EngineMethod:
        """Nothing is chosen that nobody voted for, whatever the rule."""
        rule, _plus, completion = (method or self.method).partition("+")
        return EngineMethod(
            Rule(rule),
            Completion(completion),
            ties=(TieBreak.ID,),
            unit=self.budget / (STEPS * max(1, len(self.ballots))),
            threshold=1,
        )

    def supporters(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {choice.pk: set() for choice in self.choices}
        for voter, points in self.ballots.items():
            for pk, given in points.items():
                if given > 0:
                    found[pk].add(voter)
        return found

    def scores(self) -> dict[str, int]:
        """The sum of points of each candidate."""
        score = {str(choice.pk): 0 for choice in self.choices}
        for points in self.ballots.values():
            for pk, given in points.items():
                score[str(pk)] += given
        return score

    def as_json(self) -> dict[str, Any]:
        return {
            "budget": str(self.budget),
            "method": self.method,
            "unit": self.unit,
            "candidates": [
                {"id": c.pk, "cost": str(c.cost), "title": c.title, "theme": c.theme}
                for c in self.choices
            ],
            "ballots": {
                voter: {str(pk): given for pk, given in points.items()}
                for voter, points in sorted(self.ballots.items())
            },
            "ties": list(self.ties),
        }


def read_asked(kept: Mapping[str, Any]) -> Asked:
    """What `as_json` wrote."""
    return Asked(
        Fraction(kept["budget"]),
        kept["method"],
        kept["unit"],
        tuple(
            Choice(c["id"], Fraction(c["cost"]), c["title"], c["theme"]) for c in kept["candidates"]
        ),
        {
            voter: {int(pk): given for pk, given in points.items()}
            for voter, points in kept["ballots"].items()
        },
        tuple(kept["ties"]),
    )


def asked_of(round_: Round, ballots: Mapping[str, Mapping[int, int]]) -> Asked:
    choices = tuple(
        Choice(c.pk, Fraction(c.cost), c.title, c.theme) for c in round_.candidates.all()
    )
    return Asked(
        Fraction(Decimal(round_.budget)),
        round_.method,
        round_.unit,
        choices,
        ballots,
        tuple(round_.tie_order),
    )


def would_choose(asked: Asked) -> tuple[int, ...]:
    """Only which, in order: fast enough to say while somebody types."""
    outcome = solve(asked.election(), asked.engine_method())
    return tuple(map(_pk, outcome.selected))


def answer_to(asked: Asked, groups: Groups, *, is_secret: bool) -> dict[str, Any]:
    """What is chosen and why, to be kept. In a secret round groups are put together until each has
    enough voters, and rounded, before anything is kept."""
    election, method = asked.election(), asked.engine_method()
    outcome = solve(election, method)
    others = {name: solve(election, asked.engine_method(name)) for name in _others(asked.method)}
    compared = {asked.method: outcome, **others}
    change = _with_more(election, method, outcome, _coin(asked))
    return {
        "voters": len(asked.ballots),
        "cost": str(outcome.cost),
        "share": _text(outcome.share),
        "left": str(outcome.budget - outcome.cost),
        "chosen": [
            {
                "id": _pk(step.project),
                "cost": str(step.cost),
                "tied": [_pk(other) for other in step.tied],
            }
            for step in outcome.steps
        ],
        "supporters": {str(pk): len(voters) for pk, voters in asked.supporters().items()},
        "scores": asked.scores(),
        "paid": _paid(outcome),
        "more": change
        and {
            "extra": str(change.extra),
            "enters": [_pk(id) for id in change.enters],
            "leaves": [_pk(id) for id in change.leaves],
            "smallest": change.smallest,
        },
        "rules": {name: [_pk(id) for id in each.selected] for name, each in compared.items()},
        "fair": _fairness(asked, election, compared, groups, is_secret=is_secret),
    }


def undecided_ties(asked: Asked, answer: Mapping[str, Any]) -> list[list[int]]:
    """Ties that change who is chosen, and in which nobody put one first: the one that the known
    order would take, then those it would not."""
    chosen = {step["id"] for step in answer["chosen"]}
    found = []
    for step in answer["chosen"]:
        lost = [pk for pk in step["tied"] if pk not in chosen]
        if lost and step["id"] not in asked.ties:
            found.append([step["id"], *lost])
    return found


def tells_nobody(answer: Mapping[str, Any]) -> bool:
    """Whether all ballots of a secret round may be shown without names: enough voters, and nothing
    that a few of them wanted."""
    few = [n for n in answer["supporters"].values() if n and not is_crowd(n)]
    return is_crowd(answer["voters"]) and not few


def as_pabulib(asked: Asked, question: str, selected: Sequence[int]) -> str:
    """Voters are numbered by what they wrote, so that a number tells nothing else."""
    written = sorted(sorted(points.items()) for points in asked.ballots.values())
    election = Election(
        tuple(
            Project(str(c.pk), c.cost, c.title, (c.theme,) if c.theme else ())
            for c in asked.choices
        ),
        tuple(
            Ballot(str(number), {str(pk): given for pk, given in points if given})
            for number, points in enumerate(written, start=1)
        ),
        asked.budget,
    )
    meta = {"description": question, "currency": {"euro": "EUR"}.get(asked.unit, asked.unit)}
    chosen = [str(pk) for pk in selected]
    return pabulib_text(election, meta, method=asked.engine_method(), selected=chosen)


def _coin(asked: Asked) -> Fraction:
    coin = COIN[Unit(asked.unit)]
    return coin * max(1, asked.budget // (coin * 1_000))


def _with_more(
    election: Election, method: EngineMethod, outcome: Outcome, coin: Fraction
) -> Change | None:
    """What a larger budget changes. Where votes divide the rest: what the cheapest to enter lacks,
    tried; less might change something too, which is not looked for (it takes too long)."""
    if method.completion is not Completion.ADD1_UTILITARIAN:
        return with_more(election, method, outcome, coin)
    taken, left = set(outcome.selected), outcome.budget - outcome.cost
    wanted = {id for ballot in election.ballots for id in ballot.points}
    lacks = [p.cost - left for p in election.projects if p.id in wanted - taken]
    if not lacks:
        return None
    extra = Fraction(min(lacks))
    more = solve(replace(election, budget=election.budget + extra), method).selected
    enters = tuple(id for id in more if id not in taken)
    leaves = tuple(id for id in outcome.selected if id not in more)
    return Change(extra, enters, leaves, smallest=False)


def _others(method: str) -> list[str]:
    """One of each other rule."""
    ours = method.partition("+")[0]
    side_by_side = (Method.EQUAL_SHARES, Method.PHRAGMEN, Method.GREEDY)
    return [name.value for name in side_by_side if name.partition("+")[0] != ours]


def _paid(outcome: Outcome) -> dict[str, dict[str, str]]:
    return {
        voter: {str(_pk(id)): str(amount) for id, amount in paid.items() if amount}
        for voter, paid in sorted(bought_with(outcome).items())
    }


def _fairness(
    asked: Asked,
    election: Election,
    compared: Mapping[str, Outcome],
    groups: Groups,
    *,
    is_secret: bool,
) -> dict[str, list[dict[str, Any]]]:
    if is_secret and not is_crowd(len(asked.ballots)):
        return {}
    found = {}
    for kind, of_voter in groups.items():
        by_voter = _in_crowds(of_voter, asked.ballots) if is_secret else of_voter
        fair = compare(election, compared, by_voter)
        rows = {name: each.groups for name, each in fair.items()}
        found[kind] = _rows(
            {label: {n: g[label].worth for n, g in rows.items()} for label in rows[asked.method]},
            {label: Fraction(served.voters) for label, served in rows[asked.method].items()},
            coarse=is_secret,
        )
    kinds = compare(election, compared, {})
    found["theme"] = _themes(asked, {n: fair.kinds for n, fair in kinds.items()}, is_secret)
    return {kind: rows for kind, rows in found.items() if len(rows) > 1}


def _themes(asked: Asked, kinds: Mapping[str, Any], is_secret: bool) -> list[dict[str, Any]]:
    """What votes asked to spend on each theme, and what was spent."""
    ours = kinds[asked.method]
    into = {label: label for label in ours}
    if is_secret:
        wanted: dict[str, set[str]] = {label: set() for label in ours}
        supporters = asked.supporters()
        for choice in asked.choices:
            wanted[choice.theme] |= supporters[choice.pk]
        into = _joined(wanted)
    spent: dict[str, dict[str, Fraction]] = {}
    due: dict[str, Fraction] = {}
    for label, other in into.items():
        row = spent.setdefault(other, dict.fromkeys(kinds, Fraction(0)))
        for name, of_rule in kinds.items():
            row[name] += of_rule[label].spent
        due[other] = due.get(other, Fraction(0)) + ours[label].asked
    return _rows(spent, due, coarse=is_secret)


def _in_crowds(of_voter: Mapping[str, str], voters: Mapping[str, Any]) -> dict[str, str]:
    members: dict[str, set[str]] = {}
    for voter in voters:
        members.setdefault(of_voter.get(voter, ""), set()).add(voter)
    into = _joined(members)
    return {voter: into[of_voter.get(voter, "")] for voter in voters}


def _joined(members: Mapping[str, set[str]]) -> dict[str, str]:
    """Groups with too few go together as "", with the next smallest until these too are enough:
    so that no group follows from the others by subtraction."""
    order = sorted(members, key=lambda label: (len(members[label]), label))
    rest: set[str] = set()
    into: dict[str, str] = {}
    for label in order:
        is_short = "" in into.values() and len(rest) < MIN_CROWD
        if not label or len(members[label]) < MIN_CROWD or is_short:
            rest |= members[label]
            into[label] = ""
        else:
            into[label] = label
    is_short = "" in into.values() and len(rest) < MIN_CROWD
    return dict.fromkeys(members, "") if is_short else into


def _rows(
    parts: Mapping[str, Mapping[str, Fraction]], due: Mapping[str, Fraction], *, coarse: bool
) -> list[dict[str, Any]]:
    """Percents of the whole, by group: what is due to it, and what it has under each rule."""
    names = {name for row in parts.values() for name in row}
    totals = {n: sum((row[n] for row in parts.values()), Fraction(0)) for n in names}
    whole = sum(due.values(), Fraction(0))
    return [
        {
            "label": label,
            "due": _percent(due[label], whole, coarse),
            "rules": {n: _percent(part, totals[n], coarse) for n, part in sorted(row.items())},
        }
        for label, row in sorted(parts.items(), key=lambda item: (not item[0], item[0]))
    ]


def _percent(part: Fraction, whole: Fraction, coarse: bool) -> int:
    if not whole:
        return 0
    exact = part / whole * 100
    return int(exact / COARSE + Fraction(1, 2)) * COARSE if coarse else int(exact + Fraction(1, 2))


def _pk(id: str) -> int:
    return int(id.rpartition("-")[2])


def _text(amount: Fraction | None) -> str | None:
    return None if amount is None else str(amount)
