"""What two companies agreed after an introduction, and what it really brought, signed by both."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.exchange.models.listings import Direction, RandomIdField
from naober.features.exchange.models.matches import Match
from naober.foundation.audience.levels import Level
from naober.foundation.audience.readers import Reader, owned_by
from naober.foundation.core.once import random_id
from naober.foundation.members.models import Company, Membership, User
from naober.foundation.members.readers import Who, reader_of


class ValueKind(models.TextChoices):
    """What a deal can bring. The first five go from one to the other; the last two are gained."""

    MATERIAL = "material", _("material (tonnes)")
    ENERGY = "energy", _("energy (MWh)")
    PEOPLE_DAYS = "people_days", _("people (days)")
    HOURS = "hours", _("hours")
    KNOWLEDGE = "knowledge", _("knowledge (times)")
    MONEY = "money", _("money (EUR)")
    CO2 = "co2", _("CO2 (tonnes)")


GAINED = (ValueKind.MONEY, ValueKind.CO2)


class SignedByBoth(models.Model):
    """Two signatures in one row: each side has room for one, so a side cannot sign twice, and the
    database itself refuses a confirmation that lacks one."""

    offer_signed_at = models.DateTimeField(null=True, blank=True)
    offer_signed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    offer_signed_name = models.CharField(max_length=150, blank=True)
    offer_by_desk = models.BooleanField(default=False)
    need_signed_at = models.DateTimeField(null=True, blank=True)
    need_signed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    need_signed_name = models.CharField(max_length=150, blank=True)
    need_by_desk = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    def is_signed(self, side: str) -> bool:
        return getattr(self, f"{side}_signed_at") is not None


def _signatures(name: str) -> list[models.CheckConstraint]:
    """The desk signs for one side at most, and nobody for both: else it would be one voice."""
    return [
        models.CheckConstraint(
            name=f"{name}_confirmed_by_both",
            condition=Q(confirmed_at=None)
            | Q(offer_signed_at__isnull=False, need_signed_at__isnull=False),
        ),
        models.CheckConstraint(
            name=f"{name}_desk_signs_once",
            condition=Q(offer_by_desk=False) | Q(need_by_desk=False),
        ),
        models.CheckConstraint(
            name=f"{name}_signed_by_two_people",
            condition=Q(offer_signed_by=None)
            | Q(need_signed_by=None)
            | ~Q(offer_signed_by=F("need_signed_by")),
        ),
    ]


class DealQuerySet(models.QuerySet["Deal"]):
    def running(self) -> DealQuerySet:
        return self.filter(ended_at=None)

    def of(self, user: User | AnonymousUser) -> DealQuerySet:
        """Those of one's own companies: the two who made it."""
        if not user.is_authenticated:
            return self.none()
        own = Membership.objects.running_of(user).values("company")
        return self.filter(Q(offer_company__in=own) | Q(need_company__in=own))

    def visible_to(self, who: Who) -> DealQuerySet:
        """The two, the guests they let in, the desk unless it is for the two only; others see a
        wider one once both signed for that."""
        reader = reader_of(who)
        if reader.user_id is None:
            return self.none()
        shown = owned_by(reader, ("offer_company", "need_company")) | _guest_of(reader)
        if reader.is_desk:
            shown |= ~Q(audience=Level.OWN)
        wide = Q(audience__in=Deal.WIDE, confirmed_at__isnull=False)
        if isinstance(reader.is_member, Exists):
            wide &= Q(reader.is_member)
        return self.filter(shown | wide if reader.is_member else shown)


def _guest_of(reader: Reader) -> Q:
    from naober.features.exchange.models.guests import DealGuest  # which points here

    guests = DealGuest.objects.running().filter(deal=OuterRef("pk"), user=reader.user_id)
    return Q(Exists(guests))


