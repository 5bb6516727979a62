"""What is done after it was agreed: steps, and what it really cost and brought."""

from __future__ import annotations

from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.investments.models.investments import NOUGHT, Investment
from naober.features.investments.models.participants import Participation
from naober.foundation.core.once import MadeOnce
from naober.foundation.members.models import User
from naober.foundation.members.readers import Who, reader_of


class StepQuerySet(models.QuerySet["Step"]):
    def visible_to(self, who: Who) -> Self:
        within = Investment.objects.visible_to(who).order_by().values("pk")
        return self.filter(investment__in=within)


class Step(MadeOnce):
    """A milestone: what should be done by when, and when it was."""

    investment = models.ForeignKey(Investment, models.CASCADE, related_name="steps")
    what = models.CharField(_("what"), max_length=200)
    planned_on = models.DateField(_("planned for"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["planned_on", "pk"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [models.CheckConstraint(name="step_says_what", condition=~Q(what=""))]

    def __str__(self) -> str:
        return self.what


class RealisedQuerySet(models.QuerySet["Realised"]):
    def visible_to(self, who: Who) -> Self:
        """The company that it is of, and the desk, which enters it."""
        reader = reader_of(who)
        if reader.is_desk:
            return self
        return self.filter(participation__company__in=reader.companies)

    def waiting(self) -> Self:
        return self.filter(confirmed_at=None)


class Realised(MadeOnce):
    """What one company paid and gained in a year, as the desk noted it; it counts once the company
    said that it is so."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="realised")
    year = models.PositiveSmallIntegerField(_("year"))
    cost = models.DecimalField(
        _("paid"), max_digits=14, decimal_places=2, validators=[MinValueValidator(NOUGHT)]
    )
    benefit = models.DecimalField(
        _("gained"), max_digits=14, decimal_places=2, validators=[MinValueValidator(NOUGHT)]
    )
    # What of it went into the ledger: all that was gained beyond all that was paid, up to here.
    gained = models.DecimalField(max_digits=14, decimal_places=2, default=NOUGHT, editable=False)
    entered_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+", blank=True
    )
    entered_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+", blank=True
    )
    confirmed_at = models.DateTimeField(null=True, editable=False, blank=True)

    objects = RealisedQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "pk"]
        verbose_name = _("cost and benefit of a year")
        verbose_name_plural = _("costs and benefits of years")
        constraints = [
            models.UniqueConstraint(name="one_year_once", fields=["participation", "year"]),
            models.CheckConstraint(
                name="realised_not_below_nothing", condition=Q(cost__gte=0, benefit__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} of part {self.participation_id}"
