"""After what is said at a meeting, by who was not asked or holds somebody else's mail."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naober.features.meetings import mail_acts, mails, services
from naober.features.meetings.models import Invitee, Minutes, Talk
from naober.features.meetings.services import Reply
from naober.features.meetings.tests.factories import (
    InviteeFactory,
    MeetingFactory,
    MinutesFactory,
    PointFactory,
    TalkerFactory,
    TalkPlanFactory,
)
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
    signed_in,
)
from naober.foundation.notifications.models import Link

pytestmark = pytest.mark.django_db


def page(user, name, *args):
    return signed_in(user).get(reverse(name, args=args))


@pytest.fixture
def outsider():
    """Of a company that takes no part."""
    return MembershipFactory(company__stage=Company.Stage.PROSPECT).user


@pytest.mark.parametrize("said", ["no", "yes"])
def test_who_signs_up_from_outside_reads_no_more_than_a_visitor(outsider, said):
    meeting = MeetingFactory(for_whom="public")
    member = MembershipFactory(user__name="Mieke Leest")
    InviteeFactory(meeting=meeting, user=member.user, answer="yes", answered_at=timezone.now())
    PointFactory(meeting=meeting, text="Stoom van de buren")
    services.sign_up(meeting=meeting, person=outsider, reply=Reply(said), by=outsider)
    text = page(outsider, "meetings:meeting", meeting.pk).content.decode()
    assert "Mieke Leest" not in text
    assert "Stoom van de buren" not in text
    told = page(outsider, "api-1:get_meeting", meeting.pk).json()
    assert (told["names"], told["points"], told["persons"]) == ([], [], 0)


def test_minutes_are_not_read_by_who_put_themselves_on_the_list(outsider):
    meeting = MeetingFactory(for_whom="public")
    services.sign_up(meeting=meeting, person=outsider, reply=Reply("no"), by=outsider)
    MinutesFactory(meeting=meeting, text="Besluit: geheim")
    assert not Minutes.objects.visible_to(outsider).exists()
    assert page(outsider, "meetings:agreed", meeting.pk).status_code == 404
    row = Invitee.objects.get(user=outsider)
    row.arrived_at = timezone.now()
    row.save()
    assert page(outsider, "meetings:agreed", meeting.pk).status_code == 200


def answered(**fields):
    return InviteeFactory(
        answer="yes",
        answered_at=timezone.now(),
        remark="geen noten",
        wishes="Zwijgzaam BV",
        **fields,
    )


def test_the_desk_writes_an_answer_down_without_reading_the_wishes():
    row = answered()
    desk = UserFactory(desk_role="desk")
    url = reverse("meetings:answer-for", args=[row.pk])
    client = Client()
    client.force_login(desk)
    assert "Zwijgzaam" not in client.get(url).content.decode()
    assert client.post(url, {"choice": "yes", "persons": "2"}).status_code == 302
    row.refresh_from_db()
    assert (row.persons, row.wishes) == (2, "Zwijgzaam BV")


def test_a_mail_that_was_forwarded_tells_nothing_of_what_was_said_for_others_eyes():
    row = answered()
    mails.answer_link(row)
    link = Link.objects.get()
    shown = str(mail_acts.describe_answer(link).fields)
    assert "noten" not in shown
    assert "Zwijgzaam" not in shown
    mail_acts.perform_answer(link, "maybe", {"persons": "1"})
    row.refresh_from_db()
    assert (row.answer, row.remark, row.wishes) == ("maybe", "geen noten", "Zwijgzaam BV")


def test_colleagues_do_not_read_the_title_of_what_they_were_not_asked_to():
    company = CompanyFactory()
    asked, colleague = (MembershipFactory(company=company).user for _ in range(2))
    meeting = MeetingFactory(for_whom="invited", title="Over het ontslag")
    row = InviteeFactory(meeting=meeting, user=asked, company=company)
    services.answer(invitee=row, reply=Reply("yes"), by=asked)
    text = page(colleague, "journal", company.pk).content.decode()
    assert "Over het ontslag" not in text


def test_in_the_room_nobody_reads_the_address_of_who_has_no_name():
    plan = TalkPlanFactory()
    one, other = (
        TalkerFactory(
            invitee__meeting=plan.meeting,
            invitee__answer="yes",
            invitee__answered_at=timezone.now(),
            invitee__user__name=name,
        )
        for name in ("Mieke Leest", "")
    )
    Talk.objects.create(plan=plan, round=0, table=1, a=one, b=other)
    address = other.invitee.user.email
    assert (
        address not in Client().get(reverse("meetings:my-talks", args=[one.code])).content.decode()
    )
    desk = UserFactory(desk_role="desk")
    for name in ("meetings:badges", "meetings:lists"):
        assert address not in page(desk, name, plan.meeting_id).content.decode()
