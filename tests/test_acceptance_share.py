"""Published games: the files beside the project come out to the last digit."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from naober.cli.main import main
from tests.shared import shared_path

FILES = ("lemaire_1991", "linear_production", "talmud_100", "talmud_200", "talmud_300")


def path_of(name: str) -> Path:
    return shared_path("acceptance", "share", f"{name}.json")


@pytest.mark.parametrize("name", FILES)
def test_the_published_answers_come_out(name):
    said = json.loads(path_of(name).read_text(encoding="utf-8"))
    answers = {rule: each for rule, each in said["answers"].items() if isinstance(each, dict)}
    options = [option for rule in answers for option in ("--rule", rule)]
    done = CliRunner().invoke(main, ["share", str(path_of(name)), *options, "--json"])
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert set(told) == set(answers)
    for rule, each in answers.items():
        assert told[rule]["players"] == {who: float(Fraction(one)) for who, one in each.items()}
        assert {who: Fraction(one) for who, one in told[rule]["exact"].items()} == {
            who: Fraction(one) for who, one in each.items()
        }


def test_there_is_no_published_game_that_is_not_looked_at():
    found = {path.stem for path in shared_path("acceptance", "share").glob("*.json")}
    assert found == set(FILES)
