"""Rules that a set of talks breaks when it cannot be a timetable: found for a solution that breaks
them."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from naober.engines.timetable.net import Net
from naober.engines.timetable.programme import Floats

BROKEN = 1e-4  # less is left to the rounding of the solver
HELD_FROM = (1e-6, 0.3, 0.5, 0.7)
OPEN_FROM = (1e-6, 0.1, 0.25)
ROUGH = 1_000_000


@dataclass(frozen=True, slots=True)
class Cut:
    """The talks named are at most `most` together."""

    edges: tuple[int, ...]
    most: int


class Cutter:
    """Finds what a solution breaks."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self._ends = np.array(net.ends, dtype=np.int32).reshape(-1, 2)

    def broken(self, x: Floats) -> list[Cut]:
        """What is seen at once: sets that hang together, and blossoms."""
        sets = {s for low in HELD_FROM for s in self._together(np.flatnonzero(x > low))}
        opened = {
            s
            for low in OPEN_FROM
            for s in self._together(np.flatnonzero((x > low) & (x < 1 - low)))
        }
        found = [self._odd_set(people) for people in sorted(sets, key=sorted)]
        found += [self._blossom(x, people) for people in sorted(opened, key=sorted)]
        return self._kept(x, found)

    def narrow(self, x: Floats) -> list[Cut]:
        """Sets with few talks to the others, by minimum cuts (Gusfield 1990, Padberg and Rao)."""
        return self._kept(x, [self._odd_set(people) for people in self._narrow_sets(x)])

    def _kept(self, x: Floats, cuts: Iterable[Cut]) -> list[Cut]:
        unique = {cut.edges: cut for cut in cuts if cut.edges}
        return [cut for cut in unique.values() if x[list(cut.edges)].sum() > cut.most + BROKEN]

    def _together(self, edges: Iterable[int]) -> Iterator[frozenset[int]]:
        """The sets of people that hang together by these talks."""
        near: dict[int, list[int]] = {}
        for edge in edges:
            a, b = self._net.ends[edge]
            near.setdefault(a, []).append(b)
            near.setdefault(b, []).append(a)
        seen: set[int] = set()
        for person in near:
            if person not in seen:
                group = {person}
                waiting = [person]
                while waiting:
                    new = [other for other in near[waiting.pop()] if other not in group]
                    group.update(new)
                    waiting += new
                seen |= group
                yield frozenset(group)

    def _inside(self, people: Iterable[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The pairs among these people, and those with one of them."""
        among = np.zeros(len(self._net.names), dtype=bool)
        among[list(people)] = True
        first, second = among[self._ends[:, 0]], among[self._ends[:, 1]]
        inside, border = np.flatnonzero(first & second), np.flatnonzero(first ^ second)
        return tuple(map(int, inside)), tuple(map(int, border))

    def _odd_set(self, people: Iterable[int]) -> Cut:
        people = sorted(people)
        return Cut(self._inside(people)[0], self._net.within(people))

    def _blossom(self, x: Floats, people: frozenset[int]) -> Cut:
        """Talks inside and some at the border, each of which takes a place of one person inside."""
        inside, border = self._inside(people)
        teeth = {edge for edge in border if x[edge] > 0.5}
        places = sum(map(self._net.places, people))
        if (places + len(teeth)) % 2 == 0:
            if not border:
                return Cut((), 0)
            teeth ^= {min(border, key=lambda edge: abs(x[edge] - 0.5))}
        return Cut((*inside, *sorted(teeth)), (places + len(teeth)) // 2)

    def _narrow_sets(self, x: Floats) -> Iterator[frozenset[int]]:
        """A tree of minimum cuts; those of as much as there are rounds, or more, break nothing."""
        room = self._capacities(x)
        outside = len(self._net.names)
        parent = [outside] * outside
        for person in range(outside):
            side = _side(room, person, parent[person], self._net.rounds * ROUGH)
            if side:
                for other in range(person + 1, outside):
                    if other in side and parent[other] == parent[person]:
                        parent[other] = person
                yield frozenset(set(range(outside)) - side if outside in side else side)

    def _capacities(self, x: Floats) -> list[dict[int, int]]:
        """One node more than there are people takes the talks that somebody does not have."""
        net = self._net
        room: list[dict[int, int]] = [{} for _ in range(len(net.names) + 1)]
        spare = [net.days(person) * ROUGH for person in range(len(net.names))]
        for edge in np.flatnonzero(x > BROKEN):
            a, b = net.ends[edge]
            room[a][b] = room[b][a] = held = round(float(x[edge]) * ROUGH)
            spare[a] -= held
            spare[b] -= held
        for person, left in enumerate(spare):
            room[person][len(net.names)] = room[len(net.names)][person] = max(left, 0)
        return room


def _side(room: list[dict[int, int]], source: int, sink: int, enough: int) -> set[int]:
    """Who is on the side of `source` in a minimum cut; nobody when it is `enough` or more."""
    left = [dict(near) for near in room]
    sent = 0
    while sent < enough:
        came = _reached(left, source, sink)
        if sink not in came:
            return set(came)
        path = [sink]
        while path[-1] != source:
            path.append(came[path[-1]])
        steps = list(zip(path[1:], path, strict=False))
        most = min(left[a][b] for a, b in steps)
        for a, b in steps:
            left[a][b] -= most
            left[b][a] += most
        sent += most
    return set()


def _reached(left: list[dict[int, int]], source: int, sink: int) -> dict[int, int]:
    came = {source: source}
    waiting = deque([source])
    while waiting and sink not in came:
        node = waiting.popleft()
        for other, room in left[node].items():
            if room > 0 and other not in came:
                came[other] = node
                waiting.append(other)
    return came
