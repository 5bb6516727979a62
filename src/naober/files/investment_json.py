"""A joint investment in JSON: what it costs, how long it lasts, who would join and on what terms.

    {"cost": {"reference_cost", "reference_size", "exponent"?, "fixed"?, "subsidy_percent"?,
              "subsidy_most"?},
     "lifetime", "discount_percent"?, "phasing"?: [60, 40], "yearly_percent"?, "cheaper_percent"?,
     "dearer_percent"?, "rule"?,
     "participants": [{"id", "size", "benefit": likely | [low, high] | [low, likely, high],
                       "alone_cost"?, "least_companies"?, "most_share"?}]}

A row that was left out would change the answer for all; so all that is wrong is told, and nothing
is reckoned.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

from naober.engines.costsharing import MOST_PLAYERS, Rule
from naober.engines.investing import LONGEST, Case, Cost, InvestmentError, Joining, Outlay
from naober.files.game_numbers import GameFileError, wrong
from naober.files.problems import RowProblem
from naober.files.sheets import bytes_of

MAX_BYTES = 8 * 1024 * 1024
SHARED_BY = (Rule.PROPORTIONAL, Rule.SHAPLEY, Rule.NUCLEOLUS, Rule.SEPARABLE, Rule.EQUAL)
_COST = ("reference_cost", "reference_size", "exponent", "fixed", "subsidy_percent", "subsidy_most")
_TOP = (
    "cost", "lifetime", "discount_percent", "phasing", "yearly_percent", "cheaper_percent",
    "dearer_percent", "rule", "participants",
)  # fmt: skip
_EACH = ("id", "size", "benefit", "alone_cost", "least_companies", "most_share")
TINY = 1e-9
Problems = list[RowProblem]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class InvestmentFile:
    """`problems` are things that were not used; they change nothing."""

    case: Case
    rule: Rule
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class _Fields:
    """An object of the file, and where it stands; what is wrong in it is added to `found`."""

    value: Mapping[str, Any]
    found: Problems
    row: int = 0
    where: str = ""

    def number(
        self, name: str, usual: float | None = None, least: float = 0.0, most: float = 1e15
    ) -> float:
        typed = self.value.get(name, usual)
        if _is_number(typed) and least <= typed <= most:
            return float(typed)
        shown = "" if typed is None else f' ("{str(typed)[:40]}")'
        if 0 < least < 1:
            nl, en = "meer dan 0 zijn", "be above 0"
        else:
            nl = f"een getal zijn van {least:g} tot {most:g}"
            en = f"be a number from {least:g} to {most:g}"
        self.wrong(name, f"moet {nl}{shown}", f"has to {en}{shown}")
        return least

    def optional(self, name: str) -> float | None:
        return None if self.value.get(name) is None else self.number(name)

    def wrong(self, name: str, nl: str, en: str) -> None:
        self.found.append(_problem(self.where + name, nl, en, self.row))


def read_investment(path: Path) -> InvestmentFile:
    """Raises UnreadableError; GameFileError, which is one, with all that is wrong in it."""
    try:
        value = json.loads(bytes_of(path, MAX_BYTES))
    except (ValueError, RecursionError) as error:
        raise wrong("", "Dit is geen JSON.", "This is no JSON.") from error
    return investment_of(value)


def investment_of(value: Any) -> InvestmentFile:
    if not isinstance(value, dict):
        raise wrong("", "Hier moet een object staan.", "This has to be an object.")
    found: Problems = []
    notes = list(_unknown(value, _TOP, ""))
    cost = _cost(value.get("cost"), found, notes)
    common = _common(value, found)
    rule = _rule(value.get("rule", Rule.PROPORTIONAL), found)
    joining, benefits = _participants(value.get("participants"), found, notes)
    yearly = _Fields(value, found).number("yearly_percent", 0.0, most=100) / 100
    if found or cost is None or common is None:
        raise GameFileError(found)
    return InvestmentFile(Case(cost, joining, benefits, common, yearly), rule, tuple(notes))


def _cost(value: Any, found: Problems, notes: Problems) -> Cost | None:
    if not isinstance(value, dict):
        found.append(_problem("cost", "moet een object zijn", "has to be an object"))
        return None
    notes += _unknown(value, _COST, "cost.")
    read = _Fields(value, found, where="cost.")
    cost, size = read.number("reference_cost"), read.number("reference_size", least=TINY)
    exponent, fixed = read.number("exponent", 1.0, most=2), read.number("fixed", 0.0)
    subsidy = read.number("subsidy_percent", 0.0, most=100) / 100
    most = read.optional("subsidy_most")
    return _tried(lambda: Cost(cost, size, exponent, fixed, subsidy, most), "cost", found)


def _common(value: Mapping[str, Any], found: Problems) -> Outlay | None:
    read = _Fields(value, found)
    cheaper = read.number("cheaper_percent", 0.0, most=100) / 100
    dearer = read.number("dearer_percent", 0.0, most=1_000) / 100
    life = read.number("lifetime", least=1, most=LONGEST)
    rate = read.number("discount_percent", 0.0, most=100) / 100
    parts = value.get("phasing", [100])
    if life != int(life):
        found.append(_problem("lifetime", "telt hele jaren", "counts whole years"))
    if not _are_parts(parts):
        found.append(
            _problem(
                "phasing",
                "is een lijst van procenten die samen 100 zijn",
                "is a list of per cents that add up to 100",
            )
        )
        return None
    phasing = tuple(part / sum(parts) for part in parts)
    nothing = (0.0, 0.0, 0.0)
    factor = (1 - cheaper, 1.0, 1 + dearer)
    return _tried(
        lambda: Outlay(0.0, 0.0, nothing, factor, phasing, int(life), rate), "lifetime", found
    )


def _are_parts(parts: Any) -> bool:
    if not isinstance(parts, list) or not 1 <= len(parts) <= LONGEST:
        return False
    return all(_is_number(part) and part >= 0 for part in parts) and abs(sum(parts) - 100) < 1e-6


def _rule(value: Any, found: Problems) -> Rule:
    name = str(value).lower().replace("_", "-")
    if name in SHARED_BY:
        return Rule(name)
    names = ", ".join(SHARED_BY)
    found.append(_problem("rule", f"kan zijn: {names}", f"can be: {names}"))
    return Rule.PROPORTIONAL


def _participants(
    value: Any, found: Problems, notes: Problems
) -> tuple[list[Joining], dict[str, tuple[float, float, float]]]:
    joining: list[Joining] = []
    benefits: dict[str, tuple[float, float, float]] = {}
    if not isinstance(value, list) or not value:
        found.append(_problem("participants", "ontbreken", "are missing"))
        return joining, benefits
    if len(value) > MOST_PLAYERS:
        nl, en = f"zijn er hoogstens {MOST_PLAYERS}", f"are {MOST_PLAYERS} at most"
        found.append(_problem("participants", nl, en))
        return joining, benefits
    for row, one in enumerate(value, start=1):
        if not isinstance(one, dict):
            text = ("moet een object zijn", "has to be an object")
            found.append(_problem("participants", *text, row))
            continue
        notes += _unknown(one, _EACH, "", row)
        made = _participant(one, row, benefits, found)
        if made is not None:
            joining.append(made)
    return joining, benefits


def _participant(
    one: Mapping[str, Any],
    row: int,
    benefits: dict[str, tuple[float, float, float]],
    found: Problems,
) -> Joining | None:
    name = one.get("id")
    key = " ".join(name.split()) if isinstance(name, str) else ""
    if not key or key in benefits:
        text = ("staat er twee keer", "is there twice") if key else ("ontbreekt", "is missing")
        found.append(_problem("id", *text, row))
        return None
    benefits[key] = _benefit(one.get("benefit"), row, found)
    read = _Fields(one, found, row)
    size = read.number("size", least=TINY)
    least = read.number("least_companies", 0.0, most=MOST_PLAYERS)
    alone, most = read.optional("alone_cost"), read.optional("most_share")
    return _tried(lambda: Joining(key, size, alone, int(least), most), "size", found, row)


def _benefit(value: Any, row: int, found: Problems) -> tuple[float, float, float]:
    """One number; the lowest and the highest; or with what is likely between them."""
    numbers = value if isinstance(value, list) else [value]
    if all(map(_is_number, numbers)) and len(numbers) in (1, 2, 3):
        low, high = float(numbers[0]), float(numbers[-1])
        likely = float(numbers[1]) if len(numbers) == 3 else (low + high) / 2
        if low <= likely <= high:
            return low, likely, high
    found.append(
        _problem(
            "benefit",
            "is een getal per jaar, of laag, waarschijnlijk en hoog",
            "is a number a year, or low, likely and high",
            row,
        )
    )
    return 0.0, 0.0, 0.0


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _unknown(
    value: Mapping[str, Any], known: Sequence[str], where: str, row: int = 0
) -> Iterator[RowProblem]:
    for name in value:
        if name not in known:
            yield _problem(where + str(name)[:40], "wordt niet gebruikt", "is not used", row)


def _problem(column: str, nl: str, en: str, row: int = 0) -> RowProblem:
    return RowProblem(row, column, f"{column} {nl}.", f"{column} {en}.")


def _tried(make: Callable[[], Made], column: str, found: Problems, row: int = 0) -> Made | None:
    """What the reader let through and the engine does not take."""
    if found:
        return None
    try:
        return make()
    except InvestmentError as error:
        found.append(_problem(column, "kan zo niet", f"cannot be so: {error}", row))
        return None
