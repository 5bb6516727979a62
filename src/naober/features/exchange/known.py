"""Which companies fit, of what every member can read with both names."""

from collections.abc import Collection

from django.db.models import F, QuerySet

from naober.features.exchange.models import Match
from naober.foundation.audience.levels import Level, at_least


def known_fits(companies: Collection[int]) -> dict[frozenset[int], float]:
    """For two companies the score of their best match, from 0 to 1. Only of listings that all
    members may read with the name of who placed them: whoever sees who is seated with whom learns
    nothing that was kept from them."""
    rows = _open_to_all().filter(offer_company__in=companies, need_company__in=companies)
    found: dict[frozenset[int], float] = {}
    for a, b, score in rows.values_list("offer_company", "need_company", "score"):
        pair = frozenset((a, b))
        found[pair] = max(score, found.get(pair, 0.0))
    return found


def best_between(one: int, other: int) -> Match | None:
    """Of these two companies the best match that can still become an introduction."""
    pair = (one, other)
    rows = _open_to_all().filter(offer_company__in=pair, need_company__in=pair)
    rows = rows.filter(introduced_at=None, ended_at=None).exclude(offer_company=F("need_company"))
    best = rows.select_related("offer", "need", "offer_company", "need_company")
    return best.order_by("-score", "pk").first()


def _open_to_all() -> QuerySet[Match]:
    """Of listings that all members may read, with the name of who placed them."""
    wide = at_least(Level.MEMBERS)
    columns = ("audience", "audience_who")
    open_to_all = {f"{s}__{column}__in": wide for s in ("offer", "need") for column in columns}
    return Match.objects.live().filter(**open_to_all)
