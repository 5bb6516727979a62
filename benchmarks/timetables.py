"""`python -m benchmarks.timetables`: who speaks with whom, against what one would do instead.

Writes its own part of docs/benchmarks.md anew, so that it can be measured by itself.
"""

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from random import Random

from benchmarks.report import table, write_part
from naober.engines.timetable import Pair, Problem, Timetable, solve

HEADER = "## Who speaks with whom"
SECONDS = 30.0  # for each peer; Naober stops when its answer is proven
QUICK_SECONDS = 1.0
ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Peer:
    """What a peer found, in units of score; `bound` only where it proves one."""

    total: Fraction
    bound: Fraction | None = None


def problems(*, quick: bool) -> Mapping[str, Problem]:
    """Scores are thousandths from 0 to 1, but for those where only the number of talks counts."""
    if quick:
        return {"12 people x 3 rounds": Problem(made_up(12), 3)}
    chance = Random(7)
    names = [f"p{number:03}" for number in range(100)]
    absent = {
        name: frozenset(chance.sample(range(8), chance.randint(1, 3)))
        for name in chance.sample(names, 30)
    }
    return {
        "100 people x 8 rounds, all pairs": Problem(made_up(100), 8),
        "the same, 15% of the pairs, 40 tables": Problem(made_up(100, 0.15), 8, 40),
        "the same, 15% of the pairs, 30 people absent now and then": Problem(
            made_up(100, 0.15), 8, None, absent
        ),
        "200 people x 8 rounds, 10% of the pairs": Problem(made_up(200, 0.1), 8),
        "40 people x 14 rounds, half of the pairs, few breaks": Problem(made_up(40, 0.5, 1), 14),
        "40 people x 30 rounds, all pairs": Problem(made_up(40), 30),
        "all 40 meet all, 39 rounds": Problem(made_up(40, 1, 1), 39),
        "50 with 50 others, 20% of the pairs, as many rounds as the busiest has": two_sided(),
    }


def made_up(people: int, share: float = 1, top: int = 1000, seed: int = 1) -> tuple[Pair, ...]:
    """`top` 1: every pair scores 1."""
    chance = Random(seed)
    return tuple(
        Pair(f"p{a:03}", f"p{b:03}", Fraction(chance.randint(1, top), top))
        for a, b in combinations(range(people), 2)
        if chance.random() < share
    )


def two_sided() -> Problem:
    chance = Random(1)
    pairs = [(a, b) for a in range(50) for b in range(50) if chance.random() < 0.2]
    busiest = max(
        *(sum(a == one for a, _ in pairs) for one in range(50)),
        *(sum(b == one for _, b in pairs) for one in range(50)),
    )
    return Problem(tuple(Pair(f"a{a}", f"b{b}") for a, b in pairs), busiest)


def naober(problem: Problem, seconds: float) -> tuple[Timetable, float]:
    began = time.perf_counter()
    found = solve(problem, chance=Random(1), left=lambda: began + seconds - time.perf_counter())
    return found, time.perf_counter() - began


def first_free(problem: Problem, order: Sequence[Pair]) -> Fraction:
    """Each pair in turn in the first round in which both are free and a table is."""
    busy = {name: set(problem.absent.get(name, ())) for name in problem.people}
    tables = [problem.tables or len(problem.people)] * problem.rounds
    total = Fraction(0)
    for pair in order:
        for number in range(problem.rounds):
            if tables[number] and number not in busy[pair.a] and number not in busy[pair.b]:
                busy[pair.a].add(number)
                busy[pair.b].add(number)
                tables[number] -= 1
                total += pair.score
                break
    return total


def at_random(problem: Problem, seconds: float) -> Peer:
    """The best of as many shuffled orders as there is time for."""
    return _best_order(problem, seconds, by_score=False)


def greedy(problem: Problem, seconds: float) -> Peer:
    """The best score first; the best of as many orders of equals as there is time for."""
    return _best_order(problem, seconds, by_score=True)


def _best_order(problem: Problem, seconds: float, *, by_score: bool) -> Peer:
    chance, ends = Random(1), time.perf_counter() + seconds
    order = list(problem.pairs)
    best = Fraction(0)
    while time.perf_counter() < ends:
        chance.shuffle(order)
        if by_score:
            order.sort(key=lambda pair: pair.score, reverse=True)
        best = max(best, first_free(problem, order))
    return Peer(best)


def cp_sat(problem: Problem, seconds: float) -> Peer | None:
    """In a process of its own: OR-Tools and highspy cannot be loaded together. None without it."""
    if not find_spec("ortools"):
        return None
    asked = {
        "pairs": [(pair.a, pair.b, int(pair.score * 1000)) for pair in problem.pairs],
        "rounds": problem.rounds,
        "tables": problem.tables,
        "absent": {name: sorted(away) for name, away in problem.absent.items()},
        "seconds": seconds,
    }
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.cp_sat"],
        cwd=ROOT,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    return Peer(Fraction(answer["total"], 1000), Fraction(answer["bound"], 1000))


def section(*, quick: bool) -> str:
    seconds = QUICK_SECONDS if quick else SECONDS
    rows = []
    for name, problem in problems(quick=quick).items():
        print(f"... timetable, {name}", flush=True)
        found, took = naober(problem, seconds)
        others = [at_random(problem, seconds / 3), greedy(problem, seconds / 3)]
        plain = cp_sat(problem, seconds)
        rows.append([
            name, f"{took:.2f}", _said(found.total), _said(found.bound),
            *(_said(one.total) for one in others),
            *((_said(plain.total), _said(plain.bound)) if plain else ("not installed", "")),
            f"{found.breaks} ({found.breaks_at_least})",
        ])  # fmt: skip
    header = [
        "", "Naober, s", "total", "proven bound", "random", "greedy", "CP-SAT", "its bound",
        "breaks (at least)",
    ]  # fmt: skip
    return (
        f"{HEADER}\n\nThe total of the scores of all talks; made-up pairs. Naober stops when its "
        "total is its bound. Random and greedy (the best score first, in the first free round) are "
        f"the best of all that fits in {seconds / 3:.0f} s; CP-SAT has a plain model, a variable "
        f"for each pair and round, two workers and {seconds:.0f} s. Breaks are Naober's.\n\n"
        f"{table(header, rows)}"
    )


def _said(amount: Fraction | None) -> str:
    return "" if amount is None else f"{float(amount):,.3f}".rstrip("0").rstrip(".")


def write(text: str, output: Path) -> None:
    write_part(HEADER, text, output)


if __name__ == "__main__":
    write(section(quick=False), OUTPUT)
