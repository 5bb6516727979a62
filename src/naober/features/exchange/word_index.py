"""The words of listings in the database: which listings have a word, in a part that one may read?

A word is found by its beginning, in singular and plural, and as a part of a compound. A look-up
reads an index and never the listings themselves, however many there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from naober.features.exchange.models import Listing, ListingWord, Word
from naober.features.exchange.text_ids import ids_of
from naober.lexicon.load import split_compound
from naober.lexicon.words import STOPWORDS_EN, STOPWORDS_NL, base, fold, tokens

Scope = ListingWord.Scope
RARE = 2_000  # so few listings are named one by one; more are better met newest first
FEW_FORMS = 300  # so many words are named one by one; of more the database is asked
MAX_WORDS = 400  # of one part of a listing
_LENGTH = 40
_BATCH = 2_000
_STOPS = STOPWORDS_NL | STOPWORDS_EN


@dataclass(frozen=True, slots=True)
class Hits:
    """The listings that have one sought word, by the part in which it stands."""

    by_scope: dict[int, Any]  # scope -> listing ids, or a statement that gives them
    anywhere: set[int] | None = None  # whatever the part; None where they are many

    def within(self, scope: int) -> Q:
        return Q(pk__in=self.by_scope.get(scope, []))

    def among(self, ids: set[int]) -> "Hits":
        """Only these; of many all, for they are met one by one."""
        if self.anywhere is None:
            return self
        kept = {scope: ids.intersection(found) for scope, found in self.by_scope.items()}
        return Hits(kept, self.anywhere & ids)


def parts(text: str) -> list[str]:
    """The words that are sought when this is typed: folded, each once, without "de" and "the"."""
    found = [fold(token.text)[:_LENGTH] for token in tokens(text)]
    return list(dict.fromkeys(word for word in found if word and word not in _STOPS))


def forms(text: str) -> set[str]:
    """The words under which a text is found: as written, bare, and the parts of compounds."""
    found: set[str] = set()
    for word in parts(text)[:MAX_WORDS]:
        bare = base(word)
        found |= {word, bare[:_LENGTH], *(part[:_LENGTH] for part in split_compound(bare))}
    return {word for word in found if word}


@transaction.atomic
def store(listing: Listing) -> None:
    """Replace the words of one listing."""
    ListingWord.objects.filter(listing=listing).delete()
    store_many([listing])


@transaction.atomic
def store_many(listings: Sequence[Listing]) -> None:
    """Add the words of listings that have none yet."""
    rows = [
        (listing.pk, scope, words) for listing in listings for scope, words in words_of(listing)
    ]
    ids = ids_of(sorted({word for _pk, _scope, words in rows for word in words}), Word, "text")
    ListingWord.objects.bulk_create(
        (
            ListingWord(listing_id=pk, scope=scope, word_id=ids[word])
            for pk, scope, words in rows
            for word in sorted(words)
        ),
        batch_size=_BATCH,
    )


def hits(word: str) -> Hits:
    """Where a sought word stands (one of `parts`): two statements.

    However many words begin so, none is left out: words of hidden listings are among them, and one
    that fell off would tell of those before it."""
    asked = Q(text__startswith=word) | Q(text=base(word)[:_LENGTH])
    forms = Word.objects.filter(asked).order_by().values_list("pk", flat=True)
    ids = list(forms[: FEW_FORMS + 1])
    standing = ListingWord.objects.filter(word__in=ids if len(ids) <= FEW_FORMS else forms)
    few = list(standing.order_by().values_list("listing_id", "scope")[: RARE + 1])
    if len(few) > RARE:
        return Hits({s: standing.filter(scope=s).order_by().values("listing") for s in Scope})
    by_scope: dict[int, Any] = {scope: [] for scope in Scope}
    for listing, scope in few:
        by_scope[scope].append(listing)
    return Hits(by_scope, {listing for listing, _scope in few})


def words_of(listing: Listing) -> Iterable[tuple[int, set[str]]]:
    """By part; what stands in a part that more people read is not repeated."""
    about = forms(listing.public_words)
    sentence = forms(f"{listing.text} {listing.place}") - about
    return [
        (Scope.ABOUT, about),
        (Scope.SENTENCE, sentence),
        (Scope.NOTE, forms(listing.reference) - about - sentence),
    ]
