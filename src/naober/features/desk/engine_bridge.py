"""What the desk asks the engines: notes in, proposals out; companies in, likely the same out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naober import lexicon as lexicons
from naober.engines.matching.duplicates import CompanyRecord, Duplicate, duplicates
from naober.engines.understanding import notes as engine
from naober.features.desk.models import ContactPerson, Conversation
from naober.foundation.members.models import Company, Site

_ROW = "row:"
KEPT = 24 * 60 * 60  # seconds
MAX_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Seen:
    """Something the notes seem to say. `words` stand in them at [start, end)."""

    kind: str
    text: str
    start: int
    end: int
    words: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alike:
    """Two companies, by id, that are likely one; `reasons` are the engine's codes."""

    first: int
    second: int
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A row of a list by its number, and what it is likely the same as: a company's id, or an
    earlier row as "row:7"."""

    row: int
    same_as: str
    reasons: tuple[str, ...]

    @property
    def company(self) -> int | None:
        return None if self.same_as.startswith(_ROW) else int(self.same_as)

    @property
    def earlier_row(self) -> int | None:
        return int(self.same_as.removeprefix(_ROW)) if self.same_as.startswith(_ROW) else None


def read_notes(conversation: Conversation, today: date) -> list[Seen]:
    """What a conversation's notes propose. Days are counted from the day of the talk."""
    company = conversation.company
    people = tuple(company.desk_contacts.exclude(name="").values_list("name", flat=True))
    found = engine.read_notes(
        engine.Notes(
            text=conversation.notes,
            today=conversation.day or today,
            lexicon=lexicons.load(),
            company_names=(company.name,),
            people=people,
        )
    )
    names = (company.name, conversation.spoken_with, *people)
    companies = _companies_named(found.proposals)
    return [
        _seen(one, conversation.notes, names)
        for one in found.proposals
        if one.text.strip() and not (one.person and one.person.name.casefold() in companies)
    ]


def _companies_named(proposals: Iterable[engine.Proposal]) -> set[str]:
    """Of the names that were read as somebody's, those that a company has."""
    read = {one.person.name.casefold() for one in proposals if one.person and one.person.name}
    if not read:
        return set()
    known = Company.objects.values_list("name", flat=True)
    return read & {name.casefold() for name in known}


def _seen(one: engine.Proposal, notes: str, names: Collection[str]) -> Seen:
    start, end = one.span.start, one.span.end
    text = one.text.strip()[:MAX_TEXT]
    if one.kind in ("listing", "challenge"):
        text = engine.in_their_voice(text, names)
    return Seen(one.kind, text, start, end, notes[start:end], _data(one))


def _data(one: engine.Proposal) -> dict[str, Any]:
    """Only what the engine read, as plain JSON."""
    found: dict[str, Any] = {"certainty": round(one.certainty, 2), "why": one.why}
    if one.direction:
        found["direction"] = str(one.direction)
    if one.due:
        found["due"] = one.due.isoformat()
    if one.person:
        who = one.person
        found["person"] = {
            "name": who.name,
            "role": who.role,
            "email": who.email,
            "phone": who.phone,
        }
    return found


def records_of(companies: QuerySet[Company]) -> list[CompanyRecord]:
    """What the engine compares, in three statements and without a row more than it reads."""
    places, contacts = defaultdict(list), defaultdict(list)
    ids = companies.order_by().values("pk")
    for company, place in Site.objects.filter(company__in=ids).values_list("company", "place"):
        places[company].append(place)
    people = ContactPerson.objects.filter(company__in=ids)
    for company, phone, email in people.values_list("company", "phone", "email"):
        contacts[company].append((phone, email))
    return [
        CompanyRecord(
            id=str(pk),
            name=name,
            places=tuple(places[pk]),
            website=website,
            phone=next((phone for phone, _email in contacts[pk] if phone), ""),
            emails=tuple(email for _phone, email in contacts[pk] if email),
            activity=activity,
        )
        for pk, name, website, activity in companies.values_list(
            "pk", "name", "website", "activity"
        )
    ]


def alike(companies: QuerySet[Company]) -> list[Alike]:
    """Pairs that are likely one company, the likeliest first. The same companies are compared once
    a day: the answer is kept under a digest of all that the engine was told."""
    records = records_of(companies)
    key = "desk-alike-" + sha256(repr(records).encode()).hexdigest()
    found: list[Alike] | None = cache.get(key)
    if found is None:
        found = [_alike(one) for one in duplicates(records)]
        cache.set(key, found, KEPT)
    return found


def _alike(one: Duplicate) -> Alike:
    first, second = sorted((int(one.a), int(one.b)))
    return Alike(first, second, one.score, one.reasons)


def known_among(rows: Sequence[Mapping[str, Any]], companies: QuerySet[Company]) -> list[Known]:
    """Which rows of a list are likely a company we have, or an earlier row, the likeliest first."""
    records = records_of(companies)
    found = duplicates([*records, *(_record_of_row(row) for row in rows)])
    return [made for one in found if (made := _known(one)) is not None]


def _known(one: Duplicate) -> Known | None:
    """Of a pair, the row and what it is like; None where both are companies already."""
    if _ROW not in one.a + one.b:
        return None
    first, second = sorted((one.a, one.b), key=_order)
    return Known(int(second.removeprefix(_ROW)), first, one.reasons)


def _order(id: str) -> tuple[bool, int]:
    return id.startswith(_ROW), int(id.removeprefix(_ROW))


def _record_of_row(row: Mapping[str, Any]) -> CompanyRecord:
    return CompanyRecord(
        id=f"{_ROW}{row['number']}",
        name=row["name"],
        places=(row["place"],) if row["place"] else (),
        website=row["website"],
        phone=row["phone"],
        emails=(row["email"],) if row["email"] else (),
        activity=row["activity"],
    )


def reason_words(code: str) -> str:
    return {
        "same_code": _("the same number in a register"),
        "same_website": _("the same website"),
        "same_phone": _("the same phone number"),
        "same_email": _("the same e-mail address"),
        "same_name": _("the same name"),
        "alike_name": _("nearly the same name"),
        "initials": _("the one is the initials of the other"),
        "same_place": _("the same place"),
        "other_place": _("another place"),
    }.get(code, _("much alike"))
