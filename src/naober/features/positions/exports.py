"""What is kept of a person or a company about positions, as tables to take along.

Of a company that did not sign there is nothing, so nothing is here either.
"""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naober.features.positions.models import Comment, Signature
from naober.files.workbook import Column, Sheet
from naober.foundation.members import exports
from naober.foundation.members.models import Company, User


def of_company(company: Company) -> list[Sheet]:
    """What it signed, and what it said of texts to government."""
    signed = [
        (row.position.title, row.minority, exports.moment(row.at), exports.yes(row.on_behalf))
        for row in Signature.objects.filter(company=company)
        .select_related("position")
        .order_by("at", "pk")
    ]
    columns = [
        Column(_("Position"), 40),
        Column(_("What it added"), 60),
        Column(_("Signed on"), 18, "moment"),
        Column(_("By the desk on its behalf"), 10),
    ]
    return [
        Sheet(_("Positions signed"), columns, signed),
        _remarks(Comment.objects.filter(company=company)),
    ]


def of_person(person: User) -> list[Sheet]:
    """What this person said of texts to government, for whichever company."""
    return [_remarks(Comment.objects.filter(by=person))]


def _remarks(rows: QuerySet[Comment, Comment]) -> Sheet:
    columns = [
        Column(_("Position"), 40),
        Column(_("Remark"), 80),
        Column(_("Who reads the name"), 30),
        Column(_("Said on"), 18, "moment"),
        Column(_("Answer"), 60),
    ]
    table = [
        (
            row.position.title,
            row.text,
            str(row.get_who_display()),
            exports.moment(row.at),
            row.answer,
        )
        for row in rows.select_related("position").order_by("at", "pk")
    ]
    return Sheet(_("Remarks on positions"), columns, table)
