"""The tree of a network simplex: which arcs carry what, and what each node is worth.

Dantzig 1951; strongly feasible trees, which never come round to where they were: Cunningham 1976.
A node's arc to its parent goes up, or down from the parent; `flow` is what it carries. The root
takes what supplies keep, for nothing, and gives what demands lack, for much.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from naober.engines.flows.network import Floats, Ints


@dataclass(frozen=True, slots=True)
class Arc:
    """One that is not in the tree: at nothing, or full."""

    number: int
    source: int
    target: int
    capacity: float


@dataclass(slots=True)
class Tree:
    """By node; the last node is the root. `price` is what one unit is worth there.

    `order` has the nodes as one walks the tree, each before what hangs from it, so that a part of
    the tree is a slice; `place` says where each stands in it. `full` are the arcs outside of the
    tree that carry all they can.
    """

    parent: list[int]
    arc: list[int]  # the number of what joins it to its parent
    up: list[bool]
    flow: list[float]
    capacity: list[float]
    size: list[int]  # of what hangs from it, itself counted
    price: Floats
    order: Ints
    place: Ints
    full: set[int] = field(default_factory=set)

    def take(self, arc: Arc, reduced: float) -> None:
        """Send as much as can be sent along the cycle that the arc closes, and change the tree.

        `reduced` is what a unit along the cycle costs: less than 0 for an arc at nothing, more than
        0 for a full one, which is sent back.
        """
        back = arc.number in self.full
        start, end = (arc.target, arc.source) if back else (arc.source, arc.target)
        downs, ups = self._cycle(start, end)
        most, leaving = self._limit(downs, ups, arc.capacity)
        if most:
            self._send(downs, ups, most)
        if leaving < 0:
            self.full.symmetric_difference_update((arc.number,))
            return
        self.full.discard(arc.number)
        if self.flow[leaving] and self.flow[leaving] >= self.capacity[leaving]:
            self.full.add(self.arc[leaving])
        inner, outer = (start, end) if leaving in downs else (end, start)
        moved = self._move(inner, outer, leaving)
        self.price[moved] += reduced if inner == arc.target else -reduced
        self._resize(leaving, *((downs, ups) if inner == start else (ups, downs)))
        self._hang(arc, inner, outer, leaving)
        self.flow[inner] = arc.capacity - most if back else most

    def _cycle(self, start: int, end: int) -> tuple[list[int], list[int]]:
        """The nodes from each end up to where the two ways meet, that one left out."""
        parent, size = self.parent, self.size
        downs, ups = [], []
        while start != end:
            if size[start] < size[end]:
                downs.append(start)
                start = parent[start]
            else:
                ups.append(end)
                end = parent[end]
        return downs, ups

    def _limit(self, downs: Sequence[int], ups: Sequence[int], most: float) -> tuple[float, int]:
        """How much can be sent, and the node whose arc stops it; -1: the new arc itself.

        Of several the last one on the way round from where the two ways meet.
        """
        flow, capacity, up = self.flow, self.capacity, self.up
        last = -1
        for node in downs:
            room = flow[node] if up[node] else capacity[node] - flow[node]
            if room < most:
                most, last = room, node
        for node in ups:
            room = capacity[node] - flow[node] if up[node] else flow[node]
            if room <= most:
                most, last = room, node
        return max(most, 0.0), last

    def _send(self, downs: Sequence[int], ups: Sequence[int], amount: float) -> None:
        flow, up = self.flow, self.up
        for node in downs:
            flow[node] += -amount if up[node] else amount
        for node in ups:
            flow[node] += amount if up[node] else -amount

    def _move(self, inner: int, outer: int, leaving: int) -> Ints:
        """The part below `leaving` goes to just behind `outer` in the order, `inner` first.

        The part as it stands now: each node from `inner` up, with what hangs from it beside.
        """
        order, place, size = self.order, self.place, self.size
        first = int(place[inner])
        last = first + size[inner]
        pieces = [order[first:last]]
        node = inner
        while node != leaving:
            node = self.parent[node]
            begin = int(place[node])
            end = begin + size[node]
            pieces += (order[begin:first], order[last:end])
            first, last = begin, end
        part = np.concatenate(pieces)
        behind = int(place[outer]) + 1
        if behind <= first:
            begin, end = behind, last
            order[begin:end] = np.concatenate((part, order[behind:first]))
        else:
            begin, end = first, behind
            order[begin:end] = np.concatenate((order[last:behind], part))
        place[order[begin:end]] = np.arange(begin, end, dtype=np.int32)
        return part

    def _resize(self, leaving: int, left: Sequence[int], joined: Sequence[int]) -> None:
        """What hangs from `leaving` goes from one side of the cycle to the other."""
        size = self.size
        moved, below, gone = size[leaving], 0, False
        for node in left:
            if gone:
                size[node] -= moved
            else:
                size[node], below = moved - below, size[node]
                gone = node == leaving
        for node in joined:
            size[node] += moved

    def _hang(self, arc: Arc, inner: int, outer: int, leaving: int) -> None:
        """The part below `leaving` hangs from `outer` now, by the arc; `inner` is its top."""
        node, above = inner, outer
        new = (arc.number, inner == arc.source, 0.0, arc.capacity)
        while True:
            old = (self.arc[node], not self.up[node], self.flow[node], self.capacity[node])
            before = self.parent[node]
            self.arc[node], self.up[node], self.flow[node], self.capacity[node] = new
            self.parent[node] = above
            if node == leaving:
                return
            node, above, new = before, node, old
