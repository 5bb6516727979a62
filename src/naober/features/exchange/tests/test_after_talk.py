"""Two who spoke and both go on: of the match between them comes the introduction, when all members
read both sides with their names, and nobody said no to it."""

import pytest

from naober.features.exchange.models import Listing, Match
from naober.features.exchange.services import both_go_on, decline_match
from naober.features.exchange.tests.factories import MatchFactory
from naober.features.ledger.models import Entry
from naober.foundation.members.models import Membership
from naober.foundation.members.tests.factories import MembershipFactory
from naober.foundation.notifications.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def match():
    made = MatchFactory()
    for company in (made.offer_company, made.need_company):
        MembershipFactory(company=company, is_contact=True)
    levels = ("audience", "audience_who", "audience_contact")
    Listing.objects.update(**dict.fromkeys(levels, "members"))
    return made


def speaks(company):
    person = Membership.objects.filter(company=company, is_contact=True).first().user
    return person, company


def go_on(match, one=None):
    return both_go_on(one=one or speaks(match.offer_company), other=speaks(match.need_company))


def test_the_match_becomes_an_introduction_and_both_are_told_once(match):
    assert go_on(match)
    match.refresh_from_db()
    assert match.introduced_at is not None
    assert Mail.objects.filter(key__startswith=f"introduction:{match.pk}:").count() == 2
    assert Entry.objects.count() == 2
    assert not go_on(match)
    assert Entry.objects.count() == 2


def test_not_what_is_hidden_from_members(match):
    Listing.objects.filter(pk=match.need_id).update(audience_who="desk")
    assert not go_on(match)
    assert Match.objects.get(pk=match.pk).introduced_at is None


def test_not_what_one_of_them_said_no_to(match):
    decline_match(match=match, side="need", by=speaks(match.need_company)[0], reason="quality")
    assert not go_on(match)
    assert Match.objects.get(pk=match.pk).introduced_at is None


def test_not_by_who_does_not_act_for_the_company(match):
    stranger = MembershipFactory().user
    assert not go_on(match, one=(stranger, match.offer_company))
    assert not match.interests.exists()


def test_who_spoke_and_is_not_the_contact_still_gets_the_address_of_the_other(match):
    colleague = MembershipFactory(company=match.offer_company).user
    assert not go_on(match, one=(colleague, match.offer_company))
    assert Match.objects.get(pk=match.pk).introduced_at is not None
