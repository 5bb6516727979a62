"""A working group, and who sits in it."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.features.focus.models import circles
from naober.features.focus.models.points import FocusPoint
from naober.foundation.core.once import random_id
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import Who, reader_of

MAX_CHARTER = 10_000


class WorkingGroupQuerySet(models.QuerySet["WorkingGroup"]):
    def visible_to(self, who: Who) -> Self:
        """That it is there, its goal and charter: all members, and its guests."""
        reader = reader_of(who)
        return self.filter(circles.of_members(reader) | Q(pk__in=circles.groups_of(reader)))

    def inside_for(self, who: Who) -> Self:
        """Those whose actions, documents and talk this person reads."""
        return self.filter(circles.inside(reader_of(who), "pk"))

    def running(self) -> Self:
        return self.filter(ended_on=None)


class WorkingGroup(models.Model):
    """The people who work on a focus point. The charter is what they agreed to do, in paragraphs.

    Members read that it is there, its goal, charter and results, and the decisions that are for
    members. Actions, documents and talk are for the group and the desk.
    """

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    point = models.OneToOneField(FocusPoint, models.CASCADE, related_name="group")
    name = models.CharField(_("name"), max_length=120)
    charter = models.TextField(
        _("what the group agreed to do"), blank=True, validators=[MaxLengthValidator(MAX_CHARTER)]
    )
    started_on = models.DateField(_("started on"), default=timezone.localdate)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        constraints = [
            models.CheckConstraint(name="working_group_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="working_group_ends_after_start",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("focus:group", args=[self.pk])


class SeatQuerySet(models.QuerySet["Seat"]):
    def visible_to(self, who: Who) -> Self:
        """Who sits in a group is for the group and the desk, and of oneself."""
        reader = reader_of(who)
        own = Q(user=reader.user_id, user__isnull=False)
        return self.filter(circles.inside(reader) | own)

    def running(self) -> Self:
        return self.filter(state=Seat.State.IN)

    def open(self) -> Self:
        """Those that may still become something, or are."""
        return self.exclude(state=Seat.State.OVER)


class Seat(models.Model):
    """A person in a working group: for a company, or as a guest who sees this group only.

    `user` is empty until who was invited opened the link; `email` says who that is, and is empty
    again when they are forgotten. `organisation` is what a guest comes from, in words.
    """

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("seat", "asks to join")
        INVITED = "invited", pgettext_lazy("seat", "invited")
        IN = "in", pgettext_lazy("seat", "takes part")
        OVER = "over", pgettext_lazy("seat", "no longer")

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="seats")
    user = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="focus_seats"
    )
    company = models.ForeignKey(
        Company, models.CASCADE, null=True, blank=True, related_name="focus_seats"
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    is_guest = models.BooleanField(_("guest"), default=False)
    is_chair = models.BooleanField(_("chair"), default=False)
    state = models.CharField(max_length=7, choices=State)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    joined_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["-is_chair", "is_guest", "at", "pk"]
        verbose_name = _("seat in a working group")
        verbose_name_plural = _("seats in a working group")
        constraints = [
            models.CheckConstraint(
                name="seat_state_known", condition=Q(state__in=["asked", "invited", "in", "over"])
            ),
            models.CheckConstraint(
                name="seat_of_a_company_or_a_guest",
                condition=Q(is_guest=False, company__isnull=False) | Q(is_guest=True, company=None),
            ),
            models.CheckConstraint(
                name="seat_is_taken_by_somebody",
                condition=~Q(state__in=["in", "asked"]) | Q(user__isnull=False),
            ),
            models.CheckConstraint(
                name="a_guest_is_no_chair", condition=Q(is_chair=False) | Q(is_guest=False)
            ),
            models.UniqueConstraint(
                name="one_seat_a_person",
                fields=["group", "user"],
                condition=Q(user__isnull=False) & ~Q(state="over"),
            ),
            models.UniqueConstraint(
                name="one_seat_an_address",
                fields=["group", "email"],
                condition=~Q(email="") & ~Q(state="over"),
            ),
            models.UniqueConstraint(
                name="one_chair_a_group",
                fields=["group"],
                condition=Q(is_chair=True, state="in"),
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk}"
