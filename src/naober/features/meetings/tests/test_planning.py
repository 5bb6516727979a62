"""Preparing, announcing, changing, calling off: who is asked, and who is told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from naober.features.meetings import services
from naober.features.meetings.models import Invitee, Meeting
from naober.features.meetings.services import GuestRow, Plan
from naober.features.meetings.tests.factories import GuestFactory, InviteeFactory, MeetingFactory
from naober.features.meetings.tests.test_answers import NO, YES, keys, plan_of, say
from naober.foundation.members.models import CompanyGroup
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
)
from naober.foundation.notifications.models import Link, Mail

pytestmark = pytest.mark.django_db


def plan(**changes):
    start = timezone.now() + timedelta(days=20)
    return Plan(
        **{
            "title": "Warmte van de buren",
            "starts_at": start,
            "ends_at": start + timedelta(hours=2),
            **changes,
        }
    )


def test_announcing_asks_the_contact_persons_of_the_companies_it_is_for(desk):
    inside, outside = CompanyFactory(), CompanyFactory()
    contact = MembershipFactory(company=inside, role="energy", is_contact=True).user
    MembershipFactory(company=inside, role="hr")
    MembershipFactory(company=outside, is_contact=True)
    group = CompanyGroup.objects.create(name="Oost")
    group.companies.add(inside)
    meeting = services.plan_meeting(plan=plan(for_whom="group", group=group), by=desk)
    services.invite_guest(
        meeting=meeting, guest=GuestRow("Gea@Elders.example", "Gea", "Provincie"), by=desk
    )
    assert keys() == []
    services.announce(meeting=meeting, by=desk)
    asked = Invitee.objects.filter(meeting=meeting)
    assert {row.address for row in asked} == {contact.email, "gea@elders.example"}
    assert Mail.objects.count() == 2
    assert all("METHOD:PUBLISH" in mail.calendar for mail in Mail.objects.all())
    with pytest.raises(PermissionDenied):
        services.announce(meeting=meeting, by=desk)


def test_a_company_without_a_contact_person_is_asked_by_its_direction(desk):
    director = MembershipFactory().user
    MembershipFactory(company=director.memberships.get().company, role="hse")
    meeting = services.plan_meeting(plan=plan(), by=desk)
    services.announce(meeting=meeting, by=desk)
    assert [row.user for row in Invitee.objects.all()] == [director]


def test_a_change_of_time_reaches_who_did_not_decline_and_every_calendar(desk):
    meeting = MeetingFactory()
    comes, away = InviteeFactory(meeting=meeting), InviteeFactory(meeting=meeting)
    say(comes, YES)
    say(away, NO)
    Mail.objects.all().delete()
    later = meeting.starts_at + timedelta(days=1)
    changed = plan_of(meeting, starts_at=later, ends_at=later + timedelta(hours=1))
    made = services.change_meeting(meeting=meeting, plan=changed, by=desk)
    assert keys() == [f"meetings.changed:{comes.pk}:1"]
    assert made.sequence == 1
    assert "SEQUENCE:1" in Mail.objects.get().calendar
    services.change_meeting(meeting=made, plan=plan_of(made, text="Neem een trui mee."), by=desk)
    assert len(keys()) == 1


def test_of_another_link_nobody_reads_that_the_time_changed(desk):
    meeting = MeetingFactory()
    say(InviteeFactory(meeting=meeting, user__language="nl"), YES)
    Mail.objects.all().delete()
    changed = plan_of(meeting, online_url="https://bellen.example/nieuw")
    services.change_meeting(meeting=meeting, plan=changed, by=desk)
    text = Mail.objects.get().text
    assert f"Er is iets veranderd aan {meeting.title}." in text
    assert "De tijd" not in text


def test_calling_off_is_told_once_and_ends_the_links(desk):
    meeting = MeetingFactory()
    comes = InviteeFactory(meeting=meeting)
    say(comes, YES)
    Mail.objects.all().delete()
    services.cancel(meeting=meeting, because="Griep.", by=desk)
    mail = Mail.objects.get()
    assert "Griep." in mail.text
    assert "METHOD:CANCEL" in mail.calendar
    assert "STATUS:CANCELLED" in mail.calendar
    assert not Link.objects.filter(revoked_at=None).exists()


def test_a_draft_can_be_removed_what_was_announced_not(desk):
    meeting = services.plan_meeting(plan=plan(), by=desk)
    services.remove_draft(meeting=meeting, by=desk)
    assert not Meeting.objects.exists()
    with pytest.raises(PermissionDenied):
        services.remove_draft(meeting=MeetingFactory(), by=desk)


def test_sent_twice_it_is_planned_once(desk):
    said = plan()
    one = services.plan_meeting(plan=said, by=desk, number=77)
    assert services.plan_meeting(plan=said, by=desk, number=77) == one
    assert services.plan_meeting(plan=plan(title="Anders"), by=desk, number=77) != one


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": timezone.now()},
        {"for_whom": "group"},
        {"answer_by": timezone.localdate() + timedelta(days=30)},
        {"capacity": 0},
    ],
)
def test_what_cannot_be(desk, wrong):
    with pytest.raises(ValidationError):
        services.plan_meeting(plan=plan(**wrong), by=desk)


def test_a_guest_with_an_account_is_asked_as_that_person(desk):
    person = MembershipFactory().user
    meeting = MeetingFactory(for_whom="invited")
    row = services.invite_guest(meeting=meeting, guest=GuestRow(person.email, "X"), by=desk)
    assert row.user == person
    assert services.invite_person(meeting=meeting, person=person, by=desk) == row
    assert keys() == [f"meetings.invite:{row.pk}"]


@pytest.mark.parametrize(
    ("day", "start", "in_utc"),
    [
        ("2027-03-27", "10:00", datetime(2027, 3, 27, 9, tzinfo=UTC)),
        ("2027-03-28", "10:00", datetime(2027, 3, 28, 8, tzinfo=UTC)),
        ("2027-10-31", "10:00", datetime(2027, 10, 31, 9, tzinfo=UTC)),
    ],
)
def test_ten_o_clock_is_ten_o_clock_in_summer_and_winter(client, desk, day, start, in_utc):
    client.force_login(desk)
    form = {"title": "Zomer en winter", "kind": "network", "day": day, "starts": start,
            "ends": "12:00", "for_whom": "members"}  # fmt: skip
    answer = client.post(reverse("meetings:new"), form)
    meeting = Meeting.objects.get()
    assert answer.url == meeting.get_absolute_url()
    assert meeting.starts_at == in_utc
    assert "10:00-12:00" in client.get(answer.url).content.decode()
    text = client.get(reverse("meetings:file", args=[meeting.pk])).content.decode()
    assert f"DTSTART:{in_utc:%Y%m%dT%H%M%SZ}" in text


def test_a_time_that_the_clock_jumps_over_is_refused(client, desk):
    client.force_login(desk)
    form = {"title": "Nacht", "kind": "network", "day": "2027-03-28", "starts": "02:30",
            "ends": "04:00", "for_whom": "members"}  # fmt: skip
    assert client.post(reverse("meetings:new"), form).status_code == 422


def test_the_feed_has_what_one_is_asked_to_and_names_nobody_else(client):
    person = MembershipFactory(user__name="Feike Fiets").user
    other = MembershipFactory(user__name="Ander Mens").user
    comes, asked, away, not_mine = (MeetingFactory() for _ in range(4))
    for meeting in (comes, asked, away):
        InviteeFactory(meeting=meeting, user=person)
        say(InviteeFactory(meeting=meeting, user=other), YES)
    say(Invitee.objects.get(meeting=comes, user=person), YES)
    say(Invitee.objects.get(meeting=away, user=person), NO)
    client.force_login(person)
    client.post(reverse("meetings:calendar-new"))
    page = client.get(reverse("meetings:calendar")).content.decode()
    address = page.split('readonly value="')[1].split('"')[0]
    client.logout()
    text = client.get(address).content.decode()
    assert comes.uid in text
    assert asked.uid in text
    assert away.uid not in text
    assert not_mine.uid not in text
    assert "Ander Mens" not in text
    assert client.post(address).status_code == 405
    client.force_login(person)
    client.post(reverse("meetings:calendar-new"))
    client.logout()
    assert client.get(address).status_code == 404
    person.is_active = False
    person.save()


def test_whoever_left_has_no_calendar_any_more(client):
    person = MembershipFactory().user
    client.force_login(person)
    client.post(reverse("meetings:calendar-new"))
    page = client.get(reverse("meetings:calendar")).content.decode()
    address = page.split('readonly value="')[1].split('"')[0]
    assert client.get(address).status_code == 200
    person.is_active = False
    person.save()
    assert client.get(address).status_code == 404


def test_a_guest_by_address_answers_by_the_link_and_changes_it_by_the_next(client, desk):
    meeting = MeetingFactory()
    services.invite_guest(meeting=meeting, guest=GuestRow("gea@elders.example", "Gea"), by=desk)
    row = Invitee.objects.get()
    for choice in ("yes", "no"):
        mail = Mail.objects.order_by("-pk").first()
        link = next(word for word in mail.text.split() if "/doen/" in word)
        assert client.get(link).status_code == 200
        answer = client.post(link, {"choice": choice, "persons": "2", "remark": "geen noten"})
        assert answer.status_code == 200
        row.refresh_from_db()
        assert (row.answer, row.persons) == (choice, 2)
        assert client.post(link, {"choice": "yes"}).status_code == 410
    assert "geen noten" not in Mail.objects.order_by("-pk").first().text


def test_a_forwarded_link_works_for_the_address_it_went_to_only(client):
    """When the row is somebody else's by now, nothing is shown of it."""
    row = GuestFactory()
    say(row, YES)
    mail = Mail.objects.get()
    link = next(word for word in mail.text.split() if "/doen/" in word)
    Invitee.objects.filter(pk=row.pk).update(email="ander@elders.example")
    text = client.get(link).content.decode()
    assert row.meeting.title not in text
