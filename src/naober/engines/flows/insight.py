"""What limits a plan, and which of its exchanges hang by a thread."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from naober.engines.flows.layout import Layout
from naober.engines.flows.network import Floats
from naober.engines.flows.problem import Objective
from naober.engines.flows.programme import Programme
from naober.engines.flows.result import Limit, Thread
from naober.engines.flows.settled import Settled

MOST = 20  # limits that are told
ROUNDS = 12  # of raising a price until an exchange is gone
SHARES = 20  # of the time that is left for each question: as much as is there for so many
SAME = 1e-7  # relative: values that differ less are the same


def limits(settled: Settled, left: Callable[[], float]) -> tuple[Limit, ...]:
    """What brings the most first, of as many as there was time for.

    Each is reckoned anew with one step more.
    """
    found = []
    for kind, offer, need, step, rows in _limiting(settled):
        if left() <= 0:
            break
        worth = settled.with_more(rows) - settled.value
        if worth > SAME * max(1.0, abs(settled.value)):
            found.append(Limit(kind, offer, need, step, worth))
    found.sort(key=lambda one: (-one.worth, one.kind, one.offer, one.need))
    return tuple(found[:MOST])


def _limiting(settled: Settled) -> Iterator[tuple[str, str, str, float, Mapping[int, float]]]:
    layout, problem = settled.layout, settled.layout.problem
    weeks = [season.weeks for season in problem.seasons]
    for place, offer in enumerate(problem.offers):
        rows = {
            row: offer.step * weeks[key[1]] * layout.offer_slices[place][key[2]].share
            for key, row in layout.stock.items()
            if key[0] == place
        }
        if any(settled.limits(row) for row in rows):
            yield "offer", offer.id, "", offer.step, rows
    for place, need in enumerate(problem.needs):
        rows = {
            row: need.step * weeks[key[1]] * layout.need_slices[place][key[2]].share
            for key, row in layout.asked.items()
            if key[0] == place
        }
        if any(settled.limits(row) for row in rows):
            yield "need", "", need.id, need.step, rows
    for place, way in enumerate(problem.exchanges):
        step = problem.offers[layout.ends(way)[0]].step
        rows = {row: step * weeks[key[1]] for key, row in layout.carried.items() if key[0] == place}
        if any(settled.limits(row) for row in rows):
            yield "capacity", way.offer, way.need, step, rows


def threads(settled: Settled, left: Callable[[], float]) -> tuple[Thread, ...]:
    """For each exchange of the plan, the weakest first; as many as there is time for.

    First what is lost without each, roughly and then exactly; what time is left then goes to how
    much dearer each may become.
    """
    layout, x = settled.layout, settled.x
    if x is None or not layout.size:
        return ()
    used: dict[int, float] = {}
    for (place, _), columns in layout.by_run.items():
        amount = float(x[columns].sum())
        if amount > 0:
            worth = sum(layout.columns[at].gain * float(x[at]) for at in columns)
            used[place] = used.get(place, 0.0) + worth
    search = _Search(settled, x, left)
    order = sorted(used, key=lambda one: (used[one], one))
    without = search.roughly(order)
    for number, place in enumerate(order):
        if left() <= 0:
            break
        value = search.without(place, len(order) - number)
        if value is not None:
            without[place] = min(value, without.get(place, value))
    found = [
        search.thread(place, value, len(without) - number)
        for number, (place, value) in enumerate(without.items())
    ]
    return tuple(sorted(found, key=lambda one: (one.loss, one.offer, one.need)))


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What no plan exceeds, minus infinity where there is none; the best that was found."""

    most: float
    x: Floats
    proven: bool