class Deal(SignedByBoth):
    """What was agreed, in plain words. Each change is a new version, which both sign anew."""

    WIDE = (Level.MEMBERS, Level.NEIGHBOURS, Level.PUBLIC)
    AUDIENCES = (Level.OWN, Level.DESK, *WIDE)

    class Ended(models.TextChoices):
        NO_ANSWER = "no_answer", _("no answer came")
        NOT_AGREED = "not_agreed", _("we did not agree")
        DONE = "done", _("it is done")
        STOPPED = "stopped", _("stopped")

    id = RandomIdField(primary_key=True, default=random_id)
    match = models.ForeignKey(Match, models.SET_NULL, null=True, related_name="deals")
    offer_company = models.ForeignKey(Company, models.CASCADE, related_name="deals_as_offer")
    need_company = models.ForeignKey(Company, models.CASCADE, related_name="deals_as_need")
    agreed = models.TextField(_("what you agreed"), max_length=5_000)
    kind = models.CharField(max_length=10, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    audience = models.CharField(
        _("who may see it"), max_length=10, choices=Level, default=Level.DESK
    )
    version = models.PositiveIntegerField(default=1)
    proposed_by_side = models.CharField(max_length=5, choices=Direction)
    proposed_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=10, choices=Ended, blank=True)

    my_side: str = ""  # set by deal_selectors

    objects = DealQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "pk"]
        verbose_name = _("deal")
        verbose_name_plural = _("deals")
        constraints = [
            *_signatures("deal"),
            # One that is for the two only stands in nobody's way: it would tell that it is there.
            models.UniqueConstraint(
                name="one_running_deal_per_match",
                fields=["match"],
                condition=Q(ended_at=None) & ~Q(audience="own"),
            ),
            models.UniqueConstraint(
                name="one_running_own_deal_per_match",
                fields=["match"],
                condition=Q(ended_at=None, audience="own"),
            ),
            models.CheckConstraint(
                name="deal_is_between_companies", condition=~Q(offer_company=F("need_company"))
            ),
            models.CheckConstraint(name="deal_says_something", condition=~Q(agreed="")),
            models.CheckConstraint(
                name="deal_audience_known",
                condition=Q(audience__in=["own", "desk", "members", "neighbours", "public"]),
            ),
            models.CheckConstraint(
                name="deal_side_known", condition=Q(proposed_by_side__in=["offer", "need"])
            ),
            models.CheckConstraint(
                name="deal_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="deal_ended_with_a_reason",
                condition=Q(ended_at=None, ended_why="")
                | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
            ),
        ]

    def __str__(self) -> str:
        """Says nothing of what was agreed."""
        return f"deal {self.pk}"


class DealPartQuerySet(models.QuerySet["Expectation"]):
    def visible_to(self, user: User | AnonymousUser) -> DealPartQuerySet:
        return self.filter(deal__in=Deal.objects.visible_to(user))


