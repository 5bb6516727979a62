"""A lexicon of a few dozen concepts, and short ways to make listings, for the engine's tests."""

from dataclasses import replace
from datetime import date

from naober.engines.matching import Bounds, Direction, Item
from naober.engines.matching.knowledge import knowledge_of
from naober.engines.matching.pair import Judge
from naober.engines.matching.result import Match, Reason, ReasonCode
from naober.lexicon import Concept, Kind, Lexicon, Link, Relation

TODAY = date(2026, 3, 2)

MATERIAL = {
    "plastic": "",
    "regrind": "plastic",
    "polyolefin": "plastic",
    "pp": "polyolefin",
    "pe": "polyolefin",
    "pvc": "plastic",
    "pp-regrind": "regrind|pp",
    "pe-regrind": "regrind|pe",
    "pvc-regrind": "regrind|pvc",
    "feed": "",
    "animal-feed": "feed",
    "cattle-feed": "animal-feed",
    "protein-source": "feed",
    "whey-protein": "protein-source",
    "residue": "",
    "whey": "residue",
    "sweet-whey": "whey",
    "spent-grain": "residue",
    "kitchen-waste": "residue",
    "condensate": "residue",
    "exhaust-air": "residue",
    "wood": "",
    "bark": "wood",
    "biomass": "wood",
    "sand": "",
    "grit": "sand",
    "infill": "sand",
    "rubber": "",
    "rubber-granulate": "rubber",
}
ENERGY = {
    "heat": "",
    "hot-water": "heat",
    "low-heat": "heat",
    "steam": "heat",
    "saturated-steam": "steam",
    "cold": "",
    "ice-water": "cold",
    "gas": "",
    "compressed-air": "gas",
}
PEOPLE = {
    "staff": "",
    "operator": "staff",
    "machinist": "operator",
    "miller": "machinist",
    "turner": "machinist",
    "baker": "staff",
    "pastry-baker": "baker",
    "bread-baker": "baker",
    "welder": "staff",
    "driver": "staff",
    "nurse": "staff",
    "electrician": "staff",
}
TRAITS = {
    "kitchen-waste": {"waste": "yes"},
    "cattle-feed": {},
    "low-heat": {"temperature_c": "40"},
    "ice-water": {"temperature_c": "2"},
}
LINKS = (
    Link("spent-grain", Relation.SERVES_AS, "animal-feed"),
    Link("kitchen-waste", Relation.SERVES_AS, "animal-feed", 0.5),
    Link("whey-protein", Relation.MADE_FROM, "whey"),
    Link("bark", Relation.SERVES_AS, "biomass", 1.0, "mits droog", "if dry"),
    Link("condensate", Relation.SERVES_AS, "hot-water"),
    Link("exhaust-air", Relation.SERVES_AS, "heat"),
    Link("rubber-granulate", Relation.SERVES_AS, "infill"),
    Link("pastry-baker", Relation.NEEDS, "sand", 0.5),
)


def _concepts(kind: Kind, tree: dict[str, str]) -> dict[str, Concept]:
    return {
        id: Concept(
            id, kind, id, id, tuple(p for p in parents.split("|") if p), traits=TRAITS.get(id, {})
        )
        for id, parents in tree.items()
    }


LEXICON = Lexicon(
    concepts={
        **_concepts(Kind.MATERIAL, MATERIAL),
        **_concepts(Kind.ENERGY, ENERGY),
        **_concepts(Kind.PEOPLE, PEOPLE),
    },
    links=LINKS,
    units={},
    places=(),
    activities={},
)
KNOWLEDGE = knowledge_of(LEXICON)
KINSHIPS = KNOWLEDGE.kinships
JUDGE = Judge(KNOWLEDGE, TODAY)


def offer(*concepts: str, text: str = "", id: str = "o", company: str = "giver", **more) -> Item:
    return Item(id, company, Direction.OFFER, text, concepts, **more)


def need(*concepts: str, text: str = "", id: str = "n", company: str = "taker", **more) -> Item:
    return Item(id, company, Direction.NEED, text, concepts, **more)


def at(low: float, high: float | None = None) -> Bounds:
    return Bounds(low, low if high is None else high)


def judged(given: Item, asked: Item) -> Match | None:
    return JUDGE.match(given, asked)


def score(given: Item, asked: Item) -> float:
    """The score of a pair; 0 when it is no match."""
    found = judged(given, asked)
    return found.score if found else 0.0


def reason(found: Match | None, code: ReasonCode) -> Reason:
    """The one reason with this code; fails the test when there is not exactly one."""
    assert found is not None
    (only,) = [each for each in found.reasons if each.code is code]
    return only


def codes(found: Match | None) -> set[ReasonCode]:
    return {each.code for each in found.reasons} if found else set()


def changed(item: Item, **fields) -> Item:
    return replace(item, **fields)
