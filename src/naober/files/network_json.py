"""A bare network in JSON: supplies, demands, arcs. A file with anything wrong is refused whole.

    {"objective": "min_cost",
     "supplies": [{"id", "amount", "fixed_cost"?}], "demands": [{"id", "amount"}],
     "arcs": [{"from", "to", "unit_cost", "capacity"?, "fixed_cost"?}]}

A row that was left out would change the answer without a word; so all that is wrong is told, and
nothing is reckoned.
"""

import gc
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from math import isfinite
from operator import itemgetter
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from naober.engines.flows import LARGEST, Network
from naober.files.problems import RowProblem, UnreadableError
from naober.files.sheets import bytes_of

MAX_JSON_BYTES = 512 * 1024 * 1024
OBJECTIVE = "min_cost"
_TOLD = 200  # problems of one kind
_PARTS: Mapping[str, tuple[str, ...]] = {
    "supplies": ("id", "amount", "fixed_cost"),
    "demands": ("id", "amount"),
    "arcs": ("from", "to", "unit_cost", "capacity", "fixed_cost"),
}
_MAY_BE_LEFT_OUT: Mapping[str, float] = {"fixed_cost": 0.0, "capacity": float("inf")}
Rows = Sequence[Mapping[str, Any]]


class NetworkError(UnreadableError):
    """What is wrong with a network, all of it. A row counts from 1 within its part."""

    def __init__(self, problems: Sequence[RowProblem]) -> None:
        self.problems = tuple(problems)
        first, more = self.problems[0], len(self.problems) - 1
        where = f"{first.column} {first.row}: " if first.row else ""
        super().__init__(
            f"{where}{first.nl}" + (f" (en nog {more})" if more else ""),
            f"{where}{first.en}" + (f" (and {more} more)" if more else ""),
        )


@dataclass(frozen=True, slots=True)
class NetworkFile:
    """`problems` are things that were not used; they change nothing in the network."""

    network: Network
    problems: tuple[RowProblem, ...]


def read_network(path: Path) -> NetworkFile:
    """Raises UnreadableError; NetworkError, which is one, when something in the JSON is wrong."""
    data = bytes_of(path, MAX_JSON_BYTES)
    with _uncollected():
        return network_of(_parsed(data))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Millions of rows, none of which is garbage yet: looking for some takes most of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        where = f"regel {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        at = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableError(
            f"Dit is geen JSON{where and f' ({where})'}.", f"This is no JSON{at and f' ({at})'}."
        ) from error


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def network_of(value: Any) -> NetworkFile:
    """Of what was read from JSON. Raises NetworkError."""
    wrong = list(_shape(value))
    if wrong:
        raise NetworkError(wrong)
    parts: dict[str, Rows] = {name: value[name] for name in _PARTS}
    keys = {name: set(chain.from_iterable(rows)) for name, rows in parts.items()}
    numbers = {
        (part, key): _Numbers(part, key, rows if key in keys[part] else len(rows))
        for part, rows in parts.items()
        for key in _PARTS[part]
        if key not in ("id", "from", "to")
    }
    supplies, demands = _Nodes("supplies", parts["supplies"]), _Nodes("demands", parts["demands"])
    tails = _Ends("from", parts["arcs"], supplies)
    heads = _Ends("to", parts["arcs"], demands)
    wrong = [
        *supplies.problems, *demands.problems, *tails.problems, *heads.problems,
        *chain.from_iterable(one.problems for one in numbers.values()),
    ]  # fmt: skip
    if wrong:
        raise NetworkError(wrong)
    network = Network(
        supplies.ids,
        demands.ids,
        numbers["supplies", "amount"].values,
        numbers["supplies", "fixed_cost"].values,
        numbers["demands", "amount"].values,
        np.array(tails.places, dtype=np.int32),
        np.array(heads.places, dtype=np.int32),
        numbers["arcs", "unit_cost"].values,
        numbers["arcs", "capacity"].values,
        numbers["arcs", "fixed_cost"].values,
    )
    return NetworkFile(network, tuple(_unknown(value, keys)))


def _shape(value: Any) -> Iterator[RowProblem]:
    if not isinstance(value, dict):
        yield _whole("Verwacht: een object met", "Expected: an object with")
        return
    if value.get("objective", OBJECTIVE) != OBJECTIVE:
        said = str(value["objective"])[:40]
        yield RowProblem(
            0, "objective", f'"{said}" kan niet; alleen "{OBJECTIVE}".',
            f'"{said}" cannot be; only "{OBJECTIVE}".',
        )  # fmt: skip
    for name in _PARTS:
        rows = value.get(name)
        if not isinstance(rows, list):
            yield RowProblem(0, name, "Hier ontbreekt een lijst.", "A list is missing here.")
            continue
        if set(map(type, rows)) <= {dict}:
            continue
        for number, row in enumerate(rows, start=1):
            if not isinstance(row, dict):
                yield RowProblem(number, name, "Dit is geen object.", "This is no object.")


