"""To prepare a meeting, announce it, change it, call it off, and say that it was held."""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.agenda.models import Theme
from naober.features.focus.models import WorkingGroup
from naober.features.meetings import mails, rules, selectors
from naober.features.meetings.models import Answer, Invitee, Meeting, State, TalkPlan
from naober.features.meetings.services._locking import managed, note
from naober.features.meetings.services.line import move_up
from naober.features.meetings.services.talks import after_change
from naober.foundation.core.once import keep_numbered
from naober.foundation.members.models import Company, CompanyGroup, Site, User
from naober.foundation.members.rules import allow

LONGEST = timedelta(days=14)
# What a calendar has to hear of, and so everybody who did not decline.
IN_CALENDARS = ("title", "starts_at", "ends_at", "place", "site", "online_url")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the desk typed."""

    title: str
    starts_at: datetime
    ends_at: datetime
    kind: str = "network"
    text: str = ""
    theme: Theme | None = None
    place: str = ""
    site: Site | None = None
    host: Company | None = None
    online_url: str = ""
    for_whom: str = "members"
    group: CompanyGroup | None = None
    working_group: WorkingGroup | None = None
    capacity: int | None = None
    answer_by: date | None = None


@transaction.atomic
def plan_meeting(*, plan: Plan, by: User, number: int | None = None) -> Meeting:
    """Nobody but the desk knows of it yet. Sent again with the same number it is there already."""
    allow(rules.is_desk(by))
    meeting = Meeting(created_by=by)
    _fill(meeting, plan)
    meeting, is_new = keep_numbered(meeting, number, lambda one: (one.title, one.starts_at))
    if is_new:
        note("planned", meeting, by)
    return meeting


def _fill(meeting: Meeting, plan: Plan) -> None:
    for field in fields(plan):
        setattr(meeting, field.name, getattr(plan, field.name))
    if meeting.site and meeting.host is None:
        meeting.host = meeting.site.company
    _check(meeting)
    meeting.full_clean(exclude=["created_by"])


def _check(meeting: Meeting) -> None:
    if not meeting.starts_at < meeting.ends_at <= meeting.starts_at + LONGEST:
        raise ValidationError({"ends": _("It ends after it starts.")})
    if meeting.for_whom == "group" and meeting.group is None:
        raise ValidationError({"group": _("Choose the group that it is for.")})
    if meeting.answer_by and meeting.answer_by > timezone.localtime(meeting.starts_at).date():
        raise ValidationError({"answer_by": _("This is after the meeting.")})


@transaction.atomic
def change_meeting(*, meeting: Meeting, plan: Plan, by: User) -> Meeting:
    """When it is announced and something changed that stands in calendars, everybody who did not
    decline is mailed; with more places whoever waits moves up. Its talks move along."""
    meeting = managed(meeting, by, "change")
    before, began = _of_calendars(meeting), meeting.starts_at
    _fill(meeting, plan)
    moved = meeting.state == State.ANNOUNCED and _of_calendars(meeting) != before
    if moved:
        meeting.sequence += 1
        meeting.changed_at = timezone.now()
    meeting.save()
    note("changed", meeting, by)
    if moved:
        for invitee in _who_hears(meeting):
            mails.send_change(invitee)
    later = meeting.starts_at - began
    _move_talks(meeting, later)
    if move_up(meeting) or later:
        after_change(meeting)
    return meeting


def _move_talks(meeting: Meeting, later: timedelta) -> None:
    """They begin as long after the meeting does as before. Who comes later or leaves earlier may
    miss other rounds then: they are to be mended."""
    plan = TalkPlan.objects.select_for_update().filter(pk=meeting.pk).first()
    if plan is not None and later:
        plan.starts_at += later
        plan.save(update_fields=["starts_at"])


def _of_calendars(meeting: Meeting) -> list[object]:
    return [getattr(meeting, name) for name in IN_CALENDARS]


def _who_hears(meeting: Meeting) -> list[Invitee]:
    """Everybody who was asked and did not decline."""
    rows = Invitee.objects.filter(meeting=meeting).exclude(answer=Answer.NO)
    found = list(rows.select_related("user"))
    for row in found:
        row.meeting = meeting
    return found


@transaction.atomic
def announce(*, meeting: Meeting, by: User) -> Meeting:
    """From now on it is known to whom it is for, and the contact persons of their companies are
    invited by mail, with whom the desk put on the list."""
    meeting = managed(meeting, by, "announce")
    if meeting.starts_at <= timezone.now():
        raise ValidationError(_("This day is over already."))
    now = timezone.now()
    meeting.state, meeting.announced_at, meeting.changed_at = State.ANNOUNCED, now, now
    meeting.save(update_fields=["state", "announced_at", "changed_at"])
    _ask_all(meeting)
    for invitee in _who_hears(meeting):
        mails.send_invitation(invitee)
    Invitee.objects.filter(meeting=meeting, invited_at=None).update(invited_at=now)
    note("announced", meeting, by)
    return meeting


def _ask_all(meeting: Meeting) -> None:
    known = set(Invitee.objects.filter(meeting=meeting).values_list("user", flat=True))
    addresses = set(Invitee.objects.filter(meeting=meeting).values_list("email", flat=True))
    wanted = selectors.asked_of(meeting)
    Invitee.objects.bulk_create(
        Invitee(meeting=meeting, user=one.user, company=one.company)
        for one in wanted
        if one.user.pk not in known and one.user.email not in addresses
    )


@transaction.atomic
def cancel(*, meeting: Meeting, because: str = "", by: User) -> Meeting:
    """Everybody who was asked and did not decline is mailed; calendars take it out."""
    meeting = managed(meeting, by, "cancel")
    meeting.state, meeting.cancelled_because = State.CANCELLED, because
    meeting.sequence += 1
    meeting.changed_at = timezone.now()
    meeting.full_clean(exclude=["created_by"])
    meeting.save(update_fields=["state", "cancelled_because", "sequence", "changed_at"])
    for invitee in _who_hears(meeting):
        mails.send_cancelled(invitee)
    _end_links(meeting)
    note("cancelled", meeting, by)
    return meeting


def _end_links(meeting: Meeting) -> None:
    rows = Invitee.objects.filter(meeting=meeting).values_list("pk", "answers")
    for pk, answers in rows:
        mails.end_links(pk, answers)


@transaction.atomic
def hold(*, meeting: Meeting, by: User) -> Meeting:
    """It was held: from now on it is about what came of it."""
    meeting = managed(meeting, by, "hold")
    if meeting.starts_at > timezone.now():
        raise ValidationError(_("It has not begun yet."))
    meeting.state = State.HELD
    meeting.save(update_fields=["state"])
    note("held", meeting, by)
    return meeting


@transaction.atomic
def remove_draft(*, meeting: Meeting, by: User) -> None:
    """Nobody heard of it: it goes for good."""
    meeting = managed(meeting, by, "remove")
    note("removed", meeting, by)
    meeting.delete()
