"""Who acts for which company, in which field of work."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from naober.foundation.members.models.people import User
from naober.foundation.members.models.stages import TAKES_PART, Kind


class MembershipQuerySet(models.QuerySet["Membership"]):
    def running_of(self, user: User) -> MembershipQuerySet:
        """The roles that this person has now, at any company."""
        return self.filter(user=user, ended_on=None)

    def taking_part(self) -> MembershipQuerySet:
        """At companies that take part: their people are the members who see what members see."""
        return self.filter(company__kind=Kind.COMPANY, company__stage__in=TAKES_PART)


class Role(models.TextChoices):
    """The fields of work in which somebody speaks for a company."""

    DIRECTION = "direction", _("direction")
    HR = "hr", _("people (HR)")
    HSE = "hse", _("safety and environment (HSE)")
    ENERGY = "energy", _("energy")
    PURCHASING = "purchasing", _("purchasing")
    INNOVATION = "innovation", _("innovation")


class Membership(models.Model):
    """A person acts for a company, in a field of work. Ended ones stay, for the record."""

    Role = Role

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    company = models.ForeignKey("members.Company", models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.DIRECTION)
    is_contact = models.BooleanField(_("contact person"), default=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["company", "user"]
        constraints = [
            models.UniqueConstraint(
                name="one_role_per_person_and_company", fields=["user", "company", "role"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()}, {self.company})"

    def end(self, on: date) -> None:
        self.ended_on, self.is_contact = on, False
        self.save(update_fields=["ended_on", "is_contact"])
