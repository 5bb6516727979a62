"""The outcome as it was computed when the round closed."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.weighing.models.rounds import Round
from naober.foundation.members.readers import Who


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def visible_to(self, who: Who) -> Self:
        rounds = Round.objects.visible_to(who).order_by().values("pk")
        return self.filter(round__in=rounds)


class Outcome(models.Model):
    """`asked` is what was counted (voters by code, not by name), `answer` what came of it, with
    exact fractions as texts: so that it can be explained later, and counted again. Neither is ever
    shown as it stands: `reading` says what of it which reader may know."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="outcome")
    asked = models.JSONField()
    answer = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")

    def __str__(self) -> str:
        return f"outcome of round {self.round_id}"
