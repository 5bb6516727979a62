"""A network in JSON: all that is wrong is told, and then nothing is reckoned."""

import json
from pathlib import Path
from typing import Any

import pytest

from naober.files.network_json import NetworkError, network_of, read_network
from naober.files.problems import UnreadableError


def good() -> dict[str, Any]:
    return {
        "objective": "min_cost",
        "supplies": [{"id": "a", "amount": 5, "fixed_cost": 2}, {"id": 7, "amount": 1.5}],
        "demands": [{"id": "a", "amount": 3}],
        "arcs": [
            {"from": "a", "to": "a", "unit_cost": -1, "capacity": 4, "fixed_cost": 9},
            {"from": 7, "to": "a", "unit_cost": 2.5, "capacity": None},
        ],
    }


def test_what_is_left_out_is_nothing_or_no_limit() -> None:
    read = network_of(good())
    network = read.network
    assert read.problems == ()
    assert network.supply_ids == ("a", 7)
    assert network.supply_fixed.tolist() == [2, 0]
    assert network.capacity.tolist() == [4, float("inf")]
    assert network.fixed_cost.tolist() == [9, 0]
    assert (network.tail.tolist(), network.head.tolist()) == ([0, 1], [0, 0])


@pytest.mark.parametrize(
    ("part", "row", "key", "value"),
    [
        ("supplies", 0, "amount", -1), ("supplies", 0, "amount", "5"),
        ("supplies", 0, "amount", True), ("supplies", 0, "amount", None),
        ("supplies", 0, "amount", 10**400), ("supplies", 1, "id", "a"),
        ("supplies", 1, "id", 1.5), ("demands", 0, "id", None), ("demands", 0, "amount", 1e300),
        ("arcs", 1, "to", "b"), ("arcs", 1, "from", ["a"]), ("arcs", 0, "unit_cost", None),
        ("arcs", 0, "capacity", -2), ("arcs", 0, "fixed_cost", -2), ("arcs", 0, "fixed_cost", {}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(part: str, row: int, key: str, value: Any) -> None:
    network = good()
    network[part][row][key] = value
    with pytest.raises(NetworkError) as error:
        network_of(network)
    places = [(one.row, one.column) for one in error.value.problems]
    assert (row + 1, f"{part}.{key}") in places


@pytest.mark.parametrize(
    "value",
    [[], 3, {}, {"supplies": [], "demands": [], "arcs": {}}, {**good(), "objective": "max"},
     {**good(), "arcs": [3]}],
)  # fmt: skip
def test_another_shape_is_refused(value: Any) -> None:
    with pytest.raises(NetworkError):
        network_of(value)


def test_a_key_that_nobody_knows_is_told() -> None:
    network = good()
    network["arcs"][0]["capactiy"] = 3
    network["note"] = "x"
    assert [one.column for one in network_of(network).problems] == ["note", "arcs.capactiy"]


@pytest.mark.parametrize("text", ["{", '{"a": NaN}', "[" * 100_000, "\xff"])
def test_what_is_no_json_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "n.json"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(UnreadableError):
        read_network(path)


def test_two_things_wrong_are_both_told(tmp_path: Path) -> None:
    network = good()
    network["supplies"][0]["amount"] = "x"
    network["demands"][0]["amount"] = "y"
    path = tmp_path / "n.json"
    path.write_text(json.dumps(network))
    with pytest.raises(NetworkError, match="and 1 more"):
        read_network(path)
