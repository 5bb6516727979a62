"""`naober plan`: networks and regions, in words and as JSON, proven or not, and clear refusals."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from naober.cli.main import main

NETWORK = {
    "objective": "min_cost",
    "supplies": [{"id": "s1", "amount": 10, "fixed_cost": 100},
                 {"id": "s2", "amount": 10, "fixed_cost": 30}],
    "demands": [{"id": "d1", "amount": 4}, {"id": "d2", "amount": 2.5}],
    "arcs": [
        {"from": "s1", "to": "d1", "unit_cost": 1}, {"from": "s1", "to": "d2", "unit_cost": 1},
        {"from": "s2", "to": "d1", "unit_cost": 5}, {"from": "s2", "to": "d2", "unit_cost": 5},
    ],
}  # fmt: skip


def plan(tmp_path: Path, value: Any, *options: str) -> Result:
    path = tmp_path / "network.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value))
    return CliRunner().invoke(main, ["plan", str(path), *options])


def region(tmp_path: Path, *options: str) -> Result:
    path = tmp_path / "region.xlsx"
    made = CliRunner().invoke(main, ["template", "--region", "--force", str(path)])
    assert made.exit_code == 0
    return CliRunner().invoke(main, ["plan", str(path), *options])


def test_a_network_as_json(tmp_path: Path) -> None:
    answer = json.loads(plan(tmp_path, NETWORK, "--json").stdout)
    assert (answer["status"], answer["objective"], answer["gap"]) == ("optimal", 62.5, 0)
    assert answer["open"] == ["s2"]
    assert answer["flows"] == [
        {"from": "s2", "to": "d1", "amount": 4}, {"from": "s2", "to": "d2", "amount": 2.5},
    ]  # fmt: skip


def test_a_network_in_words(tmp_path: Path) -> None:
    assert "kosten 62.5; goedkoper kan niet (bewezen)." in plan(tmp_path, NETWORK).stdout
    assert "cheaper is not possible" in plan(tmp_path, NETWORK, "--lang", "en").stdout


def test_an_impossible_network_says_why(tmp_path: Path) -> None:
    wrong = json.loads(json.dumps(NETWORK))
    wrong["demands"][0]["amount"] = 30
    done = plan(tmp_path, wrong)
    assert done.exit_code == 0
    assert "Dit kan niet: d1, d2 vraagt 32.5, en daar kan hoogstens 20 komen." in done.stdout
    answer = json.loads(plan(tmp_path, wrong, "--json", "--lang", "en").stdout)
    assert (answer["status"], answer["objective"], answer["flows"]) == ("infeasible", None, [])
    assert answer["shortage"]["demands"] == ["d1", "d2"]
    assert "at most 20" in answer["shortage"]["message"]


def test_a_network_with_something_wrong_is_refused(tmp_path: Path) -> None:
    wrong = {**NETWORK, "demands": [{"id": "d1", "amount": -4}]}
    done = plan(tmp_path, wrong)
    assert done.exit_code == 2
    assert "rij 1, kolom demands.amount: -4 is geen getal van 0 of meer" in done.stderr
    assert "d2" in done.stderr
    answer = json.loads(plan(tmp_path, wrong, "--json").stdout)
    assert answer["problems"][0]["column"] in ("demands.amount", "arcs.to")
    assert plan(tmp_path, "{").exit_code == 2
    assert CliRunner().invoke(main, ["plan", str(tmp_path / "none.xlsx")]).exit_code == 2


def test_a_region_as_json(tmp_path: Path) -> None:
    answer = json.loads(region(tmp_path, "--json", "--lang", "en").stdout)
    assert (answer["status"], answer["gap"]) == ("optimal", 0)
    assert answer["problems"] == []
    assert answer["value"] == pytest.approx(answer["gain"])
    assert sum(flow["gain"] for flow in answer["flows"]) - answer["fixed_costs"] == (
        pytest.approx(answer["gain"])
    )
    assert answer["limits"][0]["message"].startswith("One truck a week more of A2")
    assert {one["kind"] for one in answer["open"]} == {"connection", "pump", "supply"}
    assert ["A1", "V1"] in answer["scenarios"][1]["gone"]
    assert {one["season"] for one in answer["heat"]} == {"zomer", "winter"}


@pytest.mark.parametrize("objective", ["gain", "co2", "mass"])
def test_a_region_in_words(tmp_path: Path, objective: str) -> None:
    told = region(tmp_path, "--objective", objective).stdout
    assert "kan niet (bewezen)." in told
    for title in ("Wat begrenst", "Wat aan een draad hangt", "Als"):
        assert f"\n{title}" in told
    english = region(tmp_path, "--lang", "en", "--objective", objective).stdout
    assert "What limits" in english


def test_an_objective_is_for_a_workbook(tmp_path: Path) -> None:
    assert plan(tmp_path, NETWORK, "--objective", "co2").exit_code == 2


def test_nothing_but_json_on_standard_output(tmp_path: Path) -> None:
    """The solver says nothing there."""
    path = tmp_path / "network.json"
    path.write_text(json.dumps(NETWORK))
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-c", "from naober.cli.main import main; main()", "plan", path, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["status"] == "optimal"
    assert done.stderr == ""
