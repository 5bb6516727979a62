"""Games that follow from a few numbers: who needs how much of something that is shared.

Each says what any group is worth, and makes its table by doubling: a player at a time, for all
groups at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, Protocol

import numpy as np

from naober.engines.costsharing.problem import (
    MOST_PLAYERS,
    Floats,
    Game,
    Sense,
    in_units,
    sizes,
    sums,
)
from naober.engines.costsharing.wrong import GameError, Wrong


class Structure(Protocol):
    """What a group is worth, for any number of players. A table is made to `table_to` of them."""

    table_to: ClassVar[int]

    @property
    def players(self) -> tuple[str, ...]: ...

    @property
    def sense(self) -> Sense: ...

    def worth(self, members: Sequence[str]) -> Fraction: ...

    def game(self) -> Game: ...


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps, each paid once when anybody in the group uses it (Littlechild and Owen 1973).

    A runway for the largest aeroplane in the group is a ladder: `ladder_of_needs`.
    """

    players: tuple[str, ...]
    steps: tuple[tuple[Fraction, frozenset[str]], ...]
    sense: Sense = Sense.COST
    table_to: ClassVar[int] = MOST_PLAYERS

    def __post_init__(self) -> None:
        for cost, users in self.steps:
            if cost < 0:
                raise GameError(Wrong.STEP_BELOW_ZERO, cost)
            if not users:
                raise GameError(Wrong.STEP_UNUSED)
            if users - set(self.players):
                raise GameError(Wrong.STRANGER, min(users - set(self.players)))

    @property
    def nested(self) -> bool:
        """Whether of two steps the users of one are always all users of the other."""
        order = sorted((users for _, users in self.steps), key=len)
        return all(one <= other for one, other in pairwise(order))

    def worth(self, members: Sequence[str]) -> Fraction:
        """The steps that anybody of them uses."""
        return sum((cost for cost, users in self.steps if users & set(members)), Fraction(0))

    def game(self) -> Game:
        """All that a group does not need, taken from the whole."""
        costs, unit = in_units([cost for cost, _ in self.steps])
        places = {name: place for place, name in enumerate(self.players)}
        needed = np.zeros(1 << len(self.players))
        for cost, (_, users) in zip(costs, self.steps, strict=True):
            needed[sum(1 << places[name] for name in users)] += cost
        # sum over the steps whose users are all outside of a group
        for place in range(len(self.players)):
            halves = needed.reshape(-1, 2, 1 << place)
            halves[:, 1] += halves[:, 0]
        return Game(self.players, needed[-1] - needed[::-1], self.sense, unit)


def ladder_of_needs(needs: Mapping[str, Fraction]) -> Ladder:
    """Each player needs a thing of this cost, and one of a greater cost serves as well."""
    for name, need in needs.items():
        if need < 0:
            raise GameError(Wrong.BELOW_ZERO, name, need)
    steps = []
    before = Fraction(0)
    for cost in sorted(set(needs.values()) - {Fraction(0)}):
        users = frozenset(name for name, need in needs.items() if need >= cost)
        steps.append((cost - before, users))
        before = cost
    return Ladder(tuple(needs), tuple(steps))


@dataclass(frozen=True, slots=True)
class Bankruptcy:
    """There is less than everybody has a right to: a group is sure of what the others' claims leave
    (O'Neill 1982)."""

    estate: Fraction
    claims: Mapping[str, Fraction]
    sense: Sense = Sense.GAIN
    table_to: ClassVar[int] = MOST_PLAYERS

    def __post_init__(self) -> None:
        for name, claim in self.claims.items():
            if claim < 0:
                raise GameError(Wrong.BELOW_ZERO, name, claim)
        if not 0 <= self.estate <= sum(self.claims.values()):
            raise GameError(Wrong.ESTATE, self.estate)

    @property
    def players(self) -> tuple[str, ...]:
        return tuple(self.claims)

    def worth(self, members: Sequence[str]) -> Fraction:
        """What is left when all others have their claims."""
        others = sum(
            (claim for name, claim in self.claims.items() if name not in set(members)), Fraction(0)
        )
        return max(self.estate - others, Fraction(0))

    def game(self) -> Game:
        numbers, unit = in_units([self.estate, *self.claims.values()])
        return Game(
            self.players, np.maximum(numbers[0] - sums(numbers[1:])[::-1], 0), self.sense, unit
        )


