"""The workbook of matches says that two met only where the desk reads who both are."""

import pytest
from django.utils import timezone

from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from naober.foundation.members.tests.factories import UserFactory
from naober.website.desk import exporting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("who", "told"), [("own", False), ("desk", True), ("members", True)])
def test_that_two_met_is_told_where_both_names_are(who, told):
    hidden = ListingFactory(audience_who=who, audience_contact=who)
    MatchFactory(offer=hidden, introduced_at=timezone.now())
    desk = UserFactory(desk_role="desk")
    [row] = exporting.TABLES["matches"].rows(desk)
    assert (row[-1] is not None) == told
    assert (hidden.company.name in row) == told
