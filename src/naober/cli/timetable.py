"""`naober timetable PAIRS.csv --rounds r`: who speaks with whom, in which round?"""

import time
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import click
from rich.table import Table

from naober.cli.output import (
    FILE,
    console,
    count,
    json_option,
    language_option,
    plain,
    problems_as_json,
    tell_problems,
    unreadable,
    write_json,
)
from naober.engines.timetable import Aim, Problem, Timetable, solve
from naober.files.problems import RowProblem, UnreadableError
from naober.files.talks import Talks, read_talks

MOST_ROUNDS = 500


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--rounds",
    type=click.IntRange(1, MOST_ROUNDS),
    required=True,
    help="Aantal rondes / how many rounds there are.",
)
@click.option(
    "--tables",
    type=click.IntRange(1),
    default=None,
    help="Hoeveel gesprekken tegelijk kunnen / how many talks there can be at the same time.",
)
@click.option(
    "--seats",
    type=click.IntRange(2, 50),
    default=2,
    help="Mensen aan een tafel / people at a table. More than 2: seated well, seldom proven best.",
)
@click.option(
    "--absent",
    multiple=True,
    metavar="NAME=1,2",
    help="Wie in welke rondes weg is / who is not there in which rounds. May be repeated.",
)
@click.option(
    "--fair",
    is_flag=True,
    help="Eerst weinig en eerlijk verdeelde pauzes / first few breaks, evenly spread.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 3600),
    default=20.0,
    help="Hoe lang zoeken hoogstens duurt / how long to search at most.",
)
@click.option("--seed", type=int, default=1, help="Toeval / where chance starts.")
@json_option
@language_option
def timetable(file: Path, language: str, **how: Any) -> None:
    """Wie spreekt wie, in welke ronde? / Who of FILE (columns a, b, score) speaks with whom, when?

    Only pairs in the file talk, each at most once; a pair without a score scores 1. "optimal" is
    proven: no timetable has a higher total. "feasible": the bound says how much more there can be.
    With more than two at a table, others may sit there too; nobody meets the same person twice.
    """
    try:
        read = read_talks(file)
    except UnreadableError as error:
        if how["as_json"]:
            wrong = (RowProblem(0, "", error.nl, error.en),)
            write_json({"rounds": [], "problems": problems_as_json(wrong, language)})
        unreadable(error, language)
    absent = _absent(how["absent"], read, how["rounds"])
    problem = Problem(read.pairs, how["rounds"], how["tables"], absent, how["seats"])
    ends = time.monotonic() + how["seconds"]
    found = solve(
        problem,
        chance=Random(how["seed"]),
        left=lambda: ends - time.monotonic(),
        aim=Aim.FAIR if how["fair"] else Aim.TOTAL,
    )
    if how["as_json"]:
        write_json(_as_json(read, found, language))
    else:
        tell_problems(read.problems, language)
        _show(found, language)


def _absent(typed: Iterable[str], read: Talks, rounds: int) -> dict[str, frozenset[int]]:
    """By name the rounds, from 0, in which somebody is away."""
    known = {name for pair in read.pairs for name in (pair.a, pair.b)}
    found: dict[str, frozenset[int]] = {}
    for one in typed:
        name, _, numbers = one.rpartition("=")
        said = [text.strip() for text in numbers.split(",")]
        if name not in known:
            raise click.UsageError(f'--absent: "{name}" staat niet in / is not in the file.')
        if not all(text.isdecimal() and 1 <= int(text[:6]) <= rounds for text in said):
            raise click.UsageError(f'--absent: "{numbers}" (1 - {rounds}; 1,2,3)')
        found[name] = found.get(name, frozenset()) | {int(text) - 1 for text in said}
    return found


def _as_json(read: Talks, found: Timetable, language: str) -> dict[str, Any]:
    return {
        "rounds": [[list(talk) for talk in talks] for talks in found.rounds],
        "total": _number(found.total),
        "bound": _number(found.bound),
        "status": found.status,
        "breaks": found.breaks,
        "breaks_at_least": found.breaks_at_least,
        "talks": dict(found.talks),
        "problems": problems_as_json(read.problems, language),
    }


def _number(amount: Fraction) -> int | float:
    return amount.numerator if amount.denominator == 1 else float(amount)


def _show(found: Timetable, language: str) -> None:
    dutch = language == "nl"
    out = console()
    for number, talks in enumerate(found.rounds, start=1):
        out.print(plain(f"{'Ronde' if dutch else 'Round'} {number}", style="bold"))
        table = Table.grid(padding=(0, 2))
        for place, talk in enumerate(talks, start=1):
            table.add_row(plain(str(place), style="dim"), *(plain(name[:60]) for name in talk))
        out.print(table)
    for line in _summary(found, dutch=dutch):
        out.print(line)


def _summary(found: Timetable, *, dutch: bool) -> Iterable[str]:
    talks = count(
        sum(map(len, found.rounds)), *(("gesprek", "gesprekken") if dutch else ("talk", "talks"))
    )
    total, bound = f"{_number(found.total):,.10g}", f"{_number(found.bound):,.10g}"
    proven = found.status == "optimal"
    if dutch:
        yield f"{talks}, samen {total}; " + (
            "beter kan niet (bewezen)." if proven else f"meer dan {bound} kan niet."
        )
    else:
        yield f"{talks}, {total} together; " + (
            "better is not possible (proven)." if proven else f"no more than {bound} is possible."
        )
    each = found.talks.values()
    per = f"{min(each)}-{max(each)}" if min(each) < max(each) else f"{min(each)}"
    breaks = count(found.breaks, *(("pauze", "pauzes") if dutch else ("break", "breaks")))
    least = found.breaks_at_least
    yield (
        f"{per} per persoon; {breaks}, minder dan {least} kan niet."
        if dutch
        else f"{per} per person; {breaks}, fewer than {least} is not possible."
    )