class _Search:
    """The same question with one exchange forbidden, or dearer.

    Every plan that was ever found is remembered: each can still be when something gets dearer, and
    most when something is forbidden, so that the search begins from the best of them.
    """

    def __init__(self, settled: Settled, x: Floats, left: Callable[[], float]) -> None:
        self._layout: Layout = settled.layout
        self._settled = settled
        self._left = left
        self._model = settled.layout.model()
        self._programme = Programme(self._model)
        self._plans = [x]
        self._columns: dict[int, list[int]] = {}
        for at, column in enumerate(self._layout.columns):
            self._columns.setdefault(column.way, []).append(at)

    def roughly(self, places: Sequence[int]) -> dict[int, float]:
        """What no plan without each exceeds, by linear programmes: where that is a loss."""
        found = {}
        for place in places:
            if self._left() <= 0:
                break
            self._close(place)
            answer = self._programme.relaxed(self._left())
            most = -answer.bound if answer.x is not None else float("inf")
            if most < self._settled.value:
                found[place] = most
        self._programme.bounds(self._model.lower, self._model.upper)
        return found

    def _close(self, place: int) -> None:
        closed = self._model.upper.copy()
        closed[self._columns[place]] = 0.0
        self._programme.bounds(self._model.lower, closed)

    def without(self, place: int, waiting: int) -> float | None:
        """What no plan without it exceeds; minus infinity where there is none; None if unknown.

        So many questions are `waiting`, this one among them.
        """
        columns = self._columns[place]
        starts = [self._bare(place), *(plan for plan in self._plans if not plan[columns].any())]
        self._close(place)
        found = self._solved(self._model.cost, starts, waiting)
        self._programme.bounds(self._model.lower, self._model.upper)
        if found is None or not (found.proven or found.most < self._settled.value):
            return None
        return found.most

    def _bare(self, place: int) -> Floats:
        """The plan, and nothing of this exchange."""
        layout, bare = self._layout, self._plans[0].copy()
        bare[self._columns[place]] = 0.0
        for at, one in enumerate(layout.paid, start=len(layout.columns)):
            if one.kind != "supply" and one.place == place:
                bare[at] = 0.0
        return bare

    def thread(self, place: int, without: float, waiting: int) -> Thread:
        """What it hangs by, when that is what there is without it."""
        settled, way = self._settled, self._layout.problem.exchanges[place]
        known = without > -np.inf  # else a need that must be met cannot do without it
        loss = max(0.0, settled.value - without) if known else float("inf")
        margin = None
        if known and self._layout.objective is Objective.GAIN:
            margin = self._margin(self._columns[place], without, waiting)
        return Thread(way.offer, way.need, loss, margin)

    def _solved(self, cost: Floats, starts: Sequence[Floats], waiting: int) -> _Found | None:
        seconds = max(self._left() * min(0.5, SHARES / waiting), 0.01)
        if not self._layout.paid:
            answer = self._programme.relaxed(seconds)
        else:
            start = min(starts, key=lambda plan: float(cost @ plan))
            answer = self._programme.best(seconds, 0.0, start)
        if answer.x is None:
            return _Found(float("-inf"), np.zeros(0), True) if answer.impossible else None
        self._plans.append(answer.x)
        return _Found(-answer.bound, answer.x, answer.proven)

    def _margin(self, columns: list[int], without: float, waiting: int) -> float:
        """Newton's method (Dinkelbach 1967): the value falls, ever slower, as it gets dearer.

        Each plan falls along a line; where the last of all known lines reaches the value without
        it, the best plan is asked anew, until nothing lies above. Stopped early, it is a margin
        that holds, and not the largest.
        """
        scale = SAME * max(1.0, abs(self._settled.value))
        dearer = max(self._reach(plan, columns, without, scale) for plan in self._plans)
        if not dearer:
            return 0.0
        for _ in range(ROUNDS):
            if self._left() <= 0:
                break
            cost = self._model.cost.copy()
            cost[columns] += dearer
            self._programme.costs(cost)
            found = self._solved(cost, self._plans, waiting)
            if found is None or -float(cost @ found.x) - without <= scale:
                break
            further = self._reach(found.x, columns, without, scale)
            if further <= dearer:
                break
            dearer = further
        self._programme.costs(self._model.cost)
        return dearer

    def _reach(self, plan: Floats, columns: list[int], without: float, scale: float) -> float:
        """How much dearer these may become before this plan is worth no more than without them."""
        amount = float(plan[columns].sum())
        more = -float(self._model.cost @ plan) - without
        return more / amount if amount > SAME and more > scale else 0.0
