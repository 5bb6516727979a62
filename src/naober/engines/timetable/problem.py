"""The question: pairs that may talk, with a score each, and the rounds, tables and absences.

Plain values only. Rounds are numbered from 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

Number = int | Fraction


class Aim(StrEnum):
    """What counts first: the total of the scores, or that nobody sits out more than others."""

    TOTAL = "total"
    FAIR = "fair"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may talk once. `score`: what the talk is worth, 0 or more, in any unit."""

    a: str
    b: str
    score: Number = 1

    def __post_init__(self) -> None:
        if self.a == self.b:
            raise ValueError(f"{self.a} cannot talk to {self.a}")
        if self.score < 0:
            raise ValueError(f"{self.a} and {self.b} score {self.score}")


@dataclass(frozen=True, slots=True)
class Problem:
    """Valid when made: each pair stands there once, whichever of the two comes first.

    `tables` is how many talks there can be at the same time; None is as many as one likes.
    `seats` is how many people sit at a table: 2, or more for small groups, of which each two must
    be a pair. `absent` names by person the rounds in which that person is not there.
    """

    pairs: tuple[Pair, ...]
    rounds: int
    tables: int | None = None
    absent: Mapping[str, frozenset[int]] = field(default_factory=dict)
    seats: int = 2

    def __post_init__(self) -> None:
        if self.rounds < 1:
            raise ValueError(f"{self.rounds} rounds")
        if self.tables is not None and self.tables < 1:
            raise ValueError(f"{self.tables} tables")
        if self.seats < 2:
            raise ValueError(f"{self.seats} seats at a table")
        if len({frozenset((pair.a, pair.b)) for pair in self.pairs}) < len(self.pairs):
            raise ValueError("a pair stands there twice")
        for person, rounds in self.absent.items():
            if not all(0 <= number < self.rounds for number in rounds):
                raise ValueError(f"{person} is absent in a round that there is not")

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody in a pair, by name."""
        return tuple(sorted({name for pair in self.pairs for name in (pair.a, pair.b)}))
