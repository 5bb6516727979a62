"""`naober plan FILE`: which exchanges bring the most? Of a region's workbook, or a bare network."""

import time
from pathlib import Path
from typing import Any

import click

from naober.cli.output import FILE, json_option, language_option
from naober.cli.plan_network import plan_network
from naober.cli.plan_region import plan_region
from naober.engines.flows import Objective
from naober.files.network_json import looks_like_json

SNIFFED = 64  # bytes that tell what a file is


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--objective",
    type=click.Choice([str(objective) for objective in Objective]),
    default=None,
    help="Meeste opbrengst (nu), of CO2 of gewicht zonder verlies / most gain, or at no loss.",
)
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
def plan(file: Path, objective: str | None, as_json: bool, language: str, **how: Any) -> None:
    """Wat kan naar wie? / Which exchanges in FILE bring the most?

    FILE is a workbook of a region (see `naober template --region`) or a bare network in JSON.
    "optimal" is proven: nothing is better. "feasible": it can be done, and the gap says how much
    better it could be at most.
    """
    ends = time.monotonic() + how["seconds"]
    told: dict[str, Any] = {"as_json": as_json, "language": language}
    limits: dict[str, Any] = {"left": lambda: ends - time.monotonic(), "gap": how["gap"] / 100}
    if not _is_network(file):
        plan_region(file, objective=Objective(objective or Objective.GAIN), **told, **limits)
    elif objective is None:
        plan_network(file, **told, **limits)
    else:
        raise click.UsageError(
            "--objective hoort bij een werkblad; een netwerk zegt het zelf."
            if language == "nl"
            else "--objective is for a workbook; a network says it itself."
        )


def _is_network(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return looks_like_json(opened.read(SNIFFED))
    except OSError:
        return False  # reading it says what is wrong
