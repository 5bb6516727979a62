"""Problems to test with, the best of them by trying all, and what every timetable must keep to."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations
from random import Random

from naober.engines.timetable import Aim, Pair, Problem, Timetable, solve


def names(count: int) -> list[str]:
    return [f"p{number:03}" for number in range(count)]


def complete(count: int, score: int = 1) -> tuple[Pair, ...]:
    return tuple(Pair(a, b, score) for a, b in combinations(names(count), 2))


def scored(count: int, seed: int, *, share: float = 1, top: int = 1000) -> tuple[Pair, ...]:
    """A share of all pairs, with scores from 0 to 1 in steps."""
    chance = Random(seed)
    return tuple(
        Pair(a, b, Fraction(chance.randint(0, top), top))
        for a, b in combinations(names(count), 2)
        if chance.random() < share
    )


def solved(problem: Problem, aim: Aim = Aim.TOTAL, seed: int = 1) -> Timetable:
    """Without a clock: every search here ends by itself."""
    found = solve(problem, chance=Random(seed), left=lambda: 60.0, aim=aim)
    keeps_to(problem, found)
    return found


def keeps_to(problem: Problem, found: Timetable) -> None:
    """Nobody twice in a round, no pair twice, tables, absences, only pairs, honest numbers."""
    scores = {frozenset((pair.a, pair.b)): pair.score for pair in problem.pairs}
    talks = [frozenset(talk) for each in found.rounds for talk in each]
    assert len(found.rounds) == problem.rounds
    assert len(set(talks)) == len(talks)
    assert set(talks) <= set(scores)
    assert found.total == sum(scores[talk] for talk in talks)
    assert found.total <= found.bound
    assert 0 <= found.breaks_at_least <= found.breaks
    for number, each in enumerate(found.rounds):
        seated = [name for talk in each for name in talk]
        assert len(set(seated)) == len(seated)
        assert problem.tables is None or len(each) <= problem.tables
        assert not [name for name in seated if number in problem.absent.get(name, ())]


def best_of_all(problem: Problem) -> Fraction:
    """By trying every set of talks in every round."""
    best: Mapping[frozenset[int], Fraction] = {frozenset(): Fraction(0)}
    for number in range(problem.rounds):
        after: dict[frozenset[int], Fraction] = {}
        for talks, score in list(_at_once(problem, number)):
            for used, total in best.items():
                if not used & talks:
                    both = used | talks
                    after[both] = max(total + score, after.get(both, Fraction(-1)))
        best = after
    return max(best.values())


def _at_once(problem: Problem, number: int) -> Iterable[tuple[frozenset[int], Fraction]]:
    """Every set of talks that can be held in one round, with its score."""
    there = [
        (place, pair)
        for place, pair in enumerate(problem.pairs)
        if number not in problem.absent.get(pair.a, ())
        and number not in problem.absent.get(pair.b, ())
    ]
    tables = len(there) if problem.tables is None else problem.tables
    for size in range(min(tables, len(problem.people) // 2) + 1):
        for chosen in combinations(there, size):
            seated = [name for _, pair in chosen for name in (pair.a, pair.b)]
            if len(set(seated)) == len(seated):
                score = sum((Fraction(pair.score) for _, pair in chosen), Fraction(0))
                yield frozenset(place for place, _ in chosen), score
