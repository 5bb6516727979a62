"""What is kept of a person or a company about meetings, as tables to take along."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naober.features.meetings.models import ForWhom, Invitee
from naober.files.workbook import Column, Sheet
from naober.foundation.members import exports
from naober.foundation.members.models import Company, User


def of_person(person: User) -> list[Sheet]:
    """To what they were asked, what they said, and whether they were there."""
    return [_sheet(Invitee.objects.filter(user=person), with_remark=True)]


def of_company(company: Company) -> list[Sheet]:
    """Of its people; what each wrote to the desk is theirs."""
    return [_sheet(Invitee.objects.filter(company=company), with_remark=False)]


def _sheet(rows: QuerySet[Invitee], *, with_remark: bool) -> Sheet:
    columns = [
        Column(_("Meeting"), 40),
        Column(_("When"), 18, "moment"),
        Column(_("Who"), 30),
        Column(_("Answer"), 20),
        Column(_("With how many"), 12, "number"),
        Column(_("Was there"), 18, "moment"),
        *([Column(_("For the desk"), 40), Column(_("With whom"), 40)] if with_remark else []),
    ]
    found = rows.select_related("meeting", "user").order_by("meeting__starts_at", "pk")
    table = [
        (
            _title(row, whole=with_remark),
            exports.moment(row.meeting.starts_at),
            row.called,
            str(row.get_answer_display()),
            row.persons,
            exports.moment(row.arrived_at),
            *([row.remark, row.wishes] if with_remark else []),
        )
        for row in found
    ]
    return Sheet(_("Meetings"), columns, table)


def _title(row: Invitee, *, whole: bool) -> str:
    """Colleagues do not read what a meeting is about to which they were not asked."""
    if whole or row.meeting.for_whom != ForWhom.INVITED:
        return row.meeting.title
    return str(row.meeting.get_for_whom_display())
