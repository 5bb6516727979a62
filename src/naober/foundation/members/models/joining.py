"""The way from joining to member, and what membership asks: terms and a yearly contribution."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from naober.foundation.members.models.companies import Company
from naober.foundation.members.models.people import User


class StepTemplate(models.Model):
    """One thing that a company does on its way to membership, and by when."""

    class Done(models.TextChoices):
        """What settles it."""

        PAGE = "page", _("the company confirms its page")
        CONTACTS = "people", _("there is a contact person")
        TERMS = "terms", _("the company agrees with the terms")
        BY_HAND = "hand", _("the desk ticks it off")

    name = models.CharField(_("what to do"), max_length=120, unique=True)
    name_en = models.CharField(_("what to do, in English"), max_length=120, blank=True)
    done_by = models.CharField(_("done when"), max_length=6, choices=Done, default=Done.BY_HAND)
    days = models.PositiveSmallIntegerField(_("days to do it in"), default=30)
    days_front_runner = models.PositiveSmallIntegerField(
        _("days for front-runners"), null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_used = models.BooleanField(_("for companies that join from now on"), default=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("step to membership")
        verbose_name_plural = _("steps to membership")
        constraints = [
            models.CheckConstraint(
                name="step_done_by_known",
                condition=Q(done_by__in=["page", "people", "terms", "hand"]),
            ),
        ]

    def __str__(self) -> str:
        return (self.name_en or self.name) if get_language() == "en" else self.name


class CompanyStep(models.Model):
    """A step of one company: by when, and who did it when."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="steps")
    template = models.ForeignKey(StepTemplate, models.PROTECT, related_name="+")
    due_on = models.DateField(pgettext_lazy("deadline", "by"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["template__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_step_per_company_and_kind", fields=["company", "template"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.template}"

    @property
    def is_late(self) -> bool:
        return self.done_at is None and self.due_on < timezone.localdate()


class Terms(models.Model):
    """One version of what a company agrees to when it becomes a member."""

    name = models.CharField(_("version"), max_length=60, unique=True)
    text = models.TextField(_("text"))
    text_en = models.TextField(_("text, in English"), blank=True)
    holds_from = models.DateField(_("holds from"), default=timezone.localdate)

    class Meta:
        ordering = ["-holds_from", "-pk"]
        verbose_name = _("membership terms")
        verbose_name_plural = _("membership terms")

    def __str__(self) -> str:
        return self.name

    @property
    def text_read(self) -> str:
        return (self.text_en or self.text) if get_language() == "en" else self.text


class Agreement(models.Model):
    """A company agreed with a version, and with what it then cost."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="agreements")
    terms = models.ForeignKey(Terms, models.PROTECT, related_name="agreements")
    agreed_at = models.DateTimeField(_("agreed"), default=timezone.now)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    on_behalf = models.BooleanField(_("noted by the desk"), default=False)
    year = models.PositiveSmallIntegerField(_("year"))
    size_class = models.CharField(_("size class"), max_length=60, blank=True)
    amount = models.DecimalField(
        _("contribution of that year"), max_digits=10, decimal_places=2, null=True
    )

    class Meta:
        ordering = ["-agreed_at", "-pk"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.UniqueConstraint(
                name="a_company_agrees_once_per_version", fields=["company", "terms"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.terms}"


class SizeClass(models.Model):
    """Companies of about the same size pay the same."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    from_employees = models.PositiveIntegerField(_("from so many employees"), unique=True)
    to_employees = models.PositiveIntegerField(_("to so many"), null=True, blank=True)

    class Meta:
        ordering = ["from_employees"]
        verbose_name = _("size class")
        verbose_name_plural = _("size classes")
        constraints = [
            models.CheckConstraint(
                name="size_class_from_before_to",
                condition=Q(to_employees__isnull=True)
                | Q(to_employees__isnull=False, to_employees__gte=F("from_employees")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def holds(self, employees: int) -> bool:
        below = self.to_employees is None or employees <= self.to_employees
        return employees >= self.from_employees and below


class Contribution(models.Model):
    """What companies of a size class pay in a year, EUR without VAT."""

    year = models.PositiveSmallIntegerField(_("year"))
    size_class = models.ForeignKey(SizeClass, models.CASCADE, related_name="contributions")
    amount = models.DecimalField(_("EUR a year"), max_digits=10, decimal_places=2)

    class Meta:
        ordering = ["-year", "size_class"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.UniqueConstraint(
                name="one_contribution_per_year_and_class", fields=["year", "size_class"]
            ),
            models.CheckConstraint(
                name="contribution_in_euros",
                condition=Q(amount__gte=0) & Q(year__range=(2000, 2100)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}, {self.size_class}"
