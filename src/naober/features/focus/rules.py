"""Who may do what with focus points, groups and what is in them. No request, no response."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from naober.features.focus.models import Action, FocusPoint, Result, Seat, State, WorkingGroup
from naober.features.focus.models.circles import groups_of
from naober.foundation.members.models import Company, Membership, User
from naober.foundation.members.readers import reader_of


def is_inside(user: User, group: WorkingGroup) -> bool:
    """In the group, or of the desk."""
    return WorkingGroup.objects.inside_for(user).filter(pk=group.pk).exists()


def may_work_in(user: User, group: WorkingGroup) -> bool:
    """Write in it: as long as it runs."""
    inside = WorkingGroup.objects.inside_for(user).running()
    return inside.filter(pk=group.pk).exists()


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


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one person before a focus point: the companies for which they sit in its group, and all
    that they act for. `kin`: of each of those parties the companies that share a person with it."""

    parties: set[int]
    own: set[int]
    kin: Mapping[int, set[int]]

    def other_parties(self, result: Result) -> set[int]:
        """For which one can say yes to what another reported: who shares a person with the
        reporter would say yes to its own word."""
        return {
            one
            for one in self.parties
            if one != result.company_id and result.company_id not in self.kin.get(one, ())
        }


def kin_of(parties: Iterable[int]) -> dict[int, set[int]]:
    """By company the others for which one of its people acts too, now. One statement."""
    wanted = set(parties)
    found: dict[int, set[int]] = defaultdict(set)
    if wanted:
        here = Membership.objects.filter(company__in=wanted, ended_on=None)
        pairs = here.filter(user__memberships__ended_on=None)
        for company, other in pairs.values_list("company", "user__memberships__company"):
            found[company].add(other)
    return found


def standing_of(user: User, point_id: int) -> Standing:
    group = WorkingGroup.objects.filter(point=point_id).first()
    own = set(Company.objects.of(user).values_list("pk", flat=True))
    parties = parties_of(user, group) if group else set()
    return Standing(parties, own, kin_of(parties))


def may_confirm(user: User, result: Result) -> bool:
    return may_confirm_as(user, result, standing_of(user, result.point_id))


def may_confirm_as(user: User, result: Result, standing: Standing) -> bool:
    """Somebody of another company in the group, or the desk; never the reporter or one of their
    own: also not as the desk when they act for the company that reported it, and not for a company
    that shares a person with it (two of one owner are one voice). What the desk wrote
    down, for itself or for a company, a company confirms: the desk alone never does both."""
    if not result.is_waiting or result.by_id == user.pk or result.company_id in standing.own:
        return False
    if user.is_desk and not result.is_of_the_desk:
        return True
    return bool(standing.other_parties(result))


def confirming_companies(user: User, result: Result) -> list[int]:
    """For which of one's companies a result can be confirmed, in a fixed order."""
    return sorted(standing_of(user, result.point_id).other_parties(result))


def may_report(user: User, point: FocusPoint, company: Company | None) -> bool:
    """For one's own company in the group; the desk for itself, or for a company in the group."""
    group = WorkingGroup.objects.filter(point=point).first()
    if point.state == State.STOPPED:
        return False
    if company is None:
        return user.is_desk
    if user.is_desk:
        seats = Seat.objects.running().filter(group=group, company=company)
        return group is not None and seats.exists()
    return group is not None and company.pk in parties_of(user, group)


def may_report_any(user: User, point: FocusPoint) -> bool:
    group = WorkingGroup.objects.filter(point=point).first()
    if point.state == State.STOPPED:
        return False
    return user.is_desk or (group is not None and bool(parties_of(user, group)))


def people_inside(group: WorkingGroup) -> Q:
    """Of people: those who sit in the group."""
    return Q(focus_seats__group=group, focus_seats__state=Seat.State.IN)
