"""What becomes of invitations when somebody leaves, or a company: what is still to come goes on
without them, what was stays as a number."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from naober.features.focus.models import Seat
from naober.features.meetings import mails, selectors
from naober.features.meetings.models import CalendarFeed, ForWhom, Invitee, Meeting, State
from naober.features.meetings.services._locking import locked, note
from naober.features.meetings.services.forgetting import NOBODY
from naober.features.meetings.services.line import move_up
from naober.features.meetings.services.talks import after_change
from naober.foundation.members.models import Company, User


@transaction.atomic
def person_leaves(*, person: User, company: Company | None = None) -> int:
    """Acts for this company no more, or (without one) left everywhere. Their places at what is to
    come go to whoever waits, unless they come for another company, or anybody may. Returns how
    many places that were."""
    rows = _to_come().filter(user=person)
    if company is not None:
        return sum(_go_or_stay(row) for row in list(rows.filter(company=company)))
    gone = sum(_take_off(row) for row in list(rows))
    CalendarFeed.objects.filter(user=person).delete()
    _forget(person)
    return gone


@transaction.atomic
def company_leaves(*, company: Company) -> int:
    """It takes part no more: its people come for it to nothing that is not for everybody."""
    return sum(_go_or_stay(row) for row in list(_to_come().filter(company=company)))


@transaction.atomic
def host_leaves(*, company: Company) -> list[Meeting]:
    """What is still to come at its place has no address from now on, here, in calendars and for who
    opens it: nothing that it left behind is published without its yes. Who comes is mailed when
    there is a new one. Returns the meetings that need one."""
    hosted = Q(host=company) | Q(site__company=company)
    rows = Meeting.objects.filter(
        hosted, ends_at__gte=timezone.now(), state__in=(State.DRAFT, State.ANNOUNCED)
    )
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    for meeting in found:
        meeting.site = meeting.host = None
        meeting.place = ""
        meeting.sequence += meeting.state == State.ANNOUNCED
        meeting.changed_at = timezone.now()
        meeting.save(update_fields=["site", "host", "place", "sequence", "changed_at"])
        note("place_gone", meeting, None)
    return found


def _to_come() -> QuerySet[Invitee]:
    """In one order, so that nobody waits for each other."""
    open_ones = Invitee.objects.filter(
        meeting__ends_at__gte=timezone.now(), meeting__state__in=(State.DRAFT, State.ANNOUNCED)
    )
    return open_ones.select_related("user", "company", "meeting").order_by("meeting", "pk")


def _go_or_stay(row: Invitee) -> int:
    """1 when they are taken off. For whom they come from now on is another of their companies."""
    other = _other_company(row)
    if not _still_welcome(row, other):
        return _take_off(row)
    row.company = other
    row.save(update_fields=["company"])
    return 0


def _other_company(row: Invitee) -> Company | None:
    other = selectors.company_of(row.user) if row.user else None
    return other if other is not None and other.takes_part else None


def _still_welcome(row: Invitee, other: Company | None) -> bool:
    meeting = row.meeting
    if meeting.working_group_id is not None:
        return Seat.objects.running().filter(group=meeting.working_group_id, user=row.user).exists()
    if meeting.for_whom == ForWhom.PUBLIC or (row.user is not None and row.user.is_desk):
        return True
    if meeting.for_whom == ForWhom.GROUP:
        return other is not None and other.groups.filter(pk=meeting.group_id or 0).exists()
    return other is not None


def _take_off(row: Invitee) -> int:
    meeting: Meeting = locked(row.meeting)
    mails.end_links(row.pk, row.answers)
    row.delete()
    note("taken_off", meeting, None)
    move_up(meeting)
    after_change(meeting)
    return 1


def _forget(person: User) -> None:
    """What they wrote and wished goes; so does who they were where they were asked as a guest, by
    their address. That somebody was there stays."""
    Invitee.objects.filter(user=person).update(remark="", wishes="")
    as_guest = Invitee.objects.filter(user=None, email__iexact=person.email)
    for row in list(as_guest.filter(pk__in=_to_come().values("pk")).select_related("meeting")):
        _take_off(row)
    as_guest.update(email="", name=NOBODY, organisation="", remark="", wishes="", show_name=False)
