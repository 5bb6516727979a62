from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from naober.features.agenda.models import Milestone
from naober.features.agenda.tests.factories import ChallengeFactory, RecognitionFactory
from naober.features.focus import services
from naober.features.focus.models import Action, Decision
from naober.features.focus.services import Settled, Task
from naober.features.focus.tests.factories import ActionFactory, SeatFactory, WorkingGroupFactory
from naober.foundation.audience.levels import Level
from naober.foundation.journal.models import Entry
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return SeatFactory(is_chair=True)


def test_somebody_in_the_group_writes_one_down(seat):
    made = services.add_action(task=Task("Meters aflezen"), by=seat.user, group=seat.group)
    assert Action.objects.visible_to(seat.user).get() == made
    assert Entry.objects.filter(action="action.added", about=f"action:{made.pk}").exists()


def test_who_is_not_in_the_group_writes_nothing_and_reads_nothing(seat):
    other = MembershipFactory(company__stage="member").user
    with pytest.raises(PermissionDenied):
        services.add_action(task=Task("Meters aflezen"), by=other, group=seat.group)
    ActionFactory(group=seat.group)
    assert not Action.objects.visible_to(other).exists()


def test_pressed_twice_it_is_there_once(seat):
    for _ in range(2):
        services.add_action(task=Task("Bellen"), by=seat.user, group=seat.group, number=12)
    assert Action.objects.count() == 1


def test_somebody_outside_of_the_group_reads_what_they_do_and_no_more(seat, desk):
    owner = MembershipFactory(company__stage="member").user
    colleague = MembershipFactory(company=owner.memberships.get().company).user
    task = Task("Een offerte vragen", owner=owner, company=owner.memberships.get().company)
    made = services.add_action(task=task, by=desk, group=seat.group)
    ActionFactory(group=seat.group)
    assert list(Action.objects.visible_to(owner)) == [made]
    assert not Action.objects.visible_to(colleague).exists()
    services.finish_action(action=made, by=owner)
    assert Action.objects.get(pk=made.pk).done_by == owner


def test_what_a_company_does_any_of_its_people_ticks_off(seat, desk):
    role = MembershipFactory(company__stage="member")
    made = services.add_action(
        task=Task("Cijfers sturen", company=role.company), by=desk, group=seat.group
    )
    services.finish_action(action=made, by=role.user)
    assert Action.objects.of_person(role.user).get().is_done


def test_done_and_open_again_and_told_back_once_without_its_words(seat):
    challenge = ChallengeFactory()
    seat.group.point.challenges.add(challenge)
    action = ActionFactory(group=seat.group, text="Het geheime plan maken")
    for done in (True, True, False, True):
        services.finish_action(action=action, by=seat.user, done=done)
    told = Milestone.objects.get(challenge=challenge)
    assert told.kind == "focus.action_done"
    assert "geheime" not in str(told.facts)


def test_visitors_of_a_public_challenge_do_not_read_the_title(seat):
    challenge = ChallengeFactory(audience=Level.PUBLIC)
    seat.group.point.challenges.add(challenge)
    services.finish_action(action=ActionFactory(group=seat.group), by=seat.user)
    assert Milestone.objects.get().facts == {}


def test_late_is_after_its_day(seat):
    today = timezone.localdate()
    late = ActionFactory(group=seat.group, due_on=today - timedelta(days=1))
    ActionFactory(group=seat.group, due_on=today)
    ActionFactory(group=seat.group)
    assert list(Action.objects.late()) == [late]
    assert late.is_late


def test_whose_role_ended_is_out_at_once(seat):
    ActionFactory(group=seat.group)
    seat.user.memberships.update(ended_on=timezone.localdate())
    assert not Action.objects.visible_to(seat.user).exists()
    with pytest.raises(PermissionDenied):
        services.add_action(task=Task("Meters aflezen"), by=seat.user, group=seat.group)


def test_who_leaves_gives_back_to_the_chair_else_to_nobody(seat):
    owner = UserFactory()
    of_group = ActionFactory(group=seat.group, owner=owner)
    loose = ActionFactory(group=None, source="meetings.meeting:5", owner=owner)
    done = ActionFactory(group=seat.group, owner=owner, done_at=timezone.now())
    assert services.give_back(owner=owner) == 2
    for row in (of_group, loose, done):
        row.refresh_from_db()
    assert (of_group.owner, loose.owner, done.owner) == (seat.user, None, owner)


def test_a_meeting_writes_down_without_a_group(desk):
    minutes = MembershipFactory(company__stage="member").user
    source = "meetings.meeting:5"
    services.add_action(task=Task("Zaal bespreken", owner=minutes), by=minutes, source=source)
    services.add_decision(settled=Settled("Wij gaan door"), by=minutes, source=source)
    assert Action.objects.of_source(source).count() == Decision.objects.of_source(source).count()
    with pytest.raises(PermissionDenied):
        services.add_action(task=Task("Zaal bespreken"), by=minutes)


def test_a_decision_is_the_chairs_and_the_desks():
    group = WorkingGroupFactory()
    chair, member = SeatFactory(group=group, is_chair=True), SeatFactory(group=group)
    with pytest.raises(PermissionDenied):
        services.add_decision(settled=Settled("Wij stoppen"), by=member.user, group=group)
    made = services.add_decision(settled=Settled("Wij stoppen"), by=chair.user, group=group)
    outsider = MembershipFactory(company__stage="member").user
    assert Decision.objects.visible_to(member.user).get() == made
    assert not Decision.objects.visible_to(outsider).exists()
    services.change_decision(
        decision=made, settled=Settled("Wij stoppen", for_members=True), by=chair.user
    )
    assert Decision.objects.visible_to(outsider).exists()


def test_members_read_the_words_of_a_decision_when_these_are_for_them(desk):
    group = WorkingGroupFactory()
    group.point.challenges.add(ChallengeFactory())
    services.add_decision(settled=Settled("Intern"), by=desk, group=group)
    services.add_decision(settled=Settled("Voor ons", for_members=True), by=desk, group=group)
    assert [told.facts.get("text") for told in Milestone.objects.all()] == [None, "Voor ons"]


def test_a_prospect_and_a_visitor_do_not_read_what_is_for_members(desk):
    group = WorkingGroupFactory(point__is_public=True)
    prospect = ChallengeFactory(company__stage="prospect")
    public = ChallengeFactory(audience=Level.PUBLIC)
    recognised = RecognitionFactory(company__stage="left").challenge
    members = ChallengeFactory()
    group.point.challenges.add(prospect, public, recognised, members)
    services.add_decision(settled=Settled("Voor ons", for_members=True), by=desk, group=group)
    told = {one.challenge_id: one.facts.get("text") for one in Milestone.objects.all()}
    assert told == {prospect.pk: None, public.pk: None, recognised.pk: None, members.pk: "Voor ons"}
