"""What was chosen for a focus point that is stopped is open again; who is behind it hears so."""

import pytest
from django.urls import reverse

from naober.features.agenda.models import Challenge, Milestone, State
from naober.features.agenda.tests.factories import ChallengeFactory, RecognitionFactory
from naober.features.focus import services
from naober.features.focus.services import Aim
from naober.features.focus.tests.factories import ResultFactory, SeatFactory
from naober.foundation.members.services import company_leaves

pytestmark = pytest.mark.django_db


def start(desk, *challenges, title="Minder gas"):
    return services.start_focus(aim=Aim(title, "Minder"), by=desk, challenges=challenges)


def state_of(challenge):
    return Challenge.objects.get(pk=challenge.pk).state


def told(challenge):
    return Milestone.objects.filter(challenge=challenge, kind="agenda.free_again").count()


def test_stopped_it_is_open_again_and_told_once(desk):
    point = start(desk, challenge := ChallengeFactory())
    for _time in range(2):
        services.stop_focus(point=point, because="Te duur", by=desk)
    assert state_of(challenge) == State.OPEN
    assert told(challenge) == 1


def test_not_while_another_point_still_acts_on_it(desk):
    challenge = ChallengeFactory()
    one, other = start(desk, challenge), start(desk, challenge, title="Zuiniger stoken")
    services.stop_focus(point=one, because="Te duur", by=desk)
    assert (state_of(challenge), told(challenge)) == (State.CHOSEN, 0)
    services.stop_focus(point=other, because="Te duur", by=desk)
    assert state_of(challenge) == State.OPEN


def test_the_page_says_which_step_is_missing_for_reached(desk, client):
    point = start(desk)
    client.force_login(desk)
    url = reverse("focus:point-end", args=[point.pk])
    assert reverse("focus:result-new", args=[point.pk]) in client.get(url).content.decode()
    made = ResultFactory(point=point)
    answer = client.get(url)
    assert answer.context["waits"]
    assert f'{point.get_absolute_url()}#brought"' in answer.content.decode()
    seat = SeatFactory(group__point=point)
    services.confirm_result(result=made, by=seat.user)
    assert client.get(url).context["has_result"]


def test_what_is_done_stays_done(desk):
    point = start(desk, challenge := ChallengeFactory())
    Challenge.objects.update(state=State.DONE)
    services.stop_focus(point=point, because="Klaar", by=desk)
    assert (state_of(challenge), told(challenge)) == (State.DONE, 0)


def test_taken_away_from_a_point_it_is_open_again_and_can_be_chosen_anew(desk):
    point = start(desk, challenge := ChallengeFactory())
    aim = Aim(point.title, point.goal)
    services.change_focus(point=point, aim=aim, by=desk, challenges=[])
    assert state_of(challenge) == State.OPEN
    start(desk, challenge, title="Opnieuw")
    assert state_of(challenge) == State.CHOSEN


def test_of_a_company_that_left_only_what_others_have_too_is_open_again(desk):
    alone, shared = ChallengeFactory(), ChallengeFactory()
    RecognitionFactory(challenge=shared)
    point = start(desk, alone, shared)
    for challenge in (alone, shared):
        company_leaves(company=challenge.company, by=desk)
    services.stop_focus(point=point, because="Te duur", by=desk)
    assert (state_of(alone), state_of(shared)) == (State.CLOSED, State.OPEN)


def test_an_ended_point_takes_nothing_in(desk, client):
    point, late = start(desk), ChallengeFactory()
    services.stop_focus(point=point, because="Te duur", by=desk)
    client.force_login(desk)
    url = reverse("focus:point-edit", args=[point.pk])
    typed = {"title": "Minder gas", "goal": "Toch", "challenges": [late.pk]}
    answer = client.post(url, typed)
    assert (answer.status_code, "challenges" in answer.context["form"].errors) == (422, True)
    assert state_of(late) == State.OPEN
    assert client.post(url, typed | {"challenges": []}).status_code == 302
    point.refresh_from_db()
    assert (point.goal, point.is_running) == ("Toch", False)


def test_words_changed_by_an_older_page_leave_the_end_as_it_is(desk):
    older = start(desk)
    services.stop_focus(point=older, because="Te duur", by=desk)
    assert older.is_running, "read before it ended"
    services.change_focus(point=older, aim=Aim("Anders", "Minder"), by=desk)
    older.refresh_from_db()
    assert (older.title, older.is_running) == ("Anders", False)
