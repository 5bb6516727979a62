"""What stands in the exchange and can go into a plan, as far as the desk may read it."""

from collections.abc import Sequence

from naober.features.exchange.models import (
    Kind,
    Listing,
    ListingQuerySet,
    Match,
    MatchQuerySet,
    reads,
)
from naober.features.streams.models import Plan, PlanQuerySet
from naober.foundation.audience.levels import FieldGroup
from naober.foundation.members.models import User
from naober.foundation.members.readers import reader_of

PLANNED = (Kind.MATERIAL, Kind.ENERGY)
MOST = 1_000  # listings in one workbook: of more a plan is no longer read by a person
MOST_PAIRS = 3_000


def listings_to_plan(user: User) -> ListingQuerySet:
    """Open listings of materials and heat, of which this reader may know whose they are and how
    much it is."""
    known = reads(reader_of(user), FieldGroup.WHO, FieldGroup.AMOUNT)
    found = Listing.objects.visible_to(user).open().filter(known, kind__in=PLANNED)
    return found.select_related("company").order_by("company__name", "pk")


def pairs_to_plan(listings: Sequence[Listing]) -> MatchQuerySet:
    """The best matches between two of these; not those that somebody said no to, or that ended."""
    mine = [one.pk for one in listings]
    found = Match.objects.filter(offer__in=mine, need__in=mine, ended_at=None)
    kept = found.exclude(offer_answer="no").exclude(need_answer="no")
    return kept.order_by("-score", "pk")[:MOST_PAIRS]


def plans(user: User) -> PlanQuerySet:
    """Without what they were made of."""
    return Plan.objects.visible_to(user).defer("workbook", "result").select_related("made_by")
