"""`naober neighbours OFFERS COMPANIES`: who never posted anything and could use what is offered?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from naober.cli.output import (
    FILE,
    Exit,
    console,
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
from naober.engines.matching import Direction
from naober.engines.matching.neighbours import (
    CompanyActivity,
    Neighbour,
    Offer,
)
from naober.engines.matching.neighbours import (
    neighbours as nearest,
)
from naober.files.company_table import Companies, read_companies
from naober.files.listing_table import Context, Listings, read_listings
from naober.files.neighbour_reasons import describe_neighbour
from naober.files.problems import RowProblem, UnreadableError
from naober.lexicon import load
from naober.lexicon.words import fold

_STEP = 200  # offers between two words of progress


@click.command()
@click.argument("offers", type=FILE)
@click.argument("companies", type=FILE)
@json_option
@click.option(
    "--top",
    type=click.IntRange(1, 1000),
    default=5,
    help="Aantal per aanbod / companies per offer.",
)
@language_option
@day_option
@click.pass_context
def neighbours(ctx: click.Context, /, offers: Path, companies: Path, **options: Any) -> None:
    """Stille buren / find, for OFFERS, the companies in COMPANIES that could use them.

    OFFERS has the columns id, organisation, text; COMPANIES id and activity (words, SBI or NACE).
    """
    language: str = options["language"]
    try:
        offered = _offers(offers, options["today"])
        known = read_companies(companies, load())
    except UnreadableError as error:
        if options["as_json"]:
            _write([], 0, (RowProblem(0, "", error.nl, error.en),), language)
        unreadable(error, language)
    found = _nearest(offered, known, options["top"])
    problems = tuple(sorted({*offered.problems, *known.problems}))
    if options["as_json"]:
        _write(found, offered.rows + known.rows, problems, language)
    else:
        tell_problems(problems, language)
        _show(found, {item.id: item.text for item in offered.items}, known, language)
    ctx.exit(Exit.OK if offered.items and known.companies else Exit.UNREADABLE)


def _offers(path: Path, today: datetime | None) -> Listings:
    return read_listings(path, Context(load(), day_of(today)), direction=Direction.OFFER)


def _nearest(offered: Listings, known: Companies, top: int) -> list[Neighbour]:
    """The best companies of each offer in the order of the table; never the offering one."""
    lexicon = load()
    names = {company.id: company.organisation for company in known.companies}
    activities = {company.organisation: company.activity for company in known.companies}
    asked = [
        Offer(
            id=item.id,
            organisation=offered.organisations[item.id],
            text=item.text,
            concepts=item.concepts,
            activity=offered.activities[item.id] or activities.get(item.company, ""),
        )
        for item in offered.items
    ]
    companies = [CompanyActivity(company.id, company.activity) for company in known.companies]
    own = {item.id: item.company for item in offered.items}
    wanted = top + _most_alike(names.values())
    found: list[Neighbour] = []
    steps = [asked[i : i + _STEP] for i in range(0, len(asked), _STEP)]
    for step in progress(steps, "zoeken / searching"):
        result = nearest(step, companies, top=wanted, lexicon=lexicon).neighbours
        by_offer = {id: list(group) for id, group in groupby(result, key=lambda n: n.offer)}
        for offer in step:
            others = [n for n in by_offer.get(offer.id, ()) if names[n.company] != own[offer.id]]
            found += others[:top]
    return found


def _most_alike(names: Iterable[str]) -> int:
    """In how many rows one organisation stands at most."""
    counts: dict[str, int] = {}
    for name in names:
        counts[fold(name)] = counts.get(fold(name), 0) + 1
    return max(counts.values(), default=0)


def _write(
    found: Sequence[Neighbour], rows: int, problems: tuple[RowProblem, ...], language: str
) -> None:
    lexicon = load()
    write_json(
        {
            "neighbours": [
                {
                    "offer": n.offer,
                    "company": n.company,
                    "score": round(n.score, 4),
                    "reasons": [
                        {"code": str(r.code), "text": describe_neighbour(r, lexicon, language)}
                        for r in n.reasons
                    ],
                }
                for n in found
            ],
            "rows": rows,
            "problems": problems_as_json(problems, language),
        }
    )


def _show(
    found: Sequence[Neighbour], texts: Mapping[str, str], known: Companies, language: str
) -> None:
    lexicon = load()
    out = console()
    described = {company.id: company.activity for company in known.companies}
    for offer, group in groupby(found, key=lambda n: n.offer):
        out.print(plain(f"{offer}  {texts[offer][:200]}", style="bold"))
        table = Table.grid(padding=(0, 2))
        for n in group:
            why = describe_neighbour(n.reasons[0], lexicon, language)
            table.add_row(
                f"  {n.score:.2f}", plain(n.company), plain(described[n.company][:60]),
                plain(why, style="dim"),
            )  # fmt: skip
        out.print(table)
