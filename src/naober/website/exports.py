"""“Alles wat wij van u hebben”: put together of what the foundation and each feature keep.

A feature that keeps something of a person or a company adds one function to the list.
"""

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naober.features.agenda import exporting as agenda
from naober.features.exchange.models import Deal, DealGuest, Listing, ListingGuest, Value
from naober.features.focus.models import Action, Remark, Result, Seat
from naober.features.investments import exports as investments
from naober.features.ledger.models import Entry
from naober.features.meetings import exports as meetings
from naober.features.positions import exports as positions
from naober.features.streams import exports as streams
from naober.features.weighing.models import Ballot
from naober.files.workbook import Column, Sheet
from naober.foundation.core.downloads import as_workbook, download
from naober.foundation.members import exports, rules
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company, User


def listings_of(company: Company) -> list[Sheet]:
    """What the company said, also what is closed."""
    columns = [
        Column(_("Kind"), 12),
        Column(_("Text"), 80),
        Column(_("Placed on"), 18, "moment"),
        Column(_("Open until"), 14, "date"),
        Column(_("Closed on"), 18, "moment"),
    ]
    table = [
        (
            str(listing.get_direction_display()),
            listing.text,
            exports.moment(listing.created_at),
            listing.expires_on,
            exports.moment(listing.closed_at),
        )
        for listing in Listing.objects.filter(company=company).order_by("created_at", "pk")
    ]
    return [Sheet(_("Brings and seeks"), columns, table)]


def ledger_of(company: Company) -> list[Sheet]:
    """What it gave and took."""
    columns = [
        Column(_("Day"), 14, "date"),
        Column(_("Gave or took"), 14),
        Column(_("Of what"), 20),
        Column(_("Amount"), 14, "number"),
        Column(_("Unit"), 10),
        Column(_("Note"), 60),
    ]
    table = [
        (
            entry.on,
            str(entry.get_direction_display()),
            str(entry.get_kind_display()),
            entry.quantity,
            str(entry.get_unit_display()),
            entry.note,
        )
        for entry in Entry.objects.of(company).order_by("on", "pk")
    ]
    return [Sheet(_("Gave and took"), columns, table)]


def deals_of(company: Company) -> list[Sheet]:
    """What it agreed with neighbours, and what that brought, as both of them can read it."""
    columns = [
        Column(_("With"), 30),
        Column(_("Agreed"), 80),
        Column(_("From"), 14, "date"),
        Column(_("Up to and including"), 14, "date"),
        Column(_("Written down"), 18, "moment"),
        Column(_("Confirmed by both"), 18, "moment"),
        Column(_("Ended on"), 18, "moment"),
    ]
    table = [
        (
            _other(deal, company).name,
            deal.agreed,
            deal.starts_on,
            deal.ends_on,
            exports.moment(deal.proposed_at),
            exports.moment(deal.confirmed_at),
            exports.moment(deal.ended_at),
        )
        for deal in _deals(company)
    ]
    return [Sheet(_("What was agreed"), columns, table), _values_of(company)]


def _values_of(company: Company) -> Sheet:
    columns = [
        Column(_("With"), 30),
        Column(_("Of what"), 20),
        Column(_("From"), 14, "date"),
        Column(_("Up to and including"), 14, "date"),
        Column(_("Amount"), 14, "number"),
        Column(_("Our part"), 14, "number"),
        Column(_("Note"), 60),
        Column(_("Confirmed by both"), 18, "moment"),
    ]
    found = Value.objects.filter(deal__in=_deals(company)).order_by("period_start", "pk")
    table = [
        (
            _other(value.deal, company).name,
            str(value.get_kind_display()),
            value.period_start,
            value.period_end,
            value.quantity,
            value.offer_gain if value.deal.offer_company_id == company.pk else value.need_gain,
            value.note,
            exports.moment(value.confirmed_at),
        )
        for value in found.select_related("deal__offer_company", "deal__need_company")
    ]
    return Sheet(_("What it brought"), columns, table)


