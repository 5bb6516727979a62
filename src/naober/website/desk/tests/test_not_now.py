"""Who said "not now" is not phoned about it, also not when that moment has passed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from naober.features.exchange import services
from naober.features.exchange.models import Interest
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from naober.foundation.members.models import User
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory
from naober.website.desk import monday_rows

pytestmark = pytest.mark.django_db


def test_the_desk_is_not_told_to_call_who_woke():
    desk, giver, taker = UserFactory(desk_role="desk"), MembershipFactory(), MembershipFactory()
    match = MatchFactory(
        offer=ListingFactory(company=giver.company, direction="offer"),
        need=ListingFactory(company=taker.company, direction="need"),
    )
    services.express_interest(match=match, side="offer", by=giver.user)
    Interest.objects.update(at=timezone.now() - timedelta(days=9))
    assert monday_rows.waiting(desk).exists()
    services.decline_match(match=match, side="need", by=taker.user, reason="time")
    services.end_unanswered(timezone.localdate() + timedelta(days=300))
    assert Interest.objects.filter(side="need").exclude(answer="yes").exists()
    assert not monday_rows.waiting(User.objects.get(pk=desk.pk)).exists()
