"""Games to divide by: a table of what each group costs or gains, or a structure that says so.

JSON has `players`, `sense` (cost or gain) and `coalitions` (`members`, `value`), or `values` by
group as numbers, the first player bit 0; or a `structure` (`game_structures`). A table has the
columns members and value (or cost, or gain). A division that rests on half a game is worse than
none: what is wrong stops the reading, with where it stands.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from naober.engines.costsharing import (
    MOST_PLAYERS,
    Game,
    GameError,
    Sense,
    Structure,
    Terms,
    game_of_masks,
    game_of_values,
)
from naober.files.game_numbers import (
    AmountError,
    GameFileError,
    amount,
    amounts,
    as_json,
    wrong,
)
from naober.files.game_structures import read_structure
from naober.files.problems import RowProblem, UnreadableError
from naober.files.share_reasons import why_not
from naober.files.sheets import sheets, text_of
from naober.files.table import Row, by_name, table_in

MOST_BYTES = 1 << 30
EXACT_TO = 1 << 16  # groups; of more, numbers are read as floats
GAME_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "members": ("members", "leden", "groep", "group", "coalition", "coalitie", "players",
                "spelers", "bedrijven", "companies", "wie", "who"),
    "cost": ("cost", "costs", "kosten", "kost", "prijs", "price"),
    "gain": ("gain", "gains", "winst", "opbrengst", "besparing", "saving", "savings", "value",
             "waarde", "worth", "baten", "benefit"),
}  # fmt: skip
_NAMES = by_name(GAME_COLUMNS)
_SENSES: Mapping[str, Sense] = {
    "cost": Sense.COST, "costs": Sense.COST, "kosten": Sense.COST,
    "gain": Sense.GAIN, "gains": Sense.GAIN, "winst": Sense.GAIN, "opbrengst": Sense.GAIN,
    "value": Sense.GAIN, "saving": Sense.GAIN, "besparing": Sense.GAIN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GameFile:
    """`game` is None when the `structure` has too many players for a table."""

    game: Game | None
    terms: Terms
    structure: Structure | None = None
    name: str = ""
    problems: tuple[RowProblem, ...] = ()

    @property
    def players(self) -> tuple[str, ...]:
        source = self.game or self.structure
        return source.players if source else ()


def read_game(path: Path, sense: Sense | None = None) -> GameFile:
    """The game in a file. `sense` goes before what the file says. Raises UnreadableError."""
    if path.suffix.lower() in (".json", ".txt"):
        return parse_game(text_of(path, MOST_BYTES), sense)
    return _of_table(path, sense)


def parse_game(text: str, sense: Sense | None = None) -> GameFile:
    """The game in a text of JSON. Raises GameFileError."""
    try:
        said = json.loads(text, parse_float=Decimal, parse_constant=str)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise GameFileError([
            RowProblem(line, "", "Dit is geen JSON.", "This is no JSON.")
        ]) from error  # fmt: skip
    if not isinstance(said, dict):
        raise wrong("", "Het bestand is geen spel.", "The file is no game.")
    try:
        return _of_json(said, sense)
    except AmountError as error:
        raise GameFileError(error.problems) from error
    except GameError as error:
        raise wrong("", *why_not(error)) from error


def _of_json(said: Mapping[str, Any], sense: Sense | None) -> GameFile:
    name = str(said.get("name", ""))
    terms = Terms(_by_name(said, "weights"), _by_name(said, "caps"))
    if "structure" in said:
        structure, prices = read_structure(said)
        few = len(structure.players) <= structure.table_to
        terms = Terms(terms.weights, terms.caps, prices)
        terms.weights_of(structure.players)
        return GameFile(structure.game() if few else None, terms, structure, name)
    meant = sense or _sense(said.get("sense"))
    game = _of_values(said, meant) if "values" in said else _of_coalitions(said, meant)
    terms.weights_of(game.players)
    return GameFile(game, terms, None, name)


def _by_name(said: Mapping[str, Any], key: str) -> dict[str, Fraction]:
    found = said.get(key) or {}
    if not isinstance(found, dict):
        raise wrong(key, "Hier hoort een getal per speler.", "A number for each player goes here.")
    return {str(name): amount(value, key) for name, value in found.items()}


def _sense(said: object) -> Sense:
    if str(said).lower() not in _SENSES:
        raise wrong(
            "sense",
            f'"{str(said)[:40]}" is geen kosten of opbrengst (cost of gain).',
            f'"{str(said)[:40]}" is neither cost nor gain.',
        )
    return _SENSES[str(said).lower()]


def _players(said: Mapping[str, Any]) -> list[str]:
    players = said.get("players")
    if not isinstance(players, list) or not all(isinstance(one, str | int) for one in players):
        raise wrong("players", "Hier hoort een lijst namen.", "A list of names goes here.")
    return [str(one) for one in players]


def _of_values(said: Mapping[str, Any], sense: Sense) -> Game:
    players, values = _players(said), said["values"]
    if not isinstance(values, list) or len(values) != 1 << min(len(players), MOST_PLAYERS + 1):
        raise wrong(
            "values",
            f"Hier horen {1 << min(len(players), 40)} getallen, een per groep.",
            f"{1 << min(len(players), 40)} numbers go here, one for each group.",
        )
    if len(values) > EXACT_TO:
        return game_of_values(players, [float(amount(one, "values")) for one in values], sense)
    return game_of_masks(players, dict(enumerate(amounts(values, "values"))), sense)


def _of_coalitions(said: Mapping[str, Any], sense: Sense) -> Game:
    rows = said.get("coalitions")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise wrong(
            "coalitions",
            "Hier hoort een lijst van groepen, elk met members en value.",
            "A list of groups goes here, each with members and value.",
        )
    groups = [row.get("members") for row in rows]
    for number, group in enumerate(groups, start=1):
        if not isinstance(group, list):
            raise wrong(
                "members", "Hier hoort een lijst namen.", "A list of names goes here.", number
            )
    names = [[str(one) for one in group] for group in groups if isinstance(group, list)]
    players = _players(said) if "players" in said else _in_order(names)
    values = [row.get("value") for row in rows]
    return _Groups(players, sense).read(names, values)


def _in_order(groups: Sequence[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(name for group in groups for name in group))


def _of_table(path: Path, sense: Sense | None) -> GameFile:
    """Members are joined by +, ;, | or a comma."""
    found = sheets(path)
    column, meant = "gain", Sense.GAIN
    try:
        table = table_in(found, ("members", "gain"), _NAMES)
    except UnreadableError:
        table = table_in(found, ("members", "cost"), _NAMES)
        column, meant = "cost", Sense.COST
    groups = [_members(row) for row in table.rows]
    written = as_json([row[column] for row in table.rows])
    unclear = [
        _unclear(row, column) for row, cell in zip(table.rows, written, strict=True) if cell is None
    ]
    if unclear:
        raise GameFileError(table.as_named(unclear))
    reader = _Groups(_in_order(groups), sense or meant, [row.number for row in table.rows], column)
    try:
        game = reader.read(groups, written)
    except GameFileError as error:
        raise GameFileError(table.as_named(error.problems)) from error
    except GameError as error:
        raise wrong("", *why_not(error)) from error
    return GameFile(game, Terms(), None, path.stem, table.as_named(table.problems))


def _unclear(row: Row, column: str) -> RowProblem:
    cell = row[column][:40]
    return RowProblem(
        row.number, column,
        f'"{cell}" kan een duizendtal zijn of decimalen; schrijf het zonder punt of komma.',
        f'"{cell}" may be thousands or decimals; write it without point or comma.',
    )  # fmt: skip


def _members(row: Row) -> list[str]:
    cell = row["members"]
    mark = next((mark for mark in "+;|," if mark in cell), "+")
    return [" ".join(name.split()) for name in cell.split(mark) if name.strip()]


class _Groups:
    """Reads on after a mistake, to tell all of them at once."""

    def __init__(
        self,
        players: Sequence[str],
        sense: Sense,
        rows: Sequence[int] | None = None,
        column: str = "value",
    ) -> None:
        self._players = players
        self._sense = sense
        self._rows = rows
        self._column = column
        self._bits = {name: 1 << place for place, name in enumerate(players)}
        self._exact = len(players) <= EXACT_TO.bit_length() - 1

    def read(self, groups: Sequence[list[str]], values: Sequence[object]) -> Game:
        """The game. Raises GameFileError, or GameError for what is no matter of one row."""
        if not self._players or len(self._players) > MOST_PLAYERS:
            return game_of_masks(self._players, {}, self._sense)
        found: dict[int, Fraction | float] = {}
        seen: dict[int, int] = {}
        problems: list[RowProblem] = []
        for place, (group, value) in enumerate(zip(groups, values, strict=True)):
            row = self._rows[place] if self._rows else place + 1
            problems += self._strange(row, group)
            mask = sum(self._bits.get(name, 0) for name in set(group))
            if seen.setdefault(mask, row) != row:
                problems.append(_twice(row, seen[mask], group))
            try:
                number = amount(value, self._column, row)
                found[mask] = number if self._exact else float(number)
            except AmountError as error:
                problems += error.problems
        problems += self._missing(seen) if not problems else ()
        if problems:
            raise GameFileError(problems)
        return game_of_masks(self._players, found, self._sense)

    def _strange(self, row: int, group: list[str]) -> Iterator[RowProblem]:
        twice = set(group) if len(set(group)) < len(group) else set()
        for name in sorted(one for one in twice if group.count(one) > 1):
            yield RowProblem(
                row, "members",
                f'"{name[:40]}" staat twee keer in deze groep.',
                f'"{name[:40]}" is twice in this group.',
            )  # fmt: skip
        for name in group:
            if name not in self._bits:
                yield RowProblem(
                    row, "members",
                    f'"{name[:40]}" staat niet bij de spelers.',
                    f'"{name[:40]}" is not among the players.',
                )  # fmt: skip

    def _missing(self, seen: Mapping[int, int]) -> Iterator[RowProblem]:
        every = range(1, 1 << len(self._players))
        lacking = [mask for mask in every if mask not in seen]
        if lacking:
            names = [name for name, bit in self._bits.items() if lacking[0] & bit]
            yield RowProblem(
                0, "members",
                f"Van {len(lacking)} groepen ontbreekt het getal, als eerste van "
                f"{' + '.join(names)}.",
                f"{len(lacking)} groups have no number, the first of them {' + '.join(names)}.",
            )  # fmt: skip


def _twice(row: int, before: int, group: Sequence[str]) -> RowProblem:
    return RowProblem(
        row, "members",
        f"De groep {' + '.join(group)[:80]} stond al in rij {before}.",
        f"The group {' + '.join(group)[:80]} was there before, in row {before}.",
    )  # fmt: skip
