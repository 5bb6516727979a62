"""What the players agreed beside the game: who counts how heavily, and who has a limit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from naober.engines.costsharing.wrong import GameError, Wrong


@dataclass(frozen=True, slots=True)
class Terms:
    """`weights` say how heavily somebody counts, for Shapley, the nucleolus per capita and equal
    parts; who is not named counts as 1. `caps`: what somebody gets or pays at most. `prices` are
    an Owen division that is known, as of a plan or a linear production.
    """

    weights: Mapping[str, Fraction] = field(default_factory=dict)
    caps: Mapping[str, Fraction] = field(default_factory=dict)
    prices: Mapping[str, Fraction] | None = None

    def __post_init__(self) -> None:
        for name, weight in self.weights.items():
            if weight <= 0:
                raise GameError(Wrong.WEIGHT, name, weight)

    def weights_of(self, players: Sequence[str]) -> list[Fraction]:
        """In the order of the players. Raises GameError for terms about somebody else."""
        for name in (*self.weights, *self.caps, *(self.prices or ())):
            if name not in players:
                raise GameError(Wrong.STRANGER, name)
        return [Fraction(self.weights.get(name, 1)) for name in players]
