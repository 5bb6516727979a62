"""Companies to talk to, many at once: read, looked at, chosen, and then all or none."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naober.features.desk import engine_bridge, rules
from naober.features.desk.models import ContactPerson, ProspectBatch
from naober.files.prospects import Prospect, Prospects
from naober.foundation.core.text import storable
from naober.foundation.journal.services import record
from naober.foundation.members.models import Company, Site, User
from naober.foundation.members.services import is_latin, known_place, tidy_name

KEPT = timedelta(days=7)
MAX_ROWS = 5_000
Row = dict[str, Any]
CELLS = ("name", "place", "website", "contact", "email", "phone", "activity", "note")


@transaction.atomic
def draft_prospects(*, found: Prospects, source: str, by: User) -> ProspectBatch:
    """Keep what was read, with what is wrong and what seems known, to look at and choose from."""
    rules.check_desk(by)
    forget_old_batches()
    if len(found.prospects) > MAX_ROWS:
        raise ValidationError(_("At most %(n)s rows at a time.") % {"n": MAX_ROWS})
    language = get_language() or "nl"
    problems = [
        {"row": one.row, "column": one.column, "text": one.message(language)}
        for one in found.problems
    ]
    rows = [_row(one, problems) for one in found.prospects]
    _mark_known(rows)
    return ProspectBatch.objects.create(by=by, source=source[:200], rows=rows, problems=problems)


@transaction.atomic
def choose_prospects(*, batch: ProspectBatch, shown: Iterable[int], take: set[int]) -> None:
    """Of the rows that were on the page: these are taken, the others are not."""
    batch = _locked(batch)
    on_page = set(shown)
    for row in batch.rows:
        if row["number"] in on_page:
            row["take"] = row["number"] in take and not row["wrong"]
    batch.save(update_fields=["rows"])


@transaction.atomic
def import_prospects(*, batch: ProspectBatch, by: User) -> int:
    """Make a company of every row that was chosen; the list itself goes. All of them or none."""
    rules.check_desk(by)
    batch = _locked(batch)
    chosen = [row for row in batch.rows if row["take"]]
    for row in chosen:
        _import(row, by)
    batch.delete()
    return len(chosen)


def _locked(batch: ProspectBatch) -> ProspectBatch:
    found = ProspectBatch.objects.select_for_update().filter(pk=batch.pk).first()
    if found is None:
        raise ValidationError(_("This list was imported or removed in the meantime."))
    return found


def forget_old_batches() -> None:
    ProspectBatch.objects.filter(created_at__lt=timezone.now() - KEPT).delete()


def drop_batch(*, batch: ProspectBatch, by: User) -> None:
    rules.check_desk(by)
    batch.delete()


def _row(one: Prospect, problems: list[Row]) -> Row:
    """A row with what cannot be kept taken out and told, each with its column."""
    row: Row = {name: storable(getattr(one, name)) for name in CELLS}
    row |= {"number": one.row, "employees": one.employees, "known": [], "wrong": ""}
    row["name"] = tidy_name(row["name"])
    row["place"] = _as_written(row["place"])
    for column, message in _refused(row):
        problems.append({"row": one.row, "column": column, "text": message})
        if column == "name":
            row["wrong"] = message
        else:
            row[column] = None if column == "employees" else ""
    row["take"] = not row["wrong"]
    return row


def _as_written(place: str) -> str:
    known = known_place(place) if place else None
    return known.name if known else place


def _refused(row: Row) -> list[tuple[str, str]]:
    """Which cells the database would refuse, and why."""
    found = []
    if not row["name"] or not is_latin(row["name"]):
        found.append(("name", _("The name is missing, or not in Latin letters.")))
    for made, names in _made_of(row):
        try:
            made.clean_fields(exclude=["company"])
        except ValidationError as refused:
            for field, messages in refused.message_dict.items():
                if field in names and (names[field], messages[0]) not in found:
                    found.append((names[field], messages[0]))
    return list(dict(reversed(found)).items())


def _made_of(row: Row) -> list[tuple[Any, Mapping[str, str]]]:
    """What a row becomes, each with the cell that its fields come from."""
    company = Company(
        name=row["name"],
        activity=row["activity"],
        website=_address(row["website"]),
        employees=row["employees"],
    )
    site = Site(place=row["place"] or "-")
    person = ContactPerson(
        name=row["contact"], phone=row["phone"], email=row["email"], note=row["note"]
    )
    same = ("name", "activity", "website", "employees")
    return [
        (company, {name: name for name in same}),
        (site, {"place": "place"}),
        (person, {"name": "contact", "phone": "phone", "email": "email", "note": "note"}),
    ]


def _address(website: str) -> str:
    return f"https://{website}" if website and "://" not in website else website


def _mark_known(rows: list[Row]) -> None:
    """What seems to be there already is not taken unless somebody says so."""
    companies = Company.objects.filter(merged_into=None)
    names = dict(companies.values_list("pk", "name"))
    by_number = {row["number"]: row for row in rows}
    for one in engine_bridge.known_among([r for r in rows if r["name"]], companies):
        row, same = by_number[one.row], names.get(one.company or 0)
        row["known"].append(
            {
                "company": one.company if same else None,
                "name": same or by_number[one.earlier_row or 0]["name"],
                "row": one.earlier_row,
                "reasons": list(one.reasons),
            }
        )
        row["take"] = False
    _mark_same_name(rows, set(names.values()))


def _mark_same_name(rows: list[Row], taken: set[str]) -> None:
    """No two companies have one name: such a row cannot be taken."""
    seen: set[str] = set()
    for row in rows:
        if row["name"] in taken or row["name"] in seen:
            row["wrong"] = row["wrong"] or _("There is a company with this name already.")
            row["take"] = False
        seen.add(row["name"])


def _import(row: Row, by: User) -> None:
    company, site, person = (made for made, _names in _made_of(row))
    try:
        company.full_clean()
    except ValidationError as refused:
        message = _("Row %(row)s: %(why)s Nothing was imported.")
        why = " ".join(refused.messages)
        raise ValidationError(message % {"row": row["number"], "why": why}) from refused
    company.save()
    if row["place"]:
        place = known_place(row["place"])
        site.company = company
        if place:
            site.latitude, site.longitude = place.latitude, place.longitude
        site.save()
    if any((person.name, person.phone, person.email, person.note)):
        person.company = company
        person.save()
    record(
        action="company.noted",
        by=by,
        company=company,
        about=f"members.company:{company.pk}",
        on_behalf=True,
    )
