"""`python -m benchmarks.sharing`: dividing the gain of many players, beside coopgame-py.

Writes its own part of docs/benchmarks.md anew, so that it can be measured by itself.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib.util import find_spec
from typing import TypeVar

import numpy as np

from benchmarks.report import table, write_part
from benchmarks.timetables import OUTPUT, ROOT
from naober.engines.costsharing import (
    Bankruptcy,
    Game,
    game_of_values,
    ladder_nucleolus,
    ladder_of_needs,
    nucleolus,
    shapley,
    talmud,
)

HEADER = "## Who gets how much"
SIZES = (16, 20, 24)
QUICK_SIZES = (8,)
PEER_TO = 20  # players: beyond, its time and memory are not for this machine
NAMES = "ABCDEFGHIJKLMNOPQRSTUVWX"
TIMES = 5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Case:
    """A game, with its nucleolus where a closed form has it."""

    game: Game
    known: tuple[Fraction, ...] | None = None


def cases(players: int) -> Mapping[str, Case]:
    """Without structure, nearly superadditive, with ties by the thousand, and two closed forms."""
    chance = np.random.default_rng(players)
    groups = np.arange(1 << players)
    size = np.zeros(len(groups))
    for place in range(players):
        size += groups >> place & 1
    names = NAMES[:players]
    needs = {name: Fraction(int(need)) for name, need in
             zip(names, chance.integers(1, 100, players), strict=True)}  # fmt: skip
    case = Bankruptcy(sum(needs.values(), Fraction(0)) * 2 / 5, needs)
    return {
        "random worth a head": Case(_of(names, chance.uniform(0, 1, len(groups)) * size)),
        "growing, with chance": Case(_of(names, size**2 * (1 + chance.random(len(groups)) / 5))),
        "whole numbers, most tie": Case(_of(names, chance.integers(0, 3, len(groups)) * size)),
        "a runway": Case(ladder_of_needs(needs).game(), tuple(ladder_nucleolus(needs).values())),
        "a bankruptcy": Case(case.game(), tuple(talmud(case).values())),
    }


def _of(names: str, values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Game:
    values[0] = 0
    values[-1] = max(values[-1], values.max())
    return game_of_values(names, values)


def section(*, quick: bool) -> str:
    rows = []
    for players in QUICK_SIZES if quick else SIZES:
        for name, case in cases(players).items():
            print(f"... sharing, {players} players, {name}", flush=True)
            rows += _compared(f"{players} players, {name}", case, players)
    header = ["", "Naober, ms", "coopgame-py, ms", "how they agree", "Naober's answer"]
    return (
        f"{HEADER}\n\nProcessor time from a table to shares, the shortest of {TIMES} times (of "
        f"the peer: once, in a process of its own; to {PEER_TO} players). Exact: the shares solve "
        "in fractions the equations that prove them. Known: they are also those of a closed form "
        "(Littlechild 1974; Aumann and Maschler 1985), to the last digit.\n\n"
        f"{table(header, rows)}"
    )


def _compared(name: str, case: Case, players: int) -> list[list[str]]:
    own, seconds = _timed(lambda: shapley(case.game))
    peer = _peer(case.game, "shapley") if players <= PEER_TO else None
    rows = [[f"Shapley, {name}", _ms(seconds), *_told(own, peer, case.game), ""]]
    found, seconds = _timed(lambda: nucleolus(case.game))
    peer = _peer(case.game, "nucleolus") if players <= PEER_TO else None
    what = "exact" if found.exact else "near"
    if case.known is not None:
        what += ", as known" if found.shares == case.known else ", NOT AS KNOWN"
    rows.append([f"nucleolus, {name}", _ms(seconds), *_told(found.shares, peer, case.game), what])
    return rows


def _timed(answer: Callable[[], T]) -> tuple[T, float]:
    best = float("inf")
    for _ in range(TIMES):
        began = time.process_time()
        found = answer()
        best = min(best, time.process_time() - began)
    return found, best


def _peer(game: Game, rule: str) -> dict[str, object] | None:
    """None where it is not installed. It knows gains only, as this game's signs make them."""
    if not find_spec("coopgame"):
        return None
    sign = -1.0 if game.sense == "cost" else 1.0
    with tempfile.NamedTemporaryFile() as file:
        file.write((game.values * sign).tobytes())
        file.flush()
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.sharing_coopgame"],
            cwd=ROOT,
            input=json.dumps({"file": file.name, "rule": rule}) + "\n",
            capture_output=True,
            text=True,
            check=True,
        )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def _told(
    shares: tuple[Fraction, ...], peer: dict[str, object] | None, game: Game
) -> tuple[str, str]:
    if peer is None:
        return "", ""
    theirs = peer["shares"]
    if not isinstance(theirs, list):
        return "no answer", str(theirs)[:60]
    sign = -1.0 if game.sense == "cost" else 1.0
    most = max(abs(float(game.total)), 1e-9)
    apart = max(
        abs(float(a / game.unit) - sign * b) for a, b in zip(shares, theirs, strict=True)
    ) / most  # fmt: skip
    return _ms(float(str(peer["seconds"]))), "the same" if apart < 1e-9 else f"{apart:.1e} apart"


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:,.1f}"


if __name__ == "__main__":
    write_part(HEADER, section(quick=False), OUTPUT)
