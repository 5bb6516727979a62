"""What fits a listing, made anew whenever it changes."""

from django.db.models import Q
from django.utils import timezone

from naober.features.exchange import engine_bridge, rules
from naober.features.exchange.engine_bridge import Found
from naober.features.exchange.models import (
    Listing,
    Match,
)


def refresh_matches(listing: Listing) -> None:
    """Make this listing's matches anew. Those that somebody answered stay, whatever the engine
    says now, but without its old reasons: these may say more than the listing does today."""
    found = engine_bridge.find_matches(listing, timezone.localdate())
    other = rules.opposite(listing.direction)
    ids = [f.listing_id for f in found]
    gone = Match.objects.filter(Q(offer=listing) | Q(need=listing)).exclude(**{f"{other}__in": ids})
    gone.exclude(interests=None).update(reasons=[])
    gone.filter(interests=None).delete()
    companies = dict(Listing.objects.filter(pk__in=ids).values_list("pk", "company"))
    Match.objects.bulk_create(
        [match_row(listing, f, companies[f.listing_id]) for f in found],
        update_conflicts=True,
        unique_fields=["offer", "need"],
        update_fields=["score", "conditional", "reasons"],
    )


def match_row(listing: Listing, found: Found, other_company: int) -> Match:
    mine, other = listing.direction, rules.opposite(listing.direction)
    return Match(
        **{
            f"{mine}_id": listing.pk,
            f"{other}_id": found.listing_id,
            f"{mine}_company_id": listing.company_id,
            f"{other}_company_id": other_company,
        },
        score=found.score,
        conditional=found.conditional,
        reasons=found.reasons,
    )
