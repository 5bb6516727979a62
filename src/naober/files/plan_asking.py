"""Which number is worth asking for: one that nobody gave, and that decides whether something pays.

What a unit of a pair brings is what both save less what it costs; see `engines/flows/problem`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from naober.engines.flows import Plan
from naober.engines.flows.scenarios import pairs
from naober.files.plan_words import PlanWords
from naober.files.region import Region

MOST = 20


@dataclass(frozen=True, slots=True)
class _Lacking:
    """Of `id` nobody said what it costs now; from `saved` a unit a pair would begin to pay."""

    id: str
    offer: str
    need: str
    saved: float


def worth_asking(region: Region, plan: Plan, words: PlanWords) -> list[dict[str, Any]]:
    """The nearest to paying first: offers and needs of pairs that the plan leaves out, of which it
    is not known what they save. `from` is in euros a unit."""
    planned = set(pairs(plan))
    best: dict[str, _Lacking] = {}
    for one in _lacking(region):
        known = best.get(one.id)
        if (one.offer, one.need) in planned:
            best[one.id] = _Lacking(one.id, one.offer, one.need, 0.0)
        elif known is None or one.saved < known.saved:
            best[one.id] = one
    asked: dict[tuple[str, str], _Lacking] = {}
    for one in sorted(best.values(), key=lambda one: one.saved):
        if one.saved > 0:
            asked.setdefault((one.offer, one.need), one)  # of a pair one side is asked first
    return [
        {
            "id": one.id,
            "offer": one.offer,
            "need": one.need,
            "from": one.saved,
            "message": words.worth_asking(one.id, (one.offer, one.need), one.saved),
        }
        for one in list(asked.values())[:MOST]
    ]


def _lacking(region: Region) -> list[_Lacking]:
    offers = {one.id: one for one in region.problem.offers}
    needs = {one.id: one for one in region.problem.needs}
    found = []
    for way in region.problem.exchanges:
        offer, need = offers[way.offer], needs[way.need]
        short = way.cost - offer.gain - way.useful * need.gain
        if not offer.gain:
            found.append(_Lacking(offer.id, way.offer, way.need, max(0.0, short)))
        if not need.gain:
            found.append(_Lacking(need.id, way.offer, way.need, max(0.0, short / way.useful)))
    return found
