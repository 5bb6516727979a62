"""An investment: what it is, what it costs at which size, and how far companies are with it."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.features.focus.models import FocusPoint
from naober.foundation.audience.levels import Level
from naober.foundation.audience.models import AudienceFields
from naober.foundation.audience.readers import in_audience
from naober.foundation.core.once import MadeOnce, random_id
from naober.foundation.members.models import User
from naober.foundation.members.readers import Who, reader_of

# For the desk while it is made ready, for chosen companies, or for all members; never wider.
LEVELS = (Level.DESK, Level.NAMED, Level.MEMBERS)
NOUGHT, LEAST, WHOLE = Decimal(0), Decimal("0.01"), Decimal(100)
LONGEST = 60  # years of life
MOST_BUILDING = 10  # years over which it is paid


def _percent(label: object, **options: object) -> models.DecimalField:  # type: ignore[type-arg]  # as Django's own
    checks = [MinValueValidator(NOUGHT), MaxValueValidator(WHOLE)]
    return models.DecimalField(
        label, max_digits=5, decimal_places=2, validators=checks, **options  # type: ignore[arg-type]
    )  # fmt: skip


def _euros(label: object, **options: object) -> models.DecimalField:  # type: ignore[type-arg]  # as Django's own
    checks = [MinValueValidator(NOUGHT)]
    return models.DecimalField(
        label, max_digits=14, decimal_places=2, validators=checks, **options  # type: ignore[arg-type]
    )  # fmt: skip


class State(models.TextChoices):
    IDEA = "idea", pgettext_lazy("investment", "an idea")
    PLEDGING = "pledging", pgettext_lazy("investment", "who joins?")
    AGREED = "agreed", pgettext_lazy("investment", "agreed")
    RUNNING = "running", pgettext_lazy("investment", "running")
    ENDED = "ended", pgettext_lazy("investment", "ended")
    STOPPED = "stopped", pgettext_lazy("investment", "did not go on")


class Rule(models.TextChoices):
    """How the cost is shared; the names of the engine's own rules."""

    SHAPLEY = "shapley", _("by what each adds")
    NUCLEOLUS = "nucleolus", _("so that nobody has reason to leave")
    SEPARABLE = "separable", _("own part first, then by benefit of joining")
    PROPORTIONAL = "proportional", _("in proportion to the cost alone")
    EQUAL = "equal", _("in equal parts")


class InvestmentQuerySet(models.QuerySet["Investment"]):
    def visible_to(self, who: Who) -> Self:
        """The desk all; the companies that it is for, and who takes part in it."""
        reader = reader_of(who)
        if reader.is_desk:
            return self
        within = in_audience(reader)
        # The lowest step of a visitor or guest is "everybody", which no investment is for.
        return self.filter(within | Q(participations__company__in=reader.companies)).distinct()

    def pledging(self) -> Self:
        return self.filter(state=State.PLEDGING, pledges_until__gt=timezone.now())

    def due(self) -> Self:
        """Those whose time to say yes is over and that nobody settled yet."""
        return self.filter(state=State.PLEDGING, pledges_until__lte=timezone.now())


