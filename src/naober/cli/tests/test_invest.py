"""`naober invest`: in words and as JSON, and clear refusals."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from naober.cli.main import main

CASE = {
    "cost": {"reference_cost": 200_000, "reference_size": 400, "exponent": 0.7},
    "lifetime": 10,
    "discount_percent": 5,
    "participants": [
        {"id": name, "size": 100, "benefit": 10_000, "least_companies": 4, "most_share": 60_000}
        for name in "abcd"
    ],
}


def invest(tmp_path: Path, value: object, *options: str) -> Result:
    path = tmp_path / "case.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return CliRunner().invoke(main, ["invest", str(path), *options])


def answer(tmp_path: Path, value: object, *options: str) -> dict:
    done = invest(tmp_path, value, "--json", *options)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_four_join_and_each_pays_a_quarter(tmp_path: Path) -> None:
    told = answer(tmp_path, CASE)
    assert told["group"] == list("abcd")
    assert told["proven"]
    assert told["shares"] == dict.fromkeys("abcd", 50_000)
    each = told["participants"]["a"]
    assert each["together"]["npv"] == pytest.approx(-50_000 + 10_000 * 7.7217, abs=1)
    assert each["alone"]["cost"] == pytest.approx(200_000 * 0.25**0.7, abs=0.01)
    assert each["alone"]["payback"] > each["together"]["payback"] == 5
    assert told["together"]["npv"] == pytest.approx(4 * each["together"]["npv"], abs=0.1)
    assert [one["what"] for one in told["tornado"]][:2] == ["life", "rate"]


def test_one_less_and_one_more_would_do(tmp_path: Path) -> None:
    told = answer(tmp_path, CASE | {"participants": CASE["participants"][:3]})
    assert (told["group"], told["missing"], told["together"]) == ([], 1, None)
    text = invest(tmp_path, CASE | {"participants": CASE["participants"][:3]}).stdout
    assert "Nog 1 zo een erbij en het lukt." in text


@pytest.mark.parametrize("rule", ["proportional", "shapley", "nucleolus", "separable", "equal"])
def test_each_rule_divides_the_whole_cost(tmp_path: Path, rule: str) -> None:
    parts = [dict(one, size=50 * n) for n, one in enumerate(CASE["participants"], start=1)]
    for one in parts:
        one.pop("most_share")
    told = answer(tmp_path, CASE | {"participants": parts, "rule": rule})
    total = 200_000 * (500 / 400) ** 0.7
    if told["group"]:
        assert sum(told["shares"].values()) == pytest.approx(total, abs=0.01)
    assert told["proven"]


def test_in_words_of_two_languages(tmp_path: Path) -> None:
    dutch, english = invest(tmp_path, CASE).stdout, invest(tmp_path, CASE, "--lang", "en").stdout
    assert "4 van de 4 doen mee: elke voorwaarde klopt." in dutch
    assert "EUR 50.000" in dutch
    assert "5,0 jaar" in dutch
    assert "4 of 4 join: each condition holds." in english
    assert "what it brings a year: EUR 108,869 - EUR 108,869" in english


def test_all_that_is_wrong_is_told_with_where_it_stands(tmp_path: Path) -> None:
    wrong = {
        "cost": {"reference_cost": "veel", "reference_size": 0},
        "lifetime": 99,
        "phasing": [50, 40],
        "rule": "fair",
        "participants": [
            {"id": "a", "size": 10, "benefit": [5, 3]},
            {"id": "a", "size": 10, "benefit": 3},
            {"size": True, "benefit": 3},
        ],
    }
    done = invest(tmp_path, wrong, "--json", "--lang", "en")
    assert done.exit_code == 2
    told = {(one["row"], one["column"]) for one in json.loads(done.stdout)["problems"]}
    assert {(0, "cost.reference_cost"), (0, "cost.reference_size"), (0, "lifetime")} <= told
    assert {(0, "phasing"), (0, "rule"), (1, "benefit"), (2, "id"), (3, "id")} <= told
    assert "There is" not in done.stderr


@pytest.mark.parametrize("text", ["", "[]", "{}", "nee", '{"cost": 1}', '{"participants": []}'])
def test_nonsense_ends_with_two_and_a_reason(tmp_path: Path, text: str) -> None:
    done = invest(tmp_path, text)
    assert done.exit_code == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_what_is_not_used_is_told_and_changes_nothing(tmp_path: Path) -> None:
    told = answer(tmp_path, CASE | {"colour": "green"})
    assert [one["column"] for one in told["problems"]] == ["colour"]
    assert told["shares"] == answer(tmp_path, CASE)["shares"]
