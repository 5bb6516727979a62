"""Amounts and kinds in words of a plant."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naober.features.ledger.models import UNIT_OF, Kind, Unit
from naober.foundation.core.numbers import euros, figure, rounded_figure

# As a director asks: money first.
ORDER = [
    Kind.MONEY,
    Kind.MATERIAL,
    Kind.ENERGY,
    Kind.CO2,
    Kind.PEOPLE_DAYS,
    Kind.HOURS,
    Kind.KNOWLEDGE,
    Kind.INTRODUCTIONS,
]
_SMALL = Decimal(100)


def kind_name(kind: str) -> str:
    return str(Kind(kind).label)


def unit_name(kind: str) -> str:
    return str(Unit(UNIT_OF[kind]).label)


def amount(kind: str, quantity: Decimal) -> str:
    """ "€ 12.500", "200 t", "3 times"."""
    if kind == Kind.MONEY:
        return euros(quantity)
    number = _number(quantity)
    if kind in (Kind.MATERIAL, Kind.CO2):
        return f"{number} t"
    if kind == Kind.ENERGY:
        return f"{number} MWh"
    return _counted(kind, quantity, number)


def _counted(kind: str, quantity: Decimal, number: str) -> str:
    one = 1 if quantity == 1 else 2
    if kind == Kind.HOURS:
        return ngettext("%(number)s hour", "%(number)s hours", one) % {"number": number}
    if kind == Kind.PEOPLE_DAYS:
        return ngettext("%(number)s day", "%(number)s days", one) % {"number": number}
    return ngettext("%(number)s time", "%(number)s times", one) % {"number": number}


def _number(quantity: Decimal) -> str:
    """Large amounts without what stands behind the comma; small ones as they are."""
    return rounded_figure(quantity) if abs(quantity) >= _SMALL else figure(quantity)


def period(since: date, until: date) -> str:
    """A quarter, or a longer stretch that ends with one: "Q1 2026", "Q1–Q3 2026"."""
    last = until - timedelta(days=1)
    first_quarter, last_quarter = (since.month + 2) // 3, (last.month + 2) // 3
    if since.year != last.year:
        return f"Q{first_quarter} {since.year} – Q{last_quarter} {last.year}"
    if first_quarter == last_quarter:
        return f"Q{last_quarter} {last.year}"
    return f"Q{first_quarter}–Q{last_quarter} {last.year}"


def until_text(until: date) -> str:
    """The last day that is in it."""
    return str(date_format(until - timedelta(days=1), "j F Y"))


def gave_and_took(kind: str, gave: Decimal, took: Decimal) -> str:
    """One plain sentence."""
    words = {"gave": amount(kind, gave), "took": amount(kind, took)}
    if kind in (Kind.MONEY, Kind.CO2) and not gave:
        return _("It brought you %(took)s.") % words
    if gave and took:
        return _("You gave %(gave)s and took %(took)s.") % words
    return (_("You gave %(gave)s.") if gave else _("You took %(took)s.")) % words
