"""What features say to each other through the website: the next meeting, what is open elsewhere."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from naober.features.exchange.models import Listing
from naober.features.exchange.tests.factories import MatchFactory
from naober.features.focus import shared_agenda
from naober.features.focus.tests.factories import (
    FocusPointFactory,
    SeatFactory,
    WorkingGroupFactory,
)
from naober.features.meetings.models import Talk, Talker, TalkPlan
from naober.features.meetings.proposals import proposals
from naober.features.meetings.services import say_outcome
from naober.features.meetings.tests.factories import (
    InviteeFactory,
    MeetingFactory,
    PointFactory,
    TalkPlanFactory,
)
from naober.features.positions.tests import factories as positions
from naober.features.weighing.tests.factories import RoundFactory
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory
from naober.foundation.notifications.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MembershipFactory(company__stage="member").user


def seen_by(client, user, url):
    client.logout()
    if user:
        client.force_login(user)
    answer = client.get(url)
    return answer.content if url.endswith(".pdf") else answer.content.decode()


def soon(days=3, **fields):
    day = timezone.now() + timedelta(days=days)
    return MeetingFactory(starts_at=day, ends_at=day + timedelta(hours=2), **fields)


# --- the next meeting ---


def test_the_shared_agenda_says_the_next_meeting_to_whom_it_is_for(client, member):
    soon(1, title="Alleen gevraagd", for_whom="invited")
    soon(2, title="Voor de leden")
    soon(3, title="Voor iedereen", for_whom="public")
    soon(1, title="Nog niet bekend", for_whom="public", state="draft", announced_at=None)
    url = reverse("focus:agenda")
    for_members, for_visitors = seen_by(client, member, url), seen_by(client, None, url)
    assert "Voor de leden" in for_members
    assert "Voor iedereen" in for_visitors
    for text in (for_members, for_visitors):
        assert "Alleen gevraagd" not in text
        assert "Nog niet bekend" not in text
    assert "Voor de leden" not in for_visitors


def test_a_group_says_its_own_next_meeting_to_who_may_know_of_it(client, member):
    seat = SeatFactory()
    meeting = soon(
        title="Overleg ketels", for_whom="invited", kind="group", working_group=seat.group
    )
    InviteeFactory(meeting=meeting, user=seat.user)
    url = seat.group.get_absolute_url()
    assert "Overleg ketels" in seen_by(client, seat.user, url)
    assert "Overleg ketels" not in seen_by(client, member, url)
    other = WorkingGroupFactory()
    SeatFactory(group=other, user=seat.user, company=seat.company)
    assert "Overleg ketels" not in seen_by(client, seat.user, other.get_absolute_url())


def test_the_desk_prepares_a_meeting_from_the_page_of_a_group(client, desk, member):
    group = SeatFactory().group
    page = seen_by(client, desk, group.get_absolute_url())
    url = f"{reverse('meetings:new')}?group={group.pk}"
    assert url in page
    assert url not in seen_by(client, member, group.get_absolute_url())
    client.force_login(desk)
    form = client.get(url).context["form"]
    assert (form["kind"].value(), form["for_whom"].value()) == ("group", "invited")
    assert form["working_group"].value() == group.pk
    assert client.get(f"{reverse('meetings:new')}?group=9").context["form"].initial == {}


# --- the PDF, made once for what is in it ---


@pytest.fixture
def made(monkeypatch):
    """What documents are made of, one after the other."""
    asked = []

    def make(template, data, *, made_at):
        asked.append(data)
        return f"%PDF {len(asked)}".encode()

    shared_agenda._made.cache_clear()
    monkeypatch.setattr(shared_agenda, "make_pdf", make)
    yield asked
    shared_agenda._made.cache_clear()


def test_the_pdf_is_made_once_for_what_a_reader_may_know(client, member, desk, made):
    FocusPointFactory(title="Voor de leden")
    url = reverse("focus:agenda-pdf")
    first = seen_by(client, member, url)
    assert seen_by(client, desk, url) == first
    assert len(made) == 1
    outside = seen_by(client, None, url)
    assert outside != first
    assert len(made) == 2
    assert "Voor de leden" not in str(made[1])
    assert seen_by(client, member, url) == first
    assert len(made) == 2


def test_what_changed_or_is_in_another_language_is_made_anew(client, member, made):
    point = FocusPointFactory(title="Minder gas")
    url = reverse("focus:agenda-pdf")
    seen_by(client, member, url)
    point.title = "Minder stroom"
    point.save()
    seen_by(client, member, url)
    assert "Minder stroom" in str(made[1])
    member.language = "en"
    member.save()
    seen_by(client, member, url)
    assert [one["title"] for one in made] == ["Onze agenda", "Onze agenda", "Our agenda"]


# --- what is open elsewhere ---


def sources(meeting):
    return {one.source: one for one in proposals(meeting)}


def test_open_rounds_positions_and_consultations_are_proposed_with_a_link():
    meeting = soon(5)
    votes = RoundFactory(state="open", opened_at=timezone.now() - timedelta(days=1))
    today = timezone.localdate()
    comment = positions.for_comment()
    sign = positions.to_sign()
    asks = positions.consultation(closes=today + timedelta(days=9))
    found = sources(meeting)
    for row, source in (
        (votes, "weighing.round"),
        (comment, "positions.position"),
        (sign, "positions.position"),
        (asks, "positions.consultation"),
    ):
        assert found[f"{source}:{row.pk}"].url == row.get_absolute_url()
        assert found[f"{source}:{row.pk}"].why


def test_not_what_is_a_draft_or_over():
    RoundFactory(state="draft", opened_at=None)
    positions.draft()
    yesterday = timezone.localdate() - timedelta(days=1)
    positions.for_comment(comments_until=yesterday)
    positions.to_sign(sign_until=yesterday)
    positions.consultation(closes=timezone.localdate() + timedelta(days=2))
    assert sources(soon(5)) == {}


def test_taken_over_it_passes_the_guard_and_stands_there_with_its_link(client, desk, member):
    meeting = soon(5)
    votes = RoundFactory(
        state="open",
        opened_at=timezone.now() - timedelta(days=1),
        question="Welke prijs vragen wij onze klanten?",
    )
    client.force_login(desk)
    url = reverse("meetings:points", args=[meeting.pk])
    source = f"weighing.round:{votes.pk}"
    said = {"text": votes.question, "minutes": "15", "source": source}
    assert client.post(url, said).status_code == 422
    assert not meeting.points.exists()
    answer = client.post(url, {**said, "why_it_may": "Over de prijs van een cursus"})
    assert answer.status_code == 302
    page = seen_by(client, member, meeting.get_absolute_url())
    assert f'href="{votes.get_absolute_url()}"' in page


def test_a_guest_reads_what_was_typed_and_not_what_is_the_members_own(client, member):
    meeting, guest = soon(5), UserFactory()
    InviteeFactory(meeting=meeting, user=guest)
    PointFactory(meeting=meeting, text="Welkom")
    PointFactory(meeting=meeting, text="Wat kiezen wij", source="weighing.round:5")
    url = meeting.get_absolute_url()
    assert "Wat kiezen wij" in seen_by(client, member, url)
    for_guest = seen_by(client, guest, url)
    assert "Welkom" in for_guest
    assert "Wat kiezen wij" not in for_guest


# --- after a talk ---


def test_after_a_talk_a_match_between_the_two_becomes_an_introduction():
    cache.clear()
    match = MatchFactory()
    Listing.objects.update(audience="members", audience_who="members", audience_contact="members")
    plan = TalkPlanFactory(starts_at=timezone.now() - timedelta(minutes=5))
    talkers = []
    for company in (match.offer_company, match.need_company):
        company.stage = "member"
        company.save()
        person = MembershipFactory(company=company, is_contact=True).user
        row = InviteeFactory(meeting=plan.meeting, user=person, company=company)
        talkers.append(Talker.objects.create(invitee=row, number=len(talkers) + 1))
    talk = Talk.objects.create(plan=plan, round=0, table=1, a=talkers[0], b=talkers[1])
    TalkPlan.objects.update(state="shared", shared_at=timezone.now())
    for talker in talkers:
        say_outcome(talk=talk, talker=talker, outcome="good")
    match.refresh_from_db()
    assert match.introduced_at is not None
    assert Mail.objects.filter(key__startswith="introduction:").count() == 2
    assert not Mail.objects.filter(key__startswith="meetings.go_on:").exists()
