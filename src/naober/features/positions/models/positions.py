"""What the collective thinks, in words that its companies made together."""

from __future__ import annotations

from typing import Self, TypeVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.features.positions.models.consultations import Consultation
from naober.foundation.audience.readers import Reader
from naober.foundation.core.once import MadeOnce
from naober.foundation.members.models import Role, User
from naober.foundation.members.readers import Who, reader_of

MAX_TEXT = 30_000  # characters of a whole text
MAX_PARAGRAPH = 6_000
MAX_PARAGRAPHS = 120


class State(models.TextChoices):
    """How far it is. What may be done in each: `rules.OPEN`."""

    DRAFT = "draft", pgettext_lazy("position", "being written")
    COMMENT = "comment", pgettext_lazy("position", "for comment")
    SIGNING = "signing", pgettext_lazy("position", "to sign")
    SENT = "sent", pgettext_lazy("position", "sent")
    ANSWERED = "answered", pgettext_lazy("position", "answered")
    CLOSED = "closed", pgettext_lazy("position", "closed")


class Outcome(models.TextChoices):
    """What came of it, once it is closed."""

    NONE = "", _("not known yet")
    KEPT = "kept", _("the promise was kept")
    BROKEN = "broken", _("the promise was not kept")
    NOTHING = "nothing", _("nothing was promised")


class PositionQuerySet(models.QuerySet["Position"]):
    def visible_to(self, who: Who) -> Self:
        """For the members and who works for the collective; a draft for the desk and those who
        write it only."""
        reader = reader_of(who)
        if reader.is_desk:
            return self
        if reader.is_member is False:
            return self.none()
        writers = Position.editors.through.objects.filter(
            position=OuterRef("pk"), user=reader.user_id
        )
        shown = ~Q(state=State.DRAFT) | Q(Exists(writers))
        member = reader.is_member
        return self.filter(shown if isinstance(member, bool) else shown & Q(member))


class Position(MadeOnce):
    """One text to government. `editors` are the people who write it, beside the desk."""

    title = models.CharField(_("what it is about"), max_length=200)
    addressee = models.CharField(
        _("for whom"),
        max_length=200,
        blank=True,
        help_text=_("The authority it is meant for, for instance the province."),
    )
    state = models.CharField(_("how far"), max_length=8, choices=State, default=State.DRAFT)
    outcome = models.CharField(_("what came of it"), max_length=7, choices=Outcome, blank=True)
    consultation = models.ForeignKey(
        Consultation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name=_("for which consultation"),
    )
    # Of whom it is asked: by whom it is read first at a company. Empty: its contact persons.
    field = models.CharField(
        _("which field of work"), max_length=10, choices=Role.choices, blank=True
    )
    editors = models.ManyToManyField(User, related_name="+", blank=True)
    comments_until = models.DateField(_("comments until"), null=True, blank=True)
    sign_until = models.DateField(_("sign until"), null=True, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        indexes = [models.Index(name="position_newest", fields=["-created_at", "-id"])]
        constraints = [
            models.CheckConstraint(name="position_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="position_state_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="position_field_known", condition=Q(field__in=["", *Role.values])
            ),
            models.CheckConstraint(
                name="position_outcome_when_closed",
                condition=Q(state=State.CLOSED, outcome__in=["kept", "broken", "nothing"])
                | (~Q(state=State.CLOSED) & Q(outcome="")),
            ),
            models.CheckConstraint(
                name="position_days_of_its_state",
                condition=(~Q(state=State.COMMENT) | Q(comments_until__isnull=False))
                & (~Q(state=State.SIGNING) | Q(sign_until__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("positions:position", args=[self.pk])


M = TypeVar("M", bound=models.Model, covariant=True)


class OfPositionQuerySet(models.QuerySet[M]):
    def visible_to(self, who: Who) -> Self:
        """What belongs to a position is for whoever may read the position."""
        return self.filter(position__in=Position.objects.visible_to(who))


class VersionQuerySet(OfPositionQuerySet["Version"]):
    def visible_to(self, who: Who) -> Self:
        """Of what members may read the versions that were shared with them."""
        return super().visible_to(who).filter(readable_to(reader_of(who)))


def readable_to(reader: Reader, prefix: str = "") -> Q:
    """What was written while it was a draft is for those who write it, also later."""
    if reader.is_desk:
        return Q()
    writes = Position.editors.through.objects.filter(
        position=OuterRef(f"{prefix}position"), user=reader.user_id
    )
    return Q(**{f"{prefix}shared": True}) | Q(Exists(writes))


class Version(models.Model):
    """The text as it was at a moment; the highest number is what holds. `why_it_may`: what its
    writer said of words that looked like talk competitors must not have. `shared`: members may read
    it, because it was written or held when it was no draft."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    note = models.CharField(_("what changed, in a few words"), max_length=300, blank=True)
    why_it_may = models.CharField(max_length=500, blank=True)
    shared = models.BooleanField(default=False, editable=False)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "-number"]
        constraints = [
            models.UniqueConstraint(name="one_version_a_number", fields=["position", "number"]),
            models.CheckConstraint(name="version_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.position_id} v{self.number}"


class Paragraph(models.Model):
    """What stays the same thing while its words change, so that comments stay with it."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="paragraphs")

    objects = OfPositionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"paragraph {self.pk}"


class PassageQuerySet(models.QuerySet["Passage"]):
    def visible_to(self, who: Who) -> Self:
        found = self.filter(version__position__in=Position.objects.visible_to(who))
        return found.filter(readable_to(reader_of(who), "version__"))


class Passage(models.Model):
    """The words of a paragraph in one version, and its place in it from 1."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="passages")
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="passages")
    place = models.PositiveIntegerField()
    text = models.TextField(validators=[MaxLengthValidator(MAX_PARAGRAPH)])

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["version", "place"]
        constraints = [
            models.UniqueConstraint(
                name="a_paragraph_once_a_version", fields=["version", "paragraph"]
            ),
            models.UniqueConstraint(name="one_passage_a_place", fields=["version", "place"]),
            models.CheckConstraint(name="passage_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"passage {self.pk}"
