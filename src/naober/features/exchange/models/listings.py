"""What companies offer and need: a listing is one sentence."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.foundation.members.models import Company, Membership, Site, User

MAX_CHARACTERS = 20_000


class Direction(models.TextChoices):
    OFFER = "offer", _("offer")
    NEED = "need", _("need")


class Audience(models.TextChoices):
    OWN = "own", _("only my own company")
    MEMBERS = "members", _("all members")


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


def random_id() -> int:
    """A number that says nothing of its neighbours: ids in a row would tell that a hidden listing
    was placed just after an open one, by the same hand. Exact in JavaScript too (under 2**53)."""
    return secrets.randbelow(2**52) + 1


class RandomIdField(models.BigAutoField):  # type: ignore[type-arg]  # Django has no subscript here
    """The number is made here, so the database need not say it back: SQLite 3.40 would give it as
    a float beside a REAL column."""

    db_returning = False


class ListingQuerySet(models.QuerySet["Listing"]):
    def open(self, today: date | None = None) -> ListingQuerySet:
        """Neither closed nor expired."""
        return self.filter(closed_at=None, expires_on__gte=today or timezone.localdate())

    def of(self, user: User | AnonymousUser) -> ListingQuerySet:
        """Those of one's own companies; for the desk also what it entered for others."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(own_of(user))

    def visible_to(self, user: User | AnonymousUser) -> ListingQuerySet:
        """One's own, those for all members, and those of a neighbour after a mutual yes.

        Visible says that it exists; how much of it is shown is decided by `selectors`.
        """
        if not user.is_authenticated:
            return self.none()
        shared = Q(audience=Audience.MEMBERS, closed_at=None, expires_on__gte=timezone.localdate())
        if user.desk_role == User.DeskRole.NONE:
            shared &= Q(Exists(Membership.objects.running_of(user).taking_part()))
        return self.filter(shared | own_of(user) | revealed_to(user))

    def named_to(self, user: User | AnonymousUser) -> ListingQuerySet:
        """The visible ones whose company, place and text this person may read."""
        if not user.is_authenticated:
            return self.none()
        return self.visible_to(user).filter(named(user))

    def with_rights(self, user: User) -> ListingQuerySet:
        """Annotates `is_own` and `is_named`, so that a page of cards asks nothing per row."""
        rights: dict[str, Any] = {"is_own": own_of(user), "is_named": named(user)}
        return self.annotate(**{name: _truth(condition) for name, condition in rights.items()})


def own_of(user: User) -> Q:
    own = Q(Exists(Membership.objects.running_of(user).filter(company=OuterRef("company"))))
    return own | Q(entered_by_desk=True) if user.is_desk else own


def named(user: User) -> Q:
    """Not `veiled`, or one's own, or the other side of an introduction."""
    open_to_read = Q(audience=Audience.MEMBERS) | Q(is_reply=True)
    return (Q(confidential=False) & open_to_read) | own_of(user) | revealed_to(user)


def _truth(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=models.BooleanField())


def revealed_to(user: User) -> Q:
    """The listing stands on the other side of an introduction of one of this person's own."""
    from naober.features.exchange.models.matches import Match  # which imports this module

    own = Listing.objects.filter(own_of(user)).values("pk")
    introduced = Match.objects.exclude(introduced_at=None)
    return Q(Exists(introduced.filter(offer=OuterRef("pk"), need__in=own))) | Q(
        Exists(introduced.filter(need=OuterRef("pk"), offer__in=own))
    )


class Listing(models.Model):
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
    audience = models.CharField(
        _("who may see it"), max_length=7, choices=Audience, default=Audience.MEMBERS
    )
    confidential = models.BooleanField(_("hide our name"), default=False)
    # Made to answer a neighbour's listing: for the two of them, as open or hidden as that one.
    is_reply = models.BooleanField(default=False, editable=False)

    language = models.CharField(max_length=2, default="nl")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    understanding = models.JSONField(default=dict)
    item = models.JSONField(default=dict)
    # What others may search in: of a confidential listing the names of its concepts, no more.
    public_words = models.TextField(blank=True)

    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    entered_by_desk = models.BooleanField(default=False)
    # Of a hidden listing the week and the month only, set by `services`.
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_on = models.DateField(_("until"))
    closed_at = models.DateTimeField(null=True, blank=True)

    # Set by `with_rights`; without it nothing of a confidential listing is shown.
    is_own: bool = False
    is_named: bool = False

    objects = ListingQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        indexes = [
            models.Index(name="listing_newest", fields=["-created_at", "-id"]),
            models.Index(name="listing_open", fields=["company", "closed_at", "expires_on"]),
        ]
        constraints = [
            models.CheckConstraint(name="listing_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="listing_direction_known", condition=Q(direction__in=Direction.values)
            ),
            models.CheckConstraint(
                name="listing_audience_known", condition=Q(audience__in=Audience.values)
            ),
            models.CheckConstraint(
                name="listing_kind_known", condition=Q(kind__in=["", *Kind.values])
            ),
            models.CheckConstraint(
                name="listing_coordinates_on_earth",
                # Said aloud, because in SQL a comparison with NULL refuses nothing.
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
            ),
        ]

    def __str__(self) -> str:
        """Says nothing of the text: a listing may turn up in a log or an error message."""
        return f"listing {self.pk}"

    @property
    def is_veiled(self) -> bool:
        """Others may know what it is about, not whose it is or how it was said."""
        return self.confidential or (self.audience == Audience.OWN and not self.is_reply)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.expires_on >= timezone.localdate()

    @property
    def is_expired(self) -> bool:
        return self.closed_at is None and self.expires_on < timezone.localdate()
