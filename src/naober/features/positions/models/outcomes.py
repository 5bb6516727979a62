"""What happened to it: to whom it went, what they answered, and whether they did what they said."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.features.positions.models.positions import OfPositionQuerySet, Position
from naober.foundation.core.once import MadeOnce
from naober.foundation.members.models import User
from naober.foundation.members.readers import Who

MAX_ANSWER = 5_000


class Sending(MadeOnce):
    """To whom, when and how. A text may go to several."""

    class How(models.TextChoices):
        MAIL = "mail", _("by e-mail")
        POST = "post", _("by post")
        PORTAL = "portal", _("on a web page for consultations")
        HAND = "hand", _("handed over")

    position = models.ForeignKey(Position, models.CASCADE, related_name="sendings")
    addressee = models.CharField(_("to whom"), max_length=200)
    day = models.DateField(_("on which day"), default=timezone.localdate)
    how = models.CharField(_("how"), max_length=6, choices=How, default=How.MAIL)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = OfPositionQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(name="sending_to_somebody", condition=~Q(addressee="")),
            models.CheckConstraint(
                name="sending_how_known", condition=Q(how__in=["mail", "post", "portal", "hand"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position_id} to {self.addressee}"


class Answer(MadeOnce):
    """What an authority wrote back, in short, and where the whole of it stands."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="answers")
    sender = models.CharField(_("from whom"), max_length=200)
    day = models.DateField(_("on which day"), default=timezone.localdate)
    text = models.TextField(_("what they answered"), max_length=MAX_ANSWER)
    document = models.URLField(_("where the document is"), max_length=500, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = OfPositionQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(name="answer_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class PromiseQuerySet(models.QuerySet["Promise"]):
    def visible_to(self, who: Who) -> Self:
        return self.filter(position__in=Position.objects.visible_to(who))

    def waiting(self) -> Self:
        """Open, and the day has come: somebody should ask how it stands."""
        return self.filter(state=Promise.State.OPEN, by_when__lte=timezone.localdate())


class Promise(MadeOnce):
    """What somebody said they would do, followed until it is known whether they did."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("promise", "open")
        KEPT = "kept", pgettext_lazy("promise", "kept")
        BROKEN = "broken", pgettext_lazy("promise", "not kept")

    position = models.ForeignKey(Position, models.CASCADE, related_name="promises")
    what = models.CharField(_("what was promised"), max_length=500)
    promised_by = models.CharField(_("who promised it"), max_length=200)
    by_when = models.DateField(_("by when"))
    state = models.CharField(_("how it stands"), max_length=6, choices=State, default=State.OPEN)
    evidence = models.CharField(_("how we know"), max_length=500, blank=True)
    document = models.URLField(_("where that stands"), max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["by_when", "pk"]
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        indexes = [
            models.Index(name="promise_open", fields=["by_when"], condition=Q(state="open")),
        ]
        constraints = [
            models.CheckConstraint(name="promise_says_something", condition=~Q(what="")),
            models.CheckConstraint(
                name="promise_settled_says_how",
                condition=Q(state="open", settled_at=None)
                | (Q(state__in=["kept", "broken"], settled_at__isnull=False) & ~Q(evidence="")),
            ),
        ]

    def __str__(self) -> str:
        return f"promise {self.pk}"

    @property
    def is_late(self) -> bool:
        return self.state == self.State.OPEN and self.by_when < timezone.localdate()
