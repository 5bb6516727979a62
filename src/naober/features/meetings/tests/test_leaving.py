"""Who leaves comes to nothing for that company any more; whoever waited gets the place."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from naober.features.focus.models import Action
from naober.features.focus.tests.factories import SeatFactory
from naober.features.meetings import services
from naober.features.meetings.models import CalendarFeed, Invitee, TalkPlan
from naober.features.meetings.services import Reply
from naober.features.meetings.tests.factories import (
    GuestFactory,
    InviteeFactory,
    MeetingFactory,
    TalkPlanFactory,
)
from naober.foundation.members.models import Company, CompanyGroup
from naober.foundation.members.services import company_leaves, forget, leave, merge_companies
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
)
from naober.foundation.notifications.models import Link, Mail

pytestmark = pytest.mark.django_db


def member(company=None):
    return MembershipFactory(company=company or CompanyFactory(stage="member"))


def comes(meeting, role, **said):
    row = InviteeFactory(meeting=meeting, user=role.user, company=role.company)
    return services.answer(invitee=row, reply=Reply("yes", **said), by=role.user)


def there(row):
    return Invitee.objects.filter(pk=row.pk).first()


def leaves(role, desk):
    MembershipFactory(company=role.company, is_contact=True)
    leave(company=role.company, person=role.user, by=desk)


def test_who_leaves_the_company_gives_the_place_to_who_waits(desk):
    meeting, role = MeetingFactory(capacity=1), member()
    row = comes(meeting, role)
    waits = comes(meeting, member())
    assert waits.is_in_line
    leaves(role, desk)
    assert there(row) is None
    assert there(waits).is_seated
    assert Mail.objects.filter(key__startswith=f"meetings.moved_up:{waits.pk}:").exists()
    assert not Link.objects.filter(target__startswith=f"{row.pk}:", revoked_at=None).exists()


def test_who_acts_for_another_company_too_comes_for_that_one(desk):
    row = comes(MeetingFactory(), role := member())
    other = MembershipFactory(user=role.user, company__stage="member")
    leaves(role, desk)
    assert there(row).company == other.company


@pytest.mark.parametrize("stage", ["left", "prospect"])
def test_for_a_company_that_takes_no_part_nobody_comes(desk, stage):
    row = comes(MeetingFactory(), role := member())
    MembershipFactory(user=role.user, company__stage=stage)
    leaves(role, desk)
    assert there(row) is None


def test_to_what_is_for_everybody_one_still_comes_for_oneself(desk):
    row = comes(MeetingFactory(for_whom="public"), role := member())
    leaves(role, desk)
    assert there(row).company is None
    assert there(row).is_seated


def test_of_what_was_it_stays_who_was_there(desk):
    meeting, role = MeetingFactory(), member()
    row = comes(meeting, role)
    long_ago = timezone.now() - timedelta(days=9)
    type(meeting).objects.update(starts_at=long_ago, ends_at=long_ago + timedelta(hours=1))
    leaves(role, desk)
    assert there(row).company == role.company


def test_the_meeting_of_a_group_is_for_who_still_sits_in_it(desk):
    seat = SeatFactory()
    meeting = MeetingFactory(kind="group", for_whom="invited", working_group=seat.group)
    row = comes(meeting, seat.user.memberships.get())
    leaves(seat.user.memberships.get(), desk)
    assert there(row) is None


def test_the_meeting_of_some_companies_is_for_the_people_of_those(desk):
    group, role = CompanyGroup.objects.create(name="Ketels"), member()
    other = MembershipFactory(user=role.user, company__stage="member")
    group.companies.add(role.company)
    stays, goes = (MeetingFactory(for_whom="group", group=group) for _ in range(2))
    row = comes(goes, role)
    leaves(role, desk)
    assert there(row) is None
    group.companies.add(other.company)
    third = member()
    MembershipFactory(user=third.user, company=other.company)
    kept = comes(stays, third)
    leaves(third, desk)
    assert there(kept).company == other.company


def test_a_company_that_leaves_takes_its_people_off_what_is_to_come(desk):
    company = CompanyFactory(stage="member")
    row, free = comes(MeetingFactory(), member(company)), comes(MeetingFactory(), member())
    company_leaves(company=company, by=desk)
    assert there(row) is None
    assert there(free) is not None


def test_the_talks_are_mended_when_somebody_leaves(
    desk, monkeypatch, django_capture_on_commit_callbacks
):
    meeting, role = MeetingFactory(), member()
    comes(meeting, role)
    TalkPlanFactory(meeting=meeting, state=TalkPlan.State.READY, shared_at=None)
    asked = []
    monkeypatch.setattr("naober.features.meetings.tasks.ask_to_mend", asked.append)
    with django_capture_on_commit_callbacks(execute=True):
        leaves(role, desk)
    assert asked == [meeting.pk]


def test_of_who_is_forgotten_nothing_personal_stays_and_that_they_were_there_does():
    role = member()
    was = MeetingFactory()
    row = comes(was, role, remark="Geen noten", wishes="Vezelwerk")
    guest = GuestFactory(meeting=MeetingFactory(), email=role.user.email, name="Jannie")
    Invitee.objects.filter(pk=row.pk).update(arrived_at=timezone.now())
    long_ago = timezone.now() - timedelta(days=9)
    type(was).objects.filter(pk=was.pk).update(
        starts_at=long_ago, ends_at=long_ago + timedelta(hours=1)
    )
    CalendarFeed.objects.create(user=role.user)
    coming = comes(MeetingFactory(), role)
    forget(person=role.user)
    kept = there(row)
    assert (kept.remark, kept.wishes) == ("", "")
    assert kept.arrived_at is not None
    assert there(coming) is None
    assert there(guest) is None
    assert not CalendarFeed.objects.exists()


def test_of_a_guest_who_is_forgotten_the_address_goes_from_what_was():
    role = member()
    day = timezone.now() - timedelta(days=9)
    was = MeetingFactory(starts_at=day, ends_at=day + timedelta(hours=1))
    guest = GuestFactory(meeting=was, email=role.user.email, name="Jannie", organisation="Zelf")
    forget(person=role.user)
    kept = there(guest)
    assert (kept.email, kept.organisation) == ("", "")
    assert kept.name != "Jannie"


def test_what_a_meeting_gave_somebody_goes_back_when_they_act_for_nobody(desk):
    role = member()
    action = Action.objects.create(text="Bellen", owner=role.user, source="meetings.meeting:1")
    leaves(role, desk)
    action.refresh_from_db()
    assert action.owner is None


def test_companies_made_one_come_as_one(desk):
    kept, role = CompanyFactory(stage="member"), member()
    row = comes(MeetingFactory(host=role.company), role)
    merge_companies(kept=kept, merged=role.company, by=desk)
    assert there(row).company == kept
    assert there(row).meeting.host == kept
    assert Company.objects.get(pk=role.company.pk).merged_into == kept


def test_the_address_of_a_host_that_leaves_goes(desk):
    host = CompanyFactory(stage="member")
    site = SiteFactory(company=host, street="Kanaaldijk 9", place="Emmen")
    coming = MeetingFactory(site=site, host=host, title="Netwerkborrel")
    draft = MeetingFactory(host=host, place="Kanaaldijk 9, Emmen", state="draft")
    over = MeetingFactory(
        site=site,
        starts_at=timezone.now() - timedelta(days=3),
        ends_at=timezone.now() - timedelta(days=3, hours=-2),
    )
    elsewhere = MeetingFactory(place="De Brink")
    guest = member()
    InviteeFactory(meeting=coming, user=guest.user, company=guest.company)
    before = coming.sequence
    company_leaves(company=host, by=desk)
    for meeting in (coming, draft, over, elsewhere):
        meeting.refresh_from_db()
    assert (coming.where, draft.where, coming.host) == ("", "", None)
    assert coming.sequence == before + 1  # calendars take it off
    assert over.site == site
    assert elsewhere.place == "De Brink"
    client = Client()
    client.force_login(guest.user)
    assert "Kanaaldijk" not in client.get(coming.get_absolute_url()).content.decode()
    assert not Mail.objects.filter(text__contains="Kanaaldijk").exists()
