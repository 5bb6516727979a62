"""The words by which a listing is found, and for whom each may be read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from naober.features.exchange.models.listings import Listing


class Word(models.Model):
    """A word that stands in some listing, folded: small letters, no accents."""

    shows_nothing = True  # no page shows a row of it

    text = models.CharField(max_length=40, unique=True)

    class Meta:
        constraints = [models.CheckConstraint(name="word_not_empty", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text


class ListingWord(models.Model):
    """This word stands in this listing. `scope` says in which part: whoever may not read that part
    does not find the listing by it (see `selectors`)."""

    class Scope(models.IntegerChoices):
        ABOUT = 0, "what whoever sees the listing may read"
        SENTENCE = 1, "the sentence as it was typed"
        NOTE = 2, "one's own note"

    shows_nothing = True  # no page shows a row of it; the look-up gives listings

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="words", db_index=False)
    word = models.ForeignKey(Word, models.PROTECT, related_name="+", db_index=False)
    scope = models.PositiveSmallIntegerField(choices=Scope)

    class Meta:
        indexes = [models.Index(name="listing_by_word", fields=["word", "scope", "listing"])]
        constraints = [
            models.UniqueConstraint(
                name="one_row_per_word_and_scope", fields=["listing", "word", "scope"]
            ),
            models.CheckConstraint(name="word_scope_known", condition=Q(scope__in=[0, 1, 2])),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id}: {self.word_id}"