def _deals(company: Company) -> QuerySet[Deal, Deal]:
    mine = Q(offer_company=company) | Q(need_company=company)
    found = Deal.objects.filter(mine).select_related("offer_company", "need_company")
    return found.order_by("proposed_at", "pk")


def _other(deal: Deal, company: Company) -> Company:
    """The company on the other side."""
    is_giver = deal.offer_company_id == company.pk
    return deal.need_company if is_giver else deal.offer_company


def guests_of(company: Company) -> list[Sheet]:
    """Whom it let into one listing or one agreement."""
    asked = [*ListingGuest.objects.filter(company=company)]
    asked_too = [*DealGuest.objects.filter(company=company)]
    table = [_guest(one, one.email) for one in (*asked, *asked_too)]
    return [Sheet(_("Guests"), [Column(_("E-mail address"), 30), *_guest_columns()], table)]


def guest_of(person: User) -> list[Sheet]:
    """Where this person was let in as a guest, and by whom."""
    found = [
        *ListingGuest.objects.filter(user=person).select_related("company"),
        *DealGuest.objects.filter(user=person).select_related("company"),
    ]
    table = [_guest(one, one.company.name) for one in found]
    return [Sheet(_("Guest of"), [Column(_("Company"), 30), *_guest_columns()], table)]


def groups_of(person: User) -> list[Sheet]:
    """In which working groups this person sits or sat, and what they would do or did."""
    seats = Seat.objects.filter(user=person).select_related("group", "company")
    columns = [
        Column(_("Working group"), 40),
        Column(_("For"), 30),
        Column(_("How"), 14),
        Column(_("Since"), 14, "date"),
        Column(_("Until"), 14, "date"),
    ]
    table = [
        (
            one.group.name,
            one.company.name if one.company else one.organisation,
            str(one.get_state_display()),
            one.joined_on,
            one.ended_on,
        )
        for one in seats.order_by("at", "pk")
    ]
    said = Remark.objects.filter(by=person).select_related("group").order_by("at", "pk")
    remarks = [(one.group.name, one.text, exports.moment(one.at)) for one in said]
    remark_columns = [
        Column(_("Working group"), 40),
        Column(_("Text"), 80),
        Column(_("Said on"), 18, "moment"),
    ]
    return [
        Sheet(_("Working groups"), columns, table),
        _actions_of(Action.objects.filter(owner=person)),
        Sheet(_("Said in a group"), remark_columns, remarks),
    ]


def focus_of(company: Company) -> list[Sheet]:
    """What the company would do or did in working groups, and the results that it reported."""
    columns = [
        Column(_("Focus point"), 40),
        Column(_("Amount"), 14, "number"),
        Column(_("Unit"), 10),
        Column(_("Of what"), 40),
        Column(_("Day"), 14, "date"),
        Column(_("How we know"), 60),
        Column(_("Confirmed on"), 18, "moment"),
    ]
    found = Result.objects.filter(company=company).select_related("point").order_by("day", "pk")
    table = [
        (
            one.point.title,
            one.value,
            one.unit,
            one.what,
            one.day,
            one.evidence,
            exports.moment(one.confirmed_at),
        )
        for one in found
    ]
    return [
        _actions_of(Action.objects.filter(company=company)),
        Sheet(_("Results"), columns, table),
    ]


def _actions_of(found: QuerySet[Action, Action]) -> Sheet:
    columns = [
        Column(_("What"), 60),
        Column(_("By when"), 14, "date"),
        Column(_("Done on"), 18, "moment"),
    ]
    rows = found.order_by("created_at", "pk")
    table = [(one.text, one.due_on, exports.moment(one.done_at)) for one in rows]
    return Sheet(_("Actions"), columns, table)


def _guest_columns() -> list[Column]:
    return [
        Column(_("Into what"), 20),
        Column(_("Came in"), 10),
        Column(_("Ended on"), 18, "moment"),
    ]


