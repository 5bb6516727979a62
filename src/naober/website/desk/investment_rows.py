"""Joint investments in the desk's week: who asks to come in, who doubts while time is short, and
where no group came together."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from naober.features.investments import selectors, words
from naober.features.investments.selectors import Asks
from naober.foundation.members.models import User
from naober.website.desk.monday_rows import Known, Line


def waiting(user: User) -> list[Asks]:
    return selectors.waiting_for_desk(user)


def waiting_lines(rows: Sequence[Asks], known: Known) -> list[Line]:
    del known
    return [_line(row) for row in rows]


def _line(row: Asks) -> Line:
    investment, company = row.investment, row.company
    if company is None:
        text = _("There was no group. What would help: more companies, a smaller size, a subsidy?")
        return Line(investment.title, text, investment.get_absolute_url(), act=_("Look"))
    values = {"company": company.name, "moment": words.moment(investment)}
    text = (
        _("%(company)s asks to join. Talk with the group, then make a price.")
        if row.is_late
        else _("%(company)s is in doubt; pledges count until %(moment)s.")
    )
    return Line(investment.title, text % values, investment.get_absolute_url(), company=company.pk)
