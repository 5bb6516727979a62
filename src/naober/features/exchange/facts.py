"""How a sentence was understood, in words: the rows under the box, and its marked spans."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from math import floor, log10
from typing import Any

from django.utils import formats
from django.utils.translation import get_language, ngettext, npgettext
from django.utils.translation import gettext as _

from naober.features.exchange.models import Direction, Kind, Listing
from naober.foundation.audience.levels import FieldGroup
from naober.lexicon import Dimension, Lexicon

MAX_CONCEPTS = 4
# To what a temperature and a pressure are rounded beside a hidden name: whoever knows a neighbour's
# plant knows its 287 °C, and 285 fits as well.
DEGREES, BAR = 5.0, 1.0


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the sentence; `mark` is "" or what it was understood as."""

    text: str
    mark: str = ""


ALL = frozenset(FieldGroup.values)


def facts_of(listing: Listing, lexicon: Lexicon, known: Set[str] = ALL) -> list[Fact]:
    """Label and value, in the reader's language, of the field groups that are `known` to them.
    Where the name is not: sizes only, no place, no whole dates."""
    said = told_of(listing.understanding, known)
    rough = FieldGroup.WHO not in known
    found = [
        Fact(_("Kind"), kind_words(listing)),
        *_concepts(said, lexicon),
        *_sizes(said, lexicon, rough),
        *(() if rough else _where_and_when(said, listing.place)),
        Fact(_("Certificates"), ", ".join(c["name"] for c in said.get("certificates") or ())),
    ]
    return [fact for fact in found if fact.value]


def told_of(said: Mapping[str, Any], known: Set[str]) -> dict[str, Any]:
    """An understanding without what stands in field groups that a reader does not know. A sum of
    money is a price. Words as typed are for whoever knows all."""
    told = dict(said)
    for name in ("quantity", "flow", "power"):
        group = FieldGroup.PRICE if _is_money(said.get(name)) else FieldGroup.AMOUNT
        if group not in known:
            told[name] = None
    if not known >= ALL:
        told["composition"] = ()
        told["period"] = said.get("period") and {**said["period"], "note": ""}
    return told


def _is_money(quantity: Mapping[str, Any] | None) -> bool:
    return bool(quantity) and (quantity or {}).get("dimension") == Dimension.MONEY


def _sizes(said: Mapping[str, Any], lexicon: Lexicon, rough: bool) -> Iterator[Fact]:
    money = _is_money(said.get("quantity"))
    yield Fact(_("Price") if money else _("Amount"), amount_words(said, lexicon, rough=rough))
    yield Fact(_("Flow"), _quantity(said.get("flow"), lexicon, rough))
    yield Fact(_("Temperature"), _range(_nearly(said.get("temperature"), DEGREES, rough), "°C"))
    yield Fact(_("Pressure"), _range(_nearly(said.get("pressure"), BAR, rough), "bar"))
    yield Fact(_("Power"), _range(_roughly(said.get("power"), rough), "kW"))


def _where_and_when(said: Mapping[str, Any], place: str) -> Iterator[Fact]:
    yield Fact(_("Composition"), _composition(said.get("composition") or ()))
    yield Fact(_("Place"), place)
    if said.get("radius_km"):
        yield Fact(_("Distance"), _("at most %(km)s km") % {"km": number(said["radius_km"])})
    yield Fact(_("Period"), _period(said.get("period")))


def kind_words(listing: Listing) -> str:
    """ "Bring · material" """
    sides = {Direction.OFFER.value: _("Bring"), Direction.NEED.value: _("Get")}
    kind = str(Kind(listing.kind).label) if listing.kind else ""
    return " · ".join(part for part in (sides.get(listing.direction, ""), kind) if part)


def _concepts(said: Mapping[str, Any], lexicon: Lexicon) -> Iterator[Fact]:
    mentions = said.get("concepts") or ()
    ids = dict.fromkeys(m["concept"] for m in mentions if m["main"])
    known = [lexicon.concepts[id] for id in ids if id in lexicon.concepts][:MAX_CONCEPTS]
    if known:
        names = ", ".join(c.nl if get_language() == "nl" else c.en for c in known)
        yield Fact(_("About"), names, _waste_code(known[0].codes))


def _waste_code(codes: Mapping[str, tuple[str, ...]]) -> str:
    first = next(iter(codes.get("ewc", ())), "")
    return _("waste code %(code)s") % {"code": first} if first else ""


def amount_words(said: Mapping[str, Any], lexicon: Lexicon, rough: bool = False) -> str:
    """ "200 t per year"; rough: "about 200 t per year", to one significant digit."""
    return _quantity(said.get("quantity"), lexicon, rough)


def _quantity(quantity: Mapping[str, Any] | None, lexicon: Lexicon, rough: bool) -> str:
    if not quantity:
        return ""
    unit = lexicon.units.get(quantity["unit"])
    symbol = (unit.symbol or unit.id) if unit else quantity["unit"]
    bounds = _roughly(quantity, rough)
    words = _range(bounds, unit_words(symbol, _last(bounds)))
    if not words:
        return ""
    words = f"{words} {per(quantity['cadence'])}".strip()
    return _("about %(amount)s") % {"amount": words} if rough else words


def unit_words(symbol: str, value: float | None = None) -> str:
    """Signs are the same in both languages; what one counts is written in words, as many as
    `value`: 1 person, 2 people. Without a value: of many."""
    n = 1 if value is not None and abs(value) == 1 else 2
    return {**_counted_things(n), **_counted_time(n)}.get(symbol, symbol)


