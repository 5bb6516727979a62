"""The gain of a region's exchange plan as a game between its organisations: what a group can make
by itself is the best plan with its own offers and needs. Engines do not know each other; this
hands one to the other, for the command line and for pages alike.

Organisations that no chain of pairs joins cannot help each other: each such part is worked out by
itself, and what a group makes is the sum over the parts. So a region of twenty, in parts of a few,
takes some tens of plans instead of a million.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from naober.engines.costsharing import Game, Sense, Terms, game_of_values
from naober.engines.flows import Need, Objective, Offer, Plan, Problem, Status, solve
from naober.engines.flows.scenarios import pairs
from naober.files.games import GameFile
from naober.files.plan_reckoning import owners_of
from naober.files.problems import RowProblem, UnreadableError
from naober.files.region import Region

Left = Callable[[], float]
CENTS = 2
FOR_PLAN = 0.3  # of the time: the rest is for what groups make by themselves
NOT_PROVEN = RowProblem(
    0,
    "",
    "Niet elk plan is bewezen het beste: de tijd was op. De delen kunnen er iets naast zijn.",
    "Not each plan is proven the best, for lack of time. Shares may be off by a little.",
)
MOST_PLANS = 5_000
MOST_IN_TABLE = 20  # organisations


def plan_game(region: Region, left: Left) -> GameFile:
    """Of a workbook: who shares in the gain of its plan. Raises UnreadableError."""
    kept = (1 - FOR_PLAN) * left()
    plan = solve(region.problem, Objective.GAIN, left=lambda: left() - kept, why=False)
    if plan.value is None:
        raise UnreadableError(
            "Er is geen plan om te verdelen; `naober plan` zegt waarom.",
            "There is no plan to divide; `naober plan` says why.",
        )
    made = PlanGame(_that_pays(region.problem, plan), owners_of(region), plan, left)
    game = made.game() if made.has_table else None
    unsure = () if made.proven else (NOT_PROVEN,)
    return GameFile(game, Terms(), made, problems=(*region.problems, *unsure))


class PlanGame:
    """As the structures of `engines/costsharing`. Owners are by id of offer and of need.

    Of the whole the plan is the one that was made, needs that must be met included; of a smaller
    group nothing must be met, for it may not be able to. Amounts are in euros, to the cent.
    """

    table_to: ClassVar[int] = MOST_IN_TABLE
    sense = Sense.GAIN

    def __init__(self, problem: Problem, owners: Mapping[str, str], plan: Plan, left: Left) -> None:
        self._problem = problem
        self._owners = owners
        self._left = left
        self._known: dict[frozenset[str], float] = {}
        self.players = tuple(dict.fromkeys(owners[one.id] for one in _sides(problem)))
        self.parts = _parts(self.players, self._pairs())
        self.total = Fraction(str(round(plan.gain, CENTS)))
        self.proven = plan.status is Status.OPTIMAL

    @property
    def has_table(self) -> bool:
        """Whether each group can be worked out."""
        plans = sum(1 << len(part) for part in self.parts)
        return len(self.players) <= MOST_IN_TABLE and plans <= MOST_PLANS

    def worth(self, members: Sequence[str]) -> Fraction:
        group = frozenset(members)
        if group == frozenset(self.players):
            return self.total
        made = sum(self._made(group & frozenset(part)) for part in self.parts)
        return Fraction(str(round(made, CENTS)))

    def game(self) -> Game:
        """A table of all groups, by adding what each part makes."""
        masks = np.arange(1 << len(self.players))
        values = np.zeros(len(masks))
        for part in self.parts:
            values += self._of_part(part)[_within(masks, self.players, part)]
        values = np.round(values, CENTS)
        values[-1] = float(self.total)
        return game_of_values(self.players, values, Sense.GAIN)

    def _of_part(self, part: Sequence[str]) -> npt.NDArray[np.float64]:
        return np.array(
            [
                self._made(frozenset(one for n, one in enumerate(part) if mask >> n & 1))
                for mask in range(1 << len(part))
            ]
        )

    def _made(self, group: frozenset[str]) -> float:
        if group not in self._known:
            self._known[group] = self._best(group)
        return self._known[group]

    def _best(self, group: frozenset[str]) -> float:
        problem = _of_group(self._problem, self._owners, group)
        if not problem.exchanges:
            return 0.0
        found = solve(problem, Objective.GAIN, left=self._left, why=False)
        self.proven = self.proven and found.status is Status.OPTIMAL
        return max(0.0, found.gain)

    def _pairs(self) -> Iterable[tuple[str, str]]:
        for way in self._problem.exchanges:
            yield self._owners[way.offer], self._owners[way.need]


def _that_pays(problem: Problem, plan: Plan) -> Problem:
    """Without exchanges that can bring nothing, for a unit costs more than both save, and without
    offers and needs that have no other: they add nothing to any group. What the plan does because
    it must, stays."""
    offers = {one.id: one for one in problem.offers}
    needs = {one.id: one for one in problem.needs}
    planned = set(pairs(plan))
    ways = tuple(
        way
        for way in problem.exchanges
        if (way.offer, way.need) in planned
        or offers[way.offer].gain + way.useful * needs[way.need].gain > way.cost
    )
    there = {id for way in ways for id in (way.offer, way.need)}
    return replace(
        problem,
        offers=tuple(one for one in problem.offers if one.id in there),
        needs=tuple(one for one in problem.needs if one.id in there),
        exchanges=ways,
    )


def _sides(problem: Problem) -> Iterable[Offer | Need]:
    yield from problem.offers
    yield from problem.needs


def _of_group(problem: Problem, owners: Mapping[str, str], group: frozenset[str]) -> Problem:
    offers = tuple(one for one in problem.offers if owners[one.id] in group)
    needs = tuple(replace(one, least=0.0) for one in problem.needs if owners[one.id] in group)
    there = {*(one.id for one in offers), *(one.id for one in needs)}
    ways = tuple(way for way in problem.exchanges if way.offer in there and way.need in there)
    return replace(problem, offers=offers, needs=needs, exchanges=ways)


def _parts(players: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Players that pairs join, each in their order."""
    leads = {name: name for name in players}

    def head(name: str) -> str:
        while leads[name] != name:
            leads[name] = name = leads[leads[name]]
        return name

    for one, other in pairs:
        leads[head(one)] = head(other)
    found: dict[str, list[str]] = {}
    for name in players:
        found.setdefault(head(name), []).append(name)
    return [tuple(part) for part in found.values()]


def _within(
    masks: npt.NDArray[np.int64], players: Sequence[str], part: Sequence[str]
) -> npt.NDArray[np.int64]:
    """Of each group its members in this part, as a group of the part."""
    place = {name: at for at, name in enumerate(players)}
    found = np.zeros_like(masks)
    for at, name in enumerate(part):
        found |= (masks >> place[name] & 1) << at
    return found
