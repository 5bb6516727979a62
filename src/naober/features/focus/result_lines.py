"""Results as a page shows them: with what this reader may do with each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from naober.features.focus import cards, rules
from naober.features.focus.models import FocusPoint, Result
from naober.foundation.members.models import Company, User


@dataclass(frozen=True, slots=True)
class ResultLine:
    """`by` and `confirmed_by` are companies, or the desk: empty for whoever is not inside."""

    pk: int
    text: str
    day: str
    is_confirmed: bool
    by: str
    confirmed_by: str
    evidence: str
    link: str
    document: str
    document_pk: int | None
    may_confirm: bool
    may_withdraw: bool


def result_lines(user: User, point: FocusPoint, results: Iterable[Result]) -> Sequence[ResultLine]:
    """Of rows that this reader may see. Who said it, who confirmed it and how one knows is for the
    group and the desk. A fixed number of statements, however many results."""
    rows = list(results)
    if not rows:
        return []
    group = getattr(point, "group", None)
    inside = user.is_desk or (group is not None and rules.is_inside(user, group))
    parties = rules.parties_of(user, group) if group else set()
    own = set(Company.objects.of(user).values_list("pk", flat=True))
    standing = rules.Standing(parties, own, rules.kin_of(parties))
    return [_line(one, user, inside, standing) for one in rows]


def _line(one: Result, user: User, inside: bool, standing: rules.Standing) -> ResultLine:
    document = one.document if inside else None
    return ResultLine(
        pk=one.pk,
        text=cards.result_text(one),
        day=cards.day(one.day),
        is_confirmed=one.is_confirmed,
        by=_party(one.company) if inside else "",
        confirmed_by=_party(one.confirmed_company) if inside and one.is_confirmed else "",
        evidence=one.evidence if inside else "",
        link=one.link if inside else "",
        document=document.title if document else "",
        document_pk=document.pk if document else None,
        may_confirm=rules.may_confirm_as(user, one, standing),
        may_withdraw=one.is_waiting and (user.is_desk or one.by_id == user.pk),
    )


def _party(company: Company | None) -> str:
    return company.name if company else _("the desk")
