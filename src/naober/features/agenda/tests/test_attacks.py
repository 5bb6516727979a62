"""After who hides behind a challenge, and after words that others weighed."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from naober.features.agenda import services
from naober.features.agenda.models import Challenge, Milestone
from naober.features.agenda.services import Said
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_of_what_hides_its_name_the_day_is_told_nowhere():
    """Also not the day on which the company said that all members may read it."""
    desk, mine = UserFactory(desk_role="desk"), MembershipFactory()
    said = Said(text="Wij krijgen geen vergunning", choice="desk")
    made = services.raise_challenge(company=mine.company, said=said, by=desk)
    services.ask_to_open(challenge=made, by=desk)
    made = services.answer_opening(challenge=made, choice="nameless", by=mine.user)
    opened = Milestone.objects.get(kind="agenda.opened")
    monday = timezone.localtime(opened.at)
    assert (monday.weekday(), monday.hour, monday.minute) == (0, 0, 0)
    assert opened.at == made.created_at


def test_what_is_weighed_is_neither_reworded_nor_taken_out_of_sight():
    mine = MembershipFactory()
    said = Said(text="Wij zoeken stoom")
    made = services.raise_challenge(company=mine.company, said=said, by=mine.user)
    services.tell(challenge=made, kind="weighing.candidate", key="weighing.candidate:1", round="?")
    for other in (Said(text="Wij zoeken iets anders"), Said(text=said.text, choice="own")):
        with pytest.raises(ValidationError):
            services.edit_challenge(challenge=made, said=other, by=mine.user)
    assert Challenge.objects.get().text == said.text
