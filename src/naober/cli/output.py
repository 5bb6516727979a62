"""What the commands share: languages, JSON, a progress bar past two seconds, and clear endings."""

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence, Sized
from datetime import date, datetime
from enum import IntEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from naober.files.problems import RowProblem, UnreadableError

T = TypeVar("T")
PATIENCE_SECONDS = 2.0
SHOWN_PROBLEMS = 50
FILE = click.Path(readable=False, path_type=Path)  # reading it says itself what is wrong
PIPE_WIDTH = 200


class Exit(IntEnum):
    """How a command ends."""

    OK = 0
    UNREADABLE = 2


language_option = click.option(
    "--lang", "language", type=click.Choice(["nl", "en"]), default="nl", help="Taal / language."
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="JSON in plaats van tekst / instead of text."
)
day_option = click.option(
    "--on",
    "today",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="YYYY-MM-DD",
    help="De dag waarop dit geldt (nu: vandaag) / the day to reckon from (default: today).",
)


def day_of(chosen: datetime | None) -> date:
    """The chosen day, or today where the region is."""
    return chosen.date() if chosen else datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def readable(text: str) -> str:
    """The text with bytes that are no character (from a shell) replaced."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def write_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def problems_as_json(problems: Iterable[RowProblem], language: str) -> list[dict[str, Any]]:
    """Row, column and message of each problem, with the sheet where several are read."""
    return [
        {
            **({"sheet": p.sheet} if p.sheet else {}),
            "row": p.row,
            "column": p.column,
            "message": p.message(language),
        }
        for p in problems
    ]


def tell_problems(problems: Sequence[RowProblem], language: str) -> None:
    """The problems on standard error, one a line."""
    sheet, row, column = (
        ("blad", "rij", "kolom") if language == "nl" else ("sheet", "row", "column")
    )
    for problem in problems[:SHOWN_PROBLEMS]:
        parts = ((sheet, problem.sheet), (row, problem.row), (column, problem.column))
        where = ", ".join(f"{name} {value}" for name, value in parts if value)
        click.echo(": ".join(filter(None, (where, problem.message(language)))), err=True)
    if len(problems) > SHOWN_PROBLEMS:
        rest = len(problems) - SHOWN_PROBLEMS
        more = f"... en nog {rest} meldingen" if language == "nl" else f"... and {rest} more"
        click.echo(more, err=True)


def unreadable(error: UnreadableError, language: str) -> NoReturn:
    """Say why nothing could be read, and end with code 2."""
    click.echo(error.message(language), err=True)
    sys.exit(Exit.UNREADABLE)


def console() -> Console:
    """For tables on standard output; typed text is never taken for markup."""
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(markup=False, highlight=False, emoji=False, soft_wrap=True, width=width)


def count(number: int, one: str, more: str) -> str:
    """ "1 rij", "2 rijen"."""
    return f"{number} {one if number == 1 else more}"


def plain(text: str, style: str = "") -> Text:
    """Typed text on one line, without control characters."""
    return Text(" ".join("".join(c if c.isprintable() else " " for c in text).split()), style=style)


def progress(items: Iterable[T], description: str) -> Iterator[T]:
    """The items, with a progress bar on standard error once it takes longer than two seconds."""
    total = len(items) if isinstance(items, Sized) else None
    bar = Bar(description, total)
    try:
        for done, item in enumerate(items):
            bar.at(done)
            yield item
    finally:
        bar.close()


class Bar:
    """A progress bar that stays away from quick work."""

    def __init__(self, description: str, total: float | None) -> None:
        self._description = description
        self._total = total
        self._started = time.monotonic()
        self._progress: Progress | None = None

    def at(self, done: float) -> None:
        """Tell how much is done; the bar appears when its time has come."""
        if self._progress is None:
            if time.monotonic() - self._started < PATIENCE_SECONDS:
                return
            on_stderr = Console(stderr=True)
            self._progress = Progress(
                console=on_stderr, transient=True, disable=not on_stderr.is_terminal
            )
            self._progress.add_task(self._description, total=self._total)
            self._progress.start()
        self._progress.update(self._progress.task_ids[0], completed=done)

    def close(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()
