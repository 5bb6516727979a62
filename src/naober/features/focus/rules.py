"""Who may do what with focus points, groups and what is in them. No request, no response."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from naober.features.focus.models import Action, FocusPoint, Result, Seat, WorkingGroup
from naober.features.focus.models.circles import groups_of
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import reader_of


def allow(condition: bool) -> None:
    """PermissionDenied, which is a 403, unless the condition holds."""
    if not condition:
        raise PermissionDenied


def is_inside(user: User, group: WorkingGroup) -> bool:
    """In the group, or of the desk."""
    return WorkingGroup.objects.inside_for(user).filter(pk=group.pk).exists()


def may_work_in(user: User, group: WorkingGroup) -> bool:
    """Write in it: as long as it runs."""
    return group.ended_on is None and is_inside(user, group)


def chairs(user: User, group: WorkingGroup) -> bool:
    """The chair's own seat, while they sit there."""
    seat = Seat.objects.running().filter(group=group, user=user, is_chair=True)
    return seat.filter(group__in=groups_of(reader_of(user))).exists()


def may_lead(user: User, group: WorkingGroup) -> bool:
    """The chair; the desk does everything on their behalf."""
    return user.is_desk or chairs(user, group)


def may_lead_point(user: User, point: FocusPoint) -> bool:
    """Where there is a group also its chair."""
    group = WorkingGroup.objects.filter(point=point).first()
    return user.is_desk or (group is not None and chairs(user, group))


def may_finish(user: User, action: Action) -> bool:
    """Whoever reads it may tick it off: who did it is written down."""
    return Action.objects.visible_to(user).filter(pk=action.pk).exists()


def may_change(user: User, action: Action) -> bool:
    """Who does it, who wrote it down, the chair and the desk; nobody who reads nothing of it."""
    if not may_finish(user, action):
        return False
    own = user.pk in (action.owner_id, action.created_by_id)
    return own or user.is_desk or (action.group is not None and chairs(user, action.group))


def may_join(user: User, group: WorkingGroup, company: Company) -> bool:
    """Ask for a seat: for one's own company, when it takes part."""
    own = Company.objects.of(user).taking_part().filter(pk=company.pk)
    return group.ended_on is None and own.exists()


def parties_of(user: User, group: WorkingGroup) -> set[int]:
    """The companies for which this person sits in the group now."""
    seats = Seat.objects.running().filter(group=group, user=user, company__isnull=False)
    seats = seats.filter(company__in=Company.objects.of(user).values("pk"))
    return set(seats.values_list("company", flat=True))


def may_confirm(user: User, result: Result) -> bool:
    """Somebody of another company in the group, or the desk; never the reporter or one of their
    own: also not as the desk when they act for the company that reported it."""
    if not result.is_waiting or result.by_id == user.pk:
        return False
    own = set(Company.objects.of(user).values_list("pk", flat=True))
    if result.company_id in own:
        return False
    if user.is_desk and result.company_id is not None:
        return True
    return bool(confirming_companies(user, result))


def confirming_companies(user: User, result: Result) -> list[int]:
    """For which of one's companies a result can be confirmed, in a fixed order."""
    group = WorkingGroup.objects.filter(point=result.point_id).first()
    found = parties_of(user, group) if group else set()
    return sorted(found - {result.company_id})


def people_inside(group: WorkingGroup) -> Q:
    """Of people: those who sit in the group."""
    return Q(focus_seats__group=group, focus_seats__state=Seat.State.IN)
