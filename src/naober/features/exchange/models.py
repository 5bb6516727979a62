"""What companies offer and need, what fits, and who said yes.

One rule stands above all: a confidential listing's company, place and text exist for its own people
only, until both sides of a match said yes. The pages and the API therefore never show a `Listing`
itself but the `cards` that `selectors` makes of it.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
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


def active_memberships(user: User) -> models.QuerySet[Membership]:
    return Membership.objects.filter(user=user, ended_on=None)


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
            shared &= Q(Exists(active_memberships(user)))
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
    own = Q(Exists(active_memberships(user).filter(company=OuterRef("company"))))
    return own | Q(entered_by_desk=True) if user.is_desk else own


def named(user: User) -> Q:
    """Not `veiled`, or one's own, or the other side of an introduction."""
    open_to_read = Q(audience=Audience.MEMBERS) | Q(is_reply=True)
    return (Q(confidential=False) & open_to_read) | own_of(user) | revealed_to(user)


def _truth(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=models.BooleanField())


def revealed_to(user: User) -> Q:
    """The listing stands on the other side of an introduction of one of this person's own."""
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


class TermFrequency(models.Model):
    """A term of the matching index, and in how many listings it stands.

    The terms of offers and of needs differ (see naober.engines.matching.terms): what looks for
    offers never meets a need.
    """

    shows_nothing = True  # no page shows a row of it; it is only counted with

    term = models.CharField(max_length=100, unique=True)
    listings = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="term_not_empty", condition=~Q(term=""))]

    def __str__(self) -> str:
        return self.term


class ListingTerm(models.Model):
    """A posting of the inverted index: this term describes this listing, this much.

    Only what others may know of a listing stands here. `expires_on` repeats the listing's, so that
    one index answers "the open listings with these terms" by itself.
    """

    shows_nothing = True  # no page shows a row of it; the look-up gives listings

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="terms", db_index=False)
    term = models.ForeignKey(TermFrequency, models.PROTECT, related_name="+", db_index=False)
    expires_on = models.DateField()
    weight = models.FloatField()

    class Meta:
        indexes = [
            models.Index(
                name="listing_term_postings", fields=["term", "expires_on", "listing", "weight"]
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="one_posting_per_term", fields=["listing", "term"]),
            models.CheckConstraint(name="posting_weight_positive", condition=Q(weight__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id}: {self.term_id}"


class MatchQuerySet(models.QuerySet["Match"]):
    def live(self) -> MatchQuerySet:
        """Both listings still open; an introduction stays, for they know each other now."""
        today = timezone.localdate()
        both_open = Q(
            offer__closed_at=None,
            need__closed_at=None,
            offer__expires_on__gte=today,
            need__expires_on__gte=today,
        )
        return self.filter(both_open | ~Q(introduced_at=None))

    def with_answers(self) -> MatchQuerySet:
        return self.annotate(offer_answer=_answer(Direction.OFFER), need_answer=_answer("need"))

    def visible_to(self, user: User | AnonymousUser) -> MatchQuerySet:
        """Those of one's own listings, when the other side is for all members or said yes."""
        if not user.is_authenticated:
            return self.none()
        own = Listing.objects.of(user).values("pk")
        said_yes = Interest.objects.filter(match=OuterRef("pk"), answer=Interest.Answer.YES)
        need_shown = Q(need__audience=Audience.MEMBERS) | Exists(said_yes.filter(side="need"))
        offer_shown = Q(offer__audience=Audience.MEMBERS) | Exists(said_yes.filter(side="offer"))
        return self.filter((Q(offer__in=own) & need_shown) | (Q(need__in=own) & offer_shown))


def _answer(side: str) -> models.Subquery:
    given = Interest.objects.filter(match=OuterRef("pk"), side=side)
    return models.Subquery(given.values("answer")[:1])


class Match(models.Model):
    """An offer and a need that fit. Only the listing that changed has its matches made anew.

    `reasons` is a list of {"code": ..., "values": {...}}, safe to show to both sides: of a
    confidential listing the engine was told no more than others may know.
    """

    id = RandomIdField(primary_key=True, default=random_id)
    offer = models.ForeignKey(Listing, models.CASCADE, related_name="matches_as_offer")
    need = models.ForeignKey(Listing, models.CASCADE, related_name="matches_as_need")
    offer_company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    need_company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    score = models.FloatField()
    conditional = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    first_seen_at = models.DateTimeField(auto_now_add=True)
    introduced_at = models.DateTimeField(null=True, blank=True)

    # Set by `selectors.matches_of`, for one reader.
    my_side: str = ""
    my_answer: str | None = None
    other_answer: str | None = None
    turn: int = 1

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "offer_id", "need_id"]
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        constraints = [
            models.UniqueConstraint(name="one_match_per_pair", fields=["offer", "need"]),
            models.CheckConstraint(name="match_is_between_two", condition=~Q(offer=F("need"))),
            models.CheckConstraint(
                name="match_is_between_companies",
                condition=~Q(offer_company=F("need_company")),
            ),
            models.CheckConstraint(name="match_score_0_to_1", condition=Q(score__range=(0, 1))),
        ]

    def __str__(self) -> str:
        return f"match {self.pk}"


class InterestQuerySet(models.QuerySet["Interest"]):
    def visible_to(self, user: User | AnonymousUser) -> InterestQuerySet:
        """The answers that one's own companies gave; of the other side only a mutual yes is told,
        and the match tells that."""
        own = Company.objects.of(user)
        return self.filter(
            Q(side=Direction.OFFER, match__offer_company__in=own)
            | Q(side=Direction.NEED, match__need_company__in=own)
        )


class Interest(models.Model):
    """What one side of a match answered. The reason of a no is for one's own people."""

    class Answer(models.TextChoices):
        YES = "yes", _("interested")
        NO = "no", _("not for us")

    class Reason(models.TextChoices):
        NONE = "", _("no reason given")
        NOT_SUITABLE = "not_suitable", _("it is not what we mean")
        QUALITY = "quality", _("the quality does not fit")
        AMOUNT = "amount", _("too much or too little")
        DISTANCE = "distance", _("too far away")
        TIME = "time", _("not the right moment")
        SOLVED = "solved", _("already arranged")
        OTHER = "other", _("something else")

    match = models.ForeignKey(Match, models.CASCADE, related_name="interests")
    side = models.CharField(max_length=5, choices=Direction)
    answer = models.CharField(max_length=3, choices=Answer)
    reason = models.CharField(max_length=12, choices=Reason, blank=True, default=Reason.NONE)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_answer_per_side", fields=["match", "side"]),
            models.CheckConstraint(
                name="interest_side_known", condition=Q(side__in=Direction.values)
            ),
            models.CheckConstraint(
                name="interest_answer_known", condition=Q(answer__in=["yes", "no"])
            ),
            models.CheckConstraint(
                name="a_yes_needs_no_reason", condition=Q(answer="no") | Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match}: {self.side} {self.answer}"
