"""After who hides behind a challenge, and after words that others weighed."""

from datetime import UTC, datetime
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from naober.features.agenda import services
from naober.features.agenda.models import Challenge
from naober.features.agenda.services import Said
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_of_what_hides_its_name_the_day_is_told_nowhere():
    """Also not the day on which the company said that all members may read it."""
    desk, mine = UserFactory(desk_role="desk"), MembershipFactory()
    other = MembershipFactory().user
    said = Said(text="Wij krijgen geen vergunning", choice="desk")
    made = services.raise_challenge(company=mine.company, said=said, by=desk)
    services.ask_to_open(challenge=made, by=desk)
    thursday = datetime(2027, 3, 11, 10, tzinfo=UTC)
    with mock.patch("django.utils.timezone.now", return_value=thursday):
        services.answer_opening(challenge=made, choice="nameless", by=mine.user)
        client = Client()
        client.force_login(other)
        text = client.get(made.get_absolute_url()).content.decode()
    assert "8 maart 2027" in text
    assert "11 maart 2027" not in text


def test_what_is_weighed_is_neither_reworded_nor_taken_out_of_sight():
    mine = MembershipFactory()
    said = Said(text="Wij zoeken stoom")
    made = services.raise_challenge(company=mine.company, said=said, by=mine.user)
    services.tell(challenge=made, kind="weighing.candidate", key="weighing.candidate:1", round="?")
    for other in (Said(text="Wij zoeken iets anders"), Said(text=said.text, choice="own")):
        with pytest.raises(ValidationError):
            services.edit_challenge(challenge=made, said=other, by=mine.user)
    assert Challenge.objects.get().text == said.text
