"""`naober share`: divisions in words and as JSON, and clear refusals."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from naober.cli.main import main

THREE = "leden;kosten\nA;100\nB;80\nC;60\nA+B;130\nA+C;120\nB+C;100\nA+B+C;150\n"
MAJORITY = {
    "players": ["Aa", "Bo", "Cé"],
    "sense": "gain",
    "coalitions": [
        {"members": members, "value": int(len(members) > 1)}
        for members in (["Aa"], ["Bo"], ["Cé"], ["Aa", "Bo"], ["Aa", "Cé"], ["Bo", "Cé"],
                        ["Aa", "Bo", "Cé"])
    ],
}  # fmt: skip


def share(tmp_path: Path, text: str, *options: str, name: str = "game.json") -> Result:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["share", str(path), *options])


def answer(tmp_path: Path, text: str, *options: str, name: str = "game.json") -> dict:
    done = share(tmp_path, text, *options, "--json", name=name)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_all_rules_of_a_table(tmp_path: Path) -> None:
    told = answer(tmp_path, THREE, name="game.csv")
    assert list(told) == [
        "shapley", "nucleolus", "per_capita_nucleolus", "separable", "proportional", "equal",
    ]  # fmt: skip
    assert told["equal"]["players"] == {"A": 50, "B": 50, "C": 50}
    assert told["shapley"]["exact"] == {"A": "205/3", "B": "145/3", "C": "100/3"}
    assert told["shapley"]["rounded"] == {"A": "68.34", "B": "48.33", "C": "33.33"}
    assert told["nucleolus"]["stable"]
    assert told["nucleolus"]["excess"] < 0
    for one in told.values():
        assert sum(one["players"].values()) == pytest.approx(150)
        assert sum(map(float, one["rounded"].values())) == pytest.approx(150, abs=1e-9)
        assert set(one["why"]) == {"A", "B", "C"}


def test_the_gain_of_a_plan_is_shared_by_its_organisations(tmp_path: Path) -> None:
    """And adds up to what `naober plan` says that it brings."""
    path = tmp_path / "region.xlsx"
    assert CliRunner().invoke(main, ["template", str(path), "--region"]).exit_code == 0
    done = CliRunner().invoke(main, ["share", str(path), "--json"])
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    plan = json.loads(CliRunner().invoke(main, ["plan", str(path), "--json"]).stdout)
    for one in told.values():
        assert sum(one["players"].values()) == pytest.approx(plan["gain"], abs=0.01)
    assert told["nucleolus"]["stable"]


def test_an_unstable_division_names_the_group(tmp_path: Path) -> None:
    told = answer(tmp_path, json.dumps(MAJORITY), "--rule", "nucleolus", "--rule", "least-core")
    assert told["nucleolus"]["players"] == dict.fromkeys(["Aa", "Bo", "Cé"], 1 / 3)
    assert not told["nucleolus"]["stable"]
    assert told["nucleolus"]["worst_coalition"] == ["Aa", "Bo"]
    assert told["nucleolus"]["excess"] == pytest.approx(1 / 3)
    assert told["nucleolus"]["subsidy"] == 0.5
    assert told["least-core"]["level"] == pytest.approx(1 / 3)
    words = share(tmp_path, json.dumps(MAJORITY), "--rule", "nucleolus").stdout
    assert "Aa en Bo zijn met elkaar 0,333 beter af dan met allen." in words
    assert "Met 0,5 van buiten kan dat wel." in words


def test_the_name_of_a_rule_as_typed_is_the_name_of_its_answer(tmp_path: Path) -> None:
    names = ("per_capita_nucleolus", "per-capita-nucleolus", "scrb")
    told = answer(tmp_path, THREE, "--rule", ",".join(names), name="game.csv")
    assert list(told) == list(names)
    assert told[names[0]] == told[names[1]]
    refused = share(tmp_path, THREE, "--rule", "fair", name="game.csv")
    assert refused.exit_code == 2
    assert "nucleolus" in refused.stderr


def test_in_words(tmp_path: Path) -> None:
    every = share(tmp_path, THREE, name="game.csv").stdout
    assert "68,34" in every
    assert "Bij al deze verdelingen is niemand buiten beter af." in every
    one = share(tmp_path, THREE, "--rule", "shapley", "--lang", "en", name="game.csv").stdout
    assert "A pays 68.33: that is what A adds to the cost on average" in one
    assert "That is 31.67 less than alone (100)." in one
    assert "Equal parts: in equal parts it is 50 for A: 18.33 less than here." in one


def test_structures(tmp_path: Path) -> None:
    talmud = {"structure": "bankruptcy", "estate": 200, "claims": {"a": 100, "b": 200, "c": 300}}
    told = answer(tmp_path, json.dumps(talmud), "--rule", "nucleolus")
    assert told["nucleolus"]["players"] == {"a": 50, "b": 75, "c": 75}
    production = {
        "structure": "production",
        "holdings": {"a": [4, 0], "b": [0, 3]},
        "products": [{"needs": [1, 1], "price": 5}],
    }
    told = answer(tmp_path, json.dumps(production))
    assert told["owen"]["players"] == {"a": 0, "b": 15}
    assert told["owen"]["stable"]


def test_a_ladder_for_a_hundred(tmp_path: Path) -> None:
    """Too many for a table: closed forms, and groups are not looked at."""
    needs = {f"p{number:03}": number for number in range(1, 101)}
    told = answer(tmp_path, json.dumps({"structure": "airport", "costs": needs}))
    assert set(told) == {"shapley", "nucleolus", "separable", "proportional", "equal"}
    assert told["shapley"]["players"]["p001"] == 0.01
    assert told["shapley"]["stable"] is None
    assert told["nucleolus"]["players"]["p100"] > told["nucleolus"]["players"]["p001"]
    refused = share(
        tmp_path, json.dumps({"structure": "airport", "costs": needs}), "--rule", "owen"
    )
    assert (refused.exit_code, "100 deelnemers" in refused.stderr) == (2, True)


def test_a_peak_for_thirty_is_drawn(tmp_path: Path) -> None:
    loads = {f"p{number:02}": [number, 30 - number, 5] for number in range(30)}
    peak = json.dumps({"structure": "peak", "loads": loads, "price": 2})
    told = answer(tmp_path, peak, "--rule", "shapley", "--margin", "20")["shapley"]
    assert sum(told["players"].values()) == pytest.approx(930)
    assert 0 < max(told["margins"].values()) <= 20
    assert told == answer(tmp_path, peak, "--rule", "shapley", "--margin", "20")["shapley"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "geen JSON"),
        ("[]", "geen spel"),
        ('{"players": ["a"], "sense": "x", "coalitions": []}', "geen kosten of opbrengst"),
        ('{"players": ["a"], "sense": "cost", "coalitions": []}', "ontbreekt"),
        ('{"sense": "cost", "coalitions": [{"members": ["a"], "value": NaN}]}', '"NaN"'),
        ('{"structure": "circle"}', "airport"),
        ('{"structure": "airport", "costs": {"a": -1}}', "minder dan 0"),
        ('{"structure": "airport", "costs": {"a": 1}, "weights": {"a": 0}}', "weegt 0"),
        ('{"structure": "airport", "costs": {"a": 2}, "caps": {"a": 1}}', "niemand draagt"),
    ],
)
def test_what_cannot_be_is_refused_with_what_is_wrong(tmp_path: Path, text: str, told: str) -> None:
    done = share(tmp_path, text)
    assert done.exit_code == 2
    assert told in done.stderr
    assert json.loads(share(tmp_path, text, "--json").stdout)["problems"]


def test_each_mistake_of_a_table_is_told_with_row_and_column(tmp_path: Path) -> None:
    text = "leden;kosten\nA;100\nB;80x\nA+B;130\nB+A;120\n"
    done = share(tmp_path, text, "--lang", "en", name="game.csv")
    assert done.exit_code == 2
    assert 'row 3, column kosten: "80x" is no number.' in done.stderr
    assert "row 5, column leden: The group B + A was there before, in row 4." in done.stderr
    assert share(tmp_path, THREE, "--rule", "owen", name="game.csv").exit_code == 2


def test_the_solver_adds_nothing_to_the_output(tmp_path: Path) -> None:
    """In a process of its own: what C writes does not pass through Python."""
    path = tmp_path / "game.csv"
    path.write_text(THREE, encoding="utf-8")
    command = [Path(sys.executable).with_name("naober"), "share", path, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["equal"]["stable"]
    assert done.stderr == ""
