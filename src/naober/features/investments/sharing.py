"""Who may know which share of the cost, and in which words. The page says who sees what, and where
one share would tell what another company gave, it shows none and says what to do.

A reader knows the companies it speaks for, and those whose figures are lent to it: to the desk, or
within the group when all opened up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naober.features.investments import engine_bridge, rules, selectors, words
from naober.features.investments.models import Investment, Participation
from naober.foundation.core.charts import Chart, Row
from naober.foundation.members.models import Membership, User

MOST_LOOKED_AT = 20  # companies of which other rules are worked out while a page is made


@dataclass(frozen=True, slots=True)
class Share:
    """Of one company: its part, what it would pay alone, and why it is this."""

    part: Participation
    sum: Decimal
    amount: str
    alone_sum: Decimal
    alone: str
    because: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Sharing:
    """`names` of the group are for the group and the desk. `is_refused`: no share is shown, for
    `unknown` companies only would stand behind the difference."""

    parties: int
    names: Sequence[str]
    parts: Sequence[Participation]
    shares: Sequence[Share]
    whole: str
    is_refused: bool
    may_open: Sequence[Participation]
    is_inside: bool
    how: str
    objections: Sequence[str] = ()  # of the other rules; for who reads all figures anyhow


def sharing(user: User, investment: Investment) -> Sharing:
    """Of an investment that is agreed."""
    parties = selectors.parties(investment)
    own = {company.pk for company in selectors.companies_of(user)}
    mine = [part for part in parties if part.company_id in own]
    is_inside = bool(mine) or user.is_desk
    known = _known(user, parties, own)
    unknown = len(parties) - len(known)
    refused = _is_refused(user, unknown)
    shown = [] if refused or not is_inside else [part for part in parties if part.pk in known]
    worked = engine_bridge.reasons(investment, parties, language()) if shown else {}
    all_known = bool(shown) and len(known) == len(parties) <= MOST_LOOKED_AT
    return Sharing(
        parties=len(parties),
        names=[part.company.name for part in parties] if is_inside else [],
        parts=parties if user.is_desk else [],
        shares=[_share(part, worked, own) for part in shown],
        whole=_whole(parties, unknown) if is_inside and not refused else "",
        is_refused=refused and is_inside,
        may_open=mine if len(parties) <= rules.LEAST_TOGETHER else [],
        is_inside=is_inside,
        how=str(words.HOW[investment.rule]),
        objections=_objections(investment, parties) if all_known else (),
    )


def _objections(investment: Investment, parties: Sequence[Participation]) -> Sequence[str]:
    figures = {part.company.name: part.figures for part in parties}
    return engine_bridge.divided(investment, figures, investment.rule, language()).objections


def language() -> str:
    return "en" if get_language() == "en" else "nl"


def _known(user: User, parties: Sequence[Participation], own: set[int]) -> set[int]:
    """By participation: one's own; all of them where all opened up; what is lent to the desk. That
    some opened up helps nobody: it would only lay the others bare."""
    known = {part.pk for part in parties if part.company_id in own}
    if known and all(part.opens_up for part in parties):
        return {part.pk for part in parties}
    if user.is_desk:
        known |= {part.pk for part in parties if part.figures.desk_reads}
    return known


def _is_refused(user: User, unknown: int) -> bool:
    """The desk may remember what was lent to it for a while, so it takes a crowd there."""
    if user.is_desk:
        return not rules.may_tell_whole(unknown)
    return rules.share_tells(unknown)


def own_share(part: Participation) -> Decimal | None:
    """For the pages and files of one company: where the share would tell somebody of its people
    what one other company gave, not. They may speak for other companies of the group too."""
    parties = Participation.objects.parties().filter(investment=part.investment_id)
    rows = list(parties.values_list("company", "opens_up"))
    people = Membership.objects.filter(company=part.company_id, ended_on=None).values("user")
    known = set(
        Membership.objects.filter(
            user__in=people, ended_on=None, company__in=[pk for pk, _opens in rows]
        ).values_list("company", flat=True)
    )
    unknown = {pk for pk, _opens in rows} - known - {part.company_id}
    all_open = all(opens for _pk, opens in rows)
    return part.share if all_open or not rules.share_tells(len(unknown)) else None


def _whole(parties: Sequence[Participation], unknown: int) -> str:
    if not rules.may_tell_whole(unknown):
        return ""
    return words.euros(sum((part.share or Decimal(0) for part in parties), Decimal(0)))


def _share(part: Participation, worked: Mapping[int, engine_bridge.Reason], own: set[int]) -> Share:
    reason = worked[part.company_id]
    amount = part.share or Decimal(0)
    return Share(
        part,
        amount,
        words.euros(amount),
        reason.alone,
        words.whole_euros(reason.alone),
        reason.words,
        part.company_id in own,
    )


def share_chart(shared: Sharing) -> Chart:
    """Alone against together, of the shares that this reader may see."""
    rows = [
        Row(one.part.company.name, [one.alone_sum, one.sum], [one.alone, one.amount])
        for one in shared.shares
    ]
    return Chart(
        code="shares",
        title=_("Alone against together"),
        description=_("What each would pay alone, and what it pays together, in euros."),
        first=_("Company"),
        series=[_("Alone"), _("Together")],
        rows=rows,
    )
