"""One offer and one need: do they fit, how well, why, and what stands in the way?

The score depends on the pair alone. score = strength of the evidence x every factor of fit.
"""

from dataclasses import dataclass
from datetime import date
from math import prod

from naober.engines.matching import fit
from naober.engines.matching.evidence import Evidence, TextScorer, evidence
from naober.engines.matching.knowledge import Knowledge
from naober.engines.matching.law import law
from naober.engines.matching.possible import likeness
from naober.engines.matching.problem import Item
from naober.engines.matching.result import CONDITIONS, GOOD_ENOUGH, Match, Reason, ReasonCode
from naober.engines.matching.thermal import Fit, thermal

TREATMENT_FACTOR = 0.85
ALIKE = 0.35  # likeness from which two listings speak of the same
UNLIKE_FACTOR = 0.3
POSSIBLE_AT_MOST = 0.14  # below GOOD_ENOUGH, however alike two listings look
POSSIBLE_AT_LEAST = 0.005


@dataclass(frozen=True, slots=True)
class Judge:
    """All that judging a pair needs besides the pair."""

    knowledge: Knowledge
    today: date
    max_distance_km: float | None = None
    scorer: TextScorer | None = None  # None: the engine's own

    def match(self, offer: Item, need: Item) -> Match | None:
        """The match of two listings, or None when they never fit or hardly at all."""
        if offer.company == need.company:
            return None
        period = fit.period(offer, need, self.today)
        if period is None:
            return None
        found = evidence(offer, need, self.knowledge, self.scorer)
        if found.strength < GOOD_ENOUGH:
            return None
        fits = self._fits(offer, need, found)
        if fits is None:
            return None
        alike = self._alike(offer, need, found.spelled)
        return _match(offer, need, found, (*fits, period, alike))

    def _alike(self, offer: Item, need: Item, spelled: float) -> Fit:
        """Less for two listings that speak of different things, whatever concept they share."""
        alike = min(1.0, likeness(offer, need, self.knowledge, spelled) / ALIKE)
        return Fit(UNLIKE_FACTOR + (1 - UNLIKE_FACTOR) * alike)

    def possible(self, offer: Item, need: Item) -> Match | None:
        """What may be in it all the same, for a pair that is no match: a score below GOOD_ENOUGH.

        None when the law of nature, the calendar or the wanted radius says no, or nothing at all
        says yes.
        """
        if offer.company == need.company:
            return None
        heat = thermal(offer, need, self.knowledge.kinships)
        period = fit.period(offer, need, self.today)
        place = fit.distance(offer, need, self.max_distance_km)
        if heat is None or period is None or place is None:
            return None
        score = round(POSSIBLE_AT_MOST * likeness(offer, need, self.knowledge), 4)
        if score < POSSIBLE_AT_LEAST:
            return None
        reasons = (Reason(ReasonCode.POSSIBLY), *place.reasons)
        return Match(offer.id, need.id, score, reasons, conditional=True)

    def _fits(self, offer: Item, need: Item, found: Evidence) -> tuple[Fit, ...] | None:
        kinships = self.knowledge.kinships
        heat = thermal(offer, need, kinships)
        place = fit.distance(offer, need, self.max_distance_km)
        if heat is None or place is None:
            return None
        lawful = law(found.kinship, kinships)
        parts = fit.composition(offer, need)
        papers = fit.certificates(offer, need)
        return heat, lawful, parts, fit.amount(offer, need), papers, place


def _match(offer: Item, need: Item, found: Evidence, fits: tuple[Fit, ...]) -> Match | None:
    reasons = (*found.reasons, *(reason for each in fits for reason in each.reasons))
    score = round(found.strength * _treated(reasons) * prod(each.factor for each in fits), 4)
    if score < GOOD_ENOUGH:
        return None
    conditional = any(reason.code in CONDITIONS for reason in reasons)
    return Match(offer.id, need.id, score, reasons, conditional)


def _treated(reasons: tuple[Reason, ...]) -> float:
    treated = any(reason.code is ReasonCode.TREATMENT for reason in reasons)
    return TREATMENT_FACTOR if treated else 1.0
