import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from naober.cli.main import main

OFFERS = """id,organisation,text
A1,Brouwerij Een,Elke week 40 ton bierbostel over
A2,Zagerij Twee,zaagsel en schors
A2,Zagerij Twee,dubbel
"""
COMPANIES = """id,organisation,activity
C1,Brouwerij Een,bierbrouwerij
C2,Boer Twee,melkveehouderij
C3,Metaal Drie,24.10
C4,Leeg,
C5,Spaan Vijf,spaanplaatfabriek
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    offers, companies = tmp_path / "offers.csv", tmp_path / "companies.csv"
    offers.write_text(OFFERS, encoding="utf-8")
    companies.write_text(COMPANIES, encoding="utf-8")
    return str(offers), str(companies)


def test_silent_neighbours_with_their_precedent(files: tuple[str, str]) -> None:
    result = CliRunner().invoke(main, ["neighbours", *files, "--json", "--lang", "en"])
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    best = next(n for n in answer["neighbours"] if n["offer"] == "A1")
    assert set(best) == {"offer", "company", "score", "reasons"}
    assert best["company"] == "C2"
    assert any("spent grain" in reason["text"] for reason in best["reasons"])
    assert not any(n["offer"] == "A1" and n["company"] == "C1" for n in answer["neighbours"])
    assert {(p["row"], p["column"]) for p in answer["problems"]} == {(4, "id"), (5, "activity")}


def test_at_most_top_and_best_first(files: tuple[str, str]) -> None:
    arguments = ["neighbours", *files, "--json", "--top", "1"]
    answer = json.loads(CliRunner().invoke(main, arguments).stdout)
    offers = [n["offer"] for n in answer["neighbours"]]
    assert len(offers) == len(set(offers))


def test_in_words(files: tuple[str, str]) -> None:
    result = CliRunner().invoke(main, ["neighbours", *files])
    assert result.exit_code == 0
    assert "melkveehouderij" in result.stdout


def test_nothing_to_read_ends_with_two(files: tuple[str, str], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["neighbours", files[0], str(tmp_path / "no"), "--json"])
    assert result.exit_code == 2
    assert json.loads(result.stdout)["neighbours"] == []