def _whole(nl: str, en: str) -> RowProblem:
    parts = ", ".join(_PARTS)
    return RowProblem(0, "", f"{nl} {parts}.", f"{en} {parts}.")


def _unknown(value: Mapping[str, Any], keys: Mapping[str, set[str]]) -> Iterator[RowProblem]:
    """Keys that nobody knows: told, because they may be a known one, mistyped."""
    others = [name for name in value if name not in ("objective", *_PARTS)]
    for part, known in _PARTS.items():
        others += [f"{part}.{key}" for key in sorted(keys[part] - set(known))]
    for name in others:
        yield RowProblem(
            0, name[:60], "Dit is niet bekend en niet gebruikt.", "This is not known, not used."
        )


class _Numbers:
    """One number of each row; of so many rows, where none of them says it."""

    def __init__(self, part: str, key: str, rows: Rows | int) -> None:
        default = _MAY_BE_LEFT_OUT.get(key)
        self.problems: list[RowProblem] = []
        if isinstance(rows, int) and default is not None:
            self.values = np.full(rows, default)
            return
        found = [None] * rows if isinstance(rows, int) else _column(rows, key)
        if default is not None:
            found = [default if one is None else one for one in found]
        negative = key == "unit_cost"
        bad = (
            []
            if _quick(found, default, negative=negative)
            else _bad(found, default, negative=negative)
        )
        self.values = np.array([] if bad else found, dtype=np.float64)
        self.problems = [_no_number(part, key, at, found[at], negative) for at in bad[:_TOLD]]


def _column(rows: Rows, key: str) -> list[Any]:
    """What each row says there; None where it says nothing."""
    try:
        return list(map(itemgetter(key), rows))
    except KeyError:
        return [row.get(key) for row in rows]


def _quick(found: Sequence[Any], default: float | None, *, negative: bool) -> bool:
    """Whether all are plain numbers that may be, looked at together."""
    if not set(map(type, found)) <= {int, float}:
        return False
    try:
        values = np.array(found, dtype=np.float64)
    except OverflowError:
        return False
    known = values[values != np.inf]
    return bool(
        (np.abs(known) <= LARGEST).all()
        and (negative or (known >= 0).all())
        and (len(known) == len(values) or default == np.inf)
    )


def _bad(found: Sequence[Any], default: float | None, *, negative: bool) -> list[int]:
    return [
        at
        for at, one in enumerate(found)
        if isinstance(one, bool)
        or not isinstance(one, int | float)
        or not (one == default or _may_be(one, negative))
    ]


def _may_be(number: float, negative: bool) -> bool:
    return abs(number) <= LARGEST and (negative or number >= 0) and isfinite(number)


def _no_number(part: str, key: str, at: int, said: Any, negative: bool) -> RowProblem:
    column = f"{part}.{key}"
    if said is None:
        return RowProblem(at + 1, column, "Dit ontbreekt.", "This is missing.")
    text = json.dumps(said, ensure_ascii=False, default=str)[:40]
    least_nl, least_en = ("", "") if negative else (" van 0 of meer", " of 0 or more")
    return RowProblem(
        at + 1, column, f"{text} is geen getal{least_nl} (tot {LARGEST:g}).",
        f"{text} is no number{least_en} (up to {LARGEST:g}).",
    )  # fmt: skip


class _Nodes:
    """The ids of supplies or demands, each once: text or whole numbers."""

    def __init__(self, part: str, rows: Rows) -> None:
        self.part = part
        self.problems: list[RowProblem] = []
        self.place: dict[Any, int] = {}  # by text or a whole number
        for at, row in enumerate(rows):
            id = row.get("id")
            if isinstance(id, bool) or not isinstance(id, str | int):
                self._wrong(at, "Hier hoort tekst of een heel getal.", "Text or a whole number.")
            elif id in self.place:
                self._wrong(at, f'"{id}" was er al.', f'"{id}" was there before.')
            else:
                self.place[id] = at
        self.ids = tuple(self.place)

    def _wrong(self, at: int, nl: str, en: str) -> None:
        self.problems.append(RowProblem(at + 1, f"{self.part}.id", nl, en))


class _Ends:
    """Where each arc begins, or ends."""

    def __init__(self, key: str, rows: Rows, nodes: _Nodes) -> None:
        said = _column(rows, key)
        try:
            self.places: list[int | None] = list(map(nodes.place.get, said))
        except TypeError:  # a list or an object is no id
            self.places = [
                nodes.place.get(one) if isinstance(one, str | int) else None for one in said
            ]
        lost = []
        if None in self.places:
            lost = [at for at, place in enumerate(self.places) if place is None]
        self.problems = [
            RowProblem(
                at + 1,
                f"arcs.{key}",
                f"{_said(said[at])} staat niet bij {nodes.part}.",
                f"{_said(said[at])} is not among the {nodes.part}.",
            )
            for at in lost[:_TOLD]
        ]


def _said(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:40]


def looks_like_json(data: Iterable[int]) -> bool:
    """Whether a file begins as an object or list does."""
    return bytes(data).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
