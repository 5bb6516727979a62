"""To form a working group, let people in, and let them go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.focus import rules
from naober.features.focus.models import FocusPoint, Seat, WorkingGroup
from naober.features.focus.services import mails
from naober.features.focus.services.actions import give_back
from naober.features.focus.services.telling import tell_back
from naober.foundation.journal.services import record
from naober.foundation.members.models import Company, User
from naober.foundation.members.rules import allow
from naober.foundation.members.services import tidy_email, tidy_name

MOST_SEATS = 60  # of people who are asked or sit there


@dataclass(frozen=True, slots=True)
class Charter:
    """The name of a group, what it agreed to do, and when it begins."""

    name: str
    text: str = ""
    started_on: date | None = None


@transaction.atomic
def form_group(*, point: FocusPoint, charter: Charter, by: User) -> WorkingGroup:
    """One for each focus point; asked again it is there already. Told to everyone behind it."""
    allow(by.is_desk)
    FocusPoint.objects.select_for_update(of=("self",)).get(pk=point.pk)
    known = WorkingGroup.objects.filter(point=point).first()
    if known:
        return known
    if not point.is_running:
        raise ValidationError(_("This focus point has ended already."))
    made = WorkingGroup(point=point, created_by=by)
    _fill(made, charter)
    made.save()
    record(action="workgroup.formed", by=by, about=f"workinggroup:{made.pk}")
    tell_back(point, "group", made.pk)
    return made


@transaction.atomic
def change_group(*, group: WorkingGroup, charter: Charter, by: User) -> WorkingGroup:
    allow(rules.may_lead(by, group))
    _fill(group, charter)
    group.save()
    record(action="workgroup.changed", by=by, about=f"workinggroup:{group.pk}")
    return group


@transaction.atomic
def ask_to_join(*, group: WorkingGroup, company: Company, by: User) -> Seat:
    """Somebody of a member company would like to take part. Who was invited is in at once."""
    allow(rules.may_join(by, group, company))
    _lock(group)
    seat = _open_seat(group, by)
    if seat is None:
        _check_room(group)
        seat = Seat(group=group, user=by, company=company, state=Seat.State.ASKED, asked_by=by)
        seat.email = by.email
        seat.save()
        _note("seat.asked", seat, by)
    elif seat.state == Seat.State.INVITED:
        _sit(seat, by, company)
    return seat


@transaction.atomic
def let_in(*, seat: Seat, by: User) -> Seat:
    """The chair says yes to who asked."""
    allow(rules.may_lead(by, seat.group))
    _lock(seat.group)
    seat = Seat.objects.select_related("group", "company").get(pk=seat.pk)
    if seat.state == Seat.State.ASKED and seat.user is not None:
        _sit(seat, by, seat.company)
        mails.tell_let_in(seat)
    return seat


@transaction.atomic
def invite(*, group: WorkingGroup, email: str, organisation: str, by: User) -> Seat:
    """Ask somebody by mail: who acts for a member company sits there for it, anybody else comes
    as a guest, who sees this group only. Which of the two shows when they say yes, not before: the
    answer does not tell whether an address has an account."""
    allow(group.ended_on is None and rules.may_lead(by, group))
    address = tidy_email(email)
    _lock(group)
    if Seat.objects.open().filter(group=group, email=address).exists():
        raise ValidationError({"email": _("This person was asked in already.")})
    _check_room(group)
    seat = Seat.objects.create(
        group=group,
        email=address,
        organisation=" ".join(organisation.split())[:120],
        is_guest=True,
        state=Seat.State.INVITED,
        asked_by=by,
    )
    _note("seat.invited", seat, by)
    mails.send_invitation(seat, by)
    return seat


@transaction.atomic
def accept_invitation(*, seat: Seat, name: str = "") -> tuple[User, bool]:
    """The link was opened and somebody said yes; whether their account is new. Nobody gets into an
    account that is there."""
    _lock(seat.group)
    seat = Seat.objects.select_related("group").get(pk=seat.pk)
    allow(seat.state == Seat.State.INVITED and seat.group.ended_on is None)
    user, is_new = User.objects.of_address(seat.email, name=tidy_name(name))
    allow(user.is_active)
    known = _open_seat(seat.group, user, but=seat)
    if known is not None and known.state == Seat.State.IN:
        _over(seat)
    else:
        if known is not None:
            _over(known)
        _sit(seat, user, Company.objects.of(user).taking_part().order_by("name").first())
    return user, is_new


@transaction.atomic
def decline_invitation(*, seat: Seat) -> None:
    _lock(seat.group)
    seat = Seat.objects.get(pk=seat.pk)
    if seat.state == Seat.State.INVITED:
        _over(seat)
        record(action="seat.declined", about=f"seat:{seat.pk}")


@transaction.atomic
def end_seat(*, seat: Seat, by: User) -> None:
    """Somebody leaves, is turned down, or their invitation is taken back. What they would still
    do in the group goes back to the chair."""
    allow(by == seat.user or rules.may_lead(by, seat.group))
    _lock(seat.group)
    seat = Seat.objects.select_related("group", "user").get(pk=seat.pk)
    if seat.state == Seat.State.OVER:
        return
    _over(seat)
    _note("seat.ended", seat, by)
    mails.forget_invitation(seat)
    if seat.user is not None:
        give_back(owner=seat.user, group=seat.group)


@transaction.atomic
def make_chair(*, seat: Seat, by: User) -> Seat:
    """One chair; the desk, or who is chair, hands it over."""
    allow(rules.may_lead(by, seat.group))
    _lock(seat.group)
    seat = Seat.objects.select_related("group").get(pk=seat.pk)
    if seat.state != Seat.State.IN or seat.is_guest:
        raise ValidationError(_("The chair is somebody of a company in the group."))
    Seat.objects.filter(group=seat.group, is_chair=True).update(is_chair=False)
    seat.is_chair = True
    seat.save(update_fields=["is_chair"])
    _note("seat.chair", seat, by)
    return seat


@transaction.atomic
def leave_everything(*, person: User, company: Company | None = None) -> None:
    """Somebody acts for a company no more, or (without one) left everywhere: their seats end, what
    they would still do goes back; what a meeting gave them too, when they act for nobody now."""
    seats = Seat.objects.open().filter(user=person)
    if company is not None:
        seats = seats.filter(company=company)
    for seat in seats.select_related("group"):
        _over(seat)
        give_back(owner=person, group=seat.group)
    give_back(owner=person, company=company)
    if not person.is_desk and not Company.objects.of(person).exists():
        give_back(owner=person, of_no_group=True)
    if company is None:
        Seat.objects.filter(user=person).update(email="", organisation="")


@transaction.atomic
def company_leaves(*, company: Company) -> None:
    """It takes part no more: its people leave the groups, and what it would do itself goes back."""
    for seat in Seat.objects.open().filter(company=company).select_related("user", "group"):
        _over(seat)
        if seat.user is not None:
            give_back(owner=seat.user, group=seat.group)
    give_back(company=company)


def _fill(group: WorkingGroup, charter: Charter) -> None:
    group.name, group.charter = charter.name, charter.text
    group.started_on = charter.started_on or group.started_on
    group.full_clean()


def _open_seat(group: WorkingGroup, user: User, but: Seat | None = None) -> Seat | None:
    seats = Seat.objects.open().filter(group=group).exclude(pk=but.pk if but else 0)
    mine = seats.filter(user=user) | seats.filter(user=None, email=user.email)
    return mine.first()


def _sit(seat: Seat, by: User, company: Company | None) -> None:
    seat.user = seat.user or by
    seat.company, seat.is_guest = company, company is None
    seat.state, seat.joined_on = Seat.State.IN, timezone.localdate()
    seat.save()
    mails.forget_invitation(seat)
    _note("seat.taken", seat, by)


def _over(seat: Seat) -> None:
    seat.state, seat.ended_on, seat.is_chair = Seat.State.OVER, timezone.localdate(), False
    seat.save(update_fields=["state", "ended_on", "is_chair"])


def _check_room(group: WorkingGroup) -> None:
    if Seat.objects.open().filter(group=group).count() >= MOST_SEATS:
        raise ValidationError(_("The group is full. End a seat first."))


def _lock(group: WorkingGroup) -> None:
    """One at a time changes who sits in a group."""
    WorkingGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)


def _note(code: str, seat: Seat, by: User) -> None:
    record(
        action=code,
        by=by,
        company=seat.company,
        about=f"seat:{seat.pk}",
        on_behalf=by.is_desk and seat.company is not None,
    )