class Expectation(models.Model):
    """What a deal is expected to bring in a year, per kind."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="expected")
    kind = models.CharField(max_length=11, choices=ValueKind)
    per_year = models.DecimalField(max_digits=14, decimal_places=3)

    objects = DealPartQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_expectation_per_kind", fields=["deal", "kind"]),
            models.CheckConstraint(name="expectation_positive", condition=Q(per_year__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.per_year}"


class DealEventQuerySet(models.QuerySet["DealEvent"]):
    def visible_to(self, user: User | AnonymousUser) -> DealEventQuerySet:
        """The two and the desk: to others a deal is what was agreed, not how."""
        deals = Deal.objects.visible_to(user)
        if not (user.is_authenticated and user.is_desk):
            deals = deals & Deal.objects.of(user)
        return self.filter(deal__in=deals)


class DealEvent(models.Model):
    """One step in the life of a deal, for its timeline. Never changed."""

    class What(models.TextChoices):
        PROPOSED = "proposed", _("written down")
        CHANGED = "changed", _("changed")
        SIGNED = "signed", _("confirmed")
        AGREED = "agreed", _("confirmed by both")
        VALUE = "value", _("reported what it brought")
        CORRECTION = "correction", _("asked to take back a report")
        VALUE_CONFIRMED = "confirmed", _("what it brought is confirmed by both")
        VALUE_REFUSED = "refused", _("did not agree with a report")
        VALUE_WITHDRAWN = "withdrawn", _("withdrew a report")
        VALUE_LAPSED = "lapsed", _("a report ended without an answer")
        DIFFERENT = "different", _("said that it was agreed otherwise")
        ENDED = "ended", _("ended")

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="events")
    what = models.CharField(max_length=10, choices=What)
    side = models.CharField(max_length=5, choices=Direction, blank=True)
    by_name = models.CharField(max_length=150, blank=True)
    by_desk = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    objects = DealEventQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.deal}: {self.what}"


class ValueQuerySet(models.QuerySet["Value"]):
    def confirmed(self) -> ValueQuerySet:
        """What counts: signed by both. A correction counts with its minus, so a sum is right."""
        return self.exclude(confirmed_at=None)

    def waiting(self) -> ValueQuerySet:
        return self.filter(confirmed_at=None, ended_at=None)

    def visible_to(self, user: User | AnonymousUser) -> ValueQuerySet:
        """All lines for the two and the desk; for others only what both confirmed."""
        shown = Deal.objects.visible_to(user)
        own = Deal.objects.of(user)
        if user.is_authenticated and user.is_desk:
            own = shown
        return self.filter(Q(deal__in=own) | Q(deal__in=shown, confirmed_at__isnull=False))


class Value(SignedByBoth):
    """What a deal brought in a period: counts once both signed, and is never edited after.

    Of what goes from one to the other (material, energy, people, hours, knowledge) `quantity` says
    how much. Of money and CO2 each side gains its own: `quantity` is their sum. A correction is a
    line that takes another one back whole, signed by both as well; then the right line is reported.
    """

    id = RandomIdField(primary_key=True, default=random_id)
    deal = models.ForeignKey(Deal, models.CASCADE, related_name="values")
    kind = models.CharField(_("what"), max_length=11, choices=ValueKind)
    quantity = models.DecimalField(_("how much"), max_digits=14, decimal_places=3)
    offer_gain = models.DecimalField(default=Decimal(0), max_digits=14, decimal_places=3)
    need_gain = models.DecimalField(default=Decimal(0), max_digits=14, decimal_places=3)
    period_start = models.DateField(_("from"))
    period_end = models.DateField(_("until"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    # Of CO2: kilograms of CO2 for each unit of what was saved, and who says so.
    factor = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    factor_unit = models.CharField(max_length=20, blank=True)
    factor_source = models.CharField(max_length=300, blank=True)
    factor_amount = models.DecimalField(null=True, blank=True, max_digits=14, decimal_places=3)
    corrects = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="corrections"
    )
    proposed_by_side = models.CharField(max_length=5, choices=Direction)
    proposed_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ValueQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "pk"]
        verbose_name = _("realised value")
        verbose_name_plural = _("realised values")
        constraints = [
            *_signatures("value"),
            models.CheckConstraint(
                name="value_kind_known",
                condition=Q(kind__in=ValueKind.values),
            ),
            models.CheckConstraint(
                name="value_minus_only_corrects",
                condition=Q(corrects=None, quantity__gt=0, offer_gain__gte=0, need_gain__gte=0)
                | Q(corrects__isnull=False, quantity__lt=0, offer_gain__lte=0, need_gain__lte=0),
            ),
            models.CheckConstraint(
                name="value_period_in_order", condition=Q(period_end__gte=F("period_start"))
            ),
            models.CheckConstraint(
                name="value_of_co2_has_a_factor_with_source",
                condition=(~Q(kind="co2") & Q(factor=None))
                | (Q(kind="co2", factor__gt=0) & ~Q(factor_source="")),
            ),
            models.UniqueConstraint(
                name="one_correction_of_a_value",
                fields=["corrects"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="value_confirmed_or_ended", condition=Q(confirmed_at=None) | Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"value {self.pk}"


class EmissionFactorQuerySet(models.QuerySet["EmissionFactor"]):
    def visible_to(self, user: User | AnonymousUser) -> EmissionFactorQuerySet:
        """Public figures, for whoever is signed in."""
        return self if user.is_authenticated else self.none()


class EmissionFactor(models.Model):
    """Kilograms of CO2 for each unit of something, with where the figure was published and when.

    Rows, not code: the desk enters those of its own sources, for nobody should have to trust a
    figure that a programmer remembered.
    """

    name = models.CharField(_("of what"), max_length=100)
    unit = models.CharField(_("unit"), max_length=20)
    kg_per_unit = models.DecimalField(_("kg of CO2 per unit"), max_digits=12, decimal_places=6)
    source = models.CharField(_("source"), max_length=300)
    year = models.PositiveSmallIntegerField(_("year of the figure"))

    objects = EmissionFactorQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-year"]
        verbose_name = _("emission factor")
        verbose_name_plural = _("emission factors")
        constraints = [
            models.UniqueConstraint(name="one_factor_a_year", fields=["name", "unit", "year"]),
            models.CheckConstraint(name="factor_positive", condition=Q(kg_per_unit__gt=0)),
            models.CheckConstraint(name="factor_has_a_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.year}): {self.kg_per_unit} kg/{self.unit}"
