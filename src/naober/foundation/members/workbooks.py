"""Tables to take away as a workbook."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from naober.files.workbook import Column, Sheet
from naober.foundation.members.selectors import ContributionRow


def contributions(year: int, rows: Iterable[ContributionRow]) -> Sheet:
    """For the bookkeeping, which makes the invoices."""
    columns = [
        Column(_("Company"), 40),
        Column(_("Employees"), 12, "number"),
        Column(_("Size class"), 28),
        Column(_("Contribution (EUR)"), 20, "money"),
        Column(_("Agreed on"), 14, "date"),
    ]
    table = [
        (
            row.company.name,
            row.company.employees,
            row.size_class.name if row.size_class else "",
            row.amount,
            timezone.localdate(row.agreed_at) if row.agreed_at else None,
        )
        for row in rows
    ]
    return Sheet(str(year), columns, table)
