"""`naober rank QUERIES.tsv CORPUS.tsv`: the text side alone, for job titles and skills."""

import os
import sys
from pathlib import Path

import click

from naober.cli.output import (
    FILE,
    Bar,
    Exit,
    language_option,
    tell_problems,
    unreadable,
)
from naober.engines.matching.rank import rank as ranked
from naober.files.pairs import Pairs, read_pairs
from naober.files.problems import UnreadableError


@click.command()
@click.argument("queries", type=FILE)
@click.argument("corpus", type=FILE)
@click.option(
    "--top", type=click.IntRange(1, 1000), default=10, help="Aantal per vraag / texts per query."
)
@click.option(
    "--no-embeddings", is_flag=True, help="Zonder / without the optional embedding extra."
)
@language_option
@click.pass_context
def rank(
    ctx: click.Context, queries: Path, corpus: Path, top: int, no_embeddings: bool, language: str
) -> None:
    """Ordenen / rank the texts of CORPUS for each of QUERIES (both: id TAB text, one a line).

    Writes: query id, corpus id, rank, score, with tabs between them.
    """
    # This command never forks, so the embedding may use every core.
    os.environ.setdefault("OMP_NUM_THREADS", str(os.cpu_count() or 1))
    asked, known = (_read(path, language) for path in (queries, corpus))
    bar = Bar("rangschikken / ranking", total=1.0)
    try:
        found = ranked(
            asked.rows,
            known.rows,
            top=top,
            embedder=None if no_embeddings else "installed",
            progress=bar.at,
        )
    finally:
        bar.close()
    sys.stdout.writelines(
        f"{query}\t{text}\t{place}\t{score:.6f}\n" for query, text, place, score in found
    )
    ctx.exit(Exit.OK if asked.rows and known.rows else Exit.UNREADABLE)


def _read(path: Path, language: str) -> Pairs:
    try:
        pairs = read_pairs(path)
    except UnreadableError as error:
        unreadable(error, language)
    tell_problems(pairs.problems, language)
    return pairs
