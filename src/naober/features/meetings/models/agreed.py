"""What was written down in a meeting, and the decisions and actions that are read in it."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.meetings.models.meetings import Meeting
from naober.foundation.members.models import User
from naober.foundation.members.readers import Who, reader_of

MAX_MINUTES = 30_000


class LineKind(models.TextChoices):
    DECISION = "decision", _("decision")
    ACTION = "action", _("action")


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def visible_to(self, who: Who) -> Self:
        """The desk's, until they are shared; then of whoever takes part and may know of the
        meeting. Never a visitor's."""
        reader = reader_of(who)
        if reader.is_desk:
            return self
        return self.filter(shared_at__isnull=False).filter(_of_ones_meetings(who))


class AgreedLineQuerySet(models.QuerySet["AgreedLine"]):
    def visible_to(self, who: Who) -> Self:
        reader = reader_of(who)
        if reader.is_desk:
            return self
        shared = Minutes.objects.filter(meeting=OuterRef("meeting"), shared_at__isnull=False)
        return self.filter(Q(Exists(shared))).filter(_of_ones_meetings(who))


def _of_ones_meetings(who: Who) -> Q:
    """Of a meeting that everybody may know of, only for its own people: not for whoever put
    themselves on its list from outside."""
    reader = reader_of(who)
    if reader.user_id is None:
        return Q(pk__in=[])
    from naober.features.meetings.models.invitees import Invitee

    seen = Meeting.objects.visible_to(who).filter(pk=OuterRef("meeting"))
    asked = Invitee.objects.asked().filter(meeting=OuterRef("meeting"), user=reader.user_id)
    member = reader.is_member
    is_member = Q(member) if isinstance(member, Exists) else Q(pk__in=[])
    if member is True:
        is_member = ~Q(pk__in=[])
    return Q(Exists(seen)) & (Q(Exists(asked)) | is_member)


class Minutes(models.Model):
    """As typed. `version` goes up with each save: of two who type at the same time the second is
    told."""

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, primary_key=True, related_name="minutes"
    )
    text = models.TextField(
        _("minutes of a meeting"), blank=True, validators=[MaxLengthValidator(MAX_MINUTES)]
    )
    version = models.PositiveIntegerField(default=0)
    why_it_may = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    shared_at = models.DateTimeField(null=True, blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes of a meeting")
        verbose_name_plural = _("minutes of meetings")

    def __str__(self) -> str:
        return f"minutes of meeting {self.meeting_id}"


class AgreedLine(models.Model):
    """A decision or action that was read in the minutes. `words` are how it is known again when
    the minutes are saved anew; `result` is the row it became ("focus.action:12"). A line that is no
    longer in the text is `gone`, until the desk says whether what it became goes too."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agreed")
    kind = models.CharField(_("kind"), max_length=8, choices=LineKind)
    words = models.CharField(max_length=500)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("what"), max_length=500)
    owner = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    owner_words = models.CharField(_("who, as written"), max_length=100, blank=True)
    due = models.DateField(_("by when"), null=True, blank=True)
    result = models.CharField(max_length=80, blank=True)
    gone = models.BooleanField(default=False)

    objects = AgreedLineQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("agreed in a meeting")
        verbose_name_plural = _("agreed in meetings")
        constraints = [
            models.CheckConstraint(name="agreed_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="agreed_kind_known", condition=Q(kind__in=LineKind.values)),
            models.UniqueConstraint(
                name="agreed_once_in_a_meeting", fields=["meeting", "kind", "words"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} of meeting {self.meeting_id}"
