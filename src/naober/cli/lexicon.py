"""`naober lexicon check [FOLDER]`: is anything wrong with the tables of words?"""

from pathlib import Path

import click

from naober.lexicon import load
from naober.lexicon.validate import problems


@click.group()
def lexicon() -> None:
    """The words of the region's industry."""


@lexicon.command()
@click.argument("folder", required=False, type=click.Path(exists=True, path_type=Path))
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Check the tables in FOLDER (the packaged ones if none is given)."""
    found = problems(folder)
    for problem in found:
        click.echo(str(problem))
    if not found:
        words = load(*([folder] if folder else []))
        names = sum(len(set(concept.names())) for concept in words.concepts.values())
        click.echo(
            f"{len(words.concepts)} concepts with {names} names, {len(words.links)} links, "
            f"{len(words.activities)} activities, {len(words.units)} units, "
            f"{len(words.places)} places: nothing wrong."
        )
    ctx.exit(1 if found else 0)
