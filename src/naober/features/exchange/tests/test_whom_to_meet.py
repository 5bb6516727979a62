"""Everywhere it says whom to meet, it is the same person."""

import pytest

from naober.features.exchange import cards, deal_cards, selectors
from naober.features.exchange.models import Match
from naober.features.exchange.services import express_interest
from naober.features.exchange.tests.factories import NEED, OFFER, company_with_person, say
from naober.foundation.members.tests.factories import MembershipFactory
from naober.foundation.notifications.models import Mail

pytestmark = pytest.mark.django_db


def test_page_mail_and_api_name_the_one_whose_field_it_is(client):
    (giver, seller), (taker, buyer) = company_with_person(), company_with_person()
    MembershipFactory(company=giver, role="innovation", is_contact=True)
    wanted = MembershipFactory(company=giver, role="purchasing").user
    say(giver, OFFER)
    say(taker, NEED)
    match = Match.objects.get()
    for side, person in (("offer", seller), ("need", buyer)):
        express_interest(match=match, side=side, by=person)
    [found] = selectors.matches_of(buyer)
    [line], [card] = deal_cards.match_lines([found], buyer), cards.match_cards([found], buyer)
    assert line.contact == card.contact
    assert line.contact.email == wanted.email
    client.force_login(buyer)
    [answer] = client.get("/api/v1/exchange/matches").json()["items"]
    assert answer["contact"]["email"] == wanted.email
    assert any(wanted.email in mail.text for mail in Mail.objects.filter(email=buyer.email))
