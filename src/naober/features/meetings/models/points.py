"""What is on the agenda of a meeting."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from naober.features.agenda.models import Challenge
from naober.features.meetings.models.meetings import Meeting
from naober.foundation.core.once import MadeOnce
from naober.foundation.members.readers import Who


class AgendaPointQuerySet(models.QuerySet["AgendaPoint"]):
    def visible_to(self, who: Who) -> Self:
        """Of what one may know of; what is about a challenge only for who may read that."""
        meetings = Meeting.objects.visible_to(who).filter(pk=OuterRef("meeting"))
        challenges = Challenge.objects.visible_to(who).filter(pk=OuterRef("challenge"))
        return self.filter(Exists(meetings), Q(challenge=None) | Q(Exists(challenges)))


class AgendaPoint(MadeOnce):
    """One thing to talk about, in the order of `position`. `source` names where it came from
    ("agenda.challenge:12"), once a meeting; `why_it_may` is what the desk answered when the guard
    of competition law asked."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("what"), max_length=300)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15)
    source = models.CharField(max_length=80, blank=True)
    challenge = models.ForeignKey(
        Challenge, models.CASCADE, null=True, blank=True, related_name="+"
    )
    why_it_may = models.CharField(max_length=500, blank=True)

    objects = AgendaPointQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("point of an agenda")
        verbose_name_plural = _("points of agendas")
        constraints = [
            models.CheckConstraint(name="point_says_something", condition=~Q(text="")),
            models.UniqueConstraint(
                name="point_once_from_a_source",
                fields=["meeting", "source"],
                condition=~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return f"point {self.pk} of meeting {self.meeting_id}"
