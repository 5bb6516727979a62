"""`naober notes FILE`: what a note about a visit proposes."""

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

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
    unreadable,
    write_json,
)
from naober.engines.understanding.notes import UNSURE, Notes, Proposal, read_notes
from naober.files.problems import UnreadableError
from naober.files.sheets import text_of
from naober.lexicon import load

_KINDS = {
    "offer": ("brengen", "offer"),
    "need": ("halen", "need"),
    "challenge": ("probleem", "challenge"),
    "person": ("persoon", "person"),
    "follow_up": ("actie", "follow-up"),
}


@click.command()
@click.argument("file", type=FILE)
@json_option
@language_option
@day_option
@click.option("--company", multiple=True, help="Naam van het bezochte bedrijf / of the company.")
def notes(
    file: Path, as_json: bool, language: str, today: datetime | None, company: tuple[str, ...]
) -> None:
    """Wat volgt uit een verslag? / What does a note about a visit propose?

    FILE holds prose in Dutch or English; "-" reads it from standard input.
    """
    try:
        text = _standard_input() if str(file) == "-" else text_of(file)
    except UnreadableError as error:
        if as_json:
            write_json({"proposals": [], "problem": error.message(language)})
        unreadable(error, language)
    found = read_notes(Notes(text, day_of(today), load(), company)).proposals
    if as_json:
        write_json({"proposals": [asdict(proposal) for proposal in found]})
    else:
        _show(found, 0 if language == "nl" else 1)
    sys.exit(Exit.OK)


def _standard_input() -> str:
    if sys.stdin is None:
        raise UnreadableError("Er is geen invoer.", "There is no standard input.")
    return sys.stdin.buffer.read().decode("utf-8", "replace")


def _show(found: tuple[Proposal, ...], language: int) -> None:
    table = Table.grid(padding=(0, 2))
    for proposal in found:
        kind = _KINDS[str(proposal.direction or proposal.kind)][language]
        unsure = "?" if proposal.certainty < UNSURE else ""
        table.add_row(
            plain(kind + unsure, style="bold"),
            plain(_told(proposal)),
            plain(str(proposal.due or "")),
        )
    console().print(table)


def _told(proposal: Proposal) -> str:
    person = proposal.person
    if person is None:
        return proposal.text
    return ", ".join(filter(None, (person.name, person.role, person.email, person.phone)))
