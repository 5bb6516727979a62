"""An exchange plan: the workbook it was made of, what came out, and what companies are told."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.exchange.models import Listing
from naober.features.focus.models import FocusPoint
from naober.foundation.audience.readers import either, owned_by
from naober.foundation.core.once import random_id
from naober.foundation.members.models import User
from naober.foundation.members.readers import Who, reader_of


class Objective(models.TextChoices):
    """What the plan has most of."""

    GAIN = "gain", _("the most gain in euros")
    CO2 = "co2", _("the least CO2, without losing money")
    MASS = "mass", _("the most tonnes, without losing money")


class Rule(models.TextChoices):
    """By which the gain is shared, where companies are told their part: the two of which it can be
    said when a part gives a neighbour's figures away (decision 37)."""

    SHAPLEY = "shapley", _("by what each adds")
    EQUAL = "equal", _("the same for each")


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, who: Who) -> Self:
        """The desk's: it holds what companies told it as a broker."""
        return self if reader_of(who).is_desk else self.none()

    def told(self) -> Self:
        """Those of which companies may read their own part, the newest first."""
        return self.filter(told_at__isnull=False).order_by("-told_at", "-pk")


class Plan(models.Model):
    """`workbook` is kept, so that a result can be explained; `result` is by language what
    `files/plan_json` says, and `shares` what each rule gives each organisation.

    The worker reckons it: `asked_at` is of which question the result has to be, `progress` how far
    it is in percent. `told_rule` is by which rule companies read their part; "" is: no part.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("being reckoned")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be reckoned")

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    name = models.CharField(_("name"), max_length=120)
    objective = models.CharField(_("aim"), max_length=4, choices=Objective, default=Objective.GAIN)
    workbook = models.BinaryField()
    result = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.RUNNING)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    progress = models.PositiveSmallIntegerField(default=0)
    why_not = models.JSONField(default=dict, blank=True)
    point = models.ForeignKey(
        FocusPoint,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("focus point"),
    )
    told_at = models.DateTimeField(null=True, blank=True)
    told_rule = models.CharField(_("shared"), max_length=7, choices=Rule, blank=True)
    # The rule by which parts were ever told: it stays, for what was read is known.
    first_rule = models.CharField(max_length=7, choices=Rule, blank=True, editable=False)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("exchange plan")
        verbose_name_plural = _("exchange plans")
        constraints = [
            models.CheckConstraint(
                name="plan_objective_known", condition=Q(objective__in=Objective.values)
            ),
            models.CheckConstraint(name="plan_progress_percent", condition=Q(progress__lte=100)),
            models.CheckConstraint(
                name="plan_told_when_ready", condition=Q(told_at=None) | Q(state="ready")
            ),
            models.CheckConstraint(
                name="plan_rule_known", condition=Q(told_rule__in=["", *Rule.values])
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("streams:plan", args=[self.pk])

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY


class PlannedQuerySet(models.QuerySet["Planned"]):
    def visible_to(self, who: Who) -> Self:
        """The desk's; and each company's own, of a plan that was told, as long as the listing on
        the other side may be known to it: else a plan would tell that it is there."""
        reader = reader_of(who)
        if reader.is_desk:
            return self
        known = Listing.objects.visible_to(who)
        mine = either(
            owned_by(reader, prefix="offer__") & Q(need__in=known),
            owned_by(reader, prefix="need__") & Q(offer__in=known),
        )
        return self.filter(mine, plan__told_at__isnull=False)


class Planned(models.Model):
    """One exchange of a plan, of all seasons together, between two listings that stand in the
    exchange. `sent` leaves, in `unit`; the names are those of the workbook."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="planned")
    offer = models.ForeignKey(Listing, models.CASCADE, related_name="+")
    need = models.ForeignKey(Listing, models.CASCADE, related_name="+")
    offer_name = models.CharField(max_length=200)
    need_name = models.CharField(max_length=200)
    sent = models.FloatField()
    unit = models.CharField(max_length=3)
    proposed_at = models.DateTimeField(null=True, blank=True)

    objects = PlannedQuerySet.as_manager()

    class Meta:
        ordering = ["-sent", "pk"]
        verbose_name = _("planned exchange")
        verbose_name_plural = _("planned exchanges")
        constraints = [
            models.UniqueConstraint(name="planned_once", fields=["plan", "offer", "need"]),
            models.CheckConstraint(name="planned_something", condition=Q(sent__gt=0)),
        ]

    def __str__(self) -> str:
        return f"planned exchange {self.pk}"

    @property
    def companies(self) -> tuple[int, int]:
        """Who brings and who gets; both listings were read along."""
        return self.offer.company_id, self.need.company_id

    def name_of(self, company: int) -> str:
        """How the workbook calls a company of this exchange."""
        return self.offer_name if self.offer.company_id == company else self.need_name
