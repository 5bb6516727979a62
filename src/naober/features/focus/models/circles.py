"""Who is in a working group, as conditions for queries: the one place that says so."""

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from naober.foundation.audience.readers import Reader
from naober.foundation.members.models import Membership

EVERYTHING = ~Q(pk__in=[])
NOTHING = Q(pk__in=[])


def of_members(reader: Reader) -> Q:
    """Everything, for members, the desk and the board; nothing for whoever is none of these."""
    if isinstance(reader.is_member, Exists):
        return Q(reader.is_member)
    return EVERYTHING if reader.is_member else NOTHING


def groups_of(reader: Reader) -> QuerySet[Any, Any]:
    """The working groups that this person sits in now. A member sits there through a company: who
    acts for it no more is out at once, whatever their seat still says."""
    seat = apps.get_model("focus", "Seat")
    acts = Membership.objects.filter(user=OuterRef("user"), company=OuterRef("company"))
    still = Q(is_guest=True) | Q(Exists(acts.filter(ended_on=None)))
    mine = seat._default_manager.filter(user=reader.user_id, state="in", user__isnull=False)
    return mine.filter(still).values("group")


def inside(reader: Reader, group: str = "group") -> Q:
    """For the group and the desk, and for nobody else."""
    if reader.is_desk:
        return EVERYTHING
    return Q(**{f"{group}__in": groups_of(reader)})
