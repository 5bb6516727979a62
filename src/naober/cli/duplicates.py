"""`naober duplicates COMPANIES`: which rows are likely one company?"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from rich.table import Table

from naober.cli.output import (
    FILE,
    Exit,
    console,
    json_option,
    language_option,
    plain,
    problems_as_json,
    tell_problems,
    unreadable,
    write_json,
)
from naober.engines.matching.duplicates import CompanyRecord, Duplicate
from naober.engines.matching.duplicates import duplicates as alike
from naober.files.problems import RowProblem, UnreadableError
from naober.files.prospects import Prospect, read_prospects

_REASONS = {
    "same_code": ("zelfde nummer", "same number"),
    "other_code": ("ander nummer", "other number"),
    "same_website": ("zelfde website", "same website"),
    "same_phone": ("zelfde telefoon", "same telephone"),
    "same_email": ("zelfde maildomein", "same mail domain"),
    "same_name": ("zelfde naam", "same name"),
    "alike_name": ("naam lijkt erop", "name is alike"),
    "initials": ("afkorting", "initials"),
    "same_place": ("zelfde plaats", "same place"),
    "other_place": ("andere plaats", "other place"),
}


@click.command()
@click.argument("companies", type=FILE)
@json_option
@language_option
def duplicates(companies: Path, as_json: bool, language: str) -> None:
    """Dubbele bedrijven / which rows of COMPANIES are likely one company?

    COMPANIES has a column with names; place, website, telephone and e-mail help. A person decides.
    """
    try:
        read = read_prospects(companies)
    except UnreadableError as error:
        if as_json:
            _write((), {}, 0, (RowProblem(0, "", error.nl, error.en),), language)
        unreadable(error, language)
    rows = {str(prospect.row): prospect for prospect in read.prospects}
    found = alike([_record(prospect) for prospect in read.prospects])
    if as_json:
        _write(found, rows, read.rows, read.problems, language)
    else:
        tell_problems(read.problems, language)
        _show(found, rows, 0 if language == "nl" else 1)
    raise SystemExit(Exit.OK)


def _record(prospect: Prospect) -> CompanyRecord:
    return CompanyRecord(
        id=str(prospect.row),
        name=prospect.name,
        places=(prospect.place,) if prospect.place else (),
        website=prospect.website,
        phone=prospect.phone,
        emails=(prospect.email,) if prospect.email else (),
        activity=prospect.activity,
    )


def _write(
    found: Sequence[Duplicate],
    rows: Mapping[str, Prospect],
    count: int,
    problems: tuple[RowProblem, ...],
    language: str,
) -> None:
    write_json(
        {
            "duplicates": [
                {
                    "rows": [int(pair.a), int(pair.b)],
                    "names": [rows[pair.a].name, rows[pair.b].name],
                    "score": pair.score,
                    "reasons": list(pair.reasons),
                }
                for pair in found
            ],
            "rows": count,
            "problems": problems_as_json(problems, language),
        }
    )


def _show(found: Sequence[Duplicate], rows: Mapping[str, Prospect], language: int) -> None:
    table = Table.grid(padding=(0, 2))
    for pair in found:
        why = ", ".join(_REASONS[reason][language] for reason in pair.reasons)
        table.add_row(
            f"{pair.score:.2f}", f"{pair.a}, {pair.b}", plain(rows[pair.a].name),
            plain(rows[pair.b].name), plain(why, style="dim"),
        )  # fmt: skip
    console().print(table)
