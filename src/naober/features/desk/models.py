"""What the desk keeps for itself: conversations, what came up in them, whom to phone and when.

Nothing of it is for companies, members or the board: every `visible_to` gives it to the desk.
"""

from __future__ import annotations

from typing import Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.foundation.core.once import MadeOnce
from naober.foundation.members.models import Company, User

MAX_NOTES = 20_000


M = TypeVar("M", bound=models.Model, covariant=True)


class DeskQuerySet(models.QuerySet[M]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self if user.is_authenticated and user.is_desk else self.none()


class ContactPerson(MadeOnce):
    """Somebody to phone, who need not have an account. Without a name: a general number."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="desk_contacts")
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("what they do there"), max_length=150, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("person to phone")
        verbose_name_plural = _("people to phone")
        constraints = [
            models.CheckConstraint(
                name="contact_is_somebody", condition=~Q(name="", phone="", email="", note="")
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.phone or self.email


class Conversation(MadeOnce):
    """A talk with a company. The notes are prose, as typed."""

    class How(models.TextChoices):
        PHONE = "phone", _("by phone")
        VISIT = "visit", _("on a visit")
        MEETING = "meeting", _("at a meeting")

    company = models.ForeignKey(Company, models.CASCADE, related_name="conversations")
    day = models.DateField(_("day"), default=timezone.localdate)
    how = models.CharField(_("how"), max_length=7, choices=How, default=How.PHONE)
    spoken_with = models.CharField(_("spoken with"), max_length=200, blank=True)
    notes = models.TextField(_("what was said"), blank=True, max_length=MAX_NOTES)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        indexes = [
            models.Index(name="conversation_newest", fields=["-day", "-id"]),
            models.Index(name="conversation_of_company", fields=["company", "-day"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="conversation_how_known", condition=Q(how__in=["phone", "visit", "meeting"])
            ),
        ]

    def __str__(self) -> str:
        return f"conversation {self.pk}"


class Proposal(models.Model):
    """Something that the notes seem to say, for the desk to accept or drop.

    `start` and `end` are its place in the notes, [start, end) in characters. `data` is what the
    engine read beside the words: a direction, a name, a day.
    """

    class Kind(models.TextChoices):
        LISTING = "listing", _("brings or seeks")
        CHALLENGE = "challenge", _("challenge")
        PERSON = "person", _("person")
        FOLLOW_UP = "follow_up", _("to do")

    class State(models.TextChoices):
        OPEN = "open", _("to look at")
        ACCEPTED = "accepted", pgettext_lazy("proposal", "accepted")
        DROPPED = "dropped", _("dropped")

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="proposals")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    text = models.TextField(_("text"), max_length=2_000)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    data = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    result = models.CharField(max_length=80, blank=True)  # "exchange.listing:123"
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["conversation", "start", "pk"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        indexes = [
            models.Index(name="proposal_open", fields=["conversation"], condition=Q(state="open")),
        ]
        constraints = [
            models.CheckConstraint(name="proposal_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="proposal_span", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(
                name="proposal_kind_known",
                condition=Q(kind__in=["listing", "challenge", "person", "follow_up"]),
            ),
            models.CheckConstraint(
                name="proposal_decided_once",
                condition=Q(state="open", decided_at=None)
                | Q(state__in=["accepted", "dropped"], decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"


class FollowUp(MadeOnce):
    """Something the desk promised to do for a company, by when."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="follow_ups")
    conversation = models.ForeignKey(
        Conversation, models.SET_NULL, null=True, blank=True, related_name="follow_ups"
    )
    text = models.CharField(_("what"), max_length=500)
    due = models.DateField(pgettext_lazy("deadline", "by"))
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        verbose_name = _("thing to do")
        verbose_name_plural = _("things to do")
        indexes = [
            models.Index(name="follow_up_due", fields=["due"], condition=Q(done_at=None)),
        ]
        constraints = [
            models.CheckConstraint(name="follow_up_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"follow-up {self.pk}"

    @property
    def is_late(self) -> bool:
        return self.done_at is None and self.due < timezone.localdate()


class ProspectBatch(models.Model):
    """A list as it was read, between the preview and the import. It goes once it is imported, or
    after a week: it holds names and phone numbers.

    `rows` is a list of what `services.prospects` makes of a row; `problems` of {row, column, text}.
    """

    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    source = models.CharField(max_length=200, blank=True)
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"prospects {self.pk}"


class NotTheSame(models.Model):
    """Two companies of which a person said that they are two; never asked again."""

    first = models.ForeignKey(Company, models.CASCADE, related_name="+")
    second = models.ForeignKey(Company, models.CASCADE, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="two_companies_in_order", condition=Q(second__gt=F("first"))
            ),
            models.UniqueConstraint(name="said_once_of_a_pair", fields=["first", "second"]),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
