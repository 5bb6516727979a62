"""Games from files: numbers as people write them, groups by name, and what is wrong, with where."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from naober.engines.costsharing import Bankruptcy, Ladder, Peak, Production, Sense, Tree
from naober.files.game_numbers import GameFileError, amount, as_json
from naober.files.games import parse_game, read_game
from naober.files.problems import UnreadableError


def wrong_in(said: object) -> list[tuple[int, str]]:
    with pytest.raises(GameFileError) as caught:
        parse_game(json.dumps(said) if not isinstance(said, str) else said)
    assert all(problem.nl != problem.en for problem in caught.value.problems)
    return [(problem.row, problem.column) for problem in caught.value.problems]


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "game.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (7, 7),
        ("100/3", Fraction(100, 3)),
        ("-2.50", Fraction(-5, 2)),
        ("1e3", 1000),
        (" .5 ", "1/2"),
    ],
)
def test_numbers_of_json_are_exact(written: object, number: str | int | Fraction) -> None:
    assert amount(written, "value") == Fraction(number)


@pytest.mark.parametrize(
    "written", [None, True, "", "x", "1/0", "nan", "1e999", [1], "1,5", "1 000"]
)
def test_what_is_no_number_of_json(written: object) -> None:
    with pytest.raises(UnreadableError):
        amount(written, "value")


@pytest.mark.parametrize(
    ("cells", "plain"),
    [
        (["1.250,50", "80"], ["1250.50", "80"]),
        (["1,250.50", "1,000"], ["1250.50", "1000"]),
        (["€ 1.250", "2,5"], ["1250", "2.5"]),
        (["1.250", "2.5"], ["1.250", "2.5"]),
        (["1.250.000"], ["1250000"]),
        (["1.250", "80"], [None, "80"]),
        (["0.125", "12 500"], ["0.125", "12500"]),
    ],
)
def test_numbers_of_a_column_are_read_together(cells: list[str], plain: list[str | None]) -> None:
    assert as_json(cells) == plain


def test_groups_of_a_table(tmp_path: Path) -> None:
    """However names are joined, and in whichever order; the column says what the numbers are."""
    read = read_game(table(tmp_path, "Bedrijven;Kosten\nA;1,5\nB;2\nB + A;3\n"))
    assert read.players == ("A", "B")
    assert read.game is not None
    assert read.game.sense is Sense.COST
    assert [read.game.worth(mask) for mask in range(4)] == [0, Fraction(3, 2), 2, 3]
    read = read_game(table(tmp_path, 'who,saving\nA,1\nB,2\n"A, B",4\n'))
    assert read.game is not None
    assert (read.game.sense, read.game.worth(3)) == (Sense.GAIN, 4)
    turned = read_game(table(tmp_path, "who;saving\nA;1\n"), Sense.COST)
    assert turned.game is not None
    assert turned.game.sense is Sense.COST


def test_mistakes_of_a_table(tmp_path: Path) -> None:
    with pytest.raises(GameFileError) as caught:
        read_game(table(tmp_path, "leden;kosten\nA;1.250\nB;2\nA+B;3\n"))
    assert [(p.row, p.column) for p in caught.value.problems] == [(2, "kosten")]
    with pytest.raises(GameFileError, match="2 groups have no number, the first of them B"):
        read_game(table(tmp_path, "leden;kosten\nA;1\nA+B+C;3\nC;1\nB+C;2\nA+C;2\n"))
    with pytest.raises(UnreadableError):
        read_game(table(tmp_path, "name;number\nA;1\n"))


def test_mistakes_of_json() -> None:
    three = {"players": ["a", "b"], "sense": "gain"}
    groups = [{"members": ["a"], "value": 1}, {"members": ["b"], "value": "x"},
              {"members": ["a", "c"], "value": 2}, {"members": ["a"], "value": 2}]  # fmt: skip
    assert wrong_in({**three, "coalitions": groups}) == [
        (2, "value"), (3, "members"), (3, "members"), (4, "members"),
    ]  # fmt: skip
    groups = [{"members": ["a", "a"], "value": 1}]
    assert wrong_in({**three, "coalitions": groups}) == [(1, "members")]
    assert wrong_in({**three, "coalitions": "ab"}) == [(0, "coalitions")]
    assert wrong_in({**three, "coalitions": [{"members": "a", "value": 1}]}) == [(1, "members")]
    assert wrong_in({**three, "values": [0, 1]}) == [(0, "values")]
    assert wrong_in({**three, "players": "ab", "values": [0, 1]}) == [(0, "players")]
    assert wrong_in({**three, "players": ["a", "a"], "values": [0, 1, 2, 3]}) == [(0, "")]
    assert wrong_in({**three, "values": [0, 1, 2, 3], "caps": {"c": 1}}) == [(0, "")]
    assert wrong_in({**three, "values": [0, 1, 2, 3], "caps": 1}) == [(0, "caps")]
    assert wrong_in(
        {"players": [f"p{i}" for i in range(30)], "sense": "cost", "coalitions": []}
    ) == [(0, "")]
    assert wrong_in("{") == [(1, "")]


def test_values_by_group_and_the_empty_group() -> None:
    said = {"players": ["a", "b"], "sense": "gain", "values": [0, "1/3", 0.5, 2]}
    read = parse_game(json.dumps(said))
    assert read.game is not None
    assert [read.game.worth(mask) for mask in range(4)] == [0, Fraction(1, 3), Fraction(1, 2), 2]
    groups = [{"members": [], "value": 0}, {"members": ["a"], "value": 2}]
    read = parse_game(json.dumps({"sense": "gain", "coalitions": groups}))
    assert read.players == ("a",)
    assert wrong_in({"sense": "gain", "coalitions": [{**groups[0], "value": 1}, groups[1]]}) == [
        (0, "")
    ]


def test_a_table_of_many_is_read_as_floats() -> None:
    players = [f"p{place}" for place in range(17)]
    values = [mask.bit_count() / 10 for mask in range(1 << 17)]
    read = parse_game(json.dumps({"players": players, "sense": "cost", "values": values}))
    assert read.game is not None
    assert float(read.game.total) == 1.7


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"structure": "airport", "costs": {"a": 1, "b": "3/2"}}, Ladder),
        ({"structure": "ladder", "steps": [{"cost": 3, "users": ["a", "b"]}]}, Ladder),
        ({"structure": "bankruptcy", "estate": 2, "claims": {"a": 1, "b": 3}}, Bankruptcy),
        ({"structure": "peak", "loads": {"a": [1, 2], "b": [2, 0]}, "price": 3}, Peak),
        (
            {
                "structure": "tree",
                "source": "well",
                "links": [
                    {"between": ["well", "a"], "cost": 1},
                    {"between": ["b", "well"], "cost": 3},
                    {"between": ["a", "b"], "cost": 1},
                ],
            },
            Tree,
        ),
        (
            {
                "structure": "production",
                "holdings": {"a": [1], "b": [2]},
                "products": [{"needs": [2], "price": 5}],
            },
            Production,
        ),
    ],
)
def test_structures(said: dict[str, object], kind: type) -> None:
    read = parse_game(json.dumps(said))
    assert isinstance(read.structure, kind)
    assert read.players == ("a", "b")
    assert read.game is not None
    assert read.game.total == read.structure.worth(("a", "b"))
    required = [key for key in said if key not in ("structure", "price")]
    for key in required:
        assert wrong_in({**said, key: None})[0][1] in (key, "source")


def test_a_structure_of_many_has_no_table() -> None:
    many = {f"p{place}": [place] for place in range(13)}
    made = {"structure": "production", "holdings": many,
            "products": [{"needs": [2], "price": 5}]}  # fmt: skip
    read = parse_game(json.dumps(made))
    assert read.game is None
    assert read.terms.prices is not None
    assert sum(read.terms.prices.values()) == 195
