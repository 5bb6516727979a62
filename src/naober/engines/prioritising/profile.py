"""An election in arrays: whole numbers, identical ballots together, projects in tie order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf, lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from naober.engines.prioritising.problem import (
    Ballot,
    Election,
    Method,
    Number,
    Project,
    TieBreak,
    Utility,
)

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
Flags = NDArray[np.bool_]
FEW = 40  # supporters of a project on average: up to here plain numbers are quicker than arrays


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A project with those who want it.

    `groups` are places of voters with the same ballot; `heads` how many each has, `points` what
    each of them gives, `mass` their product. One more in `price` (money per point) makes
    `1 / unit` more in rho, the price of a unit of utility. `floor` is the least that rho can be:
    when nobody is short of money; `lowest` is the price there. `few` are group, heads and points
    once more, as plain numbers.
    """

    id: str
    cost: int
    unit: int
    groups: Places
    heads: Floats
    points: Floats
    mass: Floats
    total: int
    voters: int
    most: float
    score: int
    floor: Fraction
    lowest: Fraction
    few: tuple[tuple[int, float, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """`candidates` in the order of ties: of equals the first wins. Money is counted in 1/scale.

    `members` and `points` are, by group, the ballots and what they give to each project. By place
    of the candidate: `floors` are its floor as a number, infinite for what nobody wants, and
    `floor_order` its place among `floor_values`, from low to high. `is_sparse`: few want each.
    """

    candidates: tuple[Candidate, ...]
    members: tuple[tuple[Ballot, ...], ...]
    points: tuple[Mapping[str, int], ...]
    heads: Floats
    voters: int
    budget: int
    scale: int
    points_scale: int
    by_cost: bool
    floors: Floats
    floor_order: tuple[int, ...]
    floor_values: tuple[Fraction, ...]
    is_sparse: bool

    def money(self, amount: Number) -> Fraction:
        """An amount in the election's own money."""
        return Fraction(amount) / self.scale

    def level(self, candidate: Candidate, price: Fraction) -> Fraction:
        """Rho in the election's own money and points."""
        level = price * self.points_scale / candidate.unit
        return level if self.by_cost else level / self.scale


def profile_of(election: Election, method: Method) -> Profile:
    """The election as `method` looks at it. Votes below zero count in scores alone."""
    scale = _denominator([election.budget, *(project.cost for project in election.projects)])
    points = _denominator(p for ballot in election.ballots for p in ballot.points.values())
    alike: defaultdict[frozenset[tuple[str, int]], list[Ballot]] = defaultdict(list)
    for ballot in election.ballots:
        alike[frozenset(_whole(ballot, points))].append(ballot)
    heads = np.array([sum(b.weight for b in group) for group in alike.values()], dtype=np.float64)
    wanted: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, kind in enumerate(alike):
        for id, given in kind:
            wanted[id].append((place, given))
    made = [
        _candidate(project, wanted[project.id], heads, scale, method.utility)
        for project in election.projects
    ]
    least = method.threshold * points
    enough = (c for c in made if not least or c.score >= least)
    candidates = tuple(sorted(enough, key=lambda c: _tie_key(c, method.ties)))
    values = tuple(sorted({c.floor for c in candidates}))
    order = {floor: place for place, floor in enumerate(values)}
    return Profile(
        candidates,
        tuple(tuple(group) for group in alike.values()),
        tuple({id: given for id, given in kind if given > 0} for kind in alike),
        heads,
        sum(ballot.weight for ballot in election.ballots),
        int(election.budget * scale),
        scale,
        points,
        method.utility is Utility.COST,
        np.array([float(c.floor) if c.total else inf for c in candidates]),
        tuple(order[c.floor] for c in candidates),
        values,
        sum(len(c.groups) for c in candidates) <= FEW * len(candidates),
    )


def _whole(ballot: Ballot, points: int) -> Iterable[tuple[str, int]]:
    """What it gives, in whole numbers."""
    if points == 1:
        return ((id, p if type(p) is int else int(p)) for id, p in ballot.points.items())
    return ((id, int(p * points)) for id, p in ballot.points.items())


def _candidate(
    project: Project, wanted: list[tuple[int, int]], heads: Floats, scale: int, utility: Utility
) -> Candidate:
    cost = int(project.cost * scale)
    unit = cost if utility is Utility.COST else 1
    for_it = [(place, given) for place, given in wanted if given > 0]
    groups = np.array([place for place, _ in for_it], dtype=np.intp)
    points = np.array([given for _, given in for_it], dtype=np.float64)
    mine: Floats = heads[groups]
    total = sum(int(heads[place]) * given for place, given in for_it)
    return Candidate(
        id=project.id,
        cost=cost,
        unit=unit,
        groups=groups,
        heads=mine,
        points=points,
        mass=mine * points,
        total=total,
        voters=int(mine.sum()),
        most=float(points.max(initial=0.0)),
        score=sum(int(heads[place]) * given for place, given in wanted),
        floor=Fraction(cost, total * unit) if total else Fraction(0),
        lowest=Fraction(cost, total) if total else Fraction(0),
        few=tuple((place, float(heads[place]), float(given)) for place, given in for_it),
    )


def _tie_key(candidate: Candidate, ties: Iterable[TieBreak]) -> tuple[Any, ...]:
    """Smaller wins; the id comes last in any case, so that there is always one winner."""
    keys = {
        TieBreak.VOTES: -candidate.score,
        TieBreak.COST: candidate.cost,
        TieBreak.ID: candidate.id,
    }
    return (*(keys[tie] for tie in ties), candidate.id)


def _denominator(numbers: Iterable[Number]) -> int:
    return lcm(*(Fraction(number).denominator for number in set(numbers)))
