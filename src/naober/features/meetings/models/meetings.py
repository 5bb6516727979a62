"""A meeting: what kind, when, where and for whom."""

from __future__ import annotations

from typing import Self
from uuid import uuid4

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.features.agenda.models import Theme
from naober.features.focus.models import WorkingGroup
from naober.foundation.audience.readers import Reader
from naober.foundation.core.once import random_id
from naober.foundation.members.models import Company, CompanyGroup, Site, User
from naober.foundation.members.readers import Who, reader_of

MAX_CHARACTERS = 5_000


def new_uid() -> str:
    return str(uuid4())


class Kind(models.TextChoices):
    NETWORK = "network", _("network meeting")
    THEME = "theme", _("theme meeting")
    GROUP = "group", _("working group")


class ForWhom(models.TextChoices):
    """Who may know of it. Who is invited by name or address always does."""

    MEMBERS = "members", _("all members")
    GROUP = "group", _("a group of companies")
    INVITED = "invited", _("only who is invited")
    PUBLIC = "public", _("everybody, it stands on the public site")


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("meeting", "being prepared")
    ANNOUNCED = "announced", pgettext_lazy("meeting", "announced")
    HELD = "held", pgettext_lazy("meeting", "held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, who: Who) -> Self:
        """What is being prepared is the desk's; the rest is for whom it is meant."""
        reader = reader_of(who)
        return self if reader.is_desk else self.filter(~Q(state=State.DRAFT), meant_for(reader))

    def coming(self) -> Self:
        """Not over yet; also what was cancelled, until its day is past."""
        return self.filter(ends_at__gte=timezone.now()).exclude(state=State.HELD)

    def past(self) -> Self:
        return self.filter(Q(ends_at__lt=timezone.now()) | Q(state=State.HELD))


def meant_for(reader: Reader) -> Q:
    found = Q(for_whom=ForWhom.PUBLIC)
    found |= Q(for_whom=ForWhom.GROUP, group__in=reader.groups)
    if isinstance(reader.is_member, Exists):
        found |= Q(reader.is_member) & Q(for_whom=ForWhom.MEMBERS)
    elif reader.is_member:
        found |= Q(for_whom=ForWhom.MEMBERS)
    if reader.user_id is None:
        return found
    from naober.features.meetings.models.invitees import Invitee

    invited = Invitee.objects.filter(meeting=OuterRef("pk"), user=reader.user_id)
    return found | Q(Exists(invited))


class Meeting(models.Model):
    """`place` is an address in words, `site` a company's own place; a meeting may also be online
    only. `uid` is what calendars know it by, for good; `sequence` goes up with each change that a
    calendar has to hear of."""

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.NETWORK)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(
        _("what it is about"), blank=True, validators=[MaxLengthValidator(MAX_CHARACTERS)]
    )
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("theme")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    place = models.CharField(_("address"), max_length=200, blank=True)
    site = models.ForeignKey(
        Site, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("at a company"),
    )  # fmt: skip
    host = models.ForeignKey(
        Company, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("host"),
    )  # fmt: skip
    online_url = models.URLField(_("online link"), blank=True)
    for_whom = models.CharField(
        _("for whom"), max_length=7, choices=ForWhom, default=ForWhom.MEMBERS
    )
    group = models.ForeignKey(
        CompanyGroup, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("group"),
    )  # fmt: skip
    working_group = models.ForeignKey(
        WorkingGroup, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("working group"),
    )  # fmt: skip
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    state = models.CharField(_("how far"), max_length=9, choices=State, default=State.DRAFT)
    cancelled_because = models.CharField(_("why it is cancelled"), max_length=300, blank=True)
    uid = models.CharField(max_length=60, unique=True, editable=False, default=new_uid)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    announced_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = [
            models.Index(name="meeting_by_day", fields=["state", "starts_at"]),
            models.Index(name="meeting_by_end", fields=["ends_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(name="meeting_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="meeting_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="meeting_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="meeting_for_whom_known", condition=Q(for_whom__in=ForWhom.values)
            ),
            models.CheckConstraint(
                name="meeting_has_room", condition=Q(capacity=None) | Q(capacity__gte=1)
            ),
            models.CheckConstraint(
                name="meeting_announced_at_a_moment",
                condition=Q(state=State.DRAFT) | Q(announced_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def where(self) -> str:
        """In words; empty where it is online only, or not yet known."""
        if self.site is None:
            return self.place
        street = f"{self.site.street}, " if self.site.street else ""
        return f"{self.site.company}, {street}{self.site.place}"

    @property
    def is_over(self) -> bool:
        return self.ends_at < timezone.now()
