"""What companies offer and need: a listing is one sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.foundation.audience.levels import FieldGroup, Level, narrowest, rank
from naober.foundation.audience.models import AudienceFields
from naober.foundation.audience.readers import (
    NOTHING,
    Reader,
    either,
    in_audience,
    owned_by,
    step_of,
)
from naober.foundation.core.constraints import ON_EARTH
from naober.foundation.core.once import random_id
from naober.foundation.members.models import Company, Site, User
from naober.foundation.members.readers import Who, reader_of

MAX_CHARACTERS = 20_000
# Of a match. Not `by_desk=True`: SQLite finds no index for a column without a comparison.
OF_DESK = Q(by_desk__in=[True])


class Direction(models.TextChoices):
    OFFER = "offer", _("offer")
    NEED = "need", _("need")


class Kind(models.TextChoices):
    """The lexicon's kinds, in words for a page."""

    MATERIAL = "material", _("material")
    ENERGY = "energy", _("energy and heat")
    PRODUCT = "product", _("product")
    SERVICE = "service", _("service")
    PEOPLE = "people", _("people")
    KNOWLEDGE = "knowledge", _("knowledge")
    FACILITY = "facility", _("facility")
    TRAINING = "training", _("training")
    TRANSPORT = "transport", _("transport and storage")
    SAFETY = "safety", _("safety")


class RandomIdField(models.BigAutoField):  # type: ignore[type-arg]  # Django has no subscript here
    """The number is made here, so the database need not say it back: SQLite 3.40 would give it as
    a float beside a REAL column."""

    db_returning = False


class ListingQuerySet(models.QuerySet["Listing"]):
    def open(self, today: date | None = None) -> ListingQuerySet:
        """Neither closed nor expired."""
        return self.filter(closed_at=None, expires_on__gte=today or timezone.localdate())

    def of(self, who: Who) -> ListingQuerySet:
        """Those of one's own companies; for the desk also what it entered for others."""
        return self.filter(own_of(reader_of(who)))

    def visible_to(self, who: Who) -> ListingQuerySet:
        """One's own, those one is in the audience of, and those of a neighbour after a mutual yes.

        Visible says that it exists; how much of it is shown is decided by `cards`.
        """
        reader = reader_of(who)
        shared = in_audience(reader) & Q(closed_at=None, expires_on__gte=timezone.localdate())
        return self.filter(either(shared, own_of(reader), revealed_to(reader)))

    def named_to(self, who: Who) -> ListingQuerySet:
        """The visible ones whose company and place this person may read."""
        reader = reader_of(who)
        shared = in_audience(reader, ["audience", "audience_who"])
        still = Q(closed_at=None, expires_on__gte=timezone.localdate())
        return self.filter(either(shared & still, own_of(reader), revealed_to(reader)))

    def to_answer_with(self, who: Who) -> ListingQuerySet:
        """One's own; for the desk also those whose company it may read."""
        reader = reader_of(who)
        named = in_audience(reader, ["audience", "audience_who"]) if reader.is_desk else NOTHING
        return self.filter(either(own_of(reader), named))

    def with_rights(self, who: Who) -> ListingQuerySet:
        """Annotates `is_own` and `step`, so that a page of cards asks nothing per row."""
        reader = reader_of(who)
        own = own_of(reader)
        nothing = Value(False, output_field=models.BooleanField())
        truth = nothing if own is NOTHING else Case(When(own, then=True), default=nothing)
        inside = either(own, revealed_to(reader), answered_to(reader))
        rights: dict[str, Any] = {"is_own": truth, "step": step_of(reader, inside=inside)}
        return self.annotate(**rights)


def own_of(reader: Reader) -> Q:
    own = owned_by(reader)
    return either(own, Q(entered_by_desk=True)) if reader.is_desk else own


def reads(reader: Reader, *groups: str) -> Q:
    """May know these field groups: as one of the audience, or as whoever reads all of it."""
    columns = [f"audience_{group}" for group in groups or FieldGroup.values]
    return either(in_audience(reader, columns), own_of(reader), revealed_to(reader))


def revealed_to(reader: Reader) -> Q:
    """On the other side of an introduction of one's own, or let in by its company as a guest."""
    found = _matched_with(reader, introduced_at__isnull=False)
    return either(found, guest_of(reader)) if reader.user_id else found


def answered_to(reader: Reader) -> Q:
    """A reply with its name, to a listing of one's own; whether it is one is asked first, for that
    costs nothing."""
    matched = _matched_with(reader)
    return NOTHING if matched is NOTHING else Q(is_reply=True, reply_is_open=True) & matched


def guest_of(reader: Reader) -> Q:
    from naober.features.exchange.models.guests import ListingGuest  # which points here

    mine = ListingGuest.objects.running().filter(user=reader.user_id, company=OuterRef("company"))
    return Q(Exists(mine.filter(listing=OuterRef("pk"))))


