"""What companies offer and need, what fits, and who said yes.

One rule stands above all: what of a listing is for some only (whose it is, how much, the price,
whom to contact, the words as typed) exists for those only. The pages and the API therefore never
show a `Listing` itself but a card of it (see `cards`).
"""

from naober.features.exchange.models.deals import (
    GAINED,
    Deal,
    DealEvent,
    DealQuerySet,
    EmissionFactor,
    Expectation,
    Value,
    ValueKind,
    ValueQuerySet,
)
from naober.features.exchange.models.guests import DealGuest, ListingGuest
from naober.features.exchange.models.index import ListingTerm, TermFrequency
from naober.features.exchange.models.listings import (
    MAX_CHARACTERS,
    OF_DESK,
    Direction,
    Kind,
    Listing,
    ListingQuerySet,
    RandomIdField,
    own_match_of,
    own_of,
    own_side,
    reads,
    revealed_to,
)
from naober.features.exchange.models.matches import (
    Interest,
    InterestQuerySet,
    Lesson,
    Match,
    MatchQuerySet,
    Reach,
)
from naober.features.exchange.models.words import ListingWord, Word
from naober.foundation.core.once import random_id

__all__ = [
    "GAINED",
    "MAX_CHARACTERS",
    "OF_DESK",
    "Deal",
    "DealEvent",
    "DealGuest",
    "DealQuerySet",
    "Direction",
    "EmissionFactor",
    "Expectation",
    "Interest",
    "InterestQuerySet",
    "Kind",
    "Lesson",
    "Listing",
    "ListingGuest",
    "ListingQuerySet",
    "ListingTerm",
    "ListingWord",
    "Match",
    "MatchQuerySet",
    "RandomIdField",
    "Reach",
    "TermFrequency",
    "Value",
    "ValueKind",
    "ValueQuerySet",
    "Word",
    "own_match_of",
    "own_of",
    "own_side",
    "random_id",
    "reads",
    "revealed_to",
]
