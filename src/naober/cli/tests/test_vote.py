"""`naober vote`: the published answer, the same data as JSON, and clear refusals."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from naober.cli.main import main

FILE = """META
key;value
budget;6
vote_type;approval
rule;{rule}
num_votes;5
PROJECTS
project_id;cost;name;selected
a1;2;Heat;1
a2;2;Water;1
b1;4;People;0
VOTES
voter_id;vote
1;a1,a2
2;a1,a2
3;a1,a2
4;b1
5;b1
"""


def vote(tmp_path: Path, *options: str, rule: str = "greedy", text: str = FILE) -> Result:
    path = tmp_path / "round.pb"
    path.write_text(text.replace("{rule}", rule), encoding="utf-8")
    return CliRunner().invoke(main, ["vote", str(path), *options])


def test_the_rule_is_that_of_the_file(tmp_path: Path) -> None:
    answer = json.loads(vote(tmp_path, "--json").stdout)
    assert (answer["rule"], answer["completion"]) == ("greedy", "none")
    assert answer["selected"] == ["a1", "a2"] == answer["published"]
    assert (answer["cost"], answer["budget"], answer["voters"]) == (4, 6, 5)
    answer = json.loads(vote(tmp_path, "--json", rule="equalshares/add1").stdout)
    assert (answer["rule"], answer["completion"]) == ("equal-shares", "add1")


@pytest.mark.parametrize("rule", ["equal-shares", "phragmen", "greedy"])
def test_another_rule_can_be_chosen(tmp_path: Path, rule: str) -> None:
    answer = json.loads(vote(tmp_path, "--json", "--rule", rule, rule="unknown").stdout)
    assert answer["rule"] == rule
    assert answer["cost"] <= 6
    assert [step["project"] for step in answer["steps"]] == answer["selected"]


def test_a_tie_is_told(tmp_path: Path) -> None:
    answer = json.loads(vote(tmp_path, "--json").stdout)
    assert answer["steps"][0]["tied"] == ["a2"]
    assert "gelijk met a2" in vote(tmp_path).stdout
    assert "tied with a2" in vote(tmp_path, "--lang", "en").stdout


def test_who_carries_what(tmp_path: Path) -> None:
    answer = json.loads(vote(tmp_path, "--json", "--shares", "--rule", "equal-shares").stdout)
    assert answer["share"] == "6/5"
    assert answer["paid"]["a1"] == {"1": "2/3", "2": "2/3", "3": "2/3"}
    assert answer["left"]["5"] == "6/5"


def test_in_words_it_says_whether_it_is_what_was_published(tmp_path: Path) -> None:
    told = vote(tmp_path).stdout
    assert "Heat" in told
    assert "2 projecten, 4 van 6 (greedy)" in told
    assert "Gelijk aan de uitslag in het bestand." in told
    text = FILE.replace("b1;4;People;0", "b1;4;People;1")
    assert "Not as published" in vote(tmp_path, "--lang", "en", text=text).stdout


@pytest.mark.parametrize(
    ("options", "rule", "told"),
    [
        ((), "unknown", "--rule"),
        (("--lang", "en"), "greedy-custom", "greedy-custom"),
        (("--completion", "add1"), "greedy", "no-skip"),
        (("--rule", "phragmen", "--completion", "eps"), "greedy", "skip"),
    ],
)
def test_what_does_not_go_together_is_refused(
    tmp_path: Path, options: tuple[str, ...], rule: str, told: str
) -> None:
    result = vote(tmp_path, *options, rule=rule)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_bad_file_is_told_with_line_and_column(tmp_path: Path) -> None:
    text = FILE.replace("4;b1\n", "4;b9\n").replace("a1;2;", "a1;two;")
    result = vote(tmp_path, text=text)
    assert result.exit_code == 2
    assert 'regel 9, cost: "two" is geen bedrag.' in result.stderr
    assert 'regel 17, vote: er is geen project "b9".' in result.stderr
    result = vote(tmp_path, "--json", "--lang", "en", text=text)
    assert result.exit_code == 2
    found = json.loads(result.stdout)["problems"]
    assert [(p["row"], p["column"]) for p in found] == [(9, "cost"), (17, "vote")]


def test_what_is_odd_is_told_beside_the_answer(tmp_path: Path) -> None:
    result = vote(tmp_path, text=FILE.replace("num_votes;5", "num_votes;7"))
    assert result.exit_code == 0
    assert "rij 6, kolom num_votes: hier staat 7, maar het zijn er 5." in result.stderr


def test_no_file_is_no_stack_trace(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["vote", str(tmp_path / "none.pb"), "--json"])
    assert result.exit_code == 2
    assert json.loads(result.stdout)["selected"] == []
