"""Who is asked to a meeting, what they said, and whether they were there."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naober.features.meetings.models.meetings import Meeting
from naober.foundation.core.once import random_id
from naober.foundation.members.models import Company, User

MOST_PERSONS = 9


class Answer(models.TextChoices):
    NONE = "", _("no answer yet")
    YES = "yes", _("comes")
    MAYBE = "maybe", _("perhaps")
    NO = "no", _("does not come")


class InviteeQuerySet(models.QuerySet["Invitee"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own row; the desk's are all. Names for others: `selectors.who_comes`."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_desk else self.filter(user=user)

    def asked(self) -> Self:
        """Whom the desk asked or saw at the door: not who put themselves on the list."""
        return self.filter(Q(invited_at__isnull=False) | Q(arrived_at__isnull=False))

    def seated(self) -> Self:
        """Who comes and has a place."""
        return self.filter(answer=Answer.YES, in_line_since=None)

    def in_line(self) -> Self:
        """Who waits for a place, the first first."""
        return self.filter(in_line_since__isnull=False).order_by("in_line_since", "pk")


class Invitee(models.Model):
    """Somebody with an account, or a guest by address. `answers` counts how often they answered:
    each answer is confirmed with a link of its own. `remark` is for the desk only, and goes when
    the meeting is long over, with the address of a guest. `wishes` are for the reckoning of talks
    only: nobody but their writer reads them. `arrives` and `leaves`: on the clock of the region,
    where they differ from the meeting's."""

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitees")
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    email = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    organisation = models.CharField(_("works at"), max_length=150, blank=True)
    company = models.ForeignKey(Company, models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=2, choices=User.Language, default=User.Language.DUTCH)
    answer = models.CharField(_("answer"), max_length=5, choices=Answer, blank=True)
    persons = models.PositiveSmallIntegerField(_("with how many"), default=1)
    remark = models.CharField(_("for the desk"), max_length=200, blank=True)
    wishes = models.CharField(_("with whom"), max_length=300, blank=True)
    arrives = models.TimeField(_("comes at"), null=True, blank=True)
    leaves = models.TimeField(_("leaves at"), null=True, blank=True)
    show_name = models.BooleanField(_("others may read the name"), default=False)
    answers = models.PositiveSmallIntegerField(default=0, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    in_line_since = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(_("was there"), null=True, blank=True)

    objects = InviteeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("invitation to a meeting")
        verbose_name_plural = _("invitations to meetings")
        indexes = [
            models.Index(name="invitee_of_user", fields=["user", "meeting"]),
            models.Index(name="invitee_answers", fields=["meeting", "answer"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="asked_once_by_account",
                fields=["meeting", "user"],
                condition=Q(user__isnull=False),
            ),
            models.UniqueConstraint(
                name="asked_once_by_address", fields=["meeting", "email"], condition=~Q(email="")
            ),
            models.CheckConstraint(
                name="invitee_answer_known", condition=Q(answer__in=Answer.values)
            ),
            models.CheckConstraint(
                name="invitee_persons", condition=Q(persons__gte=1, persons__lte=MOST_PERSONS)
            ),
            models.CheckConstraint(
                name="invitee_waits_to_come",
                condition=Q(in_line_since=None) | Q(answer=Answer.YES),
            ),
            models.CheckConstraint(
                name="invitee_answered_at_a_moment",
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"invitee {self.pk}"

    @property
    def called(self) -> str:
        """For the desk and for themselves."""
        return self.user.name or self.user.email if self.user else self.name or self.email

    @property
    def address(self) -> str:
        return self.user.email if self.user else self.email

    @property
    def speaks(self) -> str:
        return self.user.language if self.user else self.language

    @property
    def was_asked(self) -> bool:
        """By the desk, or there: see `asked`."""
        return self.invited_at is not None or self.arrived_at is not None

    @property
    def is_seated(self) -> bool:
        return self.answer == Answer.YES and self.in_line_since is None

    @property
    def is_in_line(self) -> bool:
        return self.in_line_since is not None
