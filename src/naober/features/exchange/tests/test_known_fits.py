"""Only what all members may read with both names counts for who sits with whom."""

import pytest

from naober.features.exchange.known import known_fits
from naober.features.exchange.models import Match
from naober.features.exchange.tests.factories import MatchFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("side", "column", "level", "counts"),
    [
        ("offer", "audience", "members", True),
        ("offer", "audience", "desk", False),
        ("need", "audience", "own", False),
        ("offer", "audience_who", "own", False),
        ("need", "audience_who", "desk", False),
    ],
)
def test_a_hidden_listing_moves_no_chair(side, column, level, counts):
    match = MatchFactory()
    for one in (match.offer, match.need):
        one.audience = one.audience_who = "members"
        one.save()
    listing = getattr(match, side)
    within = [f"audience_{group}" for group in ("who", "amount", "price", "contact")]
    columns = ["audience", *within] if column == "audience" else [column]
    type(listing).objects.filter(pk=listing.pk).update(**dict.fromkeys(columns, level))
    found = known_fits([match.offer_company_id, match.need_company_id])
    assert bool(found) is counts
    assert Match.objects.count() == 1
