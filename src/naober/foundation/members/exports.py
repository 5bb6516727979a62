"""Everything that we have of a person or a company, as far as it is kept here: tables to take
along. Features add theirs where it is put together, in the website."""

from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.files.workbook import Column, Sheet
from naober.foundation.journal.models import Entry
from naober.foundation.members.models import Company, Membership, User
from naober.foundation.notifications.models import Mail

_ABOUT_ME = ["email", "name", "phone", "language", "digest", "name_level", "email_level"]
_ABOUT_ME += ["phone_level", "date_joined", "last_login"]
_ABOUT_US = ["name", "kind", "stage", "is_front_runner", "activity", "activity_en", "activity_code"]
_ABOUT_US += ["employees", "website", "description", "description_en", "in_directory", "created_at"]
_ABOUT_US += ["claimed_at", "joined_on", "left_on", "access_until"]


def of_person(user: User) -> list[Sheet]:
    """What is kept of somebody: themselves, their roles, what they did, the mails they got."""
    return [
        _fields(_("Me"), user, _ABOUT_ME),
        _memberships(_("My companies"), Membership.objects.filter(user=user)),
        _acts(_("What I did"), Entry.objects.filter(by=user)),
        Sheet(
            _("Mails"),
            [Column(_("When"), 18, "moment"), Column(_("Subject"), 50), Column(_("Text"), 80)],
            [
                (moment(mail.created_at), mail.subject, mail.text)
                for mail in Mail.objects.filter(person=user).order_by("created_at", "pk")
            ],
        ),
    ]


def of_company(company: Company) -> list[Sheet]:
    """What is kept of a company: its page, its people, what it agreed and what was done."""
    return [
        _fields(_("Company"), company, _ABOUT_US),
        Sheet(
            _("Sites"),
            [Column(_("Place"), 24), Column(_("Street and number"), 40)],
            list(company.sites.values_list("place", "street")),
        ),
        _memberships(_("People"), company.memberships.all()),
        _invitations(company),
        _steps(company),
        _agreements(company),
        _groups(company),
        _acts(_("What was done"), Entry.objects.filter(company=company)),
    ]


def moment(value: Any) -> Any:
    """A time of day as people here read it; a spreadsheet knows no time zones."""
    return timezone.localtime(value).replace(tzinfo=None) if value else None


def _fields(title: str, row: Model, names: list[str]) -> Sheet:
    """One row a field, in the words of the pages."""
    table = []
    for name in names:
        value = getattr(row, name)
        field: Any = row._meta.get_field(name)
        table.append((str(field.verbose_name), "" if value is None else str(value)))
    return Sheet(title, [Column(_("What"), 34), Column(_("Value"), 80)], table)


def _memberships(title: str, rows: Any) -> Sheet:
    columns = [
        Column(_("Company"), 40),
        Column(_("Name"), 30),
        Column(_("Field of work"), 30),
        Column(_("Contact person"), 16),
        Column(_("Until"), 14, "date"),
    ]
    table = [
        (str(m.company), str(m.user), str(m.get_role_display()), yes(m.is_contact), m.ended_on)
        for m in rows.select_related("company", "user").order_by("pk")
    ]
    return Sheet(title, columns, table)


def yes(value: bool) -> str:
    return _("yes") if value else _("no")


def _invitations(company: Company) -> Sheet:
    columns = [
        Column(_("Name"), 30),
        Column(_("E-mail address"), 34),
        Column(_("Sent on"), 18, "moment"),
        Column(_("Accepted"), 18, "moment"),
        Column(_("Declined"), 18, "moment"),
    ]
    table = [
        (i.name, i.email, moment(i.sent_at), moment(i.accepted_at), moment(i.declined_at))
        for i in company.invitations.order_by("pk")
    ]
    return Sheet(_("Invitations"), columns, table)


def _steps(company: Company) -> Sheet:
    columns = [
        Column(_("What to do"), 44),
        Column(_("By when"), 14, "date"),
        Column(_("Done"), 18, "moment"),
    ]
    steps = company.steps.select_related("template")
    table = [(str(step.template), step.due_on, moment(step.done_at)) for step in steps]
    return Sheet(_("Steps to membership"), columns, table)


def _agreements(company: Company) -> Sheet:
    columns = [
        Column(_("Terms"), 30),
        Column(_("Agreed on"), 18, "moment"),
        Column(_("Year"), 8, "number"),
        Column(_("Size class"), 28),
        Column(_("Contribution (EUR)"), 20, "money"),
    ]
    table = [
        (str(a.terms), moment(a.agreed_at), a.year, a.size_class, a.amount)
        for a in company.agreements.select_related("terms")
    ]
    return Sheet(_("Agreements"), columns, table)


def _groups(company: Company) -> Sheet:
    """One's own; in whose groups one is, is theirs."""
    groups = company.own_groups.prefetch_related("companies")
    table = [(group.name, str(member)) for group in groups for member in group.companies.all()]
    return Sheet(_("Groups"), [Column(_("Group"), 30), Column(_("Company"), 40)], table)


def _acts(title: str, entries: Any) -> Sheet:
    columns = [
        Column(_("When"), 18, "moment"),
        Column(_("What"), 26),
        Column(_("By"), 30),
        Column(_("By the desk"), 14),
        Column(_("Facts"), 60),
    ]
    table = [
        (
            moment(entry.at),
            entry.action,
            entry.by_name,
            yes(entry.on_behalf),
            ", ".join(f"{key}: {value}" for key, value in entry.facts.items()),
        )
        for entry in entries.order_by("at", "pk")
    ]
    return Sheet(title, columns, table)
