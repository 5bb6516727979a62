"""What a focus point brought: said by one party, confirmed by another."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.focus.models import circles
from naober.features.focus.models.points import FocusPoint
from naober.features.focus.models.work import Document
from naober.foundation.core.once import MadeOnce, random_id
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import Who, reader_of

MAX_EVIDENCE = 2_000


class ResultQuerySet(models.QuerySet["Result"]):
    def visible_to(self, who: Who) -> Self:
        """The group and the desk read all; members what was confirmed, visitors of that what is of
        a public focus point. What nobody confirmed is claimed to nobody."""
        reader = reader_of(who)
        outside = circles.of_members(reader) | Q(point__is_public=True)
        confirmed = Q(confirmed_at__isnull=False) & outside
        return self.filter(circles.inside(reader, "point__group") | confirmed)

    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def waiting(self) -> Self:
        return self.filter(confirmed_at=None, withdrawn_at=None)


class Result(MadeOnce):
    """A number, what it is of, and how one knows. It counts once another party confirmed it.

    `company` is for whom it was reported, `confirmed_company` who confirmed; empty: the desk. The
    two are never the same, nor are the two people; nor does the desk confirm what it wrote down
    itself, for a company or not. Evidence is for the group and the desk.
    """

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    point = models.ForeignKey(FocusPoint, models.CASCADE, related_name="results")
    value = models.DecimalField(_("number"), max_digits=16, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=40)
    what = models.CharField(_("what it is of"), max_length=200)
    day = models.DateField(_("reached on"), default=timezone.localdate)
    evidence = models.TextField(
        _("how we know"), blank=True, validators=[MaxLengthValidator(MAX_EVIDENCE)]
    )
    link = models.URLField(
        _("link"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("document"),
    )  # fmt: skip
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="focus_results"
    )
    entered_by_desk = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    why_not = models.CharField(_("what is not right"), max_length=500, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-at", "-pk"]
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [
            models.CheckConstraint(name="result_says_what", condition=~Q(what="") & ~Q(unit="")),
            models.CheckConstraint(
                name="result_confirmed_by_another_person",
                condition=Q(by=None) | Q(confirmed_by=None) | ~Q(by=F("confirmed_by")),
            ),
            models.CheckConstraint(
                name="result_confirmed_by_another_party",
                condition=Q(company=None)
                | Q(confirmed_company=None)
                | ~Q(company=F("confirmed_company")),
            ),
            models.CheckConstraint(
                name="result_not_by_the_desk_alone",
                condition=Q(confirmed_at=None)
                | Q(company__isnull=False, entered_by_desk=False)
                | Q(confirmed_company__isnull=False),
            ),
            models.CheckConstraint(
                name="result_withdrawn_before_it_counts",
                condition=Q(withdrawn_at=None) | Q(confirmed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"result {self.pk}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_of_the_desk(self) -> bool:
        """Reported by the desk, for itself or for a company: then a company confirms it."""
        return self.company_id is None or self.entered_by_desk

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_at is None and self.withdrawn_at is None