def _guest(one: ListingGuest | DealGuest, who: str) -> tuple[str | datetime | None, ...]:
    into = _("a listing") if isinstance(one, ListingGuest) else _("an agreement")
    came = one.user_id is not None
    return who, into, exports.yes(came), exports.moment(one.ended_at)


def votes_of(company: Company) -> list[Sheet]:
    """What it voted, also in secret: only its own people can take this file away."""
    columns = [
        Column(_("Round"), 60),
        Column(_("What"), 60),
        Column(_("Points"), 10, "number"),
        Column(_("Voted by"), 30),
        Column(_("Moment"), 18, "moment"),
    ]
    cast = Ballot.objects.filter(company=company).select_related("round", "cast_by")
    cast = cast.prefetch_related("round__candidates").order_by("cast_at", "pk")
    table = [
        (one.round.question, candidate.title, one.points[str(candidate.pk)],
         _voted_by(one), exports.moment(one.cast_at))
        for one in cast
        for candidate in one.round.candidates.all()
        if str(candidate.pk) in one.points
    ]  # fmt: skip
    return [Sheet(_("Votes"), columns, table)]


def _voted_by(vote: Ballot) -> str:
    who = str(vote.cast_by or "")
    return _("%(who)s (the desk)") % {"who": who} if vote.on_behalf else who


def votes_by(person: User) -> list[Sheet]:
    """In which rounds this person voted for a company; what, is the company's."""
    columns = [
        Column(_("Round"), 60),
        Column(_("Company"), 30),
        Column(_("Moment"), 18, "moment"),
    ]
    cast = Ballot.objects.filter(cast_by=person).select_related("round", "company")
    table = [
        (one.round.question, one.company.name, exports.moment(one.cast_at))
        for one in cast.order_by("cast_at", "pk")
    ]
    return [Sheet(_("Voted"), columns, table)]


PERSON_PARTS: list[Callable[[User], list[Sheet]]] = [
    exports.of_person,
    guest_of,
    groups_of,
    meetings.of_person,
    votes_by,
    positions.of_person,
    investments.of_person,
]
COMPANY_PARTS: list[Callable[[Company], list[Sheet]]] = [
    exports.of_company,
    listings_of,
    deals_of,
    guests_of,
    meetings.of_company,
    focus_of,
    ledger_of,
    agenda.of_company,
    votes_of,
    positions.of_company,
    investments.of_company,
    streams.of_company,
]


@login_required
@require_safe
def my_export(request: MemberRequest) -> HttpResponse:
    sheets = [sheet for part in PERSON_PARTS for sheet in part(request.user)]
    return _answer(request, sheets, "mijn-gegevens")


@login_required
@require_safe
def company_export(request: MemberRequest, pk: int) -> HttpResponse:
    company = get_object_or_404(Company.objects.visible_to(request.user), pk=pk)
    if not rules.acts_for(request.user, company):  # the desk does not read all of it
        raise PermissionDenied
    sheets = [sheet for part in COMPANY_PARTS for sheet in part(company)]
    return _answer(request, sheets, slugify(company.name) or "bedrijf")


def _answer(request: MemberRequest, sheets: Sequence[Sheet], name: str) -> HttpResponse:
    """A workbook; for machines the same as JSON, one file a table."""
    if request.GET.get("form") == "json":
        return download(_zipped(sheets), "application/zip", f"{name}.zip")
    return as_workbook(name, sheets)


def _zipped(sheets: Sequence[Sheet]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, sheet in enumerate(sheets, start=1):
            titles = [column.title for column in sheet.columns]
            rows = [dict(zip(titles, row, strict=False)) for row in sheet.rows]
            text = json.dumps(rows, ensure_ascii=False, indent=1, default=_plain)
            archive.writestr(f"{number:02}-{slugify(sheet.title)}.json", text)
    return file.getvalue()


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value))
