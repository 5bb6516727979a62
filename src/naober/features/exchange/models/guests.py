"""Who was let into just one listing or deal: a supplier, an adviser. They see that and no more."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from naober.features.exchange.models.deals import Deal
from naober.features.exchange.models.listings import Listing
from naober.foundation.members.models import Company, User


class Guest(models.Model):
    """`user` is None until the person opened the link of the invitation."""

    email = models.EmailField()
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["invited_at", "pk"]

    def __str__(self) -> str:
        return f"guest {self.pk}"


class ListingGuestQuerySet(models.QuerySet["ListingGuest"]):
    def running(self) -> ListingGuestQuerySet:
        return self.filter(ended_at=None)

    def visible_to(self, user: User | AnonymousUser) -> ListingGuestQuerySet:
        """For the company that let them in: others need not know who advises it."""
        return self.filter(company__in=Company.objects.of(user))


class ListingGuest(Guest):
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="guests")

    objects = ListingGuestQuerySet.as_manager()

    class Meta(Guest.Meta):
        constraints = [
            models.UniqueConstraint(
                name="one_guest_per_listing",
                fields=["listing", "email"],
                condition=Q(ended_at=None),
            )
        ]


class DealGuestQuerySet(models.QuerySet["DealGuest"]):
    def running(self) -> DealGuestQuerySet:
        return self.filter(ended_at=None)

    def visible_to(self, user: User | AnonymousUser) -> DealGuestQuerySet:
        """As of a listing: for the company that let them in."""
        return self.filter(company__in=Company.objects.of(user))


class DealGuest(Guest):
    deal = models.ForeignKey(Deal, models.CASCADE, related_name="guests")

    objects = DealGuestQuerySet.as_manager()

    class Meta(Guest.Meta):
        constraints = [
            models.UniqueConstraint(
                name="one_guest_per_deal", fields=["deal", "email"], condition=Q(ended_at=None)
            )
        ]
