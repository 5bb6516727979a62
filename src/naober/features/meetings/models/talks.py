"""The room that introduces itself: who speaks with whom, in which round, and what came of it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.features.meetings.models.invitees import Invitee
from naober.features.meetings.models.meetings import Meeting
from naober.foundation.members.models import User

MOST_ROUNDS, MOST_TABLES = 12, 200


class TalkPlanQuerySet(models.QuerySet["TalkPlan"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self if user.is_authenticated and user.is_desk else self.none()


class TalkPlan(models.Model):
    """The rounds of one meeting. `asked_at` names the run that is going on: what an older run finds
    is thrown away. `total` and `bound` are what was reached and what can at most be, in points."""

    class State(models.TextChoices):
        NONE = "none", pgettext_lazy("talks", "not made yet")
        RUNNING = "running", pgettext_lazy("talks", "being made")
        READY = "ready", pgettext_lazy("talks", "ready, only the desk sees it")
        SHARED = "shared", pgettext_lazy("talks", "sent to who comes")
        FAILED = "failed", pgettext_lazy("talks", "it did not work")

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, primary_key=True, related_name="talk_plan"
    )
    rounds = models.PositiveSmallIntegerField(_("how many rounds"), default=6)
    tables = models.PositiveSmallIntegerField(_("how many tables"), null=True, blank=True)
    starts_at = models.DateTimeField(_("the first round begins at"))
    minutes = models.PositiveSmallIntegerField(_("minutes of a talk"), default=10)
    pause = models.PositiveSmallIntegerField(_("minutes between two talks"), default=2)
    state = models.CharField(max_length=7, choices=State, default=State.NONE)
    asked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveIntegerField(default=0)
    bound = models.PositiveIntegerField(default=0)
    shared_at = models.DateTimeField(null=True, blank=True)

    objects = TalkPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of talks")
        verbose_name_plural = _("rounds of talks")
        constraints = [
            models.CheckConstraint(
                name="talks_have_rounds", condition=Q(rounds__gte=1, rounds__lte=MOST_ROUNDS)
            ),
            models.CheckConstraint(
                name="talks_have_tables",
                condition=Q(tables=None) | Q(tables__gte=1, tables__lte=MOST_TABLES),
            ),
            models.CheckConstraint(
                name="talks_state_known",
                condition=Q(state__in=["none", "running", "ready", "shared", "failed"]),
            ),
        ]

    def __str__(self) -> str:
        return f"talks of meeting {self.meeting_id}"

    @property
    def is_made(self) -> bool:
        return self.state in (self.State.READY, self.State.SHARED)

    @property
    def talk(self) -> timedelta:
        """How long one talk is."""
        return timedelta(minutes=self.minutes)

    def round_at(self, number: int) -> datetime:
        """When a round begins, counted from 0."""
        return self.starts_at + number * timedelta(minutes=self.minutes + self.pause)

    def round_now(self, now: datetime | None = None) -> int:
        """The round that is going on, or begins next; -1 before the first, `rounds` after all."""
        now = now or timezone.now()
        if now < self.starts_at:
            return -1
        step = timedelta(minutes=self.minutes + self.pause)
        return min(self.rounds, (now - self.starts_at) // step)


def new_code() -> str:
    return secrets.token_urlsafe(18)


class TalkerQuerySet(models.QuerySet["Talker"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        if not user.is_authenticated:
            return self.none()
        return self if user.is_desk else self.filter(invitee__user=user)


class Talker(models.Model):
    """Somebody who takes part in the talks. `number` stands on the badge; `code` leads to a page of
    their own without an account. `changed_at`: when their list last changed after it was sent."""

    invitee = models.OneToOneField(Invitee, models.CASCADE, primary_key=True, related_name="talker")
    code = models.CharField(max_length=40, unique=True, default=new_code)
    number = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = TalkerQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        verbose_name = _("taking part in talks")
        verbose_name_plural = _("taking part in talks")

    def __str__(self) -> str:
        return f"talker {self.pk}"


class Outcome(models.TextChoices):
    NONE = "", pgettext_lazy("talk", "not said yet")
    GOOD = "good", pgettext_lazy("talk", "we go on")
    LATER = "later", pgettext_lazy("talk", "perhaps later")
    NO = "no", pgettext_lazy("talk", "not for us")


class TalkQuerySet(models.QuerySet["Talk"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own, once they were sent; the desk all. What a side said only that side reads."""
        if not user.is_authenticated:
            return self.none()
        if user.is_desk:
            return self
        mine = Q(a__invitee__user=user) | Q(b__invitee__user=user)
        return self.filter(mine, plan__shared_at__isnull=False)

    def of(self, talker: Talker) -> Self:
        return self.filter(Q(a=talker) | Q(b=talker))


class Talk(models.Model):
    """Two at a table in a round. What each side said of it is that side's alone; when both said
    that they go on, both are told (`told_at`)."""

    plan = models.ForeignKey(TalkPlan, models.CASCADE, related_name="talks")
    round = models.PositiveSmallIntegerField()
    table = models.PositiveSmallIntegerField()
    a = models.ForeignKey(Talker, models.CASCADE, related_name="+")
    b = models.ForeignKey(Talker, models.CASCADE, related_name="+")
    of_a = models.CharField(max_length=5, choices=Outcome, blank=True)
    of_b = models.CharField(max_length=5, choices=Outcome, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        ordering = ["round", "table"]
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        constraints = [
            models.CheckConstraint(name="talk_is_of_two", condition=~Q(a=F("b"))),
            models.UniqueConstraint(name="table_once_a_round", fields=["plan", "round", "table"]),
            models.UniqueConstraint(name="two_meet_once", fields=["plan", "a", "b"]),
            models.CheckConstraint(
                name="talk_outcomes_known",
                condition=Q(of_a__in=["", "good", "later", "no"])
                & Q(of_b__in=["", "good", "later", "no"]),
            ),
        ]

    def __str__(self) -> str:
        return f"talk {self.pk}"

    def other(self, talker: Talker) -> Talker:
        return self.b if self.a_id == talker.pk else self.a

    def said_by(self, talker: Talker) -> str:
        return self.of_a if self.a_id == talker.pk else self.of_b
