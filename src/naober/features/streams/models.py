"""An exchange plan: the workbook that it was made of, and what came out."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.foundation.core.once import random_id
from naober.foundation.members.models import User
from naober.foundation.members.readers import Who, reader_of


class Objective(models.TextChoices):
    """What the plan has most of."""

    GAIN = "gain", _("the most gain in euros")
    CO2 = "co2", _("the least CO2, without losing money")
    MASS = "mass", _("the most tonnes, without losing money")


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, who: Who) -> Self:
        """The desk's: it holds what companies told it as a broker."""
        return self if reader_of(who).is_desk else self.none()


class Plan(models.Model):
    """`workbook` is kept, so that a result can be explained; `result` is by language what
    `files/plan_json` says, and `shares` what each rule gives each organisation."""

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    name = models.CharField(_("name"), max_length=120)
    objective = models.CharField(_("aim"), max_length=4, choices=Objective, default=Objective.GAIN)
    workbook = models.BinaryField()
    result = models.JSONField()
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
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("streams:plan", args=[self.pk])
