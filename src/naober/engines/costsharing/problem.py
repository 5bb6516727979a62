"""The question: what each group of players is worth, or costs, by itself. Plain values only.

A group is a whole number whose bits say who is in it: the first player is bit 0. A game counts in
whole units where its numbers allow it, so that sums of them are exact.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from math import frexp, gcd, isfinite, lcm

import numpy as np
import numpy.typing as npt

from naober.engines.costsharing.wrong import GameError, Wrong

Number = int | float | Fraction
Floats = npt.NDArray[np.float64]
MOST_PLAYERS = 24  # a table of 2^24 groups is 128 MB
WHOLE_TO = 1 << 53  # up to which every whole number is a float


class Sense(StrEnum):
    """What the numbers of a game are: what a group pays, or what it gains."""

    COST = "cost"
    GAIN = "gain"


@dataclass(frozen=True, slots=True, eq=False)
class Game:
    """What each group is worth by itself. Valid when made.

    `values` has, by group, so many times `unit`; the first, of nobody, is 0. `sense` says whether
    that is a cost, which nobody wants much of, or a gain.
    """

    players: tuple[str, ...]
    values: Floats
    sense: Sense = Sense.GAIN
    unit: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        _check_players(self.players)
        if self.values.shape != (1 << len(self.players),):
            raise GameError(Wrong.NOT_ALL_GROUPS, len(self.players), 1 << len(self.players))
        if not np.isfinite(self.values).all():
            group = self.group(int(np.argmin(np.isfinite(self.values))))
            raise GameError(Wrong.NO_VALUE, " + ".join(group))
        if self.values[0]:
            raise GameError(Wrong.NOBODY, self.values[0])
        fixed = self.values.view()
        fixed.flags.writeable = False
        object.__setattr__(self, "values", fixed)

    @property
    def everybody(self) -> int:
        """The group of all."""
        return len(self.values) - 1

    @property
    def total(self) -> Fraction:
        """What is to be divided."""
        return self.worth(self.everybody)

    def worth(self, group: int) -> Fraction:
        """What a group costs or gains by itself."""
        return Fraction(float(self.values[group])) * self.unit

    def alone(self) -> tuple[Fraction, ...]:
        """What each player costs or gains alone."""
        return tuple(self.worth(1 << place) for place in range(len(self.players)))

    def group(self, mask: int) -> tuple[str, ...]:
        """The names of those in a group, in the order of the players."""
        return tuple(name for place, name in enumerate(self.players) if mask >> place & 1)

    def mask(self, names: Iterable[str]) -> int:
        """The group of these players."""
        return sum(1 << self.players.index(name) for name in set(names))


def game_of_table(
    players: Sequence[str],
    worths: Mapping[frozenset[str], Number],
    sense: Sense = Sense.GAIN,
) -> Game:
    """Of what every group but the empty one is worth. Raises GameError, naming what is missing."""
    places = {name: place for place, name in enumerate(players)}
    strangers = sorted(set().union(*worths) - places.keys())
    if strangers:
        raise GameError(Wrong.STRANGER, strangers[0])
    masks = {sum(1 << places[name] for name in names): worth for names, worth in worths.items()}
    return game_of_masks(players, masks, sense)


def game_of_masks(
    players: Sequence[str], worths: Mapping[int, Number], sense: Sense = Sense.GAIN
) -> Game:
    """The same, of groups as numbers."""
    _check_players(tuple(players))
    every = range(1, 1 << len(players))
    missing = next((mask for mask in every if mask not in worths), 0)
    if missing:
        names = [name for place, name in enumerate(players) if missing >> place & 1]
        raise GameError(Wrong.NO_VALUE, " + ".join(names))
    if worths.get(0):
        raise GameError(Wrong.NOBODY, worths[0])
    values, unit = in_units([0, *(exact(worths[mask]) for mask in every)])
    return Game(tuple(players), values, sense, unit)


def game_of_function(
    players: Sequence[str],
    worth: Callable[[tuple[str, ...]], Number],
    sense: Sense = Sense.GAIN,
) -> Game:
    """Of a function that is asked once for each group, smaller groups first."""
    _check_players(tuple(players))
    return game_of_table(
        players,
        {
            frozenset(names): worth(names)
            for size in range(1, len(players) + 1)
            for names in combinations(players, size)
        },
        sense,
    )


def game_of_values(
    players: Sequence[str], values: npt.ArrayLike, sense: Sense = Sense.GAIN
) -> Game:
    """Of floats by group. Very large and very small ones get a unit that is a power of two."""
    given = np.asarray(values, dtype=np.float64)
    most = float(np.abs(given).max(initial=0))
    power = frexp(most)[1] if isfinite(most) else 0
    if abs(power) < 200:
        return Game(tuple(players), given, sense)
    return Game(tuple(players), np.ldexp(given, -power), sense, Fraction(2) ** power)


def exact(number: Number) -> int | Fraction:
    """The number without rounding. Raises GameError when it is none."""
    if isinstance(number, float):
        if not isfinite(number):
            raise GameError(Wrong.NO_NUMBER, number)
        return Fraction(number)
    return number


def in_units(numbers: Sequence[int | Fraction]) -> tuple[Floats, Fraction]:
    """The numbers in whole units, the largest that fits all; else as near as floats come."""
    parts = _common(numbers)
    most = max(abs(Fraction(min(numbers))), abs(Fraction(max(numbers))))
    if parts:
        whole = [number.numerator * (parts // number.denominator) for number in numbers]
        step = gcd(*whole) or 1
        if most * parts < WHOLE_TO * step:
            return np.array([one // step for one in whole], dtype=np.float64), Fraction(step, parts)
    power = most.numerator.bit_length() - most.denominator.bit_length()
    unit = Fraction(2) ** power
    return np.array([float(number / unit) for number in numbers]), unit


def _common(numbers: Sequence[int | Fraction]) -> int:
    """The least common denominator; 0 when it is too large to be of use."""
    found = 1
    for part in {number.denominator for number in numbers}:
        found = lcm(found, part)
        if found >> 1100:
            return 0
    return found


def sums(parts: Sequence[float] | Floats) -> Floats:
    """By group, the sum of what its members have: each player doubles what is known."""
    found = np.zeros(1 << len(parts))
    for place, part in enumerate(parts):
        size = 1 << place
        np.add(found[:size], part, out=found[size : 2 * size])
    return found


def sizes(players: int) -> npt.NDArray[np.int8]:
    """By group, how many are in it."""
    found = np.zeros(1 << players, dtype=np.int8)
    for place in range(players):
        size = 1 << place
        np.add(found[:size], 1, out=found[size : 2 * size])
    return found


def _check_players(players: tuple[str, ...]) -> None:
    if not players:
        raise GameError(Wrong.NO_PLAYERS)
    if len(players) > MOST_PLAYERS:
        raise GameError(Wrong.TOO_MANY, len(players), MOST_PLAYERS)
    if len(set(players)) < len(players):
        twice = next(name for place, name in enumerate(players) if name in players[:place])
        raise GameError(Wrong.TWICE, twice)
    if not all(players):
        raise GameError(Wrong.NAMELESS)
