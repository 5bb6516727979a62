"""Lines of minutes become decisions and actions, once; shared, they are told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from naober.features.agenda.models import Milestone
from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.focus import services as focus
from naober.features.focus.models import Action, Decision
from naober.features.focus.services import Settled
from naober.features.focus.tests.factories import WorkingGroupFactory
from naober.features.meetings import news, services
from naober.features.meetings.models import AgreedLine
from naober.features.meetings.services import Written
from naober.features.meetings.tests.factories import (
    InviteeFactory,
    MeetingFactory,
    MinutesFactory,
    PointFactory,
)
from naober.foundation.journal.models import Entry
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return UserFactory(desk_role="desk", name="Bureau")


@pytest.fixture
def meeting():
    """Yesterday, with Jan there."""
    start = timezone.now() - timedelta(days=1)
    made = MeetingFactory(starts_at=start, ends_at=start + timedelta(hours=2))
    jan = MembershipFactory(user__name="Jan de Vries")
    InviteeFactory(
        meeting=made, user=jan.user, company=jan.company, answer="yes",
        answered_at=start, arrived_at=start,
    )  # fmt: skip
    return made


def save(meeting, text, by, version=0):
    return services.save_minutes(meeting=meeting, written=Written(text, version), by=by)


TEXT = "Opening\nBesluit: we gaan door\nActie: Jan, zaal huren, over twee weken"


def test_lines_become_a_decision_and_an_action(meeting, desk):
    save(meeting, TEXT, desk)
    decision, action = Decision.objects.get(), Action.objects.get()
    assert decision.text == "We gaan door"
    assert [person.name for person in decision.people.all()] == ["Jan de Vries"]
    assert (action.text, action.owner.name) == ("Zaal huren", "Jan de Vries")
    day = timezone.localtime(meeting.starts_at).date()
    assert action.due_on == day + timedelta(days=14)
    assert decision.source == action.source == f"meetings.meeting:{meeting.pk}"


def test_saved_again_nothing_is_doubled_and_a_reworded_line_changes_what_it_became(meeting, desk):
    save(meeting, TEXT, desk)
    save(meeting, TEXT, desk, 1)
    save(meeting, TEXT.replace("zaal huren", "grote zaal huren"), desk, 2)
    assert Decision.objects.count() == 1
    assert Action.objects.get().text == "Grote zaal huren"


def test_what_was_changed_on_the_board_stays_while_the_line_does(meeting, desk):
    save(meeting, TEXT, desk)
    Action.objects.update(text="Zaal huren in Beilen", due_on=date(2030, 1, 1))
    save(meeting, TEXT + "\nSluiting", desk, 1)
    assert Action.objects.get().text == "Zaal huren in Beilen"


@pytest.mark.parametrize(("drop", "left"), [(True, 0), (False, 1)])
def test_a_line_that_went_asks_what_to_do(meeting, desk, drop, left):
    save(meeting, TEXT, desk)
    save(meeting, "Opening\nActie: Jan, zaal huren, over twee weken", desk, 1)
    gone = AgreedLine.objects.get(gone=True)
    assert Decision.objects.count() == 1
    services.settle_gone(line=gone, drop=drop, by=desk)
    assert Decision.objects.count() == left
    assert not AgreedLine.objects.filter(gone=True).exists()


def test_a_line_that_came_back_is_the_same(meeting, desk):
    save(meeting, TEXT, desk)
    save(meeting, "", desk, 1)
    save(meeting, TEXT, desk, 2)
    assert (Decision.objects.count(), Action.objects.count()) == (1, 1)
    assert not AgreedLine.objects.filter(gone=True).exists()


def test_what_is_done_is_not_taken_away_by_a_line(meeting, desk):
    save(meeting, TEXT, desk)
    Action.objects.update(done_at=timezone.now(), done_by=desk)
    save(meeting, "", desk, 1)
    services.settle_gone(line=AgreedLine.objects.get(kind="action"), drop=True, by=desk)
    assert Action.objects.count() == 1


def test_of_two_who_type_the_second_is_told(meeting, desk):
    save(meeting, TEXT, desk)
    with pytest.raises(ValidationError):
        save(meeting, "Anders", UserFactory(desk_role="desk"), 0)
    assert Decision.objects.count() == 1


def test_a_member_who_was_not_there_can_be_meant_and_nobody_else(meeting, desk):
    away = MembershipFactory(user__name="Wietske Wolters").user
    save(meeting, "Actie: Wietske Wolters, kaart maken\nActie: Onno Onbekend, bellen", desk)
    first, second = Action.objects.order_by("text")
    assert (first.text, first.owner) == ("Bellen (Onno Onbekend)", None)
    assert (second.text, second.owner) == ("Kaart maken", away)


def test_only_the_desk_writes(meeting):
    with pytest.raises(PermissionDenied):
        save(meeting, TEXT, MembershipFactory().user)


def test_shared_it_is_told_once_to_who_was_there_and_to_the_challenge(meeting, desk):
    challenge = ChallengeFactory(audience="members")
    PointFactory(meeting=meeting, challenge=challenge, text="Het net is vol")
    there = meeting.invitees.get().user
    stranger = MembershipFactory().user
    save(meeting, TEXT, desk)
    assert news.digest_items(there) == []
    services.hold(meeting=meeting, by=desk)
    services.share_minutes(meeting=meeting, by=desk)
    services.share_minutes(meeting=meeting, by=desk)
    keys = [item.key for item in news.digest_items(there)]
    assert keys == [f"meetings.agreed:{meeting.pk}"]
    assert news.digest_items(stranger) == []
    told = Milestone.objects.get()
    assert (told.kind, told.facts) == ("meeting.discussed", {"meeting": meeting.title})
    assert Decision.objects.get().for_members


def test_what_comes_after_sharing_is_for_members_too_and_what_the_group_changed_stays(
    meeting, desk
):
    save(meeting, TEXT, desk)
    decision = Decision.objects.get()
    settled = Settled(decision.text, decision.day, False, why_it_may="Dit gaat niet over prijzen.")
    focus.change_decision(decision=decision, settled=replace(settled, text="Anders"), by=desk)
    services.hold(meeting=meeting, by=desk)
    services.share_minutes(meeting=meeting, by=desk)
    decision.refresh_from_db()
    assert (decision.text, decision.for_members) == ("Anders", True)
    assert decision.why_it_may == settled.why_it_may
    Decision.objects.update(for_members=False)  # its group closed it again
    save(meeting, f"{TEXT}\nBesluit: en nog iets", desk, version=1)
    assert {one.text: one.for_members for one in Decision.objects.all()} == {
        "Anders": False,
        "En nog iets": True,
    }


def test_of_a_group_that_has_ended_the_last_minutes_are_kept_all_the_same(meeting, desk):
    meeting.working_group = WorkingGroupFactory(ended_on=timezone.localdate())
    meeting.save()
    save(meeting, TEXT, desk)
    assert Decision.objects.get().group is None
    assert Action.objects.get().group is None


@pytest.mark.parametrize(
    ("for_whom", "audience", "named"),
    [
        ("members", "members", True),
        ("members", "public", False),
        ("public", "public", True),
        ("invited", "members", False),
    ],
)
def test_a_meeting_is_named_only_to_who_may_know_of_it(desk, for_whom, audience, named):
    meeting = MeetingFactory(state="held", for_whom=for_whom)
    PointFactory(meeting=meeting, challenge=ChallengeFactory(audience=audience))
    save(meeting, "Besluit: stil blijven", desk)
    services.share_minutes(meeting=meeting, by=desk)
    assert ("meeting" in Milestone.objects.get().facts) is named
    assert Decision.objects.get().for_members is (for_whom != "invited")


def test_names_of_who_acts_are_shown_as_they_allow(client, meeting, desk):
    shy = MembershipFactory(user__name="Stille Sien", user__name_level="own").user
    InviteeFactory(meeting=meeting, user=shy, answer="yes", answered_at=timezone.now(),
                   arrived_at=timezone.now())  # fmt: skip
    save(meeting, "Actie: Sien, koffie halen\nActie: Jan, thee halen", desk)
    services.hold(meeting=meeting, by=desk)
    services.share_minutes(meeting=meeting, by=desk)
    client.force_login(MembershipFactory().user)
    text = client.get(reverse("meetings:agreed", args=[meeting.pk])).content.decode()
    cards = text.split('id="to-do"')[1].split("</section>")[0]
    assert "Stille Sien" not in cards
    assert "Jan de Vries" in cards


def test_what_is_typed_is_read_at_once_and_nothing_kept(client, meeting, desk):
    client.force_login(desk)
    url = reverse("meetings:minutes-read", args=[meeting.pk])
    text = client.post(url, {"text": "@Jan belt de gemeente volgende week"}).content.decode()
    assert "Jan de Vries" in text
    assert "Belt de gemeente" in text
    assert not AgreedLine.objects.exists()


def test_the_page_keeps_what_was_typed_when_the_guard_asks(client, meeting, desk):
    client.force_login(desk)
    url = reverse("meetings:minutes", args=[meeting.pk])
    said = {"text": "Besluit: we spreken onze verkoopprijzen met elkaar af", "version": "0"}
    answer = client.post(url, said)
    assert answer.status_code == 422
    assert "verkoopprijzen" in answer.content.decode()
    assert not Decision.objects.exists()
    said["why_it_may"] = "Het ging over de prijs die de overheid stelt."
    assert client.post(url, said).status_code == 302
    assert Decision.objects.count() == 1


def test_a_challenge_from_a_meeting_is_of_no_company_and_made_once(client, desk):
    meeting = MinutesFactory(meeting__state="held").meeting
    client.force_login(desk)
    url = reverse("meetings:raise", args=[meeting.pk])
    page = client.get(reverse("meetings:agreed", args=[meeting.pk])).content.decode()
    once = page.split('name="once" value="')[1].split('"')[0]
    answers = [client.post(url, {"text": "Er zijn te weinig monteurs", "once": once}).url
               for _ in range(2)]  # fmt: skip
    assert answers[0] == answers[1]
    assert Entry.objects.filter(action="meeting.raised").count() == 1
