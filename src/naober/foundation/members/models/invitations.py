"""Who is asked to come in, and who asks."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.foundation.core.once import MadeOnce
from naober.foundation.members.models.companies import Company
from naober.foundation.members.models.memberships import Role
from naober.foundation.members.models.people import User

DAYS_OPEN = 21


def _expiry() -> datetime:
    return timezone.now() + timedelta(days=DAYS_OPEN)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> InvitationQuerySet:
        """Not answered, not withdrawn; whether still in time is another question."""
        return self.filter(accepted_at=None, declined_at=None, withdrawn_at=None)

    def live(self) -> InvitationQuerySet:
        return self.waiting().filter(expires_at__gt=timezone.now())


class Invitation(models.Model):
    """Somebody is asked to act for a company, in these fields of work."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(
        _("language"), max_length=2, choices=User.Language, default=User.Language.DUTCH
    )
    roles: models.JSONField[Any, Any] = models.JSONField(_("fields of work"), default=list)
    is_contact = models.BooleanField(_("contact person"), default=False)
    text = models.TextField(_("a word of your own"), max_length=1000, blank=True)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    # Only who the desk asked brings the company in.
    by_desk = models.BooleanField(_("by the desk"), default=False)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    expires_at = models.DateTimeField(_("open until"), default=_expiry)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                name="one_open_invitation_per_address_and_company",
                fields=["company", "email"],
                condition=Q(accepted_at=None, declined_at=None, withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="invitation_address_in_one_writing", condition=Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="invitation_has_one_outcome",
                condition=Q(accepted_at=None, declined_at=None)
                | Q(accepted_at=None, withdrawn_at=None)
                | Q(declined_at=None, withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.email} ({self.company})"

    @property
    def is_open(self) -> bool:
        answered = self.accepted_at or self.declined_at or self.withdrawn_at
        return not answered and self.expires_at > timezone.now()

    @property
    def role_names(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles if role in Role.values]


class Wish(MadeOnce):
    """Something that somebody asks of the desk: to take part, to be let in to their company's page,
    to be introduced; or whom an invitation should have gone to."""

    class Kind(models.TextChoices):
        JOIN = "join", _("wants to take part")
        OURS = "ours", _("says: this is our company")
        INSTEAD = "instead", _("named instead of who was invited")
        INTRODUCTION = "meet", _("asks for an introduction")

    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    company_name = models.CharField(_("company"), max_length=200)
    text = models.TextField(_("what else we should know"), max_length=1000, blank=True)
    # Whom it is about, once that is sure; and on whose behalf it is asked.
    company = models.ForeignKey(
        Company, models.CASCADE, null=True, blank=True, related_name="wishes"
    )
    from_company = models.ForeignKey(
        Company, models.CASCADE, null=True, blank=True, related_name="+"
    )
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    was_granted = models.BooleanField(_("granted"), null=True, blank=True)
    invitation = models.ForeignKey(
        Invitation, models.SET_NULL, null=True, blank=True, related_name="wishes"
    )

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        constraints = [
            models.CheckConstraint(
                name="wish_kind_known", condition=Q(kind__in=["join", "ours", "instead", "meet"])
            ),
            models.CheckConstraint(
                name="wish_settled_with_an_answer",
                condition=Q(settled_at=None, was_granted=None)
                | Q(settled_at__isnull=False, was_granted__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_open_introduction_per_pair",
                fields=["company", "from_company"],
                condition=Q(kind="meet", settled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.asker}"

    @property
    def asker(self) -> str:
        """The company that asks: of an introduction that is not the one it is about."""
        return self.from_company.name if self.from_company else self.company_name

    @property
    def said(self) -> str:
        """What is asked, in words."""
        if self.kind == self.Kind.INTRODUCTION:
            return _("%(company)s wants to get to know %(other)s") % {
                "company": self.asker,
                "other": self.company_name,
            }
        return str(self.get_kind_display())
