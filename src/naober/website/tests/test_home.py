"""The home page says first what is for its reader: also where that is not a member."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from naober.features.exchange.models import ListingGuest
from naober.features.exchange.tests.factories import ListingFactory
from naober.features.focus import news as focus_news
from naober.features.focus.tests.factories import SeatFactory
from naober.features.meetings import news as meetings_news
from naober.features.meetings.models import Invitee
from naober.features.meetings.tests.factories import InviteeFactory, MeetingFactory
from naober.features.positions.tests import factories as positions
from naober.features.weighing import news as weighing_news
from naober.features.weighing.services import cast_vote
from naober.features.weighing.tests.factories import round_with_votes
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory
from naober.website.waiting import waiting_for

pytestmark = pytest.mark.django_db


def home(client, person) -> str:
    client.force_login(person)
    return client.get("/").content.decode()


def test_a_guest_finds_what_they_were_let_into(client):
    person, listing = UserFactory(), ListingFactory(audience="own", text="Restwarmte van 90 graden")
    guest = ListingGuest.objects.create(
        listing=listing, email=person.email, user=person, company=listing.company
    )
    page = home(client, person)
    assert "Waar u te gast bent" in page
    assert f'href="{reverse("exchange:listing", args=[listing.pk])}"' in page
    guest.ended_at = guest.invited_at
    guest.save()
    assert "Restwarmte" not in home(client, person)


def test_who_belongs_nowhere_reads_how_to_come_in(client):
    assert "U hoort nog niet bij een bedrijf" in home(client, UserFactory())


@pytest.mark.parametrize(
    ("role", "first"), [("desk", 'href="/bureau/"'), ("board", 'href="/kracht/"')]
)
def test_desk_and_board_are_led_to_their_own_page(client, role, first):
    waiting = home(client, UserFactory(desk_role=role)).split('id="waiting"')[1]
    assert first in waiting.split("</ul>")[0]


# --- what the mail counts as waiting ---


@pytest.fixture
def member():
    return MembershipFactory(company__stage="member").user


def waits(user) -> list[tuple[str, str]]:
    with translation.override("nl"):
        return [(one.text, one.url) for one in waiting_for(user)]


def in_the_mail(user, news) -> list[tuple[str, str]]:
    with translation.override("nl"):
        return [(one.text, one.url) for one in news.digest_items(user) if one.kind == "waiting"]


def soon(**fields):
    day = timezone.now() + timedelta(days=3)
    return MeetingFactory(starts_at=day, ends_at=day + timedelta(hours=2), **fields)


def test_one_vote_waits_in_the_words_of_the_mail_until_it_is_given(member):
    made = round_with_votes([])
    assert waits(member) == in_the_mail(member, weighing_news) != []
    second = round_with_votes([])
    assert waits(member) == [("2 stemmen worden van u gevraagd", reverse("weighing:rounds"))]
    own = Company.objects.of(member).get()
    for one in (made, second):
        points = {one.candidates.first().pk: 1}
        cast_vote(round_=one, company=own, points=points, by=member)
    assert waits(member) == []
    round_with_votes([])
    assert waits(UserFactory()) == []


def test_an_invitation_waits_until_it_is_answered(member):
    asked = InviteeFactory(meeting=soon(for_whom="invited"), user=member)
    assert waits(member) == in_the_mail(member, meetings_news) != []
    InviteeFactory(meeting=soon(), user=member)
    assert waits(member) == [("2 uitnodigingen wachten op uw antwoord", reverse("meetings:list"))]
    InviteeFactory(meeting=soon(answer_by=timezone.localdate() - timedelta(days=1)), user=member)
    InviteeFactory(meeting=soon(state="cancelled"), user=member)
    soon()
    assert len(Invitee.objects.filter(user=member)) == 4
    assert waits(member)[0][0].startswith("2 "), "too late, cancelled, or not asked"
    others = Invitee.objects.filter(user=member).exclude(pk=asked.pk)
    others.update(answer="no", answered_at=timezone.now())
    [(_text, url)] = waits(member)
    assert url == asked.meeting.get_absolute_url()


def test_who_asks_to_join_waits_for_the_chair():
    chair = SeatFactory(is_chair=True)
    SeatFactory(group=chair.group, state="asked")
    assert waits(chair.user) == in_the_mail(chair.user, focus_news) != []
    SeatFactory(group=chair.group, state="asked")
    [(text, url)] = waits(chair.user)
    assert text.startswith("2 mensen")
    assert url == reverse("focus:people", args=[chair.group_id])


def test_staying_out_of_a_text_is_not_reminded_of_here(member):
    positions.to_sign()
    assert waits(member) == []
