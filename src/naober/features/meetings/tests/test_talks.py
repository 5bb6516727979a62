"""The talks: reckoned, mended with few changes, and what each side says is its own."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from naober.features.ledger.models import Entry, Kind
from naober.features.meetings import engine_bridge, fitting, services, tasks
from naober.features.meetings.models import Meeting, Talk, Talker, TalkPlan
from naober.features.meetings.services import Reply, Setup
from naober.features.meetings.tests.factories import GuestFactory, InviteeFactory, MeetingFactory
from naober.features.meetings.tests.test_answers import plan_of
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
)
from naober.foundation.notifications.models import Mail

pytestmark = pytest.mark.django_db
ROUNDS = 3


def room(people=6, **fields):
    meeting = MeetingFactory(**fields)
    for _number in range(people):
        row = InviteeFactory(meeting=meeting, company=CompanyFactory())
        services.answer(invitee=row, reply=Reply("yes"), by=row.user)
    return meeting


def ask(meeting, desk, rounds=ROUNDS, tables=None):
    setup = Setup(rounds, meeting.starts_at, 10, 2, tables)
    plan = services.ask_talks(meeting=meeting, setup=setup, by=desk)
    assert tasks.make_plan(meeting.pk, plan.asked_at.isoformat()) == "ready"
    return TalkPlan.objects.get(pk=meeting.pk)


def pairs(plan):
    return {(talk.round, talk.table, talk.a_id, talk.b_id) for talk in plan.talks.all()}


def test_the_talks_of_a_meeting_that_moves_move_along_and_are_mended(
    desk, monkeypatch, django_capture_on_commit_callbacks
):
    meeting = room(4)
    plan = ask(meeting, desk)
    TalkPlan.objects.update(starts_at=meeting.starts_at + timedelta(minutes=30))
    asked = []
    monkeypatch.setattr(tasks, "ask_to_mend", asked.append)
    later = timedelta(days=1, hours=1)
    changed = plan_of(meeting, starts_at=meeting.starts_at + later, ends_at=meeting.ends_at + later)
    with django_capture_on_commit_callbacks(execute=True):
        services.change_meeting(meeting=meeting, plan=changed, by=desk)
    plan.refresh_from_db()
    assert plan.starts_at == changed.starts_at + timedelta(minutes=30)
    assert asked == [meeting.pk]


def test_everybody_talks_in_every_round_with_somebody_else_each_time(desk):
    plan = ask(room(), desk)
    assert plan.talks.count() == ROUNDS * 3
    assert len({frozenset((t.a_id, t.b_id)) for t in plan.talks.all()}) == ROUNDS * 3
    for number in range(ROUNDS):
        seated = [pk for t in plan.talks.filter(round=number) for pk in (t.a_id, t.b_id)]
        assert len(seated) == len(set(seated)) == 6
    assert plan.total == plan.bound


def test_colleagues_are_not_seated_together(desk):
    meeting = room(2)
    company = meeting.invitees.first().company
    meeting.invitees.update(company=company)
    GuestFactory(meeting=meeting, answer="yes", answered_at=timezone.now())
    plan = ask(meeting, desk, 2)
    own = set(meeting.invitees.filter(company=company).values_list("pk", flat=True))
    assert all({t.a_id, t.b_id} != own for t in plan.talks.all())


def test_a_wish_and_a_fit_count_and_are_shown_to_nobody(desk, client, monkeypatch):
    meeting = room(6)
    first, second, third, fourth, *_rest = meeting.invitees.order_by("pk")
    first.wishes = f"{second.company.name}, zwembad"
    first.save()
    pair = frozenset((third.company_id, fourth.company_id))
    monkeypatch.setattr(fitting, "SOURCES", [lambda companies: {pair: 0.9}])
    plan = ask(meeting, desk, 1)
    met = {frozenset((t.a_id, t.b_id)) for t in plan.talks.all()}
    assert {frozenset((first.pk, second.pk)), frozenset((third.pk, fourth.pk))} <= met
    services.share_talks(meeting=meeting, by=desk)
    client.force_login(desk)
    pages = [reverse(f"meetings:{name}", args=[meeting.pk])
             for name in ("talks", "badges", "lists", "people", "door", "meeting")]  # fmt: skip
    pages += [_own(row) for row in Talker.objects.all()]
    assert all("zwembad" not in client.get(page).content.decode() for page in pages)


def _own(talker):
    return reverse("meetings:my-talks", args=[talker.code])


def test_who_comes_later_has_no_talk_before(desk):
    meeting = room(4)
    late = meeting.invitees.first()
    late.arrives = timezone.localtime(meeting.starts_at + timedelta(minutes=12)).time()
    late.save()
    plan = ask(meeting, desk)
    assert not Talk.objects.of(late.talker).filter(round=0).exists()
    assert Talk.objects.of(late.talker).filter(round__gt=0, plan=plan).exists()


def test_a_run_that_was_overtaken_keeps_nothing(desk):
    meeting = room(4)
    setup = Setup(2, meeting.starts_at, 10, 2)
    old = services.ask_talks(meeting=meeting, setup=setup, by=desk).asked_at
    services.ask_talks(meeting=meeting, setup=setup, by=desk)
    assert tasks.make_plan(meeting.pk, old.isoformat()) == "overtaken"
    assert not Talk.objects.exists()


def test_a_run_that_comes_twice_changes_nothing(desk):
    meeting = room(4)
    plan = ask(meeting, desk)
    before = pairs(plan)
    assert tasks.make_plan(meeting.pk, plan.asked_at.isoformat()) == "overtaken"
    assert pairs(plan) == before


def test_who_cancels_is_taken_out_and_the_others_keep_their_talks(desk):
    meeting = room(8)
    plan = ask(meeting, desk)
    services.share_talks(meeting=meeting, by=desk)
    gone = meeting.invitees.first()
    before = pairs(plan)
    services.answer(invitee=gone, reply=Reply("no"), by=gone.user)
    tasks.mend_plan(meeting.pk)
    after = pairs(plan)
    assert not Talk.objects.of(gone.talker).exists()
    kept = {pair for pair in before if gone.pk not in pair[2:]}
    assert kept <= after
    changed = set(Talker.objects.filter(changed_at__isnull=False).values_list("pk", flat=True))
    assert changed == {pk for pair in before ^ after for pk in pair[2:]}


def test_a_round_that_begins_while_talks_are_mended_stays_and_they_are_mended_again(
    desk, monkeypatch
):
    meeting = room(8)
    plan = ask(meeting, desk)
    services.share_talks(meeting=meeting, by=desk)
    gone = meeting.invitees.first()
    services.answer(invitee=gone, reply=Reply("no"), by=gone.user)
    before, reckon, asked = pairs(plan), engine_bridge.mend, []

    def slowly(*question):
        TalkPlan.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
        return reckon(*question)

    monkeypatch.setattr(engine_bridge, "mend", slowly)
    monkeypatch.setattr(tasks, "ask_to_mend", asked.append)
    assert tasks.mend_plan(meeting.pk) == "overtaken"
    assert (pairs(plan), asked) == (before, [meeting.pk])
    tasks.mend_plan(meeting.pk)
    assert asked == [meeting.pk]
    assert not Talk.objects.of(gone.talker).filter(round__gt=0).exists()
    for number in range(ROUNDS):
        seated = [pk for t in plan.talks.filter(round=number) for pk in (t.a_id, t.b_id)]
        assert len(seated) == len(set(seated))


def test_sent_once_and_then_only_mended(desk):
    meeting = room(4)
    ask(meeting, desk)
    for _time in range(2):
        services.share_talks(meeting=meeting, by=desk)
    assert Mail.objects.filter(key__startswith="meetings.talks:").count() == 4
    with pytest.raises(ValidationError):
        ask(meeting, desk)


def begun(desk):
    meeting = room(2)
    plan = ask(meeting, desk, 1)
    services.share_talks(meeting=meeting, by=desk)
    TalkPlan.objects.update(starts_at=timezone.now() - timedelta(minutes=5))
    talk = plan.talks.select_related("a", "b", "plan").get()
    talk.plan.refresh_from_db()
    return talk


def test_both_go_on_is_told_to_both_once_and_what_one_says_to_nobody(client, desk):
    talk = begun(desk)
    services.say_outcome(talk=talk, talker=talk.a, outcome="good")
    text = client.get(_own(talk.b)).content.decode()
    taps = text.split('class="outcome"')[1].split("</form>")[0]
    assert 'aria-pressed="true"' not in taps
    assert not Mail.objects.filter(key__startswith="meetings.go_on:").exists()
    answer = client.post(_own(talk.b), {"talk": talk.pk, "outcome": "good"})
    assert answer.status_code == 302
    services.say_outcome(talk=talk, talker=talk.a, outcome="good")
    assert Mail.objects.filter(key__startswith="meetings.go_on:").count() == 2


def test_of_a_meeting_that_is_off_nothing_is_said(desk):
    talk = begun(desk)
    Meeting.objects.update(state="cancelled")
    with pytest.raises(PermissionDenied):
        services.say_outcome(talk=talk, talker=talk.a, outcome="good")


def test_both_addresses_stand_in_one_text_and_it_is_an_introduction_once(desk):
    talk = begun(desk)
    for one in (talk.a, talk.b):
        row = one.invitee
        MembershipFactory(user=row.user, company=row.company)
    Company.objects.update(stage="member")
    for talker in (talk.a, talk.b):
        services.say_outcome(talk=talk, talker=talker, outcome="good")
    one, other = Mail.objects.filter(key__startswith="meetings.go_on:")
    assert one.text == other.text
    for talker in (talk.a, talk.b):
        assert talker.invitee.address in one.text
    counted = Entry.objects.filter(kind=Kind.INTRODUCTIONS)
    assert {(row.company, row.counterparty) for row in counted} == {
        (talk.a.invitee.company, talk.b.invitee.company),
        (talk.b.invitee.company, talk.a.invitee.company),
    }
    again = Talk.objects.create(plan=talk.plan, round=1, table=1, a=talk.b, b=talk.a)
    Talk.objects.filter(pk=again.pk).update(round=0, table=9)
    again.refresh_from_db()
    for talker in (talk.a, talk.b):
        services.say_outcome(talk=again, talker=talker, outcome="good")
    assert Entry.objects.filter(kind=Kind.INTRODUCTIONS).count() == 2


def test_who_speaks_for_no_member_is_told_and_counted_nowhere(desk):
    talk = begun(desk)
    Company.objects.update(stage="prospect")
    for talker in (talk.a, talk.b):
        services.say_outcome(talk=talk, talker=talker, outcome="good")
    assert Mail.objects.filter(key__startswith="meetings.go_on:").count() == 2
    assert not Entry.objects.exists()


@pytest.mark.parametrize("said", ["later", "no", ""])
def test_one_yes_is_told_to_nobody(desk, said):
    talk = begun(desk)
    services.say_outcome(talk=talk, talker=talk.a, outcome="good")
    services.say_outcome(talk=talk, talker=talk.b, outcome=said)
    assert not Mail.objects.filter(key__startswith="meetings.go_on:").exists()


def test_nobody_speaks_for_another_or_before_it_began(client, desk):
    talk = begun(desk)
    stranger = Talker.objects.create(invitee=InviteeFactory())
    with pytest.raises(PermissionDenied):
        services.say_outcome(talk=talk, talker=stranger, outcome="good")
    TalkPlan.objects.update(starts_at=timezone.now() + timedelta(hours=1))
    client.post(_own(talk.a), {"talk": talk.pk, "outcome": "good"})
    talk.refresh_from_db()
    assert talk.of_a == ""


def test_the_own_page_says_now_and_next_and_is_not_there_before_it_was_sent(client, desk):
    meeting = room(4)
    ask(meeting, desk)
    talker = Talker.objects.first()
    assert client.get(_own(talker)).status_code == 404
    services.share_talks(meeting=meeting, by=desk)
    TalkPlan.objects.update(starts_at=timezone.now() - timedelta(minutes=5))
    answer = client.get(_own(talker))
    first = Talk.objects.of(talker).get(round=0)
    assert answer.context["current"].pk == first.pk
    assert answer.context["following"].round == 1
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_room_without_pairs_is_no_error(desk):
    plan = ask(room(1), desk)
    assert not plan.talks.exists()


def test_while_it_is_reckoned_the_page_asks_again_and_then_no_more(client, desk):
    meeting = room(4)
    services.ask_talks(meeting=meeting, setup=Setup(2, meeting.starts_at, 10, 2), by=desk)
    client.force_login(desk)
    url = reverse("meetings:talks-standing", args=[meeting.pk])
    asking = {"HX-Request": "true"}
    assert "every 3s" in client.get(url, headers=asking).content.decode()
    plan = TalkPlan.objects.get()
    tasks.make_plan(meeting.pk, plan.asked_at.isoformat())
    assert "every 3s" not in client.get(url, headers=asking).content.decode()
