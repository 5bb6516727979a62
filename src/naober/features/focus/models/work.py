"""What a group, or a meeting, does: actions, decisions, documents, and what is said about them."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.features.focus.models import circles
from naober.features.focus.models.groups import WorkingGroup
from naober.foundation.audience.readers import Reader
from naober.foundation.core.once import MadeOnce, random_id
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import Who, reader_of

MAX_CHARACTERS = 2_000
MAX_BYTES = 10 * 1024 * 1024


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, who: Who) -> Self:
        """Of one's own groups; what one does oneself, or one's company; the desk all."""
        reader = reader_of(who)
        return self.filter(circles.inside(reader) | mine(reader))

    def of_person(self, user: User) -> Self:
        """What this person does: by name, or because their company would and named nobody."""
        companies = Company.objects.of(user).values("pk")
        return self.filter(Q(owner=user) | Q(owner=None, company__in=companies))

    def open(self) -> Self:
        return self.filter(done_at=None)

    def late(self) -> Self:
        return self.open().filter(due_on__lt=timezone.localdate())

    def of_source(self, source: str) -> Self:
        return self.filter(source=source)


def mine(reader: Reader) -> Q:
    """A person's own, by name; a company's own where nobody is named. With a name it is of that
    person: colleagues outside of the group read nothing of it."""
    by_name = Q(owner=reader.user_id, owner__isnull=False)
    return by_name | Q(owner=None, company__in=reader.companies)


class Action(MadeOnce):
    """Something that somebody will do by a day. The fewest fields that it can do with.

    Of a working group, of a meeting (`source`, "meetings.meeting:5"), or both. `owner` may be
    anybody, in the group or not; with `company` and no owner the company does it, whoever there.
    Without either it waits for somebody, and the desk sees to it.
    """

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    group = models.ForeignKey(
        WorkingGroup, models.CASCADE, null=True, blank=True, related_name="actions"
    )
    source = models.CharField(max_length=80, blank=True)
    text = models.CharField(_("what"), max_length=500)
    owner = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="focus_actions",
        verbose_name=_("who"),
    )  # fmt: skip
    company = models.ForeignKey(
        Company, models.SET_NULL, null=True, blank=True, related_name="focus_actions",
        verbose_name=_("company"),
    )  # fmt: skip
    due_on = models.DateField(pgettext_lazy("deadline", "by"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "created_at", "pk"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        indexes = [
            models.Index(name="action_of_source", fields=["source"], condition=~Q(source="")),
            models.Index(name="action_open", fields=["due_on"], condition=Q(done_at=None)),
        ]
        constraints = [
            models.CheckConstraint(name="action_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"action {self.pk}"

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def is_late(self) -> bool:
        return (
            self.done_at is None and self.due_on is not None and self.due_on < timezone.localdate()
        )


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, who: Who) -> Self:
        """Members read those that are for members; the group and the desk read all of it. Of a
        decision of a meeting without a group, the meeting says who reads it."""
        reader = reader_of(who)
        open_to_all = Q(for_members=True) & circles.of_members(reader)
        return self.filter(circles.inside(reader) | open_to_all)

    def of_source(self, source: str) -> Self:
        return self.filter(source=source)


class Decision(MadeOnce):
    """What was decided, on which day, and who was there. `for_members` lets all members read its
    text; else they only hear that the group decided something. `why_it_may` is what was said when
    the guard of competition law asked about its words."""

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    group = models.ForeignKey(
        WorkingGroup, models.CASCADE, null=True, blank=True, related_name="decisions"
    )
    source = models.CharField(max_length=80, blank=True)
    day = models.DateField(_("day"), default=timezone.localdate)
    text = models.TextField(_("decision"), validators=[MaxLengthValidator(MAX_CHARACTERS)])
    for_members = models.BooleanField(_("all members may read it"), default=False)
    people = models.ManyToManyField(
        User, related_name="+", blank=True, verbose_name=_("who was there")
    )
    companies = models.ManyToManyField(
        Company, related_name="+", blank=True, verbose_name=_("companies that were there")
    )
    why_it_may = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-created_at", "-pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [
            models.Index(name="decision_of_source", fields=["source"], condition=~Q(source="")),
        ]
        constraints = [
            models.CheckConstraint(name="decision_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, who: Who) -> Self:
        return self.filter(circles.inside(reader_of(who)))


class Document(MadeOnce):
    """A file or a link, for the group and the desk. What is in a file stands apart (`Content`), so
    that a list does not read it. `media_type` is what was found in the bytes, not what the sender
    called it. Sizes in bytes."""

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=150)
    link = models.URLField(
        _("link"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    filename = models.CharField(max_length=150, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(
                name="document_is_a_file_or_a_link",
                condition=(~Q(link="") & Q(filename="", size=0, media_type=""))
                | (Q(link="", size__gt=0) & ~Q(filename="") & ~Q(media_type="")),
            ),
            models.CheckConstraint(
                name="document_is_not_too_large", condition=Q(size__lte=MAX_BYTES)
            ),
            models.CheckConstraint(name="document_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.link or reverse("focus:document", args=[self.pk])


class Content(models.Model):
    """The bytes of a document, in the database: see docs/decisions/0025."""

    shows_nothing = True  # read through its document only

    document = models.OneToOneField(
        Document, models.CASCADE, primary_key=True, related_name="content"
    )
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"content of {self.document_id}"


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, who: Who) -> Self:
        return self.filter(circles.inside(reader_of(who)))


class Remark(MadeOnce):
    """Something said in the group, newest last."""

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="remarks")
    text = models.TextField(_("what you want to say"), max_length=MAX_CHARACTERS)
    why_it_may = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        constraints = [
            models.CheckConstraint(name="remark_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"remark {self.pk}"
