"""The audience of an object, as columns, and who looked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.foundation.audience.levels import (
    FieldGroup,
    Level,
    at_most,
    narrowest,
    rank,
)
from naober.foundation.audience.readers import OUTSIDE

NAME = "%(app_label)s_%(class)s"
GROUPS = tuple(f"audience_{group}" for group in FieldGroup.values)


def _never_wider(column: str) -> Q:
    """Said per level: the ladder's order is not that of the alphabet."""
    allowed = Q()
    for level in Level.values:
        allowed |= Q(**{"audience": level, f"{column}__in": at_most(level)})
    return allowed


def _needs_a_group() -> Q:
    named = Q(audience=Level.NAMED)
    for column in GROUPS:
        named |= Q(**{column: Level.NAMED})
    return ~named | Q(audience_group__isnull=False)


class AudienceFields(models.Model):
    """Who may know of an object, and of each kind of thing in it that may be more secret.

    A model that inherits this takes `class Meta(AudienceFields.Meta)` and begins its constraints
    with `*AudienceFields.Meta.constraints`. Nothing is public by default.
    """

    audience = models.CharField(
        _("who may see it"), max_length=10, choices=Level, default=Level.MEMBERS
    )
    audience_who = models.CharField(
        _("who reads our name"), max_length=10, choices=Level, default=Level.MEMBERS
    )
    audience_amount = models.CharField(
        _("who reads how much"), max_length=10, choices=Level, default=Level.MEMBERS
    )
    audience_price = models.CharField(
        _("who reads price and conditions"), max_length=10, choices=Level, default=Level.MEMBERS
    )
    audience_contact = models.CharField(
        _("who reads whom to contact"), max_length=10, choices=Level, default=Level.MEMBERS
    )
    audience_group = models.ForeignKey(
        "members.CompanyGroup",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the companies we choose"),
    )

    # Set by a query with `step_of`; without it one reads what is public only.
    step: int = OUTSIDE

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name=f"{NAME}_audience_known", condition=Q(audience__in=Level.values)
            ),
            *(
                models.CheckConstraint(name=f"{NAME}_{column[9:]}_within", condition=limit)
                for column, limit in ((column, _never_wider(column)) for column in GROUPS)
            ),
            models.CheckConstraint(name=f"{NAME}_named_has_group", condition=_needs_a_group()),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.narrow()
        super().save(*args, **kwargs)

    def narrow(self) -> None:
        """No field group wider than the object, and whom to contact never wider than who it is."""
        for column in GROUPS:
            setattr(self, column, narrowest(self.audience, getattr(self, column)))
        self.audience_contact = narrowest(self.audience_contact, self.audience_who)

    def level_of(self, group: str) -> str:
        level: str = getattr(self, f"audience_{group}")
        return level

    @property
    def whole_level(self) -> str:
        """Who may read all of it, and so the words as they were typed."""
        return narrowest(*(self.level_of(group) for group in FieldGroup.values))

    def may_read(self, *groups: str) -> bool:
        """The reader for whom it was read may know these field groups; none: all of them."""
        return all(rank(self.level_of(g)) >= self.step for g in groups or FieldGroup.values)


class SightingQuerySet(models.QuerySet["Sighting"]):
    def of(self, about: str, pk: int) -> SightingQuerySet:
        return self.filter(about=about, object_id=pk)


class Sighting(models.Model):
    """Somebody opened something on a day: a company, never a person; visitors are counted.

    `SOMEONE` is of companies too, and does not say which: where a name would tell of what else it
    has, the feature writes that."""

    class Viewer(models.TextChoices):
        COMPANY = "company", _("a company")
        DESK = "desk", _("the desk")
        BOARD = "board", _("the board")
        GUEST = "guest", _("a guest")
        VISITOR = "visitor", _("visitors without an account")
        SOMEONE = "someone", _("one or more companies, without their names")

    shows_nothing = True  # read by the page of the object's owner only

    about = models.CharField(max_length=40)  # "exchange.listing"
    object_id = models.BigIntegerField()
    viewer = models.CharField(max_length=7, choices=Viewer)
    company = models.ForeignKey(
        "members.Company", models.CASCADE, null=True, blank=True, related_name="+"
    )
    day = models.DateField(default=timezone.localdate)
    times = models.PositiveIntegerField(default=1)

    objects = SightingQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "viewer", "pk"]
        verbose_name = _("sighting")
        verbose_name_plural = _("sightings")
        constraints = [
            models.UniqueConstraint(
                name="one_sighting_per_company_and_day",
                fields=["about", "object_id", "day", "company"],
                condition=Q(company__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_sighting_per_viewer_and_day",
                fields=["about", "object_id", "day", "viewer"],
                condition=Q(company=None),
            ),
            models.CheckConstraint(
                name="sighting_of_a_company_names_it",
                condition=Q(viewer="company", company__isnull=False)
                | (~Q(viewer="company") & Q(company=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}:{self.object_id} {self.day}"


def saw(*, about: str, pk: int, viewer: str, company: int | None = None) -> None:
    """Write down that somebody looked, once a day; visitors are counted.

    One statement when it stands there already: looking at a page seldom waits for a writer.
    """
    day: date = timezone.localdate()
    row = {"about": about, "object_id": pk, "viewer": viewer, "company_id": company, "day": day}
    if viewer == Sighting.Viewer.VISITOR:
        if Sighting.objects.filter(**row).update(times=F("times") + 1):
            return
    elif Sighting.objects.filter(**row).exists():
        return
    Sighting.objects.bulk_create([Sighting(**row)], ignore_conflicts=True)
