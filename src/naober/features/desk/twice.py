"""Companies that are likely listed twice, for somebody to look at."""

from collections.abc import Iterable
from dataclasses import dataclass

from naober.features.desk import engine_bridge, selectors
from naober.features.desk.engine_bridge import Alike
from naober.features.desk.models import NotTheSame
from naober.foundation.members.models import Company, User

ORDER = ("left", "prospect", "spoken", "invited", "joining", "member")


@dataclass(frozen=True, slots=True)
class Pair:
    """`kept` is the one that is further on its way; `reasons` in words."""

    kept: Company
    merged: Company
    reasons: list[str]


def pairs(user: User) -> list[Alike]:
    """The likeliest first, without those that somebody said are two."""
    companies = selectors.companies(user)
    kinds = dict(companies.values_list("pk", "kind"))
    told = set(NotTheSame.objects.visible_to(user).values_list("first_id", "second_id"))
    return [
        one
        for one in engine_bridge.alike(companies)
        if (one.first, one.second) not in told and kinds[one.first] == kinds[one.second]
    ]


def shown(found: Iterable[Alike], user: User) -> list[Pair]:
    """Some of `pairs`, with their companies."""
    rows = list(found)
    ids = {pk for one in rows for pk in (one.first, one.second)}
    known = selectors.companies(user).filter(pk__in=ids)
    companies = {company.pk: company for company in known.prefetch_related("sites")}
    return [
        pair_of(
            companies[one.first],
            companies[one.second],
            [engine_bridge.reason_words(code) for code in one.reasons],
        )
        for one in rows
    ]


def pair_of(one: Company, other: Company, reasons: list[str]) -> Pair:
    kept, merged = sorted((one, other), key=lambda c: (-ORDER.index(c.stage), c.pk))
    return Pair(kept, merged, reasons)
