"""A deal that is for the two companies only: the desk, where it placed a listing of the match or
acts on behalf, meets nothing that would tell of it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from naober.features.exchange import deal_selectors, selectors, services
from naober.features.exchange.models import Deal
from naober.features.exchange.services import Terms
from naober.features.exchange.tests.factories import (
    ListingFactory,
    MatchFactory,
    person_of,
)

pytestmark = pytest.mark.django_db
SECRET = Terms("geheim", audience="own")


@pytest.fixture
def match():
    return MatchFactory(offer=ListingFactory(entered_by_desk=True), introduced_at=timezone.now())


@pytest.fixture
def giver(match):
    return person_of(match.offer_company)


@pytest.fixture
def taker(match):
    return person_of(match.need_company)


def what_the_desk_meets(client, desk):
    client.force_login(desk)
    found = selectors.matches_of(desk)
    [step] = deal_selectors.steps_of(list(found), desk).values()
    row = found.get()
    return step, row.rank, client.get(reverse("exchange:matches")).content.decode()


def test_the_desk_sees_no_difference(client, desk, match, taker):
    before = what_the_desk_meets(client, desk)
    deal = services.propose_deal(match=match, side="need", terms=SECRET, by=taker)
    step, rank, page = what_the_desk_meets(client, desk)
    assert (step, rank) == before[:2]
    assert step.deal is None
    assert reverse("exchange:deal", args=[deal.pk]) not in page
    [own] = deal_selectors.steps_of(list(selectors.matches_of(taker)), taker).values()
    assert own.deal == deal


def test_the_desk_may_write_down_what_it_would_without_it(desk, match, taker, giver):
    hidden = services.propose_deal(match=match, side="need", terms=SECRET, by=taker)
    services.propose_deal(match=match, side="offer", terms=Terms("van het bureau"), by=desk)
    for person, side in [(giver, "offer"), (taker, "need"), (desk, "offer")]:
        with pytest.raises(ValidationError, match="al opgeschreven"):
            services.propose_deal(match=match, side=side, terms=Terms("nog een"), by=person)
    with pytest.raises(ValidationError, match="al opgeschreven"):
        services.change_deal(
            deal=hidden, side="need", terms=Terms("geheim", audience="desk"), version=1, by=taker
        )
    assert Deal.objects.get(pk=hidden.pk).audience == "own"


def test_the_two_write_down_one(match, taker, giver):
    services.propose_deal(match=match, side="need", terms=SECRET, by=taker)
    with pytest.raises(ValidationError, match="al opgeschreven"):
        services.propose_deal(match=match, side="offer", terms=Terms("nog een"), by=giver)
