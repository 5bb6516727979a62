"""`naober invest FILE.json`: does a joint investment pay, for whom, and who joins?"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from naober.cli.output import (
    FILE,
    console,
    json_option,
    language_option,
    plain,
    problems_as_json,
    tell_problems,
    unreadable,
    write_json,
)
from naober.engines.costsharing import Rule
from naober.engines.investing import DRAWS, Answer, Worth, solve
from naober.files.game_numbers import GameFileError
from naober.files.investment_json import InvestmentFile, read_investment
from naober.files.investment_shares import shares_by
from naober.files.investment_words import Words
from naober.files.problems import UnreadableError


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--draws",
    type=click.IntRange(100, 1_000_000),
    default=DRAWS,
    help="Hoe vaak er wordt geloot / how often what is unsure is drawn.",
)
@click.option("--seed", type=int, default=1, help="Toeval / where chance starts.")
@json_option
@language_option
def invest(file: Path, draws: int, seed: int, as_json: bool, language: str) -> None:
    """Samen investeren: loont het, en wie doet mee? / Does investing together pay, and who joins?

    FILE is JSON: what it costs at one size, how long it lasts, and who would join, with size,
    benefit a year and conditions. Told are the largest group whose conditions all hold, the share
    of each, and what it is worth alone and together.
    """
    try:
        read = read_investment(file)
    except UnreadableError as error:
        if as_json and isinstance(error, GameFileError):
            write_json({"problems": problems_as_json(error.problems, language)})
        unreadable(error, language)
    # In proportion a share never rises because somebody joins, if larger is cheaper for each.
    monotone = read.rule is Rule.PROPORTIONAL and read.case.cost.exponent <= 1
    shares = shares_by(read.case.cost, read.rule)
    found = solve(read.case, shares, seed=seed, draws=draws, monotone=monotone and not _alone(read))
    if as_json:
        write_json(_as_json(found, read, language))
    else:
        tell_problems(read.problems, language)
        _show(found, Words(language))


def _alone(read: InvestmentFile) -> bool:
    """Somebody says what it would pay alone: then proportions are not those of the sizes."""
    return any(one.alone is not None for one in read.case.joining)


def _as_json(found: Answer, read: InvestmentFile, language: str) -> dict[str, Any]:
    return {
        "rule": str(read.rule),
        "group": list(found.held.shares),
        "proven": found.held.proven,
        "others": found.held.others,
        "missing": found.missing,
        "shares": {key: round(share, 2) for key, share in found.held.shares.items()},
        "together": _worth(found.group) if found.group else None,
        "participants": {
            key: {
                "alone": _worth(alone),
                "together": _worth(found.together[key]) if key in found.together else None,
            }
            for key, alone in found.alone.items()
        },
        "tornado": [
            {"what": one.what, "bad": round(one.bad, 2), "good": round(one.good, 2)}
            for one in found.swings
        ],
        "problems": problems_as_json(read.problems, language),
    }


def _worth(one: Worth) -> Mapping[str, float | None]:
    return {
        "cost": round(one.cost, 2),
        "npv": round(one.npv, 2),
        "irr": one.irr,
        "payback": one.payback,
        "discounted_payback": one.discounted_payback,
        "low": round(one.low, 2),
        "high": round(one.high, 2),
        "chance": one.chance,
    }


def _show(found: Answer, words: Words) -> None:
    out = console()
    for line in words.group(found):
        out.print(plain(line, style="bold"))
    table = Table.grid(padding=(0, 2))
    table.add_row("", *(plain(name, style="bold") for name in words.columns()))
    for key, alone in found.alone.items():
        table.add_row(plain(key[:60]), *map(plain, words.row(alone, found.together.get(key))))
    if found.group:
        table.add_row(plain(words.all_together()), *map(plain, words.row(None, found.group)))
    out.print(table)
    for line in words.hangs_by(found):
        out.print(plain(line))
