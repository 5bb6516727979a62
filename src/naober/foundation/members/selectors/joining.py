"""How far companies are, what they still have to do, and what membership costs them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from urllib.parse import urlsplit

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from naober.foundation.members.models import (
    Agreement,
    Company,
    CompanyStep,
    Contribution,
    Invitation,
    SizeClass,
    Stage,
    Terms,
    Wish,
)
from naober.foundation.members.naming import as_read


@dataclass(frozen=True, slots=True)
class FunnelStage:
    """One stage on the way to membership: how many companies are there now."""

    stage: str
    label: str
    count: int
    front_runners: int
    late: int  # with a step whose day is over


def funnel() -> list[FunnelStage]:
    """All stages in their order, in one query; partners are not on this way."""
    late = Q(steps__done_at=None, steps__due_on__lt=timezone.localdate())
    companies = Company.objects.filter(kind=Company.Kind.COMPANY).order_by()
    rows = companies.values("stage").annotate(
        count=Count("pk", distinct=True),
        ahead=Count("pk", distinct=True, filter=Q(is_front_runner=True)),
        late=Count("pk", distinct=True, filter=late),
    )
    found = {row["stage"]: row for row in rows}
    none = {"count": 0, "ahead": 0, "late": 0}
    return [
        FunnelStage(stage.value, str(stage.label), row["count"], row["ahead"], row["late"])
        for stage in Stage
        for row in [found.get(stage.value, none)]
    ]


def in_stage(stage: str) -> QuerySet[Company]:
    """The companies of a stage, front-runners first."""
    found = Company.objects.filter(kind=Company.Kind.COMPANY, stage=stage)
    return found.order_by("-is_front_runner", "name")


def steps_of(company: Company) -> QuerySet[CompanyStep]:
    return company.steps.select_related("template", "done_by", "company")


def terms_now() -> Terms | None:
    """The version that holds today."""
    return Terms.objects.filter(holds_from__lte=timezone.localdate()).first()


def agreement_of(company: Company, terms: Terms | None) -> Agreement | None:
    return company.agreements.filter(terms=terms).select_related("by").first() if terms else None


def size_class_of(employees: int | None, classes: Iterable[SizeClass]) -> SizeClass | None:
    """None while nobody said how many people work there."""
    if employees is None:
        return None
    return next((found for found in classes if found.holds(employees)), None)


def contribution_of(company: Company, year: int) -> Contribution | None:
    size_class = size_class_of(company.employees, SizeClass.objects.all())
    rates = Contribution.objects.filter(year=year, size_class=size_class)
    return rates.select_related("size_class").first() if size_class else None


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """What one company pays in a year, for the bookkeeping."""

    company: Company
    size_class: SizeClass | None
    amount: Decimal | None
    agreed_at: datetime | None


def contributions(year: int) -> list[ContributionRow]:
    """Every company that takes part, by name, in four queries."""
    classes = list(SizeClass.objects.all())
    rates = dict(Contribution.objects.filter(year=year).values_list("size_class", "amount"))
    terms = terms_now()
    agreed = dict(Agreement.objects.filter(terms=terms).values_list("company", "agreed_at"))
    rows = []
    for company in Company.objects.taking_part():
        size_class = size_class_of(company.employees, classes)
        amount = rates.get(size_class.pk) if size_class else None
        rows.append(ContributionRow(company, size_class, amount, agreed.get(company.pk)))
    return rows


def years() -> list[int]:
    """The years that have amounts, and this and the next one to fill in."""
    this = timezone.localdate().year
    known = set(Contribution.objects.order_by().values_list("year", flat=True))
    return sorted(known | {this, this + 1}, reverse=True)


def wishes_waiting() -> QuerySet[Wish]:
    waiting = Wish.objects.filter(settled_at=None)
    return waiting.select_related("company", "from_company", "asked_by")


def invitations_waiting(company: Company) -> QuerySet[Invitation]:
    return Invitation.objects.waiting().filter(company=company).select_related("invited_by")


@dataclass(frozen=True, slots=True)
class WishCard:
    """A wish with what the desk wants to know before it says yes."""

    wish: Wish
    known: Company | None  # the company that reads like the one that was named
    has_contact: bool
    other_domain: bool  # the address is not of the company's own website


def wish_cards(wishes: list[Wish]) -> list[WishCard]:
    """In three queries, however many."""
    names = Company.objects.filter(merged_into=None).order_by("pk").values_list("name", "pk")
    by_name = {as_read(name): pk for name, pk in names} if wishes else {}
    wanted = {
        wish.pk: wish.company_id or by_name.get(as_read(wish.company_name)) for wish in wishes
    }
    companies = Company.objects.in_bulk([pk for pk in wanted.values() if pk])
    contacts = set(
        Company.objects.filter(pk__in=companies, memberships__ended_on=None)
        .order_by()
        .values_list("pk", flat=True)
    )
    return [_wish_card(wish, companies.get(wanted[wish.pk] or 0), contacts) for wish in wishes]


def _wish_card(wish: Wish, known: Company | None, contacts: set[int]) -> WishCard:
    domain = wish.email.rpartition("@")[2]
    site = urlsplit(known.website).hostname or "" if known else ""
    is_other = bool(site) and site != domain and not site.endswith(f".{domain}")
    return WishCard(wish, known, bool(known and known.pk in contacts), is_other)