def _matched_with(reader: Reader, **condition: object) -> Q:
    from naober.features.exchange.models.matches import Match  # which imports this module

    need, offer = own_side(reader, "need"), own_side(reader, "offer")
    if need is NOTHING:
        return NOTHING
    needs = Match.objects.filter(need, offer=OuterRef("pk"), **condition)
    offers = Match.objects.filter(offer, need=OuterRef("pk"), **condition)
    return either(Q(Exists(needs)), Q(Exists(offers)))


def own_side(reader: Reader, side: str) -> Q:
    """Of a match: the listing on this side is one's own."""
    own = owned_by(reader, (f"{side}_company",))
    return either(own, Q(**{f"{side}__entered_by_desk": True})) if reader.is_desk else own


def own_match_of(reader: Reader) -> Q:
    """Of a match: a listing on either side is one's own; by columns of the match alone."""
    own = owned_by(reader, ("offer_company", "need_company"))
    return either(own, OF_DESK) if reader.is_desk else own


class Listing(AudienceFields):
    """Something that a company offers to, or needs from, its neighbours: one sentence.

    `understanding` is the whole answer of the understanding engine, with the spans of text;
    `item` what the matching engine takes (both as JSON); the columns beside them are for filters.
    """

    id = RandomIdField(primary_key=True, default=random_id)
    company = models.ForeignKey(Company, models.CASCADE, related_name="listings")
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True, related_name="+")
    direction = models.CharField(_("offer or need"), max_length=5, choices=Direction)
    text = models.TextField(_("sentence"), validators=[MaxLengthValidator(MAX_CHARACTERS)])
    reference = models.CharField(_("own note"), max_length=200, blank=True)
    # Made to answer a neighbour's listing: for the two of them, with the name where that one has.
    is_reply = models.BooleanField(default=False, editable=False)
    reply_is_open = models.BooleanField(default=False, editable=False)

    language = models.CharField(max_length=2, default="nl")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    understanding = models.JSONField(default=dict)
    item = models.JSONField(default=dict)
    # What all who see it may search in: of one that hides anything the names of its concepts only.
    public_words = models.TextField(blank=True)

    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    entered_by_desk = models.BooleanField(default=False)
    # Of a hidden listing the week and the month only, set by `services`.
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_on = models.DateField(_("until"))
    closed_at = models.DateTimeField(null=True, blank=True)

    # Set by `with_rights`, as is `step`; without them nothing is shown that is not public.
    is_own: bool = False

    objects = ListingQuerySet.as_manager()

    class Meta(AudienceFields.Meta):
        ordering = ["-created_at", "-pk"]
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        indexes = [
            models.Index(name="listing_newest", fields=["-created_at", "-id"]),
            models.Index(name="listing_open", fields=["company", "closed_at", "expires_on"]),
            # What few may see, or all: the named ones of a group, the public ones, newest first.
            models.Index(
                name="listing_audience_newest",
                fields=["audience", "-created_at", "-id"],
            ),
            # Counted as a range: those that all of one kind of readers see.
            models.Index(
                name="listing_counted",
                fields=["audience", "closed_at", "expires_on", "direction", "kind", "place"],
            ),
            # All that decides who may see which: counted without reading one long row.
            models.Index(
                name="listing_seen_by",
                fields=[
                    *("place", "closed_at", "expires_on", "audience", "audience_who", "company"),
                    *("audience_group", "entered_by_desk", "direction", "kind"),
                ],
            ),
        ]
        constraints = [
            *AudienceFields.Meta.constraints,
            models.CheckConstraint(name="listing_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="listing_direction_known", condition=Q(direction__in=Direction.values)
            ),
            models.CheckConstraint(
                name="only_a_reply_is_an_open_one",
                condition=Q(is_reply=True) | Q(reply_is_open=False),
            ),
            models.CheckConstraint(
                name="listing_kind_known", condition=Q(kind__in=["", *Kind.values])
            ),
            models.CheckConstraint(name="listing_coordinates_on_earth", condition=ON_EARTH),
        ]

    def __str__(self) -> str:
        """Says nothing of the text: a listing may turn up in a log or an error message."""
        return f"listing {self.pk}"

    @property
    def is_named(self) -> bool:
        """This reader may know whose it is."""
        return self.may_read(FieldGroup.WHO)

    @property
    def is_shared(self) -> bool:
        """All members may find it."""
        return rank(self.audience) >= rank(Level.MEMBERS)

    @property
    def is_veiled(self) -> bool:
        """Others may know what it is about, not whose it is."""
        return not self.tells_members(FieldGroup.WHO)

    @property
    def hides_its_name(self) -> bool:
        """Somebody who may see it, now or after a yes, may not know whose it is."""
        return self.is_veiled or self.audience_who != self.audience

    def tells_members(self, *groups: str) -> bool:
        """All members may know these field groups of it; none: all of them."""
        levels = (self.level_of(group) for group in groups or FieldGroup.values)
        return rank(narrowest(*levels)) >= rank(Level.MEMBERS)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.expires_on >= timezone.localdate()

    @property
    def is_expired(self) -> bool:
        return self.closed_at is None and self.expires_on < timezone.localdate()