class Investment(AudienceFields, MadeOnce):
    """Something that companies buy or build together.

    For a size S (in `unit`) it costs `fixed_cost` + `reference_cost` * (S / `reference_size`) to
    the power `exponent`, in euros: with an exponent of 0.6, twice as large is half as dear again.
    `phasing` are the per cents of it that are paid in each year, from the first. Of the cost,
    `subsidy_percent` is paid by others, up to `subsidy_most`. Each year it costs `yearly_percent`
    of the investment. All amounts are without VAT, in euros of today.
    """

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    title = models.CharField(_("what"), max_length=120)
    text = models.TextField(_("what it is about"), max_length=4_000, blank=True)
    for_whom = models.CharField(_("for whom"), max_length=300, blank=True)
    unit = models.CharField(_("size is counted in"), max_length=40)
    reference_size = models.DecimalField(
        _("a size of which the cost is known"), max_digits=14, decimal_places=3,
        validators=[MinValueValidator(Decimal("0.001"))],
    )  # fmt: skip
    reference_cost = _euros(_("what that size costs"))
    exponent = models.DecimalField(
        _("economies of scale"), max_digits=3, decimal_places=2, default=Decimal("0.6"),
        validators=[MinValueValidator(Decimal("0.1")), MaxValueValidator(Decimal(1))],
    )  # fmt: skip
    fixed_cost = _euros(_("fixed part, whatever the size"), default=NOUGHT)
    cheaper_percent = _percent(_("how much cheaper it could become"), default=Decimal(10))
    dearer_percent = _percent(_("how much dearer it could become"), default=Decimal(25))
    phasing = models.JSONField(_("paid over the years"), default=list)
    subsidy_percent = _percent(_("subsidy"), default=NOUGHT)
    subsidy_most = _euros(_("subsidy, at most"), null=True, blank=True)
    yearly_percent = _percent(_("yearly cost"), default=NOUGHT)
    lifetime = models.PositiveSmallIntegerField(
        _("years of life"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    discount_percent = _percent(_("discount rate"), default=Decimal(7))
    point = models.ForeignKey(
        FocusPoint, models.SET_NULL, null=True, blank=True, related_name="investments",
        verbose_name=_("focus point"),
    )  # fmt: skip
    why_it_may = models.CharField(max_length=500, blank=True, editable=False)
    state = models.CharField(_("how far"), max_length=8, choices=State, default=State.IDEA)
    pledges_until = models.DateTimeField(_("pledges count until"), null=True, blank=True)
    rule = models.CharField(_("sharing rule"), max_length=12, choices=Rule, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)
    failed_at = models.DateTimeField(null=True, editable=False)  # no group came together, last
    started_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    why_stopped = models.CharField(_("why it did not go on"), max_length=500, blank=True)

    objects = InvestmentQuerySet.as_manager()

    class Meta(AudienceFields.Meta):
        ordering = ["-created_at", "-pk"]
        verbose_name = _("joint investment")
        verbose_name_plural = _("joint investments")
        indexes = [models.Index(name="investment_by_state", fields=["state", "pledges_until"])]
        constraints = [
            *AudienceFields.Meta.constraints,
            models.CheckConstraint(
                name="investment_for_members_at_most", condition=Q(audience__in=LEVELS)
            ),
            models.CheckConstraint(
                name="investment_says_what", condition=~Q(title="") & ~Q(unit="")
            ),
            models.CheckConstraint(
                name="investment_cost_follows_from_size",
                condition=Q(
                    reference_size__gt=0,
                    reference_cost__gte=0,
                    fixed_cost__gte=0,
                    exponent__gt=0,
                    exponent__lte=1,
                    lifetime__gte=1,
                ),
            ),
            models.CheckConstraint(
                name="investment_state_and_moments",
                condition=Q(state=State.IDEA, opened_at=None, settled_at=None)
                | Q(
                    state=State.PLEDGING,
                    opened_at__isnull=False,
                    pledges_until__isnull=False,
                    settled_at=None,
                )
                | Q(state__in=[State.AGREED, State.RUNNING], settled_at__isnull=False)
                | Q(state__in=[State.ENDED, State.STOPPED], ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="investment_agreed_with_a_rule",
                condition=~Q(state__in=[State.AGREED, State.RUNNING, State.ENDED]) | ~Q(rule=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("investments:investment", args=[self.pk])

    def clean(self) -> None:
        years = self.phasing
        right = isinstance(years, list) and all(isinstance(part, int) for part in years)
        if not right or not 0 < len(years) <= MOST_BUILDING or min(years) < 0 or sum(years) != 100:
            raise ValidationError(
                {"phasing": _("Give whole per cents for each year that together are 100.")}
            )

    @property
    def takes_pledges(self) -> bool:
        until = self.pledges_until
        return self.state == State.PLEDGING and until is not None and until > timezone.now()

    @property
    def is_settled(self) -> bool:
        """A group was found: who is in it, and by which rule they share."""
        return self.settled_at is not None and bool(self.rule)
