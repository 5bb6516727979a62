"""`naober timetable`: rounds in words and as JSON, proven or not, and clear refusals."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from naober.cli.main import main

FOUR = "a,b,score\nAn,Bo,1\nAn,Cas,2\nAn,Dik,3\nBo,Cas,3\nBo,Dik,2\nCas,Dik,1\n"


def timetable(tmp_path: Path, *options: str, text: str = FOUR) -> Result:
    path = tmp_path / "talks.csv"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["timetable", str(path), *options])


def test_all_meet_all(tmp_path: Path) -> None:
    answer = json.loads(timetable(tmp_path, "--rounds", "3", "--json").stdout)
    assert sorted(answer["rounds"]) == [
        [["An", "Bo"], ["Cas", "Dik"]],
        [["An", "Cas"], ["Bo", "Dik"]],
        [["An", "Dik"], ["Bo", "Cas"]],
    ]
    assert (answer["total"], answer["bound"], answer["status"]) == (12, 12, "optimal")
    assert (answer["breaks"], answer["breaks_at_least"]) == (0, 0)
    assert answer["talks"] == {"An": 3, "Bo": 3, "Cas": 3, "Dik": 3}
    assert answer["problems"] == []


def test_the_best_of_it_when_rounds_tables_or_people_are_few(tmp_path: Path) -> None:
    answer = json.loads(timetable(tmp_path, "--rounds", "1", "--json").stdout)
    assert answer["rounds"] == [[["An", "Dik"], ["Bo", "Cas"]]]
    answer = json.loads(timetable(tmp_path, "--rounds", "2", "--tables", "1", "--json").stdout)
    assert (answer["total"], [len(talks) for talks in answer["rounds"]]) == (6, [1, 1])
    away = ("--absent", "An=1", "--absent", "An=2", "--absent", "Dik=1")
    answer = json.loads(timetable(tmp_path, "--rounds", "2", *away, "--json").stdout)
    assert answer["rounds"] == [[["Bo", "Cas"]], [["Bo", "Dik"]]]


def test_in_words(tmp_path: Path) -> None:
    told = timetable(tmp_path, "--rounds", "1").stdout
    assert "Ronde 1" in told
    assert "2 gesprekken, samen 6; beter kan niet (bewezen)." in told
    assert "1 per persoon; 0 pauzes, minder dan 0 kan niet." in told
    told = timetable(tmp_path, "--rounds", "1", "--tables", "1", "--lang", "en").stdout
    assert "1 talk, 3 together; better is not possible (proven)." in told
    assert "0-1 per person; 2 breaks, fewer than 2 is not possible." in told


def test_fair_puts_breaks_first(tmp_path: Path) -> None:
    star = "a,b,score\nAn,Bo,9\nBo,Cas,1\nAn,Dik,1\n"
    total = json.loads(timetable(tmp_path, "--rounds", "1", "--json", text=star).stdout)
    fair = json.loads(timetable(tmp_path, "--rounds", "1", "--json", "--fair", text=star).stdout)
    assert (total["total"], total["breaks"], total["status"]) == (9, 2, "optimal")
    assert (fair["total"], fair["breaks"], fair["status"]) == (2, 0, "feasible")
    told = timetable(tmp_path, "--rounds", "1", "--fair", text=star).stdout
    assert "samen 2; meer dan 9 kan niet" in told
    assert (
        "no more than 9"
        in timetable(tmp_path, "--rounds", "1", "--fair", "--lang", "en", text=star).stdout
    )


def test_bad_rows_are_told_and_the_rest_is_planned(tmp_path: Path) -> None:
    result = timetable(tmp_path, "--rounds", "3", "--lang", "en", text=FOUR + "An,An,2\n")
    assert result.exit_code == 0
    assert "row 8, column b" in result.stderr
    answer = timetable(tmp_path, "--rounds", "3", "--json", text=FOUR + "An,Bo,x\n").stdout
    assert [(p["row"], p["column"]) for p in json.loads(answer)["problems"]] == [(8, "score")]


def test_tables_for_three(tmp_path: Path) -> None:
    six = "a,b\n" + "".join(f"{a},{b}\n" for a in "ABCDEF" for b in "ABCDEF" if a < b)
    answer = json.loads(
        timetable(tmp_path, "--rounds", "1", "--seats", "3", "--json", text=six).stdout
    )
    assert [len(table) for table in answer["rounds"][0]] == [3, 3]
    assert (answer["total"], answer["bound"], answer["status"]) == (6, 6, "optimal")


@pytest.mark.parametrize("wrong", ["Eef=1", "An=4", "An=", "An", "An=x"])
def test_an_absence_that_cannot_be_is_refused(tmp_path: Path, wrong: str) -> None:
    result = timetable(tmp_path, "--rounds", "3", "--absent", wrong)
    assert result.exit_code == 2
    assert "--absent" in result.stderr


def test_a_file_without_pairs_ends_with_2(tmp_path: Path) -> None:
    result = timetable(tmp_path, "--rounds", "3", "--json", text="x,y\n1,2\n")
    assert result.exit_code == 2
    answer = json.loads(result.stdout)
    assert (answer["rounds"], len(answer["problems"])) == ([], 1)
    assert timetable(tmp_path, "--json").exit_code == 2


def test_the_solver_adds_nothing_to_the_output(tmp_path: Path) -> None:
    """In a process of its own: what C writes does not pass through Python."""
    path = tmp_path / "talks.csv"
    path.write_text(FOUR, encoding="utf-8")
    command = [
        Path(sys.executable).with_name("naober"),
        "timetable",
        path,
        "--rounds",
        "2",
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["total"] == 10
    assert done.stderr == ""
