"""The search for a timetable: choose the talks, colour them, and mend what could not be placed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations
from math import floor

from naober.engines.timetable.circle import circle
from naober.engines.timetable.colouring import Colouring, Effort, bits, colour
from naober.engines.timetable.mending import Mended, Scope, mend, value
from naober.engines.timetable.net import Net
from naober.engines.timetable.problem import Aim
from naober.engines.timetable.relaxation import ROUNDING, Relaxation, Worth

FIRST_STEPS = 3_000  # of colouring, before the rules are looked at again
TIGHTENED = 12  # times
MORE_STEPS = 25_000
COLOURED_AGAIN = 3  # times
SMALL, LARGE = 1_500, 30_000  # columns: all rounds at once before or after some of them
SOME_SECONDS = 3.0


def worth_of(net: Net, aim: Aim) -> tuple[Worth, int]:
    """What talks and breaks are worth, and how many points one unit of weight is.

    Somebody's k-th break costs 2k - 1, so that the squares of everybody's breaks are added up. What
    comes first counts for more than all of what comes second.
    """
    fees = [2 * k + 1 for k in range(net.rounds)]
    if aim is Aim.TOTAL:
        points = 2 * most_fees(net) + 2
        return Worth([weight * points for weight in net.weights], fees), points
    first = sum(sorted(net.weights, reverse=True)[: sum(net.limits)]) + 1
    return Worth(net.weights, [fee * first for fee in fees]), 1


def most_fees(net: Net) -> int:
    """The squares of the breaks, when nobody talks to anybody."""
    return sum(net.days(person) ** 2 for person in range(len(net.names)))


class Search:
    """`rounds` has the best timetable so far; `bound` is proven, in units of weight."""

    def __init__(self, net: Net, aim: Aim, effort: Effort) -> None:
        self._net = net
        self._aim = aim
        self._effort = effort
        self._worth, self._points = worth_of(net, aim)
        self.rounds: dict[int, int] = {}
        self.bound = counted(net)

    def run(self) -> None:
        """Everything, if there is a place for it; else the best of it."""
        if self._everything():
            return
        self._keep(self._greedy())
        relaxation = Relaxation(self._net, self._worth, self._effort.left)
        placed = self._choose(relaxation)
        self._bound_by(relaxation)
        if not placed:
            self._mend(relaxation)

    @property
    def total(self) -> int:
        """The weight of the best timetable so far."""
        return sum(self._net.weights[edge] for edge in self.rounds)

    def _everything(self) -> bool:
        net = self._net
        crowded = any(len(at) > net.days(person) for person, at in enumerate(net.at))
        if crowded or len(net.ends) > sum(net.limits):
            return False
        self.rounds = self._placed(range(len(net.ends)), circle(net), FIRST_STEPS)
        return len(self.rounds) == len(net.ends)

    def _greedy(self) -> dict[int, int]:
        """The best pairs first, each where both are free: an answer for when time is over."""
        net = self._net
        made = Colouring(net, {})
        for edge in sorted(range(len(net.ends)), key=lambda edge: (-net.weights[edge], edge)):
            a, b = net.ends[edge]
            both = bits(made.free[a] & made.free[b])
            open_ = [number for number in both if made.load[number] < net.limits[number]]
            if open_:
                made.put(edge, min(open_, key=made.load.__getitem__))
        return made.rounds

    def _choose(self, relaxation: Relaxation) -> bool:
        """Whether all talks of the best set were placed."""
        for _ in range(TIGHTENED):
            edges = relaxation.solve()
            if self._place(edges, FIRST_STEPS):
                return True
            if self._effort.left() <= 0 or not relaxation.tighten(edges):
                break
        return any(self._place(edges, MORE_STEPS) for _ in range(self._again(len(edges))))

    def _again(self, talks: int) -> int:
        """A small problem is solved at once by other means."""
        return COLOURED_AGAIN if talks * self._net.rounds > SMALL else 0

    def _place(self, edges: list[int], steps: int) -> bool:
        found = self._placed(edges, {}, steps)
        self._keep(found)
        return len(found) == len(edges)

    def _keep(self, found: dict[int, int]) -> bool:
        better = value(self._net, self._worth, found) > self._reached()
        if better:
            self.rounds = found
        return better

    def _reached(self) -> int:
        return value(self._net, self._worth, self.rounds)

    def _placed(
        self, edges: Iterable[int], before: Mapping[int, int], steps: int
    ) -> dict[int, int]:
        net, effort = self._net, replace(self._effort, steps=steps)
        made = Colouring(net, colour(net, edges, effort, before))
        if not made.even_out(net.rounds * len(net.names), effort.chance):
            made.leave_out(self._worth.points)
        return dict(made.rounds)

    # What no timetable exceeds

    def _bound_by(self, relaxation: Relaxation) -> None:
        if self._aim is Aim.TOTAL:
            self.bound = min(self.bound, relaxation.proven(self._net.weights, self._points))
            self._lower(relaxation.ceiling)
        else:
            self.bound = min(self.bound, bound_of(self._net, self._effort))

    def _lower(self, ceiling: float) -> None:
        """By what the solver says of points less fees, its rounding taken the safe way."""
        if self._aim is Aim.TOTAL and self.bound > self.total and ceiling < float("inf"):
            safe = ceiling + ROUNDING * abs(ceiling) + most_fees(self._net)
            self.bound = max(self.total, min(self.bound, floor(safe / self._points)))

    # Where no timetable of the best set was found

    def _mend(self, relaxation: Relaxation) -> None:
        pairs = relaxation.useful(self._reached())
        columns = len(pairs) * self._net.rounds
        if columns <= SMALL and self._all_anew(pairs):
            return
        self._some_anew(relaxation)
        pairs = relaxation.useful(self._reached())
        if len(pairs) * self._net.rounds <= LARGE and self.bound > self.total:
            self._all_anew(pairs)

    def _all_anew(self, pairs: list[int]) -> bool:
        """Whether nothing better is left to be found."""
        before = self._reached()
        found = self._mended(range(self._net.rounds), pairs, self._effort.left())
        ceiling = max(found.ceiling, before)
        self._lower(ceiling)
        return self._reached() >= ceiling - ROUNDING * abs(ceiling)

    def _some_anew(self, relaxation: Relaxation) -> None:
        """Two rounds anew, for each two, until that helps nowhere."""
        twos = list(combinations(range(self._net.rounds), 2))
        since = 0
        while since < len(twos) and self.bound > self.total and self._effort.left() > 0:
            if since == 0:
                self._effort.chance.shuffle(twos)
            before = self._reached()
            pairs = relaxation.useful(before)
            self._mended(twos[since], pairs, min(SOME_SECONDS, self._effort.left()))
            since = 0 if self._reached() > before else since + 1

    def _mended(self, anew: Iterable[int], pairs: list[int], seconds: float) -> Mended:
        scope = Scope(frozenset(anew), pairs)
        found = mend(self._net, self._worth, self.rounds, scope, seconds)
        self._keep(found.rounds)
        return found


def bound_of(net: Net, effort: Effort) -> int:
    """What the total of no timetable exceeds, in units of weight."""
    return min(counted(net), _most(net, net.weights, effort))


def counted(net: Net) -> int:
    """The same, by counting: the best pairs of each person, and the best that there is room for."""
    best = (
        sum(sorted((net.weights[edge] for edge in at), reverse=True)[: net.places(person)])
        for person, at in enumerate(net.at)
    )
    held = sum(sorted(net.weights, reverse=True)[: sum(net.limits)])
    return min(sum(best) // 2, held)


def most_talks(net: Net, effort: Effort) -> int:
    """How many talks no timetable exceeds."""
    return min(sum(net.limits), _most(net, [1] * len(net.ends), effort))


def _most(net: Net, weights: Iterable[int], effort: Effort) -> int:
    relaxation = Relaxation(net, Worth(list(weights), ()), effort.left)
    relaxation.solve()
    return relaxation.proven(list(weights), 1)
