"""To say, change, renew and close a listing."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.exchange import engine_bridge, index, rules, word_index
from naober.features.exchange.changes import facts, parts_of_listing
from naober.features.exchange.models import (
    MAX_CHARACTERS,
    Direction,
    Interest,
    Listing,
    Match,
)
from naober.features.exchange.services.matching import refresh_matches
from naober.foundation.audience.levels import FieldGroup, Level
from naober.foundation.journal import services as journal
from naober.foundation.members.models import Company, CompanyGroup, Site, User
from naober.foundation.members.services import group_of

MONTHS_OPEN = 6
# Also the marks that turn the direction of writing: what is shown must be what was typed.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Said:
    """What a person typed and chose. An empty direction is read from the sentence."""

    text: str
    direction: str = ""
    audience: str = Level.MEMBERS
    who: str = ""  # of the field groups: "" is as wide as the listing itself
    amount: str = ""
    price: str = ""
    contact: str = ""
    group: CompanyGroup | None = None
    companies: tuple[Company, ...] = ()  # instead of a group that is there: one of these is made
    reference: str = ""
    site: Site | None = None  # where the sentence names no place; none chosen: the main one


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A listing from a table; `created_at` lets a demo have a past, `pk` be the same each time."""

    company: Company
    said: Said
    expires_on: date | None = None
    created_at: datetime | None = None
    pk: int | None = None


def draft_listing(*, company: Company, said: Said, by: User) -> Listing:
    """A listing that is understood and not saved: what the preview shows, and what is kept."""
    listing = Listing(
        company=company,
        site=company.sites.first(),
        created_by=by,
        entered_by_desk=by.is_desk,
        expires_on=months_later(timezone.localdate(), MONTHS_OPEN),
    )
    _fill(listing, said)
    return listing


@transaction.atomic
def say_listing(
    *,
    company: Company,
    said: Said,
    by: User,
    number: int | None = None,
) -> Listing:
    """Put a sentence in the exchange: understood, in the index, and matched. Said again with the
    same number it is there already."""
    if not rules.may_act_for(by, company):
        raise PermissionDenied
    listing = draft_listing(company=company, said=said, by=by)
    _make_group(listing, said)
    if number:
        known = _said_before(number, listing)
        if known and _is_same(known, listing):
            return known
        listing.pk = listing.pk if known else number
    save_listing(listing)
    index.store(listing, engine_bridge.index_terms(listing))
    refresh_matches(listing)
    _note("said", listing, by)
    return listing


def _said_before(number: int, listing: Listing) -> Listing | None:
    """Of two who say it in the same moment the second waits for the first."""
    Company.objects.select_for_update().get(pk=listing.company_id)
    return Listing.objects.filter(pk=number).first()


def _is_same(one: Listing, other: Listing) -> bool:
    return one.company_id == other.company_id and _substance(one) == _substance(other)


@transaction.atomic
def edit_listing(*, listing: Listing, said: Said, by: User) -> Listing:
    """Understand the new sentence; only this listing's terms and matches are made anew.

    What was said before by a reply, by the desk or with a yes does not hold for the new words.
    """
    if not rules.may_edit(by, listing):
        raise PermissionDenied
    direction, before, parts = listing.direction, _substance(listing), parts_of_listing(listing)
    _fill(listing, said)
    _make_group(listing, said)
    if listing.direction != direction and _is_answered(listing):
        raise ValidationError({"direction": _("Somebody answered already: make a new one.")})
    if _substance(listing) != before:
        _start_afresh(listing, by)
    save_listing(listing)
    index.store(listing, engine_bridge.index_terms(listing))
    refresh_matches(listing)
    _note("edited", listing, by, **facts(parts, parts_of_listing(listing)))
    return listing


@transaction.atomic
def renew_listing(*, listing: Listing, by: User) -> Listing:
    """Open for another half year from today, also when it was closed or had expired."""
    if not rules.may_keep(by, listing):
        raise PermissionDenied
    listing.expires_on = months_later(timezone.localdate(), MONTHS_OPEN)
    listing.closed_at = None
    save_listing(listing)
    index.store(listing, engine_bridge.index_terms(listing))
    refresh_matches(listing)
    _note("renewed", listing, by)
    return listing


@transaction.atomic
def close_listing(*, listing: Listing, by: User) -> Listing:
    """It is found by nobody any more; introductions stay, for the record."""
    if not rules.may_keep(by, listing):
        raise PermissionDenied
    listing.closed_at = listing.closed_at or timezone.now()
    listing.save(update_fields=["closed_at"])
    index.remove(listing)
    _note("closed", listing, by)
    return listing


@transaction.atomic
def import_listings(*, rows: Iterable[ImportRow], by: User) -> list[Listing]:
    """Many listings at once, for a table or a demo: understood, indexed together, then matched.

    Only the desk may. Raises ValidationError on the first row that cannot be a listing; then
    nothing is saved.
    """
    if not by.is_desk:
        raise PermissionDenied
    listings = [_imported(row, by) for row in rows]
    Listing.objects.bulk_create(listings, batch_size=200)
    index.store_many([(made, engine_bridge.index_terms(made)) for made in listings])
    word_index.store_many(listings)
    offers = [made for made in listings if made.direction == Direction.OFFER]
    wanted = {made.pk for made in listings}
    for made in offers:
        refresh_matches(made)
    # Needs were found from the offers' side; only those met from outside the batch are left.
    if Listing.objects.exclude(pk__in=wanted).exists():
        for made in listings:
            if made.direction == Direction.NEED:
                refresh_matches(made)
    return listings


