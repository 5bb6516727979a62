"""In the desk's week: results of focus points that wait, and who could confirm each."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naober.features.focus import cards, selectors
from naober.features.focus.models import Result
from naober.foundation.members.models import Company, User
from naober.website.desk.monday_rows import Known, Line


def waiting(user: User) -> QuerySet[Result]:
    """What waits longest first."""
    found = Result.objects.visible_to(user).waiting().select_related("point", "company")
    return found.order_by("at", "pk")


def waiting_lines(rows: Sequence[Result], known: Known) -> list[Line]:
    """The act is to phone the first of those who could say whether it is so."""
    del known
    could = selectors.who_could_confirm(rows)
    return [_line(row, could[row.pk]) for row in rows]


def _line(row: Result, could: Sequence[Company]) -> Line:
    who = row.company.name if row.company else _("the desk")
    words = {"who": who, "what": cards.result_text(row), "point": row.point.title}
    said = _("%(who)s reports: %(what)s (%(point)s)") % words
    asked = {"company": could[0].name} if could else {}
    return Line(
        title=_("%(company)s can say whether it is so") % asked if asked else row.point.title,
        text=f"{said}. {cards.could_confirm_text(row, could)}",
        url=row.point.get_absolute_url(),
        company=could[0].pk if could else None,
        act="" if could else _("Look"),
    )
