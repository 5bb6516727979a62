"""What companies offer and need, what fits, and who said yes.

One rule stands above all: a confidential listing's company, place and text exist for its own people
only, until both sides of a match said yes. The pages and the API therefore never show a `Listing`
itself but the `cards` that `selectors` makes of it.
"""

from naober.features.exchange.models.deals import (
    GAINED,
    UNITS,
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
    Audience,
    Direction,
    Kind,
    Listing,
    ListingQuerySet,
    RandomIdField,
    named,
    own_of,
    random_id,
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

__all__ = [
    "GAINED",
    "MAX_CHARACTERS",
    "UNITS",
    "Audience",
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
    "Match",
    "MatchQuerySet",
    "RandomIdField",
    "Reach",
    "TermFrequency",
    "Value",
    "ValueKind",
    "ValueQuerySet",
    "named",
    "own_of",
    "random_id",
    "revealed_to",
]
