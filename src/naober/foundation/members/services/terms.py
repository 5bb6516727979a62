"""Membership terms and the yearly contribution."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from naober.foundation.journal.services import record
from naober.foundation.members import rules, selectors
from naober.foundation.members.models import (
    Agreement,
    Company,
    Contribution,
    SizeClass,
    StepTemplate,
    Terms,
    User,
)
from naober.foundation.members.rules import allow
from naober.foundation.members.services.acting import note
from naober.foundation.members.services.joining import settle


@transaction.atomic
def agree(*, company: Company, terms: Terms, by: User) -> Agreement:
    """A company agrees with these terms and what it pays this year, once."""
    allow(rules.may_manage(by, company))
    year = timezone.localdate().year
    due = selectors.contribution_of(company, year)
    agreement, made = Agreement.objects.get_or_create(
        company=company,
        terms=terms,
        defaults={
            "by": by,
            "on_behalf": by.is_desk and not rules.acts_for(by, company),
            "year": year,
            "size_class": due.size_class.name if due else "",
            "amount": due.amount if due else None,
        },
    )
    if made:
        note("terms.agreed", by=by, company=company, terms=terms.name)
        settle(company=company, what=StepTemplate.Done.TERMS, by=by)
    return agreement


@transaction.atomic
def set_contributions(*, year: int, amounts: Mapping[SizeClass, Decimal | None], by: User) -> None:
    """What each size class pays in a year; None takes the amount away."""
    allow(by.is_desk)
    for size_class, amount in amounts.items():
        if amount is None:
            Contribution.objects.filter(year=year, size_class=size_class).delete()
        else:
            Contribution.objects.update_or_create(
                year=year, size_class=size_class, defaults={"amount": amount}
            )
    record(action="contributions.set", by=by, about=f"members.contributions:{year}", year=year)
