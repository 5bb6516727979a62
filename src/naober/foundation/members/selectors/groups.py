"""The companies for whom something may be meant, as somebody chooses them."""

from django.db.models import Count, Q, QuerySet

from naober.foundation.core.text import storable
from naober.foundation.members.models import Company, CompanyGroup, Membership, User

MAX_NAMES = 100


def groups_of(owner: Company | None) -> QuerySet[CompanyGroup]:
    """A company's own; without one those of the desk, for everybody to choose."""
    return (
        CompanyGroup.objects.filter(owner=owner)
        .annotate(size=Count("companies"))
        .order_by("name", "pk")
    )


def groups_for(user: User) -> QuerySet[CompanyGroup, CompanyGroup]:
    """The groups to choose from: the desk's, and those of one's own companies."""
    own = Membership.objects.running_of(user).values("company")
    return CompanyGroup.objects.filter(Q(owner=None) | Q(owner__in=own))


def companies_named(user: User, names: list[str]) -> dict[str, Company]:
    """Those of one's directory, by their name in small letters; one statement."""
    if not names:
        return {}
    asked = Q()
    for name in names[:MAX_NAMES]:
        asked |= Q(name__iexact=storable(name))
    return {c.name.casefold(): c for c in Company.objects.visible_to(user).filter(asked)}
