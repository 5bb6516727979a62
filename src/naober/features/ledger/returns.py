"""What taking part brought one company, as its director asks it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.ledger import words
from naober.features.ledger.balance import Balance, Sides
from naober.features.ledger.models import Entry, Kind
from naober.foundation.members.models import Company
from naober.foundation.members.selectors import contribution_of

NAMES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Number:
    """One number with what it is; `year` of it came this year."""

    kind: str
    text: str
    what: str
    year: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What was paid this year, beside the money that came in this year."""

    paid: str
    gained: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Brought:
    numbers: list[Number]
    contribution: Contribution | None
    confirmed_by: list[str]
    partners: int
    entries: int
    year: int

    @property
    def lead(self) -> Number | None:
        """Money stands first and large, when there is any."""
        first = self.numbers[0] if self.numbers else None
        return first if first and first.kind == Kind.MONEY else None

    @property
    def others(self) -> list[Number]:
        return self.numbers[1:] if self.lead else self.numbers


def brought(company: Company, entries: QuerySet[Entry], balance: Balance) -> Brought:
    year = timezone.localdate().year
    return Brought(
        numbers=[_number(kind, balance, year) for kind in balance.kinds()],
        contribution=_contribution(company, balance.total(Kind.MONEY, year).took, year),
        confirmed_by=_names(entries),
        partners=_partners(entries),
        entries=entries.filter(corrects=None).count(),
        year=year,
    )


def _partners(entries: QuerySet[Entry]) -> int:
    """With how many neighbours; whom one only got to know is not among them."""
    done = entries.exclude(counterparty=None).exclude(kind=Kind.INTRODUCTIONS)
    return done.values("counterparty").distinct().count()


def _number(kind: str, balance: Balance, year: int) -> Number:
    """Of money and CO2 what was gained; of the other kinds what moved, given or taken."""
    everything, this_year = balance.total(kind), balance.total(kind, year)
    return Number(
        kind,
        words.amount(kind, _moved(kind, everything)),
        _what(kind, everything),
        words.amount(kind, _moved(kind, this_year)),
    )


def _moved(kind: str, sides: Sides) -> Decimal:
    if kind in (Kind.MONEY, Kind.CO2) and sides.took:
        return sides.took
    return sides.gave + sides.took


def _what(kind: str, sides: Sides) -> str:
    return {
        Kind.MONEY: _("saved or earned with neighbours"),
        Kind.MATERIAL: _("of material that stayed in use nearby"),
        Kind.ENERGY: _("of energy exchanged with neighbours"),
        Kind.CO2: _("of CO2 saved"),
        Kind.PEOPLE_DAYS: _("that people worked at a neighbour"),
        Kind.HOURS: _("given to or received from neighbours"),
        Kind.KNOWLEDGE: _("that knowledge was shared"),
        Kind.INTRODUCTIONS: _("introduced to a neighbour"),
    }[Kind(kind)] + _split(kind, sides)


def _split(kind: str, sides: Sides) -> str:
    if kind in (Kind.MONEY, Kind.CO2) or not (sides.gave and sides.took):
        return ""
    both = {"gave": words.amount(kind, sides.gave), "took": words.amount(kind, sides.took)}
    return _(" (%(gave)s given, %(took)s taken)") % both


def _contribution(company: Company, gained: Decimal, year: int) -> Contribution | None:
    rate = contribution_of(company, year)
    if rate is None or not rate.amount:
        return None
    paid, money = words.amount(Kind.MONEY, rate.amount), words.amount(Kind.MONEY, gained)
    times = (gained / rate.amount).quantize(Decimal("0.1"))
    sentence = _("Not earned back yet this year.")
    if times >= 1:
        number = words.amount(Kind.KNOWLEDGE, times).split()[0]
        sentence = _("That is %(number)s times the contribution.") % {"number": number}
    return Contribution(paid, money, sentence)


def _names(entries: QuerySet[Entry]) -> list[str]:
    """Who signed, each once, the latest first."""
    signed: Iterable[str] = (
        entries.exclude(confirmed_by="")
        .order_by("-on", "-pk")
        .values_list("confirmed_by", flat=True)[:200]
    )
    names = dict.fromkeys(name.strip() for line in signed for name in line.split(","))
    return [name for name in names if name][:NAMES_SHOWN]
