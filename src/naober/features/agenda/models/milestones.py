"""What became of a challenge: its line of life, rows that are only added."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.agenda.models.challenges import Challenge
from naober.foundation.members.readers import Who


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def visible_to(self, who: Who) -> Self:
        seen = Challenge.objects.visible_to(who).filter(pk=OuterRef("challenge"))
        return self.filter(Exists(seen))


class Milestone(models.Model):
    """One thing that happened to a challenge, told back to everybody behind it.

    `kind` is a code ("weighing.chosen") with a phrase in `agenda/phrases.py`; `facts` fill the
    phrase in, and hold nothing that not everybody who sees the challenge may know. `path` is the
    page where more stands, `key` says what it is, once: the same key is never told twice.
    """

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="milestones")
    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    path = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=120, unique=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        indexes = [models.Index(name="milestone_of_challenge", fields=["challenge", "at"])]
        constraints = [
            models.CheckConstraint(name="milestone_says_what", condition=~Q(kind="") & ~Q(key="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of challenge {self.challenge_id}"
