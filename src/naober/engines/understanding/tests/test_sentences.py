"""Sentences as people type them, each with the pieces that a neighbour would read in it.

`sentences.csv`: text, direction, kind ("" is not judged), a name of a main concept ("" likewise; a
narrower one will do), and every further piece; one that is not in the table may not be found.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from naober.engines.understanding import Sentence, understand
from naober.engines.understanding.tests.pieces import expected, pieces
from naober.lexicon import load

TODAY = date(2026, 11, 23)
TABLE = Path(__file__).parent / "sentences.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:50])
def test_a_plain_sentence_gives_its_pieces(row: dict[str, str]) -> None:
    lexicon = load()
    answer = understand(Sentence(row["text"], TODAY, lexicon))
    assert answer.direction == row["direction"]
    assert pieces(answer) == expected(row["pieces"])
    if row["kind"]:
        assert answer.kind == row["kind"]
    if row["main"]:
        main = [concept.concept for concept in answer.concepts if concept.main]
        kin = {id for concept in main for id in (concept, *lexicon.ancestors(concept))}
        assert kin & set(lexicon.named(row["main"]))


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len({row["text"] for row in ROWS}) >= 300
