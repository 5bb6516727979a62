"""Of a match two reasons stand open, and a condition is never behind a click."""

from dataclasses import replace

import pytest

from naober.features.exchange.deal_cards import match_lines
from naober.features.exchange.engine_bridge import Chip
from naober.features.exchange.selectors import matches_of
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from naober.foundation.members.tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    person = MembershipFactory()
    MatchFactory(offer=ListingFactory(company=person.company))
    [made] = match_lines(matches_of(person.user), person.user)
    return made


@pytest.mark.parametrize(
    ("tones", "open_ones"),
    [
        ("", ""),
        ("yes", "yes"),
        ("yes info", "yes info"),
        ("yes info yes", "yes info"),
        ("yes info condition", "yes condition"),
        ("yes info info stop", "yes stop"),
        ("condition yes stop", "condition yes"),
    ],
)
def test_which_reasons_stand_open(line, tones, open_ones):
    chips = [Chip(f"reason {number}", tone) for number, tone in enumerate(tones.split())]
    made = replace(line, card=replace(line.card, chips=chips))
    assert [chip.tone for chip in made.first_reasons] == open_ones.split()
    assert sorted([*made.first_reasons, *made.more_reasons], key=str) == sorted(chips, key=str)
