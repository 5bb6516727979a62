"""What is read for one page, or counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naober.features.investments.models import (
    Figures,
    Investment,
    Participation,
    Pledge,
    Realised,
    Stance,
    State,
)
from naober.features.investments.words import asked
from naober.foundation.audience.levels import Level
from naober.foundation.core.waiting import Waiting
from naober.foundation.members.models import Company, CompanyGroup, User
from naober.foundation.members.readers import company_reader

DOUBTS = timedelta(days=7)  # before pledges close: time to phone
_TURN = Case(
    *(When(state=state, then=Value(turn)) for turn, state in enumerate(
        (State.PLEDGING, State.IDEA, State.AGREED, State.RUNNING, State.ENDED)
    )),
    default=Value(9),
    output_field=IntegerField(),
)  # fmt: skip


def investments(user: User) -> QuerySet[Investment]:
    """Those that ask something first, then by how far they are, the newest in front."""
    found = Investment.objects.visible_to(user).select_related("reckoning")
    return found.annotate(turn=_TURN).order_by("turn", "-created_at", "-pk")


def investment_for(user: User, pk: int) -> Investment | None:
    found = Investment.objects.visible_to(user).select_related("reckoning", "point")
    return found.filter(pk=pk).first()


def companies_of(user: User) -> list[Company]:
    """For which this person may speak."""
    return list(Company.objects.of(user).taking_part().order_by("name"))


def companies_in(user: User, investment: Investment) -> list[Company]:
    """Of these the ones that it is for, or that said something already."""
    said = Q(participations__investment=investment)
    if investment.audience == Level.NAMED:
        said |= Q(groups=investment.audience_group_id)
    found = Company.objects.of(user).taking_part()
    if investment.audience != Level.MEMBERS:
        found = found.filter(said)
    return list(found.order_by("name"))


def parts_of(user: User, among: Iterable[Investment]) -> list[Participation]:
    """What one's own companies said, by investment."""
    own = Company.objects.of(user).order_by().values("pk")
    found = Participation.objects.filter(company__in=own, investment__in=[i.pk for i in among])
    return list(found.select_related("company", "figures", "pledge"))


def part_for(investment: Investment, company: Company) -> Participation | None:
    """Who may see it is asked at the door: `access.company_at`."""
    found = Participation.objects.filter(investment=investment, company=company)
    return found.select_related("figures", "pledge", "company").first()


def for_desk(user: User, investment: Investment) -> list[Participation]:
    """Who said something and how it stands. Annotated: whether there are figures and a pledge;
    these themselves only where the company lends them."""
    rows = Participation.objects.visible_to(user).filter(investment=investment)
    has = {
        "has_figures": Exists(Figures.objects.filter(participation=OuterRef("pk"))),
        "has_pledge": Exists(Pledge.objects.filter(participation=OuterRef("pk"))),
    }
    return list(rows.annotate(**has).select_related("company"))


def lent_figures(user: User, investment: Investment) -> dict[int, Figures]:
    """By company: what this reader may read, and nothing else."""
    found = Figures.objects.visible_to(user).filter(participation__investment=investment)
    return {one.participation.company_id: one for one in found.select_related("participation")}


def lent_pledges(user: User, investment: Investment) -> dict[int, Pledge]:
    found = Pledge.objects.visible_to(user).filter(participation__investment=investment)
    return {one.participation.company_id: one for one in found.select_related("participation")}


def pledged(investment: Investment) -> list[Participation]:
    """For the machine that calculates, and for no page: those who join on conditions."""
    rows = Participation.objects.filter(investment=investment, stance=Stance.IN)
    taking_part = Company.objects.taking_part().order_by().values("pk")
    rows = rows.filter(company__in=taking_part, pledge__isnull=False, figures__isnull=False)
    return list(rows.select_related("figures", "pledge").order_by("company"))


def parties(investment: Investment) -> list[Participation]:
    """The group as it is now, with its figures; for the machine that calculates."""
    rows = Participation.objects.parties().filter(investment=investment)
    return list(rows.select_related("figures", "company").order_by("company__name", "pk"))


def to_speak_for(investment: Investment, words: str) -> QuerySet[Company]:
    """The companies that may take part, for the desk to find the one on the phone."""
    found = Company.objects.taking_part().order_by("name", "pk")
    if investment.audience_group_id is not None:
        found = found.filter(groups=investment.audience_group_id)
    return found.filter(name__icontains=words) if words else found


