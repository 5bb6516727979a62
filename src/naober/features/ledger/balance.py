"""The balance of one company, shaped for its pages: what it gave and took, and with whom."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.paginator import Page
from django.db.models import Count, QuerySet, Sum
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from naober.features.ledger import words
from naober.features.ledger.models import Entry, Kind, Way
from naober.foundation.core.charts import Chart, Row
from naober.foundation.members.models import Company

ZERO = Decimal(0)
PARTNERS_SHOWN = 25


@dataclass(slots=True)
class Sides:
    gave: Decimal = ZERO
    took: Decimal = ZERO

    def add(self, direction: str, quantity: Decimal) -> None:
        if direction == Way.GAVE:
            self.gave += quantity
        else:
            self.took += quantity


@dataclass(frozen=True, slots=True)
class KindBalance:
    """Everything of one kind, for one card of the page."""

    kind: str
    name: str
    sentence: str
    total: Sides
    chart: Chart


@dataclass(frozen=True, slots=True)
class WithWhom:
    name: str
    kind: str
    times: int
    gave: str
    took: str


@dataclass(slots=True)
class Balance:
    """By kind and year. One query of sums, however many rows there are."""

    by_kind: dict[str, dict[int, Sides]] = field(default_factory=dict)

    @property
    def years(self) -> list[int]:
        return sorted({year for years in self.by_kind.values() for year in years}, reverse=True)

    def total(self, kind: str, year: int | None = None) -> Sides:
        total = Sides()
        for when, sides in self.by_kind.get(kind, {}).items():
            if year in (None, when):
                total.gave += sides.gave
                total.took += sides.took
        return total

    def kinds(self, year: int | None = None) -> list[str]:
        """Those with something in them, in the order of the page."""
        return [
            kind
            for kind in words.ORDER
            if self.total(kind, year).gave or self.total(kind, year).took
        ]


def balance_of(entries: QuerySet[Entry]) -> Balance:
    by_kind: dict[str, dict[int, Sides]] = defaultdict(lambda: defaultdict(Sides))
    sums = entries.order_by().values("kind", "direction", "on__year")
    for row in sums.annotate(sum=Sum("quantity")):
        by_kind[row["kind"]][row["on__year"]].add(row["direction"], row["sum"])
    return Balance(by_kind)


def kind_balances(balance: Balance, year: int | None, csv: str) -> list[KindBalance]:
    made = []
    for kind in balance.kinds(year):
        total = balance.total(kind, year)
        sentence = words.gave_and_took(kind, total.gave, total.took)
        chart = _chart(kind, balance.by_kind[kind], csv)
        made.append(KindBalance(kind, capfirst(words.kind_name(kind)), sentence, total, chart))
    return made


def _chart(kind: str, years: dict[int, Sides], csv: str) -> Chart:
    """Of money and CO2 one gains; of the other kinds one gives and takes."""
    only_gained = kind in (Kind.MONEY, Kind.CO2) and not any(s.gave for s in years.values())
    if only_gained:
        series, description = [_("gained")], _("One bar for each year: what it brought you.")
    else:
        series = [_("gave"), _("took")]
        description = _("Two bars for each year: what you gave and what you took.")
    rows = []
    for year in sorted(years):
        sides = years[year]
        values = [sides.took] if only_gained else [sides.gave, sides.took]
        rows.append(Row(str(year), values, [words.amount(kind, value) for value in values]))
    return Chart(
        code=f"kind-{kind}",
        title=capfirst(_("%(kind)s by year") % {"kind": words.kind_name(kind)}),
        description=description,
        first=_("Year"),
        series=series,
        rows=rows,
        csv=f"{csv}&kind={kind}",
        unit=words.unit_name(kind),
    )


def chart_table(chart: Chart) -> list[list[str | Decimal]]:
    """The table beside a picture, for a CSV: a number stands alone, its unit in its own column."""
    unit = [chart.unit] if chart.unit else []
    table: list[list[str | Decimal]] = [
        [chart.first, *chart.series, *(_("Unit") for _one in unit)],
    ]
    table.extend([row.label, *row.values, *unit] for row in chart.rows)
    return table


def with_texts(page: Page[Entry]) -> Page[Entry]:
    for entry in page.object_list:
        entry.text = words.amount(entry.kind, entry.quantity)
    return page


def with_whom(entries: QuerySet[Entry]) -> list[WithWhom]:
    """Whom one traded with, most often first."""
    found: dict[tuple[int, str], Sides] = defaultdict(Sides)
    times: dict[tuple[int, str], int] = defaultdict(int)
    sums = entries.exclude(counterparty=None).order_by()
    for row in sums.values("counterparty", "kind", "direction").annotate(
        sum=Sum("quantity"), times=Count("pk")
    ):
        key = row["counterparty"], row["kind"]
        found[key].add(row["direction"], row["sum"])
        times[key] += row["times"]
    often: dict[int, int] = defaultdict(int)
    for (pk, _kind), count in times.items():
        often[pk] += count
    order = [str(kind) for kind in words.ORDER]
    most = sorted(found, key=lambda key: (-often[key[0]], key[0], order.index(key[1])))
    most = most[:PARTNERS_SHOWN]
    names = _names(pk for pk, _kind in most)
    return [_with(names[key[0]], key[1], times[key], found[key]) for key in most]


def _names(pks: Iterable[int]) -> dict[int, str]:
    return dict(Company.objects.filter(pk__in=set(pks)).values_list("pk", "name"))


def _with(name: str, kind: str, times: int, sides: Sides) -> WithWhom:
    gave = words.amount(kind, sides.gave) if sides.gave else ""
    took = words.amount(kind, sides.took) if sides.took else ""
    return WithWhom(name, words.kind_name(kind), times, gave, took)
