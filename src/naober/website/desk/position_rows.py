"""Positions in the desk's week: what waits for it, and where government asks and time is short."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from naober.features.positions import calendar_selectors, selectors
from naober.features.positions.models import Consultation
from naober.features.positions.selectors import Waiting
from naober.foundation.members.models import User
from naober.website.desk.monday_rows import Known, Line


def waiting(user: User) -> list[Waiting]:
    """Days for comments or signatures that are over, and promises whose day came."""
    return selectors.waiting_for_desk()


def waiting_lines(rows: Sequence[Waiting], known: Known) -> list[Line]:
    return [
        Line(one.position.title, one.said, one.position.get_absolute_url(), act=_("Open it"))
        for one in rows
    ]


def closing(user: User) -> QuerySet[Consultation]:
    """Those to which nothing was sent yet, the soonest first."""
    return calendar_selectors.closing_unanswered()


def closing_lines(rows: Sequence[Consultation], known: Known) -> list[Line]:
    return [Line(row.title, _closes(row), row.get_absolute_url(), act=_("Open it")) for row in rows]


def _closes(row: Consultation) -> str:
    words = _("Closes on %(day)s. A text is being written.")
    if not row.is_begun:  # type: ignore[attr-defined]  # annotated
        words = _("Closes on %(day)s, and no text was begun.")
    return words % {"day": date_format(row.closes, "j F")}