def _note(act: str, listing: Listing, by: User, **kept: str) -> None:
    """In the journal of the company; the desk's acts on its behalf stand out there."""
    journal.record(
        action=f"listing.{act}",
        by=by,
        company=listing.company,
        about=f"listing:{listing.pk}",
        on_behalf=rules.acts_on_behalf(by, listing.company),
        **kept,
    )


def months_later(day: date, months: int) -> date:
    """The same day some months on, or the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _fill(listing: Listing, said: Said) -> None:
    text = _CONTROL.sub(" ", said.text.replace("\r\n", "\n")).strip()
    if not text:
        raise ValidationError({"text": _("Say in one sentence what you bring or seek.")})
    if len(text) > MAX_CHARACTERS:
        message = _("This is too long: at most %(limit)s characters. A few sentences are enough.")
        raise ValidationError({"text": message % {"limit": MAX_CHARACTERS}})
    listing.text = text
    listing.direction = said.direction
    if said.site is not None:
        if said.site.company_id != listing.company_id:
            raise ValidationError({"site": _("Choose a site of your own company.")})
        listing.site = said.site
    _share(listing, said)
    listing.reference = _CONTROL.sub(" ", said.reference).strip()
    engine_bridge.read_sentence(listing, timezone.localdate())


def _share(listing: Listing, said: Said) -> None:
    listing.audience = said.audience
    for group in FieldGroup.values:
        setattr(listing, f"audience_{group}", getattr(said, group) or said.audience)
    listing.narrow()
    listing.audience_group = said.group if _is_named(listing) else None
    if _is_named(listing) and said.group is None and not said.companies:
        raise ValidationError({"group": _("Choose for which companies it is.")})


def _make_group(listing: Listing, said: Said) -> None:
    """Of the companies that were named one by one, for the company's own use from now on."""
    if said.group is not None or not said.companies or not _is_named(listing):
        return
    listing.audience_group = group_of(owner=listing.company, companies=said.companies)


def _is_named(listing: Listing) -> bool:
    return Level.NAMED in {listing.audience, *(listing.level_of(g) for g in FieldGroup.values)}


def _substance(listing: Listing) -> tuple[object, ...]:
    """All that others may see of it, and who: not one's own note."""
    groups = (listing.level_of(group) for group in FieldGroup.values)
    where = listing.site_id, listing.audience_group_id
    return listing.text, listing.direction, listing.audience, *where, *groups


def _start_afresh(listing: Listing, by: User) -> None:
    """Other words, for whom they are meant: no longer a reply, nor what the desk wrote down. What
    is not for all members from now on takes back one's yes, which would show it."""
    if not listing.is_shared:
        mine = _matches_outside(listing)
        if mine.exclude(introduced_at=None).exists():
            message = _("A neighbour knows this one already. Place a new one for your own company.")
            raise ValidationError({"audience": message})
        said = Interest.objects.filter(match__in=mine, side=listing.direction)
        said.filter(answer=Interest.Answer.YES).delete()
    listing.is_reply = listing.reply_is_open = False
    listing.entered_by_desk = by.is_desk and listing.entered_by_desk


def _matches_outside(listing: Listing) -> QuerySet[Match, Match]:
    """With companies that are not in its audience now."""
    mine = Match.objects.filter(Q(offer=listing) | Q(need=listing))
    if listing.audience != Level.NAMED:
        return mine
    other = rules.opposite(listing.direction)
    return mine.exclude(**{f"{other}_company__groups": listing.audience_group})


def blur(listing: Listing) -> None:
    """Of what is hidden only in which week it came and in which month it ends: the moment would
    tell whose it is to whoever saw what else was placed just then."""
    if listing.hides_its_name:
        came, last = timezone.localtime(listing.created_at), listing.expires_on
        monday = came.replace(hour=0, minute=0, second=0, microsecond=0)
        listing.created_at = monday - timedelta(days=came.weekday())
        listing.expires_on = last.replace(day=monthrange(last.year, last.month)[1])


def save_listing(listing: Listing) -> None:
    if not listing.direction:
        raise ValidationError({"direction": _("Do you bring this, or do you seek it?")})
    listing.narrow()
    blur(listing)
    listing.full_clean(exclude=["understanding", "item", "created_by"])
    listing.save()
    word_index.store(listing)


def _imported(row: ImportRow, by: User) -> Listing:
    listing = draft_listing(company=row.company, said=row.said, by=by)
    listing.entered_by_desk = False
    listing.pk = row.pk or listing.pk
    listing.expires_on = row.expires_on or listing.expires_on
    listing.created_at = row.created_at or listing.created_at
    blur(listing)
    if not listing.direction:
        raise ValidationError({"direction": _("Do you bring this, or do you seek it?")})
    return listing


def _is_answered(listing: Listing) -> bool:
    return Interest.objects.filter(Q(match__offer=listing) | Q(match__need=listing)).exists()
