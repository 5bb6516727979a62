"""The inverted index of listings: terms, how often each stands, and where."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from naober.features.exchange.models.listings import Listing


class TermFrequency(models.Model):
    """A term of the matching index, and in how many listings it stands.

    The terms of offers and of needs differ (see naober.engines.matching.terms): what looks for
    offers never meets a need.
    """

    shows_nothing = True  # no page shows a row of it; it is only counted with

    term = models.CharField(max_length=100, unique=True)
    listings = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="term_not_empty", condition=~Q(term=""))]

    def __str__(self) -> str:
        return self.term


class ListingTerm(models.Model):
    """A posting of the inverted index: this term describes this listing, this much.

    Only what others may know of a listing stands here. `expires_on` repeats the listing's, so that
    one index answers "the open listings with these terms" by itself.
    """

    shows_nothing = True  # no page shows a row of it; the look-up gives listings

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="terms", db_index=False)
    term = models.ForeignKey(TermFrequency, models.PROTECT, related_name="+", db_index=False)
    expires_on = models.DateField()
    weight = models.FloatField()

    class Meta:
        indexes = [
            models.Index(
                name="listing_term_postings", fields=["term", "expires_on", "listing", "weight"]
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="one_posting_per_term", fields=["listing", "term"]),
            models.CheckConstraint(name="posting_weight_positive", condition=Q(weight__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id}: {self.term_id}"
