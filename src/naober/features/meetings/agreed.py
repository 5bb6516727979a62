"""What is read in the minutes of a meeting, with the people it may mean."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from naober.features.meetings.models import Answer, Invitee, Meeting
from naober.files.minutes import MinuteLine, Present, read_minutes
from naober.foundation.members.models import Company, Membership, User

MOST_PEOPLE = 3_000


def read(meeting: Meeting, text: str) -> list[MinuteLine]:
    """Who was there is meant first, else another member. The same line twice counts once."""
    day = timezone.localtime(meeting.starts_at).date()
    found = read_minutes(text, present(meeting), day)
    if any(line.owner_words and not line.owner for line in found):
        by_number = {line.number: line for line in read_minutes(text, members(), day)}
        found = tuple(_or_member(line, by_number.get(line.number)) for line in found)
    return list({(line.kind, line.words): line for line in reversed(found)}.values())[::-1]


def _or_member(line: MinuteLine, wider: MinuteLine | None) -> MinuteLine:
    if line.owner or wider is None or not wider.owner:
        return line
    return replace(line, owner=wider.owner, owner_words=wider.owner_words, text=wider.text)


def present(meeting: Meeting) -> list[Present]:
    """Ticked off at the door; where nobody was, who said to come."""
    rows = Invitee.objects.filter(meeting=meeting, user__isnull=False).select_related("user")
    there = [row for row in rows if row.arrived_at] or [
        row for row in rows if row.answer == Answer.YES
    ]
    return [Present(str(row.user_id), row.user.name) for row in there if row.user]


def members() -> list[Present]:
    """Everybody who acts for a company that takes part, and the desk and the board."""
    companies = Company.objects.taking_part().values("pk")
    acting = Membership.objects.filter(ended_on=None, company__in=companies).values("user")
    rows = User.objects.filter(is_active=True).exclude(name="")
    rows = rows.filter(pk__in=acting) | rows.exclude(desk_role="")
    return [Present(str(pk), name) for pk, name in rows.values_list("pk", "name")[:MOST_PEOPLE]]


def named(lines: Sequence[MinuteLine]) -> dict[str, User]:
    """The people who are meant, by key."""
    keys = {line.owner for line in lines if line.owner}
    return {str(user.pk): user for user in User.objects.filter(pk__in=keys)} if keys else {}
