"""Yes, perhaps and no; places, the waiting list, and who moves up."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from naober.features.meetings import calendars, selectors, services
from naober.features.meetings.models import Invitee, Meeting
from naober.features.meetings.services import Reply, forget_guests
from naober.features.meetings.tests.factories import GuestFactory, InviteeFactory, MeetingFactory
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)
from naober.foundation.notifications.models import Mail

pytestmark = pytest.mark.django_db
YES, NO, MAYBE = Reply("yes"), Reply("no"), Reply("maybe")


def say(row, reply):
    return services.answer(invitee=row, reply=reply, by=row.user)


def keys():
    return list(Mail.objects.order_by("pk").values_list("key", flat=True))


def test_who_is_too_late_waits_and_moves_up_when_a_place_comes_free():
    meeting = MeetingFactory(capacity=2)
    first, second, third, fourth = (InviteeFactory(meeting=meeting) for _ in range(4))
    assert say(first, YES).is_seated
    assert say(second, YES).is_seated
    assert say(third, YES).is_in_line
    assert say(fourth, YES).is_in_line
    say(first, NO)
    third.refresh_from_db()
    fourth.refresh_from_db()
    assert third.is_seated
    assert fourth.is_in_line
    assert [key for key in keys() if "moved_up" in key] == [
        key for key in keys() if key.startswith(f"meetings.moved_up:{third.pk}:")
    ]
    assert len([key for key in keys() if "moved_up" in key]) == 1


def test_a_place_too_small_for_the_first_in_line_does_not_stay_empty():
    meeting = MeetingFactory(capacity=2)
    pair, three, one = (InviteeFactory(meeting=meeting) for _ in range(3))
    say(pair, Reply("yes", persons=2))
    assert say(three, Reply("yes", persons=3)).is_in_line
    assert say(one, YES).is_in_line
    say(pair, YES)  # with one fewer
    assert Invitee.objects.get(pk=one.pk).is_seated
    assert Invitee.objects.get(pk=three.pk).is_in_line


def test_who_has_a_place_keeps_it_when_there_is_no_room_for_more():
    meeting = MeetingFactory(capacity=2)
    one, other = InviteeFactory(meeting=meeting), InviteeFactory(meeting=meeting)
    say(one, YES)
    say(other, YES)
    with pytest.raises(ValidationError):
        say(one, Reply("yes", persons=2))
    assert Invitee.objects.get(pk=one.pk).is_seated
    assert Invitee.objects.get(pk=one.pk).persons == 1


def test_more_places_let_who_waits_move_up():
    meeting = MeetingFactory(capacity=1)
    one, other = InviteeFactory(meeting=meeting), InviteeFactory(meeting=meeting)
    say(one, YES)
    say(other, YES)
    services.change_meeting(
        meeting=meeting, plan=plan_of(meeting, capacity=5), by=UserFactory(desk_role="desk")
    )
    assert Invitee.objects.get(pk=other.pk).is_seated


def plan_of(meeting, **changes):
    names = services.Plan.__dataclass_fields__
    return services.Plan(**{**{name: getattr(meeting, name) for name in names}, **changes})


def test_the_same_answer_twice_is_mailed_once_and_changing_makes_a_new_link():
    row = InviteeFactory()
    say(row, YES)
    say(row, YES)
    assert keys() == [f"meetings.answered:{row.pk}:1"]
    say(row, MAYBE)
    assert keys()[1:] == [f"meetings.answered:{row.pk}:2"]


@pytest.mark.parametrize(
    ("days", "by", "reply", "possible"),
    [
        (10, None, YES, True),
        (10, -1, YES, False),
        (10, -1, NO, True),
        (10, 0, YES, True),
        (-0.01, None, NO, False),
    ],
)
def test_until_when_one_answers(days, by, reply, possible):
    today = timezone.localdate()
    meeting = MeetingFactory(
        starts_at=timezone.now() + timedelta(days=days),
        answer_by=None if by is None else today + timedelta(days=by),
    )
    row = InviteeFactory(meeting=meeting)
    if possible:
        assert say(row, reply).answer == reply.answer
    else:
        with pytest.raises(ValidationError):
            say(row, reply)


def test_a_remark_is_kept_as_long_as_is_said_where_it_is_typed(client):
    row = InviteeFactory()
    client.force_login(row.user)
    text = client.get(row.meeting.get_absolute_url()).content.decode()
    days = int(text.split("Het wordt ")[1].split(" dagen na de bijeenkomst gewist")[0])
    say(row, Reply("yes", remark="geen noten"))
    for more, kept in ((-1, "geen noten"), (1, "")):
        end = timezone.now() - timedelta(days=days + more)
        Meeting.objects.update(starts_at=end - timedelta(hours=2), ends_at=end)
        forget_guests()
        row.refresh_from_db()
        assert row.remark == kept


def test_who_has_a_place_says_again_to_come_when_it_is_late():
    meeting = MeetingFactory(answer_by=timezone.localdate())
    row = InviteeFactory(meeting=meeting)
    say(row, Reply("yes", persons=3))
    meeting.answer_by -= timedelta(days=1)
    meeting.save()
    assert say(row, Reply("yes", persons=2, remark="geen noten")).persons == 2


@pytest.mark.parametrize("state", ["draft", "cancelled", "held"])
def test_only_what_is_announced_is_answered(state):
    row = InviteeFactory(meeting__state=state)
    with pytest.raises(ValidationError):
        say(row, YES)


def test_a_member_who_was_not_asked_signs_up_for_what_is_for_all_members():
    meeting, person = MeetingFactory(), MembershipFactory().user
    row = services.sign_up(meeting=meeting, person=person, reply=YES, by=person)
    assert row.company == person.memberships.get().company
    assert services.sign_up(meeting=meeting, person=person, reply=YES, by=person) == row


def test_nobody_signs_up_for_what_is_not_for_them():
    meeting, person = MeetingFactory(for_whom="invited"), MembershipFactory().user
    with pytest.raises(PermissionDenied):
        services.sign_up(meeting=meeting, person=person, reply=YES, by=person)


def test_taken_off_the_list_makes_a_place_free():
    meeting = MeetingFactory(capacity=1)
    one, other = InviteeFactory(meeting=meeting), InviteeFactory(meeting=meeting)
    say(one, YES)
    say(other, YES)
    services.take_off(invitee=one, by=UserFactory(desk_role="desk"))
    assert Invitee.objects.get(pk=other.pk).is_seated


def test_names_are_shown_as_each_allows_and_who_declined_to_nobody():
    meeting = MeetingFactory()
    company = CompanyFactory(name="Turfstekers BV")
    open_one = MembershipFactory(company=company, user__name="Open Oene").user
    shy = MembershipFactory(company=company, user__name="Stille Sien", user__name_level="own").user
    away = MembershipFactory(user__name="Weg Wim").user
    hidden = MembershipFactory(user__name="Dicht Dina", company__in_directory=False).user
    for person in (open_one, shy, hidden):
        say(InviteeFactory(meeting=meeting, user=person, company=None), YES)
    Invitee.objects.filter(user=open_one).update(company=company)
    Invitee.objects.filter(user=hidden).update(company=hidden.memberships.get().company)
    say(InviteeFactory(meeting=meeting, user=away), NO)
    say(GuestFactory(meeting=meeting, name="Gast Gea"), Reply("yes", persons=2))
    say(GuestFactory(meeting=meeting, name="Gast Gijs"), Reply("yes", show_name=True))
    seen = selectors.who_comes(MembershipFactory().user, meeting)
    assert seen.names == ("Dicht Dina", "Gast Gijs", "Open Oene (Turfstekers BV)")
    assert (seen.more, seen.persons) == (3, 6)


def test_ticked_at_the_door_once_and_back():
    desk = UserFactory(desk_role="desk")
    row = InviteeFactory()
    at = services.tick(invitee=row, here=True, by=desk).arrived_at
    assert services.tick(invitee=row, here=True, by=desk).arrived_at == at
    assert services.tick(invitee=row, here=False, by=desk).arrived_at is None
    with pytest.raises(PermissionDenied):
        services.tick(invitee=row, here=True, by=row.user)


def test_the_list_at_the_door_has_who_comes_first_and_the_others_folded(client):
    meeting = MeetingFactory()
    comes, asked = (InviteeFactory(meeting=meeting) for _ in range(2))
    say(comes, YES)
    client.force_login(UserFactory(desk_role="desk"))
    url = reverse("meetings:door", args=[meeting.pk])
    text = client.get(url).content.decode()
    assert (
        text.index(comes.user.name)
        < text.index("<details><summary>")
        < text.index(asked.user.name, text.index("<details><summary>"))
    )
    tapped = client.post(
        reverse("meetings:tick", args=[comes.pk]), {"here": "1"}, headers={"HX-Request": "true"}
    )
    assert 'aria-pressed="true"' in tapped.content.decode()


def test_an_answer_by_the_api_leaves_what_was_told_on_the_page(client):
    row = InviteeFactory()
    told = Reply("yes", 2, "geen noten", show_name=True, wishes="graag met een bakker")
    say(row, told)
    client.force_login(row.user)
    url = reverse("api-1:answer_meeting", args=[row.meeting.pk])
    answer = client.post(url, {"answer": "maybe", "persons": 1}, content_type="application/json")
    assert answer.status_code == 200
    row.refresh_from_db()
    assert (row.answer, row.persons, row.remark) == ("maybe", 1, "geen noten")
    assert (row.show_name, row.wishes) == (True, "graag met een bakker")


@pytest.mark.parametrize(("reply", "reads"), [(YES, True), (MAYBE, False), (NO, False)])
def test_only_who_has_a_place_reads_the_link_to_the_call(client, reply, reads):
    link = "https://call.example/zaal"
    meeting = MeetingFactory(capacity=1, online_url=link)
    first, second = InviteeFactory(meeting=meeting), InviteeFactory(meeting=meeting)
    say(first, reply)
    say(second, YES)
    for row, expected in ((first, reads), (second, not reads)):
        client.force_login(row.user)
        pages = [meeting.get_absolute_url(), reverse("api-1:get_meeting", args=[meeting.pk])]
        texts = [client.get(page).content.decode() for page in pages]
        mine = selectors.feed_meetings(row.user)
        texts.append(calendars.feed_of(mine, "").decode())
        assert [link in text for text in texts] == [expected] * 3
