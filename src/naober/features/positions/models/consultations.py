"""When government asks for opinions: a calendar of consultations and their last days."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.foundation.core.once import MadeOnce
from naober.foundation.members.readers import Who, reader_of


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, who: Who) -> Self:
        """For everybody who takes part, and who works for the collective."""
        member = reader_of(who).is_member
        if isinstance(member, bool):
            return self if member else self.none()
        return self.filter(Q(member))

    def running(self) -> Self:
        """Not over yet, and not called off; soonest first."""
        return self.filter(closes__gte=timezone.localdate(), is_cancelled=False)


class Consultation(MadeOnce):
    """A day until which an authority reads what others think. `uid` is that of the calendar it
    came from, so that the same one is read twice and kept once; empty: entered by hand."""

    title = models.CharField(_("what it is about"), max_length=300)
    authority = models.CharField(_("who asks"), max_length=200, blank=True)
    opens = models.DateField(_("opens on"), null=True, blank=True)
    closes = models.DateField(_("closes on"))
    url = models.URLField(_("web page"), max_length=500, blank=True)
    uid = models.CharField(max_length=300, unique=True, null=True, blank=True, editable=False)
    is_cancelled = models.BooleanField(_("called off"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["closes", "title", "pk"]
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        indexes = [models.Index(name="consultation_closes", fields=["closes", "id"])]
        constraints = [
            models.CheckConstraint(name="consultation_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="consultation_opens_first",
                condition=Q(opens__isnull=True) | Q(closes__gte=F("opens")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("positions:consultation", args=[self.pk])

    @property
    def days_left(self) -> int:
        """0 on the last day, below 0 when it is over."""
        return int((self.closes - timezone.localdate()).days)
