from pathlib import Path

import pytest

from naober.files.company_table import read_companies
from naober.files.problems import UnreadableError
from naober.lexicon import load


def test_companies_with_words_or_a_code(tmp_path: Path) -> None:
    path = tmp_path / "companies.csv"
    path.write_text(
        "nr;bedrijf;plaats;SBI\n1;Één;Emmen;01.41\n2;Twee;Atlantis;bierbrouwerij\n"
        "2;Drie;Assen;x\n4;Vier;Assen;\n;Vijf;;slager\n",
        encoding="utf-8",
    )
    found = read_companies(path, load())
    assert [(c.id, c.organisation, c.activity) for c in found.companies] == [
        ("1", "een", "01.41"), ("2", "twee", "bierbrouwerij"), ("Vijf", "vijf", "slager"),
    ]  # fmt: skip
    assert found.companies[0].latitude == pytest.approx(52.78, abs=0.01)
    assert [(p.row, p.column) for p in found.problems] == [(3, "plaats"), (4, "nr"), (5, "SBI")]
    assert found.rows == 5


def test_a_table_without_activities_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "companies.csv"
    path.write_text("id,naam\n1,A\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="activity"):
        read_companies(path, load())
