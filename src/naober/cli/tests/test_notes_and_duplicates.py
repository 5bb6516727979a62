"""`naober notes` and `naober duplicates` on the examples of the documents."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from naober.cli.main import main

EXAMPLES = Path(__file__).resolve().parents[4] / "docs" / "examples"
VISIT = str(EXAMPLES / "visit.txt")
PROSPECTS = str(EXAMPLES / "prospects.csv")


def _run(*arguments: str, given: str | None = None):
    return CliRunner().invoke(main, list(arguments), input=given)


def test_a_note_as_json_has_each_kind():
    done = _run("notes", VISIT, "--json", "--on", "2026-11-23")
    found = json.loads(done.stdout)["proposals"]
    assert {p["kind"] for p in found} == {"listing", "challenge", "person", "follow_up"}
    assert [p["due"] for p in found if p["due"]] == ["2026-12-07"]
    assert [p["person"]["phone"] for p in found if p["person"]] == ["0591-123456"]


@pytest.mark.parametrize(("language", "word"), [("nl", "brengen"), ("en", "offer")])
def test_a_note_in_words(language, word):
    done = _run("notes", VISIT, "--lang", language)
    assert done.exit_code == 0
    assert word in done.stdout
    assert "Jan de Vries, hoofd TD, 0591-123456" in done.stdout


def test_a_note_from_standard_input():
    done = _run("notes", "-", "--json", given="Zijn buurman heeft stoom over.")
    assert [p["certainty"] for p in json.loads(done.stdout)["proposals"]] == [0.3]


def test_rows_that_are_one_company():
    answer = json.loads(_run("duplicates", PROSPECTS, "--json").stdout)
    assert sorted(pair["rows"] for pair in answer["duplicates"]) == [[2, 3], [4, 5]]
    assert (answer["rows"], answer["problems"]) == (6, [])


@pytest.mark.parametrize(("language", "word"), [("nl", "zelfde plaats"), ("en", "same place")])
def test_duplicates_in_words(language, word):
    assert word in _run("duplicates", PROSPECTS, "--lang", language).stdout


@pytest.mark.parametrize("command", ["notes", "duplicates"])
def test_what_cannot_be_read_ends_with_two(command, tmp_path):
    done = _run(command, str(tmp_path / "none"), "--json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)
