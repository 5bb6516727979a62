"""A person, or what stands in for one, as the reader of things that have an audience."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, QuerySet

from naober.foundation.audience.readers import A_VISITOR, Reader
from naober.foundation.members.models import Company, CompanyGroup, Membership, User

Who = User | AnonymousUser | Reader


def reader_of(who: Who) -> Reader:
    """Asks the database nothing: what must be looked up goes along in the statement it is for.

    But of somebody who only looks, in a request that changes nothing, it is looked up once: the
    statements are half the work then, and PostgreSQL finds its indexes."""
    if isinstance(who, Reader):
        return who
    if not who.is_authenticated:
        return A_VISITOR
    if who.is_looking:
        who.settled = who.settled or settled_reader(who)
        return who.settled
    running = Membership.objects.running_of(who)
    companies = running.values("company")
    return Reader(
        companies=companies,
        groups=groups_with(companies),
        is_member=who.desk_role != User.DeskRole.NONE or Exists(running.taking_part()),
        is_desk=who.is_desk,
        user_id=who.pk,
    )


def settled_reader(user: User) -> Reader:
    """As `reader_of`, looked up once: for whoever asks many things in a row for one person."""
    running = Membership.objects.running_of(user).select_related("company")
    own = {role.company_id: role.company for role in running}
    groups = groups_with(own).values_list("companygroup", flat=True) if own else ()
    worker = user.desk_role != User.DeskRole.NONE
    return Reader(
        companies=tuple(own),
        groups=tuple(groups),
        is_member=worker or any(company.takes_part for company in own.values()),
        is_desk=user.is_desk,
        user_id=user.pk,
    )


def company_reader(company: Company) -> Reader:
    """Somebody of this company, whoever that is."""
    return Reader(
        companies=(company.pk,), groups=groups_with([company.pk]), is_member=company.takes_part
    )


def groups_with(companies: Any) -> QuerySet[Any, Any]:
    return CompanyGroup.companies.through.objects.filter(company__in=companies).values(
        "companygroup"
    )
