"""How many and who: what one reader may know of those who recognise a challenge."""

import pytest

from naober.features.agenda import cards, selectors
from naober.features.agenda.tests.factories import ChallengeFactory, RecognitionFactory
from naober.foundation.audience.levels import Level
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def support(user, challenge):
    return cards.cards([selectors.challenge_for(user, challenge.pk)], user)[0].support


@pytest.fixture
def member():
    return MembershipFactory().user


def test_with_a_name_one_is_named_and_counts(member):
    said = RecognitionFactory()
    found = support(member, said.challenge)
    assert (list(found.names), found.number) == ([said.company.name], 1)


def test_without_a_name_one_only_counts_and_only_in_a_crowd(member):
    challenge = ChallengeFactory()
    RecognitionFactory(challenge=challenge, with_name=False)
    # Beside the reader and the raiser there is just the one that said so: a number would name it.
    assert support(member, challenge).number == 0
    CompanyFactory.create_batch(4)
    assert support(member, challenge).number == 0
    CompanyFactory()
    found = support(member, challenge)
    assert (found.number, list(found.names), found.or_more) == (1, [], True)
    CompanyFactory()
    assert support(member, challenge).or_more is False


def test_a_number_always_leaves_a_crowd_that_need_not_have_said_it(member):
    challenge = ChallengeFactory()
    for _ in range(6):
        RecognitionFactory(challenge=challenge, with_name=False)
    assert support(member, challenge).number == 1
    CompanyFactory.create_batch(20)
    assert support(member, challenge).number == 6


def test_what_was_for_the_desk_only_counts_for_the_desk_only(member):
    said = RecognitionFactory(with_name=False, only_desk=True)
    CompanyFactory.create_batch(9)
    assert support(member, said.challenge).number == 0
    desk = support(UserFactory(desk_role="desk"), said.challenge)
    assert (desk.number, list(desk.nameless)) == (1, [said.company.name])


def test_ones_own_word_is_read_whatever_others_may_know():
    said = RecognitionFactory(with_name=False)
    own = MembershipFactory(company=said.company).user
    assert support(own, said.challenge).number == 1
    assert [one.company for one in support(own, said.challenge).mine] == [said.company]


def test_names_do_not_close_in_on_who_hides(member):
    """When nearly all others are named, the one that is left raised it."""
    challenge = ChallengeFactory(audience_who=Level.DESK)
    RecognitionFactory(challenge=challenge)
    assert list(support(member, challenge).names) == []
    CompanyFactory.create_batch(5)
    assert len(support(member, challenge).names) == 1
