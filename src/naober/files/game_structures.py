"""Games that a file gives by their structure: JSON with `structure` and what belongs to it.

airport: `costs` by player. ladder: `steps`, each with `cost` and `users`. bankruptcy: `estate` and
`claims`. peak: `loads` by player, a number for each moment, and `price`. tree: `source` and
`links`, each with `between` and `cost`. production: `holdings` by player, a number for each
resource, and `products`, each with `needs` and `price`.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from naober.engines.costsharing import (
    Bankruptcy,
    Ladder,
    Peak,
    Production,
    Structure,
    Tree,
    ladder_of_needs,
)
from naober.files.game_numbers import amount, amounts, wrong

Said = Mapping[str, Any]
Prices = Mapping[str, Fraction] | None


def read_structure(said: Said) -> tuple[Structure, Prices]:
    """The structure, and what Owen's prices give where it has them. Raises GameFileError."""
    kind = str(said.get("structure"))
    if kind not in _KINDS:
        known = ", ".join(_KINDS)
        raise wrong(
            "structure",
            f'"{kind[:40]}" is niet bekend; wel: {known}.',
            f'"{kind[:40]}" is not known; these are: {known}.',
        )
    found = _KINDS[kind](said)
    return found, found.owen() if isinstance(found, Production) else None


def _airport(said: Said) -> Structure:
    return ladder_of_needs(_numbers(said, "costs"))


def _ladder(said: Said) -> Structure:
    steps = [
        (amount(step.get("cost"), "cost", row), frozenset(_names(step.get("users"), "users", row)))
        for row, step in enumerate(_objects(said, "steps"), start=1)
    ]
    players = _names(said.get("players"), "players") if "players" in said else ()
    found = players or tuple(dict.fromkeys(name for _, users in steps for name in sorted(users)))
    return Ladder(found, tuple(steps))


def _bankruptcy(said: Said) -> Structure:
    return Bankruptcy(amount(said.get("estate"), "estate"), _numbers(said, "claims"))


def _peak(said: Said) -> Structure:
    return Peak(_lists(said, "loads"), amount(said.get("price", 1), "price"))


def _tree(said: Said) -> Structure:
    source = str(said.get("source", ""))
    links: dict[frozenset[str], Fraction] = {}
    names: dict[str, None] = {}
    for row, link in enumerate(_objects(said, "links"), start=1):
        ends = _names(link.get("between"), "between", row)
        names.update(dict.fromkeys(ends))
        links[frozenset(ends)] = amount(link.get("cost"), "cost", row)
    if source not in names:
        raise wrong("source", "Geen verbinding komt bij de bron.", "No link comes to the source.")
    return Tree(source, tuple(name for name in names if name != source), links)


def _production(said: Said) -> Structure:
    products = tuple(
        (
            tuple(_row(product.get("needs"), "needs", row)),
            amount(product.get("price"), "price", row),
        )
        for row, product in enumerate(_objects(said, "products"), start=1)
    )
    return Production(_lists(said, "holdings"), products)


_KINDS: Mapping[str, Callable[[Said], Structure]] = {
    "airport": _airport,
    "ladder": _ladder,
    "bankruptcy": _bankruptcy,
    "peak": _peak,
    "tree": _tree,
    "production": _production,
}


def _numbers(said: Said, key: str) -> dict[str, Fraction]:
    found = said.get(key)
    if not isinstance(found, dict) or not found:
        raise wrong(key, "Hier hoort een getal per speler.", "A number for each player goes here.")
    return {str(name): amount(value, key) for name, value in found.items()}


def _lists(said: Said, key: str) -> dict[str, tuple[Fraction, ...]]:
    found = said.get(key)
    if not isinstance(found, dict) or not found:
        raise wrong(
            key, "Hier hoort een lijst getallen per speler.", "A list of numbers for each player."
        )
    return {str(name): tuple(_row(row, key)) for name, row in found.items()}


def _row(value: object, column: str, row: int = 0) -> list[Fraction]:
    if not isinstance(value, list):
        raise wrong(column, "Hier hoort een lijst getallen.", "A list of numbers goes here.", row)
    return amounts(value, column)


def _objects(said: Said, key: str) -> list[dict[str, Any]]:
    found = said.get(key)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise wrong(key, "Hier hoort een lijst.", "A list goes here.")
    return found


def _names(value: object, column: str, row: int = 0) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise wrong(column, "Hier hoort een lijst namen.", "A list of names goes here.", row)
    return tuple(str(name) for name in value)
