"""All companies together, from published totals only."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from naober.features.ledger import rules, words
from naober.features.ledger.models import LEAST_COMPANIES, Published
from naober.foundation.core.charts import Chart, Row
from naober.foundation.members.models import Membership, User


@dataclass(frozen=True, slots=True)
class Total:
    """Everything of a kind that was told so far."""

    kind: str
    name: str
    quantity: Decimal
    text: str
    since: date
    until: date
    rows: tuple[Published, ...]

    @property
    def until_text(self) -> str:
        return words.until_text(self.until)


def may_see_totals(user: User) -> bool:
    """Board and members on the pages of the balance; the desk reads a trend there."""
    if user.desk_role == User.DeskRole.BOARD:
        return True
    return not user.is_desk and Membership.objects.running_of(user).taking_part().exists()


def totals(*, year: int | None = None) -> list[Total]:
    """One query; in the order in which a director asks."""
    by_kind: dict[str, list[Published]] = defaultdict(list)
    rows = Published.objects.order_by("until")
    for row in rows.filter(_of(year)):
        by_kind[row.kind].append(row)
    return [_total(kind, by_kind[kind]) for kind in words.ORDER if kind in by_kind]


def _of(year: int | None) -> Q:
    if year is None:
        return Q()
    return Q(until__gt=date(year, 1, 1), until__lte=date(year + 1, 1, 1))


def _total(kind: str, rows: list[Published]) -> Total:
    quantity = sum((row.quantity for row in rows), Decimal(0))
    return Total(
        kind,
        words.kind_name(kind),
        quantity,
        words.amount(kind, quantity),
        rows[0].since,
        rows[-1].until,
        tuple(rows),
    )


def quarters_chart(total: Total, csv: str) -> Chart:
    """A column for each published stretch of time."""
    return Chart(
        code=f"total-{total.kind}",
        title=_("%(kind)s, all companies together") % {"kind": capfirst(total.name)},
        description=_("One column for each closed quarter, or for some together when too few.")
        + f" {total.text}.",
        first=_("Quarter"),
        series=[total.name],
        rows=[
            Row(
                words.period(row.since, row.until),
                [row.quantity],
                [words.amount(row.kind, row.quantity)],
            )
            for row in total.rows
        ],
        form="columns",
        csv=csv,
        unit=words.unit_name(total.kind),
    )


def trend_chart(total: Total) -> Chart:
    """The same as an index: the first stretch is 100. A longer one is counted a quarter."""
    first = _per_quarter(total.rows[0]) or Decimal(1)
    rows = []
    for row in total.rows:
        index = Decimal(round(100 * _per_quarter(row) / first))
        rows.append(Row(words.period(row.since, row.until), [index], [str(index)]))
    return Chart(
        code=f"trend-{total.kind}",
        title=_("%(kind)s: the trend") % {"kind": capfirst(total.name)},
        description=_("A line by quarter; the first one is 100."),
        first=_("Quarter"),
        series=[_("index")],
        rows=rows,
        form="line",
    )


def _per_quarter(row: Published) -> Decimal:
    months = (row.until.year - row.since.year) * 12 + row.until.month - row.since.month
    return row.quantity * 3 / max(3, months)


def rule_in_words() -> str:
    share = int(rules.LARGEST_SHARE * 100)
    return _(
        "A total is told once a quarter is over, when at least %(least)d companies stand behind it"
        " and the largest has at most %(share)d percent. Else it waits for the next quarter."
    ) % {"least": LEAST_COMPANIES, "share": share}
