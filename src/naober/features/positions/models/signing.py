"""Companies that stand behind a text. There is no table of those that do not."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.positions.models.positions import Position
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import Who

MAX_NOTE = 600


class SignatureQuerySet(models.QuerySet["Signature"]):
    def visible_to(self, who: Who) -> Self:
        return self.filter(position__in=Position.objects.visible_to(who))


class Signature(models.Model):
    """A company signed, once. Taken back before it is sent, the row goes: what is left says
    nothing of who stayed out. `minority` is what the company adds under its name."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="signatures")
    company = models.ForeignKey(Company, models.CASCADE, related_name="position_signatures")
    minority = models.TextField(_("what you would add"), max_length=MAX_NOTE, blank=True)
    why_it_may = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    on_behalf = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["company__name", "pk"]
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.UniqueConstraint(name="a_company_signs_once", fields=["position", "company"]),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} signed {self.position_id}"
