"""A problem that a company raises, and who else has it."""

from __future__ import annotations

from typing import Any, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.features.agenda.models.themes import Theme
from naober.foundation.audience.models import AudienceFields
from naober.foundation.audience.readers import Reader, in_audience, owned_by, step_of
from naober.foundation.core.once import random_id
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import Who, reader_of

MAX_CHARACTERS = 2_000


class Origin(models.TextChoices):
    """Where it came from."""

    COMPANY = "company", _("raised by a company")
    CONVERSATION = "conversation", _("from a talk with the desk")
    MEETING = "meeting", _("from a meeting")
    MERGED = "merged", _("several, taken together")


class State(models.TextChoices):
    """How far it is. What happens in it further on stands in its milestones."""

    OPEN = "open", pgettext_lazy("challenge", "open")
    MERGED = "merged", pgettext_lazy("challenge", "taken together with others")
    CHOSEN = "chosen", pgettext_lazy("challenge", "chosen")
    DONE = "done", pgettext_lazy("challenge", "done")
    CLOSED = "closed", pgettext_lazy("challenge", "closed")


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def visible_to(self, who: Who) -> Self:
        """One's own, what one recognised, and what one is in the audience of."""
        reader = reader_of(who)
        return self.filter(in_audience(reader) | inside(reader))

    def with_rights(self, who: Who) -> Self:
        """Annotates `step`, so that `may_read` knows who reads the name of the company."""
        rights: dict[str, Any] = {"step": step_of(reader_of(who), inside=own_of(reader_of(who)))}
        return self.annotate(**rights)

    def open(self) -> Self:
        """Those that may be recognised, merged, weighed."""
        return self.filter(state=State.OPEN)


def own_of(reader: Reader) -> Q:
    """Of one's own company; for the desk also what it wrote down for others."""
    own = owned_by(reader)
    return own | Q(entered_by_desk=True) if reader.is_desk else own


def inside(reader: Reader) -> Q:
    mine = Recognition.objects.filter(company__in=reader.companies, challenge=OuterRef("pk"))
    return own_of(reader) | Q(Exists(mine))


class Challenge(AudienceFields):
    """Something that companies struggle with, in their own words.

    Of the audience's field groups only `who` means something here: who reads the company's name.
    `company` is empty where several were taken together or a meeting raised it. `source` names
    where it was said ("desk.conversation:12") and is for the desk only.
    """

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    company = models.ForeignKey(
        Company, models.CASCADE, null=True, blank=True, related_name="challenges"
    )
    text = models.TextField(_("challenge"), validators=[MaxLengthValidator(MAX_CHARACTERS)])
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="challenges",
        verbose_name=_("theme"),
    )  # fmt: skip
    origin = models.CharField(
        _("where it came from"), max_length=12, choices=Origin, default=Origin.COMPANY
    )
    source = models.CharField(max_length=80, blank=True)
    state = models.CharField(_("how far"), max_length=6, choices=State, default=State.OPEN)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts"
    )
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    entered_by_desk = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_because = models.CharField(_("why it was closed"), max_length=500, blank=True)
    # Where it looks like talk that competition law forbids: why it may stand here all the same.
    why_it_may = models.CharField(_("why it may"), max_length=500, blank=True)
    # Of one that is for the desk only: when the desk asked whether all members may read it.
    opening_asked_at = models.DateTimeField(null=True, blank=True)
    opening_refused_at = models.DateTimeField(null=True, blank=True)

    objects = ChallengeQuerySet.as_manager()

    class Meta(AudienceFields.Meta):
        ordering = ["-created_at", "-pk"]
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        indexes = [
            models.Index(name="challenge_newest", fields=["state", "-created_at", "-id"]),
        ]
        constraints = [
            *AudienceFields.Meta.constraints,
            models.CheckConstraint(name="agenda_challenge_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="challenge_state_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="challenge_merged_into_one",
                condition=Q(state=State.MERGED, merged_into__isnull=False)
                | (~Q(state=State.MERGED) & Q(merged_into=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"challenge {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("agenda:challenge", args=[self.pk])


class RecognitionQuerySet(models.QuerySet["Recognition"]):
    def visible_to(self, who: Who) -> Self:
        """One's own and those with a name, of challenges one may see; the desk reads all."""
        reader = reader_of(who)
        if reader.is_desk:
            return self
        seen = Challenge.objects.visible_to(who).filter(pk=OuterRef("challenge"))
        named = Q(with_name=True, only_desk=False) & Q(Exists(seen))
        return self.filter(named | Q(company__in=reader.companies))


class Recognition(models.Model):
    """A company says: we too. Once, by any of its people; with or without its name.

    `came_from` is the challenge that it raised or recognised, where that was taken together with
    others into this one. `only_desk`: what came from there was for the desk only, so it counts
    for nobody else.
    """

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="recognitions")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    with_name = models.BooleanField(_("with our name"), default=True)
    only_desk = models.BooleanField(default=False)
    came_from = models.ForeignKey(
        Challenge, models.CASCADE, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("recognition")
        verbose_name_plural = _("recognitions")
        constraints = [
            models.UniqueConstraint(
                name="recognised_once_by_a_company", fields=["challenge", "company"]
            ),
            models.CheckConstraint(
                name="for_the_desk_only_has_no_name",
                condition=Q(only_desk=False) | Q(with_name=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} recognises {self.challenge_id}"


class NotAlikeQuerySet(models.QuerySet["NotAlike"]):
    def visible_to(self, who: Who) -> Self:
        return self if reader_of(who).is_desk else self.none()


class NotAlike(models.Model):
    """Two challenges of which a person of the desk said that they are two; not asked again."""

    first = models.ForeignKey(Challenge, models.CASCADE, related_name="+")
    second = models.ForeignKey(Challenge, models.CASCADE, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = NotAlikeQuerySet.as_manager()

    class Meta:
        verbose_name = _("two that are not the same")
        verbose_name_plural = _("pairs that are not the same")
        constraints = [
            models.CheckConstraint(
                name="two_challenges_in_order", condition=Q(second__gt=F("first"))
            ),
            models.UniqueConstraint(name="said_once_of_two_challenges", fields=["first", "second"]),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
