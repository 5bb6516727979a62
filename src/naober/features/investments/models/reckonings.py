"""What was last worked out of all pledges together, for everybody the same."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.investments.models.investments import Investment
from naober.foundation.members.readers import Who


class ReckoningQuerySet(models.QuerySet["Reckoning"]):
    def visible_to(self, who: Who) -> Self:
        within = Investment.objects.visible_to(who).order_by().values("pk")
        return self.filter(investment__in=within)


class Reckoning(models.Model):
    """How things stood when enough companies had said something new: see `rules.is_news`.

    `told` is all that anybody may know: in words of four kinds, and sums of many. `behind` is what
    it was made of (by company), to see what changed since; it is shown to nobody.
    """

    investment = models.OneToOneField(
        Investment, models.CASCADE, related_name="reckoning", primary_key=True
    )
    told = models.JSONField(default=dict)
    behind = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)

    objects = ReckoningQuerySet.as_manager()

    class Meta:
        verbose_name = _("how it stands")
        verbose_name_plural = _("how it stands")

    def __str__(self) -> str:
        return f"how investment {self.investment_id} stands"
