"""The workbook says that two met, and what they agreed, only where the desk may read that."""

import pytest
from django.utils import timezone

from naober.features.exchange import services
from naober.features.exchange.models import Match
from naober.features.exchange.tests.factories import (
    NEED,
    OFFER,
    ListingFactory,
    MatchFactory,
    agree,
    company_with_person,
    say,
    tonnes,
)
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


@pytest.mark.parametrize(("audience", "told"), [("own", 0), ("desk", 1), ("members", 1)])
def test_what_was_agreed_and_brought_is_there_unless_it_is_for_the_two_only(audience, told):
    giver, taker = company_with_person("Gever"), company_with_person("Nemer")
    say(giver[0], OFFER)
    say(taker[0], NEED)
    Match.objects.update(introduced_at=timezone.now())
    deal = agree(Match.objects.get(), giver, taker, audience=audience)
    services.report_value(deal=deal, side="offer", line=tonnes(), by=giver[1])
    desk = UserFactory(desk_role="desk")
    deals = list(exporting.TABLES["deals"].rows(desk))
    brought = list(exporting.TABLES["brought"].rows(desk))
    assert (len(deals), len(brought)) == (told, told)
    for row in (*deals, *brought):
        assert tuple(row[:2]) == ("Gever", "Nemer")
