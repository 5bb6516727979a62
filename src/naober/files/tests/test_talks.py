"""A table of pairs: what is read, and what is told with row and column."""

from fractions import Fraction
from pathlib import Path

import pytest

from naober.files.problems import UnreadableError
from naober.files.talks import Talks, read_talks, score_of


def read(tmp_path: Path, text: str) -> Talks:
    path = tmp_path / "talks.csv"
    path.write_text(text, encoding="utf-8")
    return read_talks(path)


def test_pairs_with_a_score_without_one_and_without_the_column(tmp_path: Path) -> None:
    found = read(tmp_path, "a,b,score\nAn,Bo,2.5\nBo,  Cas   Dijk ,\n")
    assert [(p.a, p.b, p.score) for p in found.pairs] == [
        ("An", "Bo", Fraction(5, 2)),
        ("Bo", "Cas Dijk", 1),
    ]
    assert (found.rows, found.problems) == (2, ())
    assert [p.score for p in read(tmp_path, "A;B\nAn;Bo\n").pairs] == [1]
    assert read(tmp_path, "persoon;met wie;punten\nAn;Bo;3\n").pairs[0].score == 3


def test_what_is_wrong_is_told_with_row_and_column(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "a;b;Waarde\nAn;Bo;2\nAn;An;1\n;Bo;1\nAn;;1\nAn;Cas;veel\nAn;Dik;-1\nBo;An;3\nAn;Bo;1\n",
    )
    assert [(p.row, p.column) for p in found.problems] == [
        (3, "b"), (4, "a"), (5, "b"), (6, "Waarde"), (7, "Waarde"), (8, ""), (9, ""),
    ]  # fmt: skip
    assert [(p.a, p.b, p.score) for p in found.pairs] == [("Bo", "An", 3)]
    assert "rij 2" in found.problems[5].nl
    assert "row 8" in found.problems[6].en


def test_a_table_without_pairs_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="holds no pair"):
        read(tmp_path, "a,b\nAn,An\n")
    with pytest.raises(UnreadableError, match=r"lacks the column a .*met wie|person b"):
        read(tmp_path, "x,y\nAn,Bo\n")


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("0", 0), ("3", 3), ("0,5", Fraction(1, 2)), (".5", Fraction(1, 2)),
        ("1.375", Fraction(11, 8)), ("2e-3", Fraction(1, 500)), ("+4", 4),
        ("0.1234567890123456", Fraction(123456789012, 10**12)), ("-1", None), ("nan", None),
        ("inf", None), ("1/2", None), ("1.2.3", None), ("", None),
    ],
)  # fmt: skip
def test_scores(text: str, score: Fraction | None) -> None:
    assert score_of(text) == score