def is_for(investment: Investment, company: Company) -> bool:
    """Whether people of this company can see it."""
    reader = company_reader(company)
    return Investment.objects.visible_to(reader).filter(pk=investment.pk).exists()


def realised_of(parts: Sequence[Participation]) -> list[Realised]:
    found = Realised.objects.filter(participation__in=[part.pk for part in parts])
    return list(found.select_related("participation__company").order_by("-year", "pk"))


def asked_of(user: User, companies: list[Company]) -> list[tuple[Investment, Company]]:
    """Pledging, for a company of one's own that did not say in, doubt or out by itself yet."""
    rows = list(
        Investment.objects.visible_to(user).pledging().order_by("pledges_until", "pk")
        if companies
        else ()
    )
    if not rows:
        return []
    said = set(
        Participation.objects.filter(investment__in=rows, company__in=companies)
        .exclude(stance=Stance.DOUBT)
        .values_list("investment", "company")
    )
    within = _within_groups(rows, companies)
    return [
        (one, company)
        for one in rows
        for company in companies
        if (one.pk, company.pk) not in said
        and (one.audience_group_id is None or (one.audience_group_id, company.pk) in within)
    ]


def _within_groups(
    rows: Sequence[Investment], companies: Sequence[Company]
) -> set[tuple[int, int]]:
    """Of somebody who speaks for two companies, only those in the group that it is for."""
    groups = {one.audience_group_id for one in rows if one.audience_group_id}
    found = CompanyGroup.companies.through.objects.filter(
        companygroup__in=groups, company__in=companies
    )
    return set(found.values_list("companygroup", "company"))


@dataclass(frozen=True, slots=True)
class Asks:
    """Something for the desk: of a company that doubts or asks to come in (`is_late`), or of an
    investment for which there was no group."""

    investment: Investment
    company: Company | None = None
    is_late: bool = False


def waiting_for_desk(user: User) -> list[Asks]:
    """Who asks first; then who doubts in the last week; then where no group came together."""
    soon = timezone.now() + DOUBTS
    doubts = Q(
        stance=Stance.DOUBT,
        investment__state=State.PLEDGING,
        investment__pledges_until__range=(timezone.now(), soon),
    )
    asks = Q(asks_in_at__isnull=False, entry_price=None)
    rows = Participation.objects.visible_to(user).filter(doubts | asks)
    parts = rows.select_related("investment", "company").order_by("asks_in_at", "said_at", "pk")
    failed = Investment.objects.visible_to(user).filter(state=State.IDEA, failed_at__isnull=False)
    return [
        *(Asks(p.investment, p.company, is_late=True) for p in parts if p.asks_in_at),
        *(Asks(p.investment, p.company) for p in parts if not p.asks_in_at),
        *(Asks(one) for one in failed.order_by("failed_at", "pk")),
    ]


def to_confirm(companies: Sequence[Company]) -> list[Realised]:
    """Years that the desk noted for one's companies and that nobody confirmed yet."""
    found = Realised.objects.waiting().filter(participation__company__in=companies)
    return list(found.select_related("participation__company", "participation__investment"))


def waiting_for(user: User) -> list[Waiting]:
    """For the home page."""
    companies = companies_of(user)
    return [*_questions(user, companies), *_years(companies)] if companies else []


def _years(companies: Sequence[Company]) -> list[Waiting]:
    text = _("Is it right what %(what)s cost and brought you in %(year)s?")
    return [
        Waiting(
            text % {"what": row.participation.investment.title, "year": row.year},
            reverse(
                "investments:years",
                args=[row.participation.investment_id, row.participation.company_id],
            ),
        )
        for row in to_confirm(companies)
    ]


def _questions(user: User, companies: list[Company]) -> list[Waiting]:
    questions = asked_of(user, companies)
    if len(questions) == 1:
        [(one, company)] = questions
        return [Waiting(asked(one, company), one.get_absolute_url())]
    text = ngettext(
        "%(n)s joint investment asks whether you join",
        "%(n)s joint investments ask whether you join",
        len(questions),
    )
    where = reverse("investments:investments")
    return [Waiting(text % {"n": len(questions)}, where)] if questions else []
