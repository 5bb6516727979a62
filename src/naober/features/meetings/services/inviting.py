"""The desk puts people on the list: of the members, or guests by address."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.meetings import mails, selectors
from naober.features.meetings.models import Invitee, Meeting, State
from naober.features.meetings.services._locking import managed, note
from naober.foundation.members.models import User
from naober.foundation.members.services import tidy_email


@dataclass(frozen=True, slots=True)
class GuestRow:
    """Somebody of outside."""

    email: str
    name: str
    organisation: str = ""
    language: str = "nl"


@transaction.atomic
def invite_person(*, meeting: Meeting, person: User, by: User) -> Invitee:
    """Somebody with an account. Asked twice it is one row and one mail."""
    meeting = managed(meeting, by, "invite")
    row = Invitee(meeting=meeting, user=person, company=selectors.company_of(person))
    return _ask(meeting, row, by)


@transaction.atomic
def invite_guest(*, meeting: Meeting, guest: GuestRow, by: User) -> Invitee:
    """By address; whoever has an account with it is asked as that person."""
    meeting = managed(meeting, by, "invite")
    email = tidy_email(guest.email)
    person = User.objects.filter(email=email, is_active=True).first()
    if person:
        return invite_person(meeting=meeting, person=person, by=by)
    if not guest.name.strip():
        raise ValidationError({"name": _("Fill in the name.")})
    row = Invitee(
        meeting=meeting,
        email=email,
        name=guest.name.strip(),
        organisation=guest.organisation.strip(),
        language=guest.language,
    )
    return _ask(meeting, row, by)


def _ask(meeting: Meeting, row: Invitee, by: User) -> Invitee:
    row.full_clean(exclude=["meeting", "user", "company"], validate_constraints=False)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        known = Invitee.objects.filter(meeting=meeting)
        return known.get(user=row.user) if row.user else known.get(email=row.email)
    if meeting.state == State.ANNOUNCED:
        mails.send_invitation(row)
        row.invited_at = timezone.now()
        row.save(update_fields=["invited_at"])
    note("invited", meeting, by)
    return row