@dataclass(frozen=True, slots=True)
class Peak:
    """A group pays for the highest load that its members have together, at any time.

    `loads` has, by player, as many loads as there are times; `price` is for a unit of load.
    """

    loads: Mapping[str, tuple[Fraction, ...]]
    price: Fraction = Fraction(1)
    sense: Sense = Sense.COST
    table_to: ClassVar[int] = MOST_PLAYERS

    def __post_init__(self) -> None:
        lengths = {len(loads) for loads in self.loads.values()}
        if lengths - {max(lengths, default=0)} or lengths == {0}:
            raise GameError(Wrong.LOADS)
        if self.price < 0:
            raise GameError(Wrong.PRICE, self.price)

    @property
    def players(self) -> tuple[str, ...]:
        return tuple(self.loads)

    def worth(self, members: Sequence[str]) -> Fraction:
        times = zip(*(self.loads[name] for name in members), strict=True)
        return self.price * max((sum(each, Fraction(0)) for each in times), default=Fraction(0))

    def game(self) -> Game:
        names = self.players
        moments = set(zip(*(self.loads[name] for name in names), strict=True))
        flat, unit = in_units([load for each in sorted(moments) for load in each])
        loads = _not_below_another(flat.reshape(-1, len(names)))
        highest = np.full(1 << len(names), -np.inf)
        for each in loads:
            np.maximum(highest, sums(each), out=highest)
        highest[0] = 0
        price, price_unit = in_units([self.price])
        return Game(names, highest * price[0], self.sense, unit * price_unit)


def _not_below_another(loads: Floats) -> Floats:
    """Without the moments at which nobody has more than at another one."""
    order = loads[np.argsort(-loads.sum(axis=1), kind="stable")]
    kept: list[Floats] = []
    for each in order:
        if not any((each <= other).all() for other in kept):
            kept.append(each)
    return np.array(kept)


@dataclass(frozen=True, slots=True)
class Tree:
    """A group builds the cheapest net that joins its members to the source (Bird 1976).

    `links` has the cost between two players, or a player and the source; who is not in the group
    lends nothing. Each player has a link to the source.
    """

    source: str
    players: tuple[str, ...]
    links: Mapping[frozenset[str], Fraction]
    sense: Sense = Sense.COST
    table_to: ClassVar[int] = 20  # players: some seconds

    def __post_init__(self) -> None:
        known = {self.source, *self.players}
        for ends, cost in self.links.items():
            if len(ends) != 2 or ends - known:
                raise GameError(Wrong.NO_LINK, " - ".join(sorted(ends)))
            if cost < 0:
                raise GameError(Wrong.BELOW_ZERO, " - ".join(sorted(ends)), cost)
        for name in self.players:
            if frozenset((name, self.source)) not in self.links:
                raise GameError(Wrong.NOT_JOINED, name, self.source)

    def worth(self, members: Sequence[str]) -> Fraction:
        return sum((cost for _, _, cost in self.tree(members)), Fraction(0))

    def tree(self, members: Sequence[str]) -> list[tuple[str, str, Fraction]]:
        """The links of a cheapest net, each with who is joined, and to whom (Prim 1957)."""
        nearest = {
            name: (self.links[frozenset((name, self.source))], self.source) for name in members
        }
        found = []
        while nearest:
            name = min(nearest, key=lambda one: (nearest[one][0], self.players.index(one)))
            cost, to = nearest.pop(name)
            found.append((name, to, cost))
            for other, (best, _) in nearest.items():
                link = self.links.get(frozenset((name, other)))
                if link is not None and link < best:
                    nearest[other] = (link, name)
        return found

    def game(self) -> Game:
        """Prim's method for all groups at once."""
        pairs = sorted(self.links, key=sorted)
        costs, unit = in_units([self.links[pair] for pair in pairs])
        names = self.players
        between = np.full((len(names) + 1, len(names)), np.inf)
        places = {name: place for place, name in enumerate((*names, self.source))}
        for pair, cost in zip(pairs, costs, strict=True):
            one, other = sorted(places[name] for name in pair)
            between[other, one] = cost
            if other < len(names):
                between[one, other] = cost
        return Game(names, _trees(between), self.sense, unit)


BLOCK = 1 << 11


def _trees(between: Floats) -> Floats:
    """By group, the cost of its cheapest net; the last row has the costs to the source."""
    players = between.shape[1]
    found = np.zeros(1 << players)
    inside = np.arange(players)
    for start in range(0, len(found), BLOCK):
        groups = np.arange(start, min(start + BLOCK, len(found)))
        waiting = groups[:, None] >> inside & 1 == 1
        near = np.where(waiting, between[-1], np.inf)
        for _ in range(int(sizes(players)[groups].max())):
            one = near.argmin(axis=1)
            cost = near[np.arange(len(groups)), one]
            joined = np.isfinite(cost)
            found[groups[joined]] += cost[joined]
            waiting[joined, one[joined]] = False
            near = np.where(waiting, np.minimum(near, between[one]), np.inf)
    return found
