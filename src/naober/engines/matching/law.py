"""Where the law comes before the match: waste and food.

EU Waste Framework Directive 2008/98/EC art. 5 (by-product) and 6 (end of waste): who takes waste
into food, feed, fertiliser or a product needs a permit or an end-of-waste status. Regulations
(EC) 178/2002 and 183/2005: food and feed come from approved sources.
"""

from naober.engines.matching.kinship import Kinship, Kinships
from naober.engines.matching.result import Reason, ReasonCode
from naober.engines.matching.thermal import NEUTRAL, Fit

TAKEN_UP = frozenset({"feed", "food-ingredient", "soil-product"})
CONDITION_FACTOR = 0.75
USED_WATER = frozenset({"effluent", "wastewater"})
TREATED_WATER = (
    ("condition_nl", "mits gezuiverd tot de gevraagde kwaliteit"),
    ("condition_en", "if treated to the quality asked for"),
)
STUFF_FACTOR = 0.9  # waste of the very stuff that is sought


def law(kin: Kinship | None, kinships: Kinships) -> Fit:
    """WASTE_LAW when waste or a hazard goes where people, animals or soil take it up.

    Used water that is offered where water is sought must be treated first. The law speaks also
    when what is sought as goods ("polypropeen") is offered as waste (PP scrap).
    """
    if kin is None:
        return NEUTRAL
    waste = _trait(kin.offer, "waste", kinships) == "yes"
    hazardous = _trait(kin.offer, "hazardous", kinships) == "yes"
    if (waste or hazardous) and _is_taken_up(kin.need, kinships):
        return Fit(CONDITION_FACTOR, (Reason(ReasonCode.WASTE_LAW),))
    if kin.code is ReasonCode.NARROWER and any(kinships.is_kind(kin.offer, c) for c in USED_WATER):
        return Fit(STUFF_FACTOR, (Reason(ReasonCode.TREATMENT, TREATED_WATER),))
    sought_as_goods = _trait(kin.need, "waste", kinships) != "yes"
    if waste and kin.code is ReasonCode.NARROWER and sought_as_goods:
        return Fit(STUFF_FACTOR, (Reason(ReasonCode.WASTE_LAW),))
    return NEUTRAL


def _is_taken_up(need: str, kinships: Kinships) -> bool:
    if _trait(need, "waste", kinships) == "yes":
        return False
    eaten = _trait(need, "food_grade", kinships) == "yes"
    return eaten or any(kinships.is_kind(need, top) for top in TAKEN_UP)


def _trait(concept: str, name: str, kinships: Kinships) -> str:
    """A fixed fact of a concept, or of the nearest ancestor that states it."""
    for id in (concept, *kinships.lexicon.ancestors(concept)):
        found = kinships.lexicon.concepts.get(id)
        if found and name in found.traits:
            return found.traits[name]
    return ""
