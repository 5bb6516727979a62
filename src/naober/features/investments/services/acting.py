"""What every use case does around itself: one at a time, in the right state, written down."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from naober.features.agenda.services import tell
from naober.features.investments import rules
from naober.features.investments.models import Investment, Participation
from naober.features.investments.rules import Act
from naober.foundation.audience.levels import Level
from naober.foundation.journal.services import record
from naober.foundation.members.models import Company, User


def locked(investment: Investment) -> Investment:
    """The row as it is now, held until this is done."""
    return Investment.objects.select_for_update(of=("self",)).get(pk=investment.pk)


def of_desk(investment: Investment, by: User, act: Act) -> Investment:
    found = locked(investment)
    rules.check(by, found, act)
    return found


def of_company(investment: Investment, company: Company, by: User, act: Act) -> Investment:
    """For who speaks for this company, or the desk on its behalf; when it is the time."""
    found = locked(investment)
    if not (rules.may_speak_for(by, company) or rules.enters_for(by, company)):
        raise PermissionDenied
    rules.check_state(found, act)
    return found


def part_of(investment: Investment, company: Company) -> Participation:
    made, _is_new = Participation.objects.get_or_create(investment=investment, company=company)
    return made


def note(
    action: str,
    investment: Investment,
    by: User | None,
    company: Company | None = None,
    **facts: Any,
) -> None:
    """Never an amount, nor how a company stands: a journal is read by more people than a page."""
    on_behalf = by is not None and company is not None and rules.enters_for(by, company)
    record(
        action=f"investment.{action}",
        by=by,
        company=company,
        about=f"investments.investment:{investment.pk}",
        on_behalf=on_behalf,
        title=investment.title,
        **facts,
    )


def tell_of(investment: Investment, kind: str) -> None:
    """In the life of each challenge behind its focus point, once; without facts, for whoever is
    behind a challenge. Of what is for chosen companies only, nothing."""
    if investment.point is None or investment.audience != Level.MEMBERS:
        return
    for challenge in investment.point.challenges.all():
        tell(
            challenge=challenge,
            kind=f"investments.{kind}",
            key=f"investments.{kind}:{investment.pk}:{challenge.pk}",
            path=investment.get_absolute_url(),
        )
