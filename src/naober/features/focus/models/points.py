"""A focus point: what the collective chose to act on, its goal, and how far it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.features.agenda.models import Challenge, Theme
from naober.features.focus.models import circles
from naober.foundation.core.once import MadeOnce, random_id
from naober.foundation.members.models import User
from naober.foundation.members.readers import Who, reader_of

MAX_TEXT = 4_000
# A goal in figures needs all four: else no line can be drawn from where it was to where it should
# be. The days are welcome, and may come later.
_FIGURES = Q(baseline__isnull=False, target__isnull=False) & ~Q(measure="") & ~Q(unit="")
_WORDS_ONLY = Q(baseline=None, target=None, baseline_on=None, measure="", unit="")


class State(models.TextChoices):
    RUNNING = "running", pgettext_lazy("focus point", "running")
    ACHIEVED = "achieved", pgettext_lazy("focus point", "achieved")
    STOPPED = "stopped", pgettext_lazy("focus point", "stopped")


class FocusPointQuerySet(models.QuerySet["FocusPoint"]):
    def visible_to(self, who: Who) -> Self:
        """All members, and a guest of its working group; a visitor what was made public."""
        reader = reader_of(who)
        inside = Q(group__in=circles.groups_of(reader))
        return self.filter(Q(is_public=True) | circles.of_members(reader) | inside)

    def with_whole(self, who: Who) -> Self:
        """Annotates `whole`: this reader reads more of it than what was made public."""
        reader = reader_of(who)
        inside = Q(group__in=circles.groups_of(reader))
        mine = When(circles.of_members(reader) | inside, then=Value(True))
        return self.annotate(whole=Case(mine, default=Value(False)))

    def running(self) -> Self:
        return self.filter(state=State.RUNNING)


class FocusPoint(MadeOnce):
    """A challenge, or some together, that the collective acts on, with a goal to measure.

    `measure` says what is counted ("gas that we burn together") and `unit` in what ("MWh a year");
    `baseline` and `target` are in that unit, on the days beside them. In which round it was chosen
    stands in the line of life of its challenges. `is_public` puts its title, goal, figures and
    confirmed results on the page for visitors, and nothing else.
    """

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(
        _("what it is about"), blank=True, validators=[MaxLengthValidator(MAX_TEXT)]
    )
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="focus_points",
        verbose_name=_("theme"),
    )  # fmt: skip
    challenges = models.ManyToManyField(Challenge, related_name="focus_points", blank=True)
    goal = models.CharField(_("goal"), max_length=300)
    measure = models.CharField(_("what we measure"), max_length=120, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = models.DecimalField(
        _("where we start"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    baseline_on = models.DateField(_("measured on"), null=True, blank=True)
    target = models.DecimalField(
        _("where we want to be"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    target_on = models.DateField(_("by when"), null=True, blank=True)
    state = models.CharField(_("how far"), max_length=8, choices=State, default=State.RUNNING)
    started_on = models.DateField(_("started on"), default=timezone.localdate)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    stopped_because = models.CharField(_("why it was stopped"), max_length=500, blank=True)
    is_public = models.BooleanField(_("on the public page"), default=False)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FocusPointQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "-pk"]
        verbose_name = _("focus point")
        verbose_name_plural = _("focus points")
        indexes = [models.Index(name="focus_point_newest", fields=["state", "-started_on", "-id"])]
        constraints = [
            models.CheckConstraint(
                name="focus_point_says_what", condition=~Q(title="") & ~Q(goal="")
            ),
            models.CheckConstraint(
                name="focus_point_state_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="focus_point_measured_or_in_words", condition=_FIGURES | _WORDS_ONLY
            ),
            models.CheckConstraint(
                name="focus_point_goes_somewhere",
                condition=Q(target=None) | ~Q(target=F("baseline")),
            ),
            models.CheckConstraint(
                name="focus_point_ends_when_over",
                condition=Q(state=State.RUNNING, ended_on=None)
                | (~Q(state=State.RUNNING) & Q(ended_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="focus_point_stopped_with_reason",
                condition=~Q(state=State.STOPPED) | ~Q(stopped_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("focus:point", args=[self.pk])

    @property
    def is_measured(self) -> bool:
        return self.baseline is not None and self.target is not None

    @property
    def is_running(self) -> bool:
        return self.state == State.RUNNING

    def share_of(self, value: Decimal) -> Decimal | None:
        """How much of the way from baseline to target this value is: 0 to 1, never outside."""
        if self.baseline is None or self.target is None:
            return None
        way = (value - self.baseline) / (self.target - self.baseline)
        return min(max(way, Decimal(0)), Decimal(1))


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def visible_to(self, who: Who) -> Self:
        return self.filter(point__in=FocusPoint.objects.visible_to(who))


class Measurement(MadeOnce):
    """Where a focus point stood on a day, in its unit. Of one day the last that was written."""

    point = models.ForeignKey(FocusPoint, models.CASCADE, related_name="measurements")
    day = models.DateField(_("day"), default=timezone.localdate)
    value = models.DecimalField(_("measured"), max_digits=16, decimal_places=3)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        constraints = [
            models.UniqueConstraint(name="one_measurement_a_day", fields=["point", "day"]),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} on {self.day}"
