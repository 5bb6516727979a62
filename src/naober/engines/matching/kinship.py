"""How near an offered and a sought concept are, by the lexicon's hierarchy and links.

Information content is Seco, Veale & Hayes (ECAI 2004): a concept with few narrower ones says more.
Likeness over a common ancestor is Lin (ICML 1998). Both use the lexicon alone, never the listings,
so that what one company writes never changes what another's words mean.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import log

from naober.engines.matching.result import ReasonCode
from naober.lexicon import Kind, Lexicon, Link, Relation

NARROWER_WEIGHT = 0.96
BROADER_WEIGHT = 0.75
INHERITED = 0.95  # a kind of X serves as what X serves as
SERVES_WEIGHT = 0.92
STOCK_WEIGHT = 0.8
NEEDED_WEIGHT = 0.5
SPECIFIC = 0.4  # information content from which a concept is specific enough to stand alone
FAMILY = 0.45  # information content from which a common ancestor says anything
LIKE = 0.5  # Lin likeness from which two concepts are of one family
RELATED_WEIGHT: Mapping[Kind, float] = {Kind.PEOPLE: 0.6, Kind.TRAINING: 0.55, Kind.SERVICE: 0.5}
RELATED_USUAL = 0.45
HEAT = "heat"
COLD = "cold"
CARRIED = 0.8  # heat passes from any carrier to any other through a heat exchanger; cold too


@dataclass(frozen=True, slots=True)
class Kinship:
    """Why an offered concept may serve a sought one; `strength` is 0..1.

    `common` is the family of two RELATED concepts. `via` is what the offer serves as, when that is
    not what is sought but of one family with it, or broader by far. The conditions come from the
    link, if any.
    """

    code: ReasonCode
    strength: float
    offer: str
    need: str
    common: str = ""
    via: str = ""
    condition_nl: str = ""
    condition_en: str = ""

    def weakened(self, weight: float) -> "Kinship":
        """The same, with its strength times `weight`."""
        return self if weight == 1.0 else replace(self, strength=self.strength * weight)


@dataclass(frozen=True, slots=True)
class Step:
    """One end of a link seen from a concept: the concept at the other end, and how sure."""

    concept: str
    strength: float
    link: Link


class Kinships:
    """Answers about one lexicon, remembered; see `knowledge_of`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._sizes = Counter(concept.kind for concept in lexicon.concepts.values())
        self._information: dict[str, float] = {}
        self._broader: dict[str, frozenset[str]] = {}
        self._stuffs: dict[str, frozenset[str]] = {}
        self._outlets: dict[str, tuple[Step, ...]] = {}
        self._stocks: dict[str, tuple[Step, ...]] = {}
        self._between: dict[tuple[str, str], Kinship | None] = {}

    def information(self, concept: str) -> float:
        """Intrinsic information content, 0 (a kind's only top) to 1 (nothing is narrower)."""
        known = self._information.get(concept)
        if known is None:
            known = self._information[concept] = self._measure(concept)
        return known

    def broader(self, concept: str) -> frozenset[str]:
        """All ancestors."""
        known = self._broader.get(concept)
        if known is None:
            known = self._broader[concept] = frozenset(self.lexicon.ancestors(concept))
        return known

    def is_kind(self, concept: str, top: str) -> bool:
        """Whether a concept is `top` or a kind of it."""
        return concept == top or top in self.broader(concept)

    def stuffs(self, concept: str) -> frozenset[str]:
        """What it is made of, by its own trait or an ancestor's: PET, polypropylene, copper."""
        known = self._stuffs.get(concept)
        if known is None:
            concepts = (self.lexicon.concepts[id] for id in (concept, *self.broader(concept)))
            found = frozenset(c.traits["stuff"] for c in concepts if "stuff" in c.traits)
            known = self._stuffs[concept] = found
        return known

    def are_other_stuffs(self, one: str, other: str) -> bool:
        """Whether both are known to be made of something, and of nothing in common."""
        made, asked = self.stuffs(one), self.stuffs(other)
        return bool(made and asked) and made.isdisjoint(asked)

    def likeness(self, one: str, other: str) -> tuple[float, str]:
        """Lin likeness 0..1 and the most telling concept that both are, or are kinds of."""
        common = (self.broader(one) | {one}) & (self.broader(other) | {other})
        if not common:
            return 0.0, ""
        family = max(common, key=lambda id: (self.information(id), id))
        total = self.information(one) + self.information(other)
        return (2 * self.information(family) / total if total else 0.0), family

    def between(self, offer: str, need: str) -> Kinship | None:
        """The strongest reason why `offer` may serve `need`; None when there is none."""
        pair = (offer, need)
        if pair not in self._between:
            known = all(id in self.lexicon.concepts for id in pair)
            found = [k for k in self._all(offer, need) if k.strength > 0] if known else []
            self._between[pair] = max(found, key=lambda kin: kin.strength, default=None)
        return self._between[pair]

    def telling(self, concepts: tuple[str, ...]) -> tuple[str, ...]:
        """The known concepts, without those that another of them is a kind of.

        "vakkracht banketbakker" asks for a pastry chef, not for just any worker.
        """
        known = tuple(dict.fromkeys(c for c in concepts if c in self.lexicon.concepts))
        return tuple(c for c in known if not any(c in self.broader(other) for other in known))

    def outlets(self, offer: str) -> tuple[Step, ...]:
        """What an offer of this concept serves as, by its own links, its ancestors' and kinds'."""
        if offer not in self._outlets:
            self._outlets[offer] = tuple(self._find_outlets(offer))
        return self._outlets[offer]

    def stocks(self, need: str) -> tuple[Step, ...]:
        """What a sought concept can be made from, or what its process needs."""
        if need not in self._stocks:
            self._stocks[need] = tuple(self._find_stocks(need))
        return self._stocks[need]

    def specificity(self, concept: str) -> float:
        """0.3 for a concept that says next to nothing ("personeel"), 1 for a telling one."""
        return 0.3 + 0.7 * min(1.0, self.information(concept) / SPECIFIC)

    def _measure(self, concept: str) -> float:
        size = self._sizes[self.lexicon.concepts[concept].kind]
        narrower = len(self.lexicon.descendants(concept))
        return 1.0 - log(narrower + 1) / log(size) if size > 1 else 1.0

    def _all(self, offer: str, need: str) -> Iterator[Kinship]:
        code, strength = self._straight(offer, need)
        yield Kinship(code, strength, offer, need)
        yield from self._by_serving(offer, need)
        yield from self._by_making(offer, need)
        yield self._by_family(offer, need)

    def _straight(self, given: str, asked: str) -> tuple[ReasonCode, float]:
        """How well something given fits what is asked, up and down the hierarchy only."""
        if given == asked:
            return ReasonCode.SAME_CONCEPT, self.specificity(asked)
        if asked in self.broader(given):
            return ReasonCode.NARROWER, NARROWER_WEIGHT * self.specificity(asked)
        if given in self.broader(asked):
            likeness = self.likeness(given, asked)[0]
            return ReasonCode.BROADER, BROADER_WEIGHT * likeness
        return ReasonCode.RELATED, 0.0

    def _by_serving(self, offer: str, need: str) -> Iterator[Kinship]:
        for step in self.outlets(offer):
            if self.are_other_stuffs(offer, need) and not self._names_stuff_of(step, need):
                continue
            fit = self._straight(step.concept, need)[1]
            common = via = step.concept if self._is_vague_for(step.concept, need) else ""
            if not fit:
                like = self._by_family(step.concept, need)
                fit, common = like.strength, like.common
                via = step.concept if like.code is ReasonCode.RELATED else ""
            if fit:
                strength = SERVES_WEIGHT * step.strength * fit
                kin = Kinship(ReasonCode.SERVES_AS, strength, offer, need, common, via)
                yield _on_condition(kin, step.link)

    def _names_stuff_of(self, step: Step, other: str) -> bool:
        """Whether the link itself speaks of this stuff, rather than of any plastic or metal."""
        return not self.stuffs(step.concept).isdisjoint(self.stuffs(other))

    def _is_vague_for(self, use: str, need: str) -> bool:
        """Whether a use is so broad that it does not tell whether a kind of it is served."""
        return use in self.broader(need) and self.information(use) < FAMILY

    def _by_making(self, offer: str, need: str) -> Iterator[Kinship]:
        for step in self.stocks(need):
            if self.are_other_stuffs(offer, need) and not self._names_stuff_of(step, offer):
                continue
            fit = self._straight(offer, step.concept)[1]
            if fit:
                made = step.link.relation is Relation.MADE_FROM
                code = ReasonCode.CAN_BE_MADE_FROM if made else ReasonCode.NEEDED_FOR
                weight = STOCK_WEIGHT if made else NEEDED_WEIGHT
                kin = Kinship(code, weight * step.strength * fit, offer, need)
                yield _on_condition(kin, step.link)

    def _by_family(self, offer: str, need: str) -> Kinship:
        """Through what both are kinds of: sure for carriers of heat, weak for anything else."""
        likeness, family = self.likeness(offer, need)
        if any(self.is_kind(offer, top) and self.is_kind(need, top) for top in (HEAT, COLD)):
            return Kinship(ReasonCode.SERVES_AS, CARRIED, offer, need)
        telling = bool(family) and self.information(family) >= FAMILY and likeness >= LIKE
        telling = telling and not self.are_other_stuffs(offer, need)
        kind = self.lexicon.concepts[need].kind
        strength = RELATED_WEIGHT.get(kind, RELATED_USUAL) * likeness**2 if telling else 0.0
        return Kinship(ReasonCode.RELATED, strength, offer, need, common=family)

    def _find_outlets(self, offer: str) -> Iterator[Step]:
        for source, weight in self._sources(offer):
            for link in self.lexicon.links_from(source):
                if link.relation is Relation.SERVES_AS:
                    yield Step(link.target, weight * link.strength, link)

    def _sources(self, offer: str) -> Iterator[tuple[str, float]]:
        """Concepts whose uses an offer shares: itself, what it is a kind of, and kinds of it."""
        yield offer, 1.0
        yield from ((id, INHERITED) for id in self.lexicon.ancestors(offer))
        if self.information(offer) >= SPECIFIC:
            for id in self.lexicon.descendants(offer):
                yield id, BROADER_WEIGHT * self.likeness(offer, id)[0]

    def _find_stocks(self, need: str) -> Iterator[Step]:
        for product, weight in self._products(need):
            for link in self.lexicon.links_from(product):
                if link.relation is not Relation.SERVES_AS:
                    yield Step(link.target, weight * link.strength, link)

    def _products(self, need: str) -> Iterator[tuple[str, float]]:
        """Concepts whose stock a need can use: itself, kinds of it, and what it is a kind of."""
        yield need, 1.0
        narrower = NARROWER_WEIGHT * self.specificity(need)
        yield from ((id, narrower) for id in self.lexicon.descendants(need))
        for id in self.lexicon.ancestors(need):
            yield id, BROADER_WEIGHT * self.likeness(id, need)[0]


def _on_condition(kin: Kinship, link: Link) -> Kinship:
    return replace(kin, condition_nl=link.condition_nl, condition_en=link.condition_en)
