"""`naober plan FILE`: which exchanges bring the most? Of a region's workbook, or a bare network."""

import time
from pathlib import Path
from typing import Any

import click

from naober.cli.output import FILE, json_option, language_option
from naober.cli.plan_network import plan_network
from naober.files.network_json import looks_like_json

SNIFFED = 64  # bytes that tell what a file is


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 86_400),
    default=60.0,
    help="Hoe lang zoeken hoogstens duurt / how long to search at most.",
)
@click.option(
    "--gap",
    type=click.FloatRange(0, 100),
    default=0.0,
    metavar="PERCENT",
    help="Tevreden als het zoveel procent van het beste is / stop within so many per cent.",
)
@json_option
@language_option
def plan(file: Path, as_json: bool, language: str, seconds: float, gap: float) -> None:
    """Wat kan naar wie? / Which exchanges in FILE bring the most?

    FILE is a bare network (JSON): supplies, demands, arcs. "optimal" is proven: nothing is cheaper.
    "feasible": it can be done, and the gap says how much cheaper it could be at most.
    """
    ends = time.monotonic() + seconds
    how: dict[str, Any] = {"left": lambda: ends - time.monotonic(), "gap": gap / 100}
    plan_network(file, as_json=as_json, language=language, **how)


def _is_network(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return looks_like_json(opened.read(SNIFFED))
    except OSError:
        return False  # reading it says what is wrong
