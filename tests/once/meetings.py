"""Steps of meetings of which each has to happen once: see `scenes`."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.meetings import services
from naober.features.meetings.models import Meeting, Talk, Talker
from naober.features.meetings.services import Reply, Written
from naober.features.meetings.tests.factories import (
    InviteeFactory,
    MeetingFactory,
    PointFactory,
    TalkPlanFactory,
)
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory
from tests.once.acts import fresh_number
from tests.once.scenes import Act


def says(meeting: Meeting, person: Any, choice: str = "yes") -> Act:
    return Act(
        reverse("meetings:answer", args=[meeting.pk]), {"choice": choice, "persons": "1"}, person
    )


def full() -> tuple[Meeting, Any, Any]:
    """One place, taken by the first; the second waits."""
    meeting = MeetingFactory(capacity=1)
    rows = [InviteeFactory(meeting=meeting) for _ in range(2)]
    for row in rows:
        services.answer(invitee=row, reply=Reply("yes"), by=row.user)
    return meeting, rows[0].user, rows[1].user


def meeting_answered() -> Act:
    return says(MeetingFactory(capacity=1), MembershipFactory().user)


def place_given_back() -> Act:
    meeting, first, _second = full()
    return says(meeting, first, "no")


def meeting_announced() -> Act:
    MembershipFactory(is_contact=True)
    meeting = MeetingFactory(state="draft", announced_at=None)
    return Act(
        reverse("meetings:announce", args=[meeting.pk]), {"go": "1"}, UserFactory(desk_role="desk")
    )


def minutes_kept() -> Act:
    meeting = MeetingFactory()
    said = {"text": "Besluit: we gaan door\nActie: zaal huren", "version": "0"}
    path = reverse("meetings:minutes", args=[meeting.pk])
    return Act(path, said, UserFactory(desk_role="desk"))


def minutes_shared() -> Act:
    """With a decision that opens to members, and a challenge that hears of it."""
    desk = UserFactory(desk_role="desk")
    meeting = MeetingFactory()
    PointFactory(meeting=meeting, challenge=ChallengeFactory())
    written = Written("Besluit: we gaan door", 0)
    services.save_minutes(meeting=meeting, written=written, by=desk)
    Meeting.objects.filter(pk=meeting.pk).update(state="held")
    return Act(reverse("meetings:share", args=[meeting.pk]), {"go": "1"}, desk)


def meeting_planned() -> Act:
    desk, path = UserFactory(desk_role="desk"), reverse("meetings:new")
    data = {"kind": "network", "title": "Borrel", "day": "2027-03-01", "for_whom": "members"}
    data |= {"starts": "15:30", "ends": "17:30", "once": fresh_number(path, desk)}
    return Act(path, data, desk)


def meeting_cancelled() -> Act:
    meeting = full()[0]
    path = reverse("meetings:cancel", args=[meeting.pk])
    return Act(path, {"because": "De zaal is dicht"}, UserFactory(desk_role="desk"))


def point_put_on() -> Act:
    desk, meeting = UserFactory(desk_role="desk"), MeetingFactory()
    path = reverse("meetings:points", args=[meeting.pk])
    data = {"text": "Het net is vol", "minutes": "15", "once": fresh_number(path, desk)}
    return Act(path, data, desk)


def both_go_on() -> Act:
    """The second of two says yes by their own page: it is an introduction, and both are told."""
    plan = TalkPlanFactory(starts_at=timezone.now() - timedelta(minutes=5))
    talkers = []
    for number in (1, 2):
        role = MembershipFactory(company__stage="member")
        row = InviteeFactory(meeting=plan.meeting, user=role.user, company=role.company)
        talkers.append(Talker.objects.create(invitee=row, number=number))
    talk = Talk.objects.create(plan=plan, round=0, table=1, a=talkers[0], b=talkers[1])
    services.say_outcome(talk=talk, talker=talkers[0], outcome="good")
    path = reverse("meetings:my-talks", args=[talkers[1].code])
    return Act(path, {"talk": str(talk.pk), "outcome": "good"})


STEPS = {
    scene.__name__: scene
    for scene in (
        meeting_answered,
        place_given_back,
        meeting_announced,
        meeting_planned,
        meeting_cancelled,
        point_put_on,
        minutes_kept,
        minutes_shared,
        both_go_on,
    )
}
