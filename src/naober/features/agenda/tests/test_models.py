import pytest
from django.db import IntegrityError, transaction

from naober.features.agenda.models import Challenge, Milestone, Recognition, State, Theme
from naober.features.agenda.services import tell
from naober.features.agenda.tests.factories import ChallengeFactory, RecognitionFactory
from naober.foundation.audience.levels import Level
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_there_are_themes_to_start_with():
    assert {"energy", "people", "materials"} <= set(Theme.objects.values_list("slug", flat=True))


def test_only_us_is_only_us():
    challenge = ChallengeFactory(audience=Level.OWN)
    own = MembershipFactory(company=challenge.company).user
    found = Challenge.objects.visible_to
    assert found(own).exists()
    assert not found(MembershipFactory().user).exists()
    assert not found(UserFactory(desk_role="desk")).exists()


def test_a_company_recognises_once():
    said = RecognitionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        RecognitionFactory(challenge=said.challenge, company=said.company)


def test_who_recognises_without_a_name_is_read_by_the_desk_only():
    said = RecognitionFactory(with_name=False)
    found = Recognition.objects.visible_to
    assert not found(MembershipFactory(company=said.challenge.company).user).exists()
    assert found(MembershipFactory(company=said.company).user).exists()
    assert found(UserFactory(desk_role="desk")).exists()


def test_the_same_is_told_once():
    challenge = ChallengeFactory()
    for _ in range(2):
        tell(challenge=challenge, kind="weighing.chosen", key="weighing.chosen:1")
    assert Milestone.objects.count() == 1


def test_merged_is_merged_into_something():
    with pytest.raises(IntegrityError), transaction.atomic():
        ChallengeFactory(state=State.MERGED)
