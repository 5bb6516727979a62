"""The problem in numbers: people and pairs by place, scores as whole numbers, rounds as bits."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from naober.engines.timetable.problem import Problem


@dataclass(frozen=True, slots=True)
class Net:
    """Made by `net_of`, always in the same order, whatever the order of the problem's pairs.

    `weights` are the scores times `scale`, whole and without a common divisor. `there` has a bit
    for each round in which a person is there; `limits` the most pairs that can meet in each round,
    at so many `tables` with so many `seats`.
    """

    names: tuple[str, ...]
    ends: tuple[tuple[int, int], ...]
    weights: tuple[int, ...]
    scale: Fraction
    there: tuple[int, ...]
    limits: tuple[int, ...]
    tables: int
    seats: int
    at: tuple[tuple[int, ...], ...]  # the pairs of each person

    @property
    def rounds(self) -> int:
        """How many rounds there are."""
        return len(self.limits)

    def days(self, person: int) -> int:
        """In how many rounds somebody is there."""
        return self.there[person].bit_count()

    def places(self, person: int) -> int:
        """How many others somebody can meet."""
        return self.days(person) * (self.seats - 1)

    def fits_in(self, edge: int) -> int:
        """The rounds, as bits, in which both are there."""
        first, second = self.ends[edge]
        return self.there[first] & self.there[second]

    def score(self, weight: int) -> Fraction:
        """A sum of weights in the unit of the scores."""
        return weight / self.scale

    def within(self, people: Sequence[int]) -> int:
        """How many pairs can meet among these people, in all rounds together."""
        return sum(
            most_pairs(
                sum(self.there[one] >> number & 1 for one in people), self.tables, self.seats
            )
            for number in range(self.rounds)
        )


def net_of(problem: Problem) -> Net:
    """Pairs that are never there together are left out."""
    names = problem.people
    place = {name: number for number, name in enumerate(names)}
    everywhere = (1 << problem.rounds) - 1
    away = [sum(1 << number for number in problem.absent.get(name, ())) for name in names]
    there = tuple(everywhere & ~rounds for rounds in away)
    known = sorted(
        (min(place[pair.a], place[pair.b]), max(place[pair.a], place[pair.b]), pair.score)
        for pair in problem.pairs
    )
    kept = [(a, b, Fraction(score)) for a, b, score in known if there[a] & there[b]]
    scale = _scale([score for _, _, score in kept])
    at: list[list[int]] = [[] for _ in names]
    for edge, (a, b, _) in enumerate(kept):
        at[a].append(edge)
        at[b].append(edge)
    seated = [sum(rounds >> number & 1 for rounds in there) for number in range(problem.rounds)]
    tables = len(names) if problem.tables is None else problem.tables
    return Net(
        names,
        tuple((a, b) for a, b, _ in kept),
        tuple(int(score * scale) for _, _, score in kept),
        scale,
        there,
        tuple(most_pairs(count, tables, problem.seats) for count in seated),
        tables,
        problem.seats,
        tuple(map(tuple, at)),
    )


def most_pairs(people: int, tables: int, seats: int) -> int:
    """How many pairs can meet at once: full tables have the most."""
    full, rest = divmod(min(people, tables * seats), seats)
    return full * (seats * (seats - 1) // 2) + rest * (rest - 1) // 2


def _scale(scores: list[Fraction]) -> Fraction:
    """By what scores become whole numbers without a common divisor."""
    whole = lcm(*(score.denominator for score in scores))
    common = gcd(*(int(score * whole) for score in scores))
    return Fraction(whole, common or 1)