def _counted_things(n: int) -> dict[str, str]:
    piece = ngettext("piece", "pieces", n)
    place = ngettext("pallet place", "pallet places", n)
    return {
        "piece": piece,
        "pcs": piece,
        "st": piece,
        "pallet place": place,
        "pallet_place": place,
        "pallet-place": place,
        "plt": ngettext("pallet", "pallets", n),
        "place": npgettext("counted", "place", "places", n),
        "person": ngettext("person", "people", n),
        "box": ngettext("box", "boxes", n),
        "roll": ngettext("roll", "rolls", n),
        "truckload": ngettext("truckload", "truckloads", n),
        "big-bag": ngettext("big bag", "big bags", n),
        "bag-25kg": ngettext("bag of 25 kg", "bags of 25 kg", n),
        "drum-200l": ngettext("drum of 200 l", "drums of 200 l", n),
        "jerrycan": ngettext("jerrycan", "jerrycans", n),
        "container": ngettext("container", "containers", n),
        "sea-container": ngettext("sea container", "sea containers", n),
        "container-count": ngettext("bottle or cylinder", "bottles or cylinders", n),
    }


def _counted_time(n: int) -> dict[str, str]:
    return {
        "h": ngettext("hour", "hours", n),
        "person-day": ngettext("working day", "working days", n),
        "half-day": ngettext("half day", "half days", n),
        "shift": ngettext("shift", "shifts", n),
        "min": ngettext("minute", "minutes", n),
        "d": ngettext("day", "days", n),
        "wk": ngettext("week", "weeks", n),
        "mnd": ngettext("month", "months", n),
        "quarter": ngettext("quarter", "quarters", n),
        "jr": ngettext("year", "years", n),
    }


def per(cadence: str) -> str:
    return {
        "hour": _("per hour"),
        "shift": _("per shift"),
        "day": _("per day"),
        "week": _("per week"),
        "month": _("per month"),
        "quarter": _("per quarter"),
        "campaign": _("per campaign"),
        "year": _("per year"),
    }.get(cadence, "")


def _roughly(bounds: Mapping[str, Any] | None, rough: bool) -> Mapping[str, Any] | None:
    if not bounds or not rough:
        return bounds
    return {**bounds, "low": one_digit(bounds["low"]), "high": one_digit(bounds["high"])}


def one_digit(value: float | None) -> float | None:
    """A number to one significant digit: 237 -> 200. The size, not the figure."""
    if not value:
        return value
    step = 10.0 ** floor(log10(abs(value)))
    return float(round(value / step) * step)


def _nearly(bounds: Mapping[str, Any] | None, step: float, rough: bool) -> Mapping[str, Any] | None:
    if not bounds or not rough:
        return bounds
    low, high = bounds["low"], bounds["high"]
    return {**bounds, "low": to_step(low, step), "high": to_step(high, step)}


def to_step(value: float | None, step: float) -> float | None:
    """To the nearest whole step; what is less than one to one digit."""
    if value is None or abs(value) < step:
        return one_digit(value)
    return round(value / step) * step


def _last(bounds: Mapping[str, Any] | None) -> float | None:
    """The number that stands before the unit: of a range the highest."""
    if not bounds:
        return None
    last = bounds["high"] if bounds["high"] is not None else bounds["low"]
    return None if last is None else float(last)


def _range(bounds: Mapping[str, Any] | None, unit: str) -> str:
    if not bounds:
        return ""
    low, high = bounds["low"], bounds["high"]
    if low is None and high is None:
        return ""
    if low is None:
        return _("at most %(amount)s") % {"amount": f"{number(high)} {unit}"}
    if high is None:
        return _("at least %(amount)s") % {"amount": f"{number(low)} {unit}"}
    figures = number(low) if low == high else f"{number(low)}–{number(high)}"
    return f"{figures} {unit}".strip()


def number(value: float) -> str:
    """As the reader writes it, without needless decimals: 1.250 or 0,5."""
    decimals = 0 if abs(value) >= 100 or float(value).is_integer() else 2
    text = formats.number_format(round(value, decimals), decimals, force_grouping=True)
    point = formats.get_format("DECIMAL_SEPARATOR")
    return text.rstrip("0").rstrip(point) if decimals else text


def _composition(parts: Any) -> str:
    return "; ".join(f"{part['name']} {_range(part, '%')}".strip() for part in parts)


def _period(period: Mapping[str, Any] | None) -> str:
    if not period:
        return ""
    start, end = _day(period["start"]), _day(period["end"])
    if start and end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return _("from %(day)s") % {"day": start}
    return _("until %(day)s") % {"day": end} if end else period["note"]


def _day(iso: str | None) -> str:
    return formats.date_format(date.fromisoformat(iso), "j F Y") if iso else ""


def pieces(text: str, said: Mapping[str, Any]) -> list[Piece]:
    """The sentence in stretches, the understood ones marked; the pieces together are the text."""
    found: list[Piece] = []
    at = 0
    for start, end, mark in sorted(_spans(said)):
        if at <= start < end <= len(text):
            if start > at:
                found.append(Piece(text[at:start]))
            found.append(Piece(text[start:end], mark))
            at = end
    if at < len(text):
        found.append(Piece(text[at:]))
    return found


def _spans(said: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    for mention in said.get("concepts") or ():
        yield *_ends(mention["span"]), "concept" if mention["main"] else "context"
    for name in ("quantity", "flow", "temperature", "pressure", "power"):
        if said.get(name):
            yield *_ends(said[name]["span"]), "amount"
    for part in said.get("composition") or ():
        yield *_ends(part["span"]), "property"
    for name in ("place", "period"):
        if said.get(name):
            yield *_ends(said[name]["span"]), name
    for held in said.get("certificates") or ():
        yield *_ends(held["span"]), "certificate"


def _ends(span: Mapping[str, int]) -> tuple[int, int]:
    return span["start"], span["end"]
