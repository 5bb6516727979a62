"""Steps of meetings of which each has to happen once: see `scenes`."""

from typing import Any

from django.urls import reverse

from naober.features.meetings import services
from naober.features.meetings.models import Meeting
from naober.features.meetings.services import Reply
from naober.features.meetings.tests.factories import InviteeFactory, MeetingFactory
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory
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


STEPS = {
    scene.__name__: scene
    for scene in (meeting_answered, place_given_back, meeting_announced, minutes_kept)
}
