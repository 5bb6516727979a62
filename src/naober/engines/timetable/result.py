"""The answer: who talks with whom in each round, its total, and what no timetable can exceed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

Talk = tuple[str, ...]  # the names, in order


@dataclass(frozen=True, slots=True)
class Timetable:
    """`rounds` has the talks by round, each with the names in order.

    `total` is the sum of the scores, and `bound` a proven limit to the total of every timetable of
    this problem. `days` says in how many rounds each person is there; `breaks_at_least` is a proven
    limit to how few rounds without a talk there can be, all people together.
    """

    rounds: tuple[tuple[Talk, ...], ...]
    total: Fraction
    bound: Fraction
    days: Mapping[str, int]
    breaks_at_least: int

    @property
    def status(self) -> str:
        """ "optimal" only when it is proven: the total is the bound."""
        return "optimal" if self.total == self.bound else "feasible"

    @property
    def talks(self) -> Mapping[str, int]:
        """In how many rounds each person sits at a table."""
        seated = Counter(name for talks in self.rounds for talk in talks for name in talk)
        return {name: seated[name] for name in self.days}

    @property
    def breaks(self) -> int:
        """The rounds in which somebody is there and has no talk, all people together."""
        return sum(self.days.values()) - sum(self.talks.values())
