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
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naober.features.exchange.models import Listing
from naober.features.ledger.models import Entry
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


PERSON_PARTS: list[Callable[[User], list[Sheet]]] = [exports.of_person]
COMPANY_PARTS: list[Callable[[Company], list[Sheet]]] = [
    exports.of_company,
    listings_of,
    ledger_of,
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
