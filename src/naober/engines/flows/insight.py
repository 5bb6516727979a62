"""What limits a plan, and which of its exchanges hang by a thread."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from naober.engines.flows.layout import Layout
from naober.engines.flows.network import Floats
from naober.engines.flows.problem import Objective
from naober.engines.flows.programme import Programme
from naober.engines.flows.result import Limit, Thread
from naober.engines.flows.settled import Settled

MOST = 20  # limits that are told
ROUNDS = 12  # of raising a price until an exchange is gone
AT_ONCE = 4  # no question takes more than this part of the time that is left
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
    """For each exchange of the plan, the weakest first; as many as there is time for."""
    layout, x = settled.layout, settled.x
    if x is None or not layout.size:
        return ()
    used: dict[int, float] = {}
    for (place, _), columns in layout.by_run.items():
        amount = float(x[columns].sum())
        if amount > 0:
            worth = sum(layout.columns[at].gain * float(x[at]) for at in columns)
            used[place] = used.get(place, 0.0) + worth
    search = _Search(settled, left)
    found = []
    for place in sorted(used, key=lambda one: (used[one], one)):
        if left() <= 0:
            break
        thread = search.thread(place)
        if thread:
            found.append(thread)
    return tuple(sorted(found, key=lambda one: (one.loss, one.offer, one.need)))


class _Search:
    """The same question with one exchange forbidden, or dearer."""

    def __init__(self, settled: Settled, left: Callable[[], float]) -> None:
        self._layout: Layout = settled.layout
        self._settled = settled
        self._left = left
        self._model = settled.layout.model()
        self._programme = Programme(self._model)

    def thread(self, place: int) -> Thread | None:
        """None when time was over before it was known."""
        settled, layout = self._settled, self._layout
        assert settled.x is not None
        way = layout.problem.exchanges[place]
        columns = [at for at, column in enumerate(layout.columns) if column.way == place]
        closed = self._model.upper.copy()
        closed[columns] = 0.0
        self._programme.bounds(self._model.lower, closed)
        without = self._solved()
        self._programme.bounds(self._model.lower, self._model.upper)
        if without is None:
            return None
        known = without[0] > -np.inf  # else a need that must be met cannot do without it
        loss = max(0.0, settled.value - without[0]) if known else float("inf")
        margin = None
        if known and layout.objective is Objective.GAIN:
            amount = float(settled.x[columns].sum())
            margin = self._margin(columns, without[0], (settled.value, amount))
        return Thread(way.offer, way.need, loss, margin)

    def _solved(self) -> tuple[float, Floats] | None:
        """What no plan exceeds, and the best plan; minus infinity where there is none."""
        whole = bool(self._layout.paid)
        seconds = max(self._left() / AT_ONCE, 0.01)
        answer = self._programme.best(seconds, 0.0) if whole else self._programme.relaxed(seconds)
        if answer.x is None:
            return (float("-inf"), np.zeros(0)) if answer.impossible else None
        return -answer.bound, answer.x

    def _margin(self, columns: list[int], without: float, at: tuple[float, float]) -> float | None:
        """Newton's method (Dinkelbach 1967): the value falls, ever slower, as it gets dearer.

        Each step is where the last line reaches the value without it; the first in which that is
        all there is, is the answer. Stopped early, it is a margin that holds, and not the largest.
        """
        value, amount = at
        dearer = 0.0
        scale = SAME * max(1.0, abs(value))
        for _ in range(ROUNDS):
            if value - without <= scale or amount <= 0:
                break
            dearer += (value - without) / amount
            cost = self._model.cost.copy()
            cost[columns] += dearer
            self._programme.costs(cost)
            found = self._solved() if self._left() > 0 else None
            if found is None:
                break
            amount = float(found[1][columns].sum())
            value = -float(cost @ found[1])
        self._programme.costs(self._model.cost)
        return dearer
