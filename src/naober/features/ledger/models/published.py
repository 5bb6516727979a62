"""What of all companies together may be told: totals that are made once and stay as they are."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.ledger.models.entries import Kind
from naober.foundation.members.models import User

LEAST_COMPANIES = 4


class PublishedQuerySet(models.QuerySet["Published"]):
    def visible_to(self, user: User | AnonymousUser) -> PublishedQuerySet:
        """For everybody, visitors too: each passed the rule (see `rules.enough`)."""
        return self


class Published(models.Model):
    """What companies gave of one kind (of money and CO2: gained), from `since` up to `until`.

    Closed quarters; a quarter in which too few stood behind a number is told with the next one.
    The database refuses to change or remove a row.
    """

    kind = models.CharField(max_length=13, choices=Kind)
    since = models.DateField()
    until = models.DateField()  # the first day that is not in it
    quantity = models.DecimalField(max_digits=18, decimal_places=3)
    companies = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "until"]
        verbose_name = _("published total")
        verbose_name_plural = _("published totals")
        constraints = [
            models.UniqueConstraint(name="published_once", fields=["kind", "until"]),
            models.UniqueConstraint(name="published_from_once", fields=["kind", "since"]),
            models.CheckConstraint(name="published_in_order", condition=Q(until__gt=F("since"))),
            models.CheckConstraint(
                name="published_of_enough", condition=Q(companies__gte=LEAST_COMPANIES)
            ),
            models.CheckConstraint(name="published_kind_known", condition=Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.since} - {self.until}: {self.quantity}"


class Route(models.Model):
    """How many times something went from one place to another, where enough companies do at both
    ends. Made with the totals of a quarter, of all quarters so far."""

    origin = models.CharField(max_length=100)
    destination = models.CharField(max_length=100)
    kind = models.CharField(max_length=13, choices=Kind)
    times = models.PositiveIntegerField()
    until = models.DateField()

    shows_nothing = True  # read through selectors only, and safe for everybody

    class Meta:
        ordering = ["-times", "origin", "destination", "kind"]
        constraints = [
            models.UniqueConstraint(
                name="one_route", fields=["origin", "destination", "kind", "until"]
            ),
            models.CheckConstraint(
                name="route_between_places", condition=~Q(origin=F("destination"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin} - {self.destination}: {self.kind} {self.times}"


class Figure(models.Model):
    """A count that a page shows, kept so that no page has to count: made anew every day."""

    shows_nothing = True  # read through website.dashboard only, by kind of reader

    name = models.CharField(max_length=60, unique=True)
    value = models.DecimalField(max_digits=18, decimal_places=3)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
