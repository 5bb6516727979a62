"""To say yes, perhaps or no; to come off the list; to be ticked off at the door."""

from dataclasses import dataclass, fields
from datetime import time

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.meetings import mails, rules, selectors
from naober.features.meetings.models import Answer, Invitee, Meeting
from naober.features.meetings.services._locking import locked, managed, note
from naober.features.meetings.services.line import free_places, move_up
from naober.features.meetings.services.talks import after_change
from naober.foundation.members.models import User
from naober.foundation.members.rules import allow


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody said. `remark` is one short line for the desk only."""

    answer: str
    persons: int = 1
    remark: str = ""
    show_name: bool = False
    wishes: str = ""
    arrives: time | None = None
    leaves: time | None = None


def reply_from(row: Invitee | None, answer: str, persons: int, remark: str | None) -> Reply:
    """Another answer of somebody who told more before: the rest of it stays."""
    before = {one.name: getattr(row, one.name) for one in fields(Reply)} if row else {}
    said = {"answer": answer, "persons": persons}
    return Reply(**{**before, **said, **({} if remark is None else {"remark": remark})})


@transaction.atomic
def answer(*, invitee: Invitee, reply: Reply, by: User | None) -> Invitee:
    """The last answer counts. A yes takes places while there are, else it waits in line; whoever
    gives places back lets the first in line move up. Confirmed by mail, with a link to say
    something else."""
    meeting = locked(invitee.meeting)
    invitee = Invitee.objects.select_related("user", "company").get(pk=invitee.pk)
    _check(meeting, invitee, reply)
    if _is_said_already(invitee, reply):
        return invitee
    _take(meeting, invitee, reply)
    invitee.meeting = meeting
    invitee.save()
    note("answered", meeting, by, company=invitee.company)
    mails.send_confirmation(invitee)
    move_up(meeting)
    after_change(meeting)
    return invitee


def _check(meeting: Meeting, invitee: Invitee, reply: Reply) -> None:
    """Somebody who has a place may say again that they come, also when it is late."""
    keeps = reply.answer == invitee.answer and reply.persons <= invitee.persons
    late = keeps and rules.may_answer(meeting, Answer.NO)
    if reply.answer not in (Answer.YES, Answer.MAYBE, Answer.NO):
        raise ValidationError(_("Say whether you come."))
    if not late and not rules.may_answer(meeting, reply.answer):
        raise ValidationError(_("It is too late to answer. Call the desk."))


def _is_said_already(invitee: Invitee, reply: Reply) -> bool:
    """The same once more, as by a second press: nothing is mailed twice."""
    return all(getattr(invitee, one.name) == getattr(reply, one.name) for one in fields(reply))


def _take(meeting: Meeting, invitee: Invitee, reply: Reply) -> None:
    before = invitee.persons if invitee.is_seated else 0
    free = free_places(meeting)
    fits = free is None or reply.persons <= free + before
    if before and reply.answer == Answer.YES and not fits:
        raise ValidationError(
            _("There is no room for so many. Places left beside yours: %(n)d.") % {"n": free or 0}
        )
    waits = reply.answer == Answer.YES and not fits
    invitee.in_line_since = (invitee.in_line_since or timezone.now()) if waits else None
    for one in fields(reply):
        setattr(invitee, one.name, getattr(reply, one.name))
    invitee.answers += 1
    invitee.answered_at = timezone.now()
    invitee.full_clean(exclude=["meeting", "user", "company"], validate_unique=False)


@transaction.atomic
def sign_up(*, meeting: Meeting, person: User, reply: Reply, by: User) -> Invitee:
    """Of somebody who may know of it, whether they were asked or not."""
    allow(Meeting.objects.visible_to(person).filter(pk=meeting.pk).exists())
    row = selectors.my_row(person, meeting) or _make_row(meeting, person)
    return answer(invitee=row, reply=reply, by=by)


def _make_row(meeting: Meeting, person: User) -> Invitee:
    """Of two presses at the same time one makes it."""
    row = Invitee(meeting=meeting, user=person, company=selectors.company_of(person))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return Invitee.objects.get(meeting=meeting, user=person)
    return row


@transaction.atomic
def take_off(*, invitee: Invitee, by: User) -> None:
    """The desk takes somebody off the list; nothing is kept of it."""
    meeting = managed(invitee.meeting, by, "invite")
    mails.end_links(invitee.pk, invitee.answers)
    invitee.delete()
    note("taken_off", meeting, by)
    move_up(meeting)
    after_change(meeting)


@transaction.atomic
def tick(*, invitee: Invitee, here: bool, by: User) -> Invitee:
    """At the door: somebody is there, or is not after all. Said twice it stays as it is."""
    managed(invitee.meeting, by, "tick")
    invitee = Invitee.objects.select_related("user", "company").get(pk=invitee.pk)
    if here != (invitee.arrived_at is not None):
        invitee.arrived_at = timezone.now() if here else None
        invitee.save(update_fields=["arrived_at"])
    return invitee
