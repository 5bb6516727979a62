"""What stands in the exchange and can go into a plan, as far as the desk may read it."""

from django.db.models import Q
from django.utils import timezone

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
MOST = 2_000  # listings in one workbook


def listings_to_plan(user: User) -> ListingQuerySet:
    """Open listings of materials and heat, of which this reader may know whose they are and how
    much it is."""
    known = reads(reader_of(user), FieldGroup.WHO, FieldGroup.AMOUNT)
    found = Listing.objects.visible_to(user).open().filter(known, kind__in=PLANNED)
    return found.select_related("company").order_by("company__name", "pk")


def pairs_to_plan(user: User) -> MatchQuerySet:
    """Matches between two of these; not those that somebody said no to, or that ended."""
    today = timezone.localdate()
    mine = listings_to_plan(user).order_by().values("pk")
    live = Q(offer__expires_on__gte=today, need__expires_on__gte=today)
    found = Match.objects.filter(live, offer__in=mine, need__in=mine, ended_at=None)
    return found.exclude(offer_answer="no").exclude(need_answer="no").order_by("-score", "pk")


def plans(user: User) -> PlanQuerySet:
    """Without what they were made of."""
    return Plan.objects.visible_to(user).defer("workbook", "result").select_related("made_by")
