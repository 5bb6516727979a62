"""Companies that are likely listed twice, for somebody to look at."""

from dataclasses import dataclass

from naober.features.desk import engine_bridge, selectors
from naober.features.desk.models import NotTheSame
from naober.foundation.members.models import Company, User

ORDER = ("left", "prospect", "spoken", "invited", "joining", "member")


@dataclass(frozen=True, slots=True)
class Pair:
    """`kept` is the one that is further on its way; `reasons` in words."""

    kept: Company
    merged: Company
    reasons: list[str]


def pairs(user: User) -> list[Pair]:
    """The likeliest first, without those that somebody said are two."""
    rows = selectors.companies(user).prefetch_related("sites", "desk_contacts")
    companies = {company.pk: company for company in rows}
    told = set(NotTheSame.objects.visible_to(user).values_list("first_id", "second_id"))
    return [
        pair_of(
            companies[one.first],
            companies[one.second],
            [engine_bridge.reason_words(code) for code in one.reasons],
        )
        for one in engine_bridge.alike(list(companies.values()))
        if (one.first, one.second) not in told
        and companies[one.first].kind == companies[one.second].kind
    ]


def pair_of(one: Company, other: Company, reasons: list[str]) -> Pair:
    kept, merged = sorted((one, other), key=lambda c: (-ORDER.index(c.stage), c.pk))
    return Pair(kept, merged, reasons)
