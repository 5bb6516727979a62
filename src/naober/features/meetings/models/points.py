"""What is on the agenda of a meeting."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from naober.features.agenda.models import Challenge
from naober.features.focus.models import circles
from naober.features.meetings import sources
from naober.features.meetings.models.meetings import Meeting
from naober.foundation.core.once import MadeOnce
from naober.foundation.members.readers import Who, reader_of


class AgendaPointQuerySet(models.QuerySet["AgendaPoint"]):
    def visible_to(self, who: Who) -> Self:
        """Of what one may know of; what is about a challenge only for who may read that, what
        came from elsewhere in the collective for its members and, in a working group, for who
        sits in it. A guest reads the points that were typed."""
        reader = reader_of(who)
        meetings = Meeting.objects.visible_to(reader).filter(pk=OuterRef("meeting"))
        challenges = Challenge.objects.visible_to(reader).filter(pk=OuterRef("challenge"))
        own_group = Q(meeting__working_group__in=circles.groups_of(reader))
        elsewhere = Q(challenge=None) & (Q(source="") | circles.of_members(reader) | own_group)
        return self.filter(Exists(meetings), elsewhere | Q(Exists(challenges)))


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

    @property
    def url(self) -> str:
        """The page of what it is about; empty where it was typed."""
        return sources.page_of(self.source)

    def __str__(self) -> str:
        return f"point {self.pk} of meeting {self.meeting_id}"
