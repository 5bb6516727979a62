"""`naober match FILE`: the offers and needs of one table, matched with reasons."""

from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from naober.cli.output import (
    FILE,
    Exit,
    console,
    count,
    day_of,
    day_option,
    json_option,
    language_option,
    plain,
    problems_as_json,
    progress,
    tell_problems,
    unreadable,
    write_json,
)
from naober.engines.matching import Direction, Index, Match, Reason, matches_in
from naober.files.listing_table import Context, Listings, read_listings
from naober.files.problems import RowProblem, UnreadableError
from naober.files.reasons import describe
from naober.lexicon import Lexicon, load


@click.command()
@click.argument("file", type=FILE)
@json_option
@click.option(
    "--top", type=click.IntRange(1, 1000), default=10, help="Aantal per vraag / offers per need."
)
@language_option
@day_option
@click.pass_context
def match(
    ctx: click.Context, file: Path, as_json: bool, top: int, language: str, today: datetime | None
) -> None:
    """Wie past bij wie in FILE? / Match the offers and needs in FILE (.csv, .xlsx).

    Columns: id, organisation, place, direction, text; `naober template` writes a workbook.
    """
    lexicon = load()
    day = day_of(today)
    try:
        listings = _read(file, Context(lexicon, day))
    except UnreadableError as error:
        if as_json:
            _write(Listings((), 0, (RowProblem(0, "", error.nl, error.en),)), [], language)
        unreadable(error, language)
    found = _matched(listings, lexicon, day, top)
    if as_json:
        _write(listings, found, language)
    else:
        tell_problems(listings.problems, language)
        _show(listings, found, language)
    ctx.exit(Exit.OK if listings.items else Exit.UNREADABLE)


def _read(file: Path, context: Context) -> Listings:
    return read_listings(file, context, progress=lambda rows: progress(rows, "lezen / reading"))


def _matched(listings: Listings, lexicon: Lexicon, today: date, top: int) -> list[Match]:
    """The best offers of each need; by need in the order of the table, best first."""
    offers = [item for item in listings.items if item.direction is Direction.OFFER]
    needs = [item for item in listings.items if item.direction is Direction.NEED]
    if not offers:
        return []
    index = Index(offers, lexicon)
    found: list[Match] = []
    for need in progress(needs, "zoeken / matching"):
        found += matches_in(need, index, today)[:top]
    return found


def reasons_as_json(
    reasons: tuple[Reason, ...], lexicon: Lexicon, language: str
) -> list[dict[str, Any]]:
    """Code and words of each reason."""
    return [{"code": str(r.code), "text": describe(r, lexicon, language)} for r in reasons]


def _write(listings: Listings, found: list[Match], language: str) -> None:
    lexicon = load()
    write_json(
        {
            "matches": [
                {
                    "need": m.need,
                    "offer": m.offer,
                    "score": m.score,
                    "conditional": m.conditional,
                    "reasons": reasons_as_json(m.reasons, lexicon, language),
                }
                for m in found
            ],
            "rows": listings.rows,
            "problems": problems_as_json(listings.problems, language),
        }
    )


def _show(listings: Listings, found: list[Match], language: str) -> None:
    lexicon = load()
    out = console()
    items = {item.id: item for item in listings.items}
    on_condition = "op voorwaarde" if language == "nl" else "on condition"
    for need, matches in groupby(found, key=lambda m: m.need):
        out.print(plain(f"{need}  {items[need].text[:200]}", style="bold"))
        table = Table.grid(padding=(0, 2))
        for m in matches:
            reasons = "; ".join(describe(r, lexicon, language) for r in m.reasons)
            condition = f"[{on_condition}] " if m.conditional else ""
            table.add_row(
                f"  {m.score:.2f}", plain(m.offer), plain(items[m.offer].text[:90]),
                plain(condition + reasons, style="dim"),
            )  # fmt: skip
        out.print(table)
    rows, read = ("rij", "rijen"), "gelezen"
    if language == "en":
        rows, read = ("row", "rows"), "read"
    pairs = count(len(found), "match", "matches")
    out.print(f"{count(listings.rows, *rows)}, {len(listings.items)} {read}, {pairs}")
