"""What speaks for a pair before amounts and places are looked at: concepts first, words second."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Protocol

from naober.engines.matching.kinship import COLD, FAMILY, HEAT, LIKE, SPECIFIC, Kinship, Kinships
from naober.engines.matching.knowledge import Knowledge
from naober.engines.matching.meaning import Meaning, meaning
from naober.engines.matching.problem import Item
from naober.engines.matching.result import Reason, ReasonCode
from naober.engines.matching.text import Similarity
from naober.engines.matching.wording import says_more, telling_words, unexplained, worth
from naober.lexicon import Kind

UNMET = 0.2  # how much of the strength hangs on the other sought concepts
VAGUE_LOSS = 0.8  # per information lost when only the vaguer of the sought concepts is met
SIDE_BONUS = 0.5  # how much of what the main concepts leave open mentioned ones can fill
BROAD_FACTOR = 0.4  # two listings have only a broad concept in common, and no word besides
RIVAL_FACTOR = 0.4
WORDS_BESIDE = 0.3  # how much of what concepts leave open words can fill
WORDS_ALONE = 0.75  # one side names no known concept
WORDS_AGAINST = 0.35  # both do, and they have nothing to do with each other
TELLING_WORDS = 0.15


class TextScorer(Protocol):
    """Any measure of how alike two texts are that does not depend on other listings."""

    def similarity(self, first: str, second: str, /) -> Similarity:
        """0..1, the same when the texts change places, with the words they share."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """`strength` is 0..1; `kinship` is the best reason, None when only words speak.

    `spelled` is the likeness of the two texts alone, 0..1.
    """

    strength: float
    kinship: Kinship | None
    reasons: tuple[Reason, ...]
    spelled: float = 0.0


def evidence(
    offer: Item, need: Item, knowledge: Knowledge, scorer: TextScorer | None = None
) -> Evidence:
    """All that the meaning of two listings says about whether they fit.

    `scorer` replaces the engine's own measure of likeness.
    """
    kinships = knowledge.kinships
    given, asked = meaning(offer, kinships), meaning(need, kinships)
    likeness = (scorer or knowledge.scorer).similarity(offer.text, need.text)
    words = telling_words(likeness)
    kin = _kin(given, asked, kinships)
    if kin is None:
        if given.main and asked.main:
            words = unexplained(words, ((offer, given.main), (need, asked.main)), kinships)
        strength = worth(likeness, words) * _words_weight(given, asked)
        return Evidence(strength, None, _alike(likeness, words), likeness.score)
    strength = kin.strength * _met(kin, given, asked, kinships)
    beside = _beside(kin, given, asked, kinships)
    strength *= 1 + (1 - strength) * SIDE_BONUS * beside
    if not beside and _says_too_little(kin, offer, need, words, knowledge):
        strength *= BROAD_FACTOR
        kin = _of_one_family(kin, kinships)
    rival = _rival(kin, given, asked, kinships)
    strength *= RIVAL_FACTOR if rival else 1.0
    strength *= 1 + (1 - strength) * WORDS_BESIDE * worth(likeness, words)
    contradicted = (_reason(rival),) if rival else ()
    mentioned = () if _is_meant(kin, given, asked) else (Reason(ReasonCode.POSSIBLY),)
    found = (*_reasons(kin, offer, need), *contradicted, *mentioned)
    reasons = (*found, *_alike(likeness, words))
    return Evidence(min(1.0, strength), kin, reasons, likeness.score)


def _is_meant(kin: Kinship, given: Meaning, asked: Meaning) -> bool:
    """Whether both sides are about the pair that matches, rather than mention it in passing."""
    return kin.offer in (*given.main, HEAT) and kin.need in (*asked.main, HEAT)


def _alike(likeness: Similarity, words: tuple[str, ...]) -> tuple[Reason, ...]:
    if not words or worth(likeness, words) < TELLING_WORDS:
        return ()
    return (Reason(ReasonCode.SIMILAR_WORDS, (("words", ", ".join(words)),)),)


def _kin(offer: Meaning, need: Meaning, kinships: Kinships) -> Kinship | None:
    found = sorted(_all_kin(offer, need, kinships), key=_best_first)
    return found[0] if found else None


def _all_kin(offer: Meaning, need: Meaning, kinships: Kinships) -> Iterator[Kinship]:
    """Main with main, and main with what the other side merely mentions or implies."""
    offered = [(given, 1.0) for given in offer.main]
    sought = [(asked, 1.0) for asked in need.main]
    for pairs in (product(offered, sought + list(need.side)), product(offer.side, sought)):
        for (given, weight), (asked, other_weight) in pairs:
            kin = kinships.between(given, asked)
            if kin:
                yield kin.weakened(weight * other_weight)


def _best_first(kin: Kinship) -> tuple[float, str, str]:
    return (-kin.strength, kin.offer, kin.need)


def _beside(kin: Kinship, offer: Meaning, need: Meaning, kinships: Kinships) -> float:
    """How well what is merely mentioned fits too, 0..1; the pair that made the match left out."""
    aside = [c for c, _ in need.side]
    pairs = (*product(offer.main, aside), *product((c for c, _ in offer.side), need.main))
    found = (kinships.between(*pair) for pair in pairs if pair != (kin.offer, kin.need))
    sure = (k.strength for k in found if k and not _is_vague(k, kinships))
    return max(sure, default=0.0)


def _is_vague(kin: Kinship, kinships: Kinships) -> bool:
    telling = min(kinships.information(kin.offer), kinships.information(kin.need)) >= SPECIFIC
    return kin.code is ReasonCode.RELATED or not telling


def _says_too_little(
    kin: Kinship, offer: Item, need: Item, words: tuple[str, ...], knowledge: Knowledge
) -> bool:
    """Whether two listings share only a broad concept ("cursus"), while one of them says more.

    What it says more must then be among the shared words. Of heat, temperature says it all.
    """
    kinships = knowledge.kinships
    if any(kinships.is_kind(kin.need, top) for top in (HEAT, COLD)):
        return False
    sides = ((offer, (kin.offer,)), (need, (kin.need,)))
    broad = [side for side in sides if kinships.information(side[1][0]) < SPECIFIC]
    if not broad or unexplained(words, sides, kinships):
        return False
    return any(
        says_more(item, concept, knowledge.scorer.content_words(item.text), kinships)
        for item, (concept,) in broad
    )


def _of_one_family(kin: Kinship, kinships: Kinships) -> Kinship:
    """The same pair, told as no more than two things of one broad sort."""
    broad = min((kin.need, kin.offer), key=kinships.information)
    return replace(kin, code=ReasonCode.RELATED, common=broad)


def _met(kin: Kinship, offer: Meaning, need: Meaning, kinships: Kinships) -> float:
    """1 when every sought concept is met about as well as the best one, a little less if not."""
    weights = {asked: kinships.specificity(asked) for asked in need.main}
    total = sum(weights.values())
    if not total or not kin.strength:
        return 1.0
    met = sum(w * _best(offer.main, asked, kinships) for asked, w in weights.items())
    share = 1 - UNMET + UNMET * min(1.0, met / (total * kin.strength))
    unmet = (c for c in need.main if not _is_met(offer.main, c, kinships))
    missed = max((kinships.information(c) for c in unmet), default=0.0)
    vaguer = max(0.0, missed - kinships.information(kin.need))
    return share * (1 - VAGUE_LOSS * vaguer)


def _best(offered: tuple[str, ...], asked: str, kinships: Kinships) -> float:
    found = [kinships.between(given, asked) for given in offered]
    return max((kin.strength for kin in found if kin), default=0.0)


def _rival(kin: Kinship, offer: Meaning, need: Meaning, kinships: Kinships) -> Kinship | None:
    """An offered concept that contradicts a sought one: the same form, but another material.

    "PP-maalgoed" and "maalgoed van PE" share the form; PP is then a rival of PE. It is one when
    it is nearer to the unmet concept than the thing they share is.
    """
    for asked in need.main:
        if asked == kin.need or _is_met(offer.main, asked, kinships):
            continue
        shared = kinships.likeness(kin.need, asked)[0]
        for given in offer.main:
            likeness, family = kinships.likeness(given, asked)
            telling = likeness >= LIKE and kinships.information(family) >= FAMILY
            another = _is_another_kind(given, asked, need.main, kinships)
            if another or (telling and likeness > shared):
                return Kinship(ReasonCode.RELATED, likeness, given, asked, common=family)
    return None


def _is_another_kind(given: str, asked: str, sought: tuple[str, ...], kinships: Kinships) -> bool:
    """Whether PET flakes are given where PS is asked, and nothing says that PET will do as well."""
    if kinships.are_other_stuffs(given, asked):
        return not any(kinships.stuffs(given) & kinships.stuffs(other) for other in sought)
    if not _are_sisters(given, asked, kinships):
        return False
    others = (other for other in sought if _are_sisters(other, asked, kinships))
    return not any(kinships.is_kind(given, other) for other in others)


def _are_sisters(given: str, asked: str, kinships: Kinships) -> bool:
    """Whether two materials are, or are of, different kinds of one thing: PET flakes and PS."""
    known = kinships.lexicon.concepts
    if known[asked].kind is not Kind.MATERIAL or kinships.is_kind(given, asked):
        return False
    parents = {id for id in known[asked].broader if known[id].broader}
    sisters = (known[id].broader for id in (given, *kinships.broader(given)))
    return not parents.isdisjoint(parent for broader in sisters for parent in broader)


def _is_met(offered: tuple[str, ...], asked: str, kinships: Kinships) -> bool:
    found = [kinships.between(given, asked) for given in offered]
    return any(kin and kin.code is not ReasonCode.RELATED for kin in found)


def _words_weight(offer: Meaning, need: Meaning) -> float:
    return WORDS_AGAINST if offer.main and need.main else WORDS_ALONE


def _reasons(kin: Kinship, offer: Item, need: Item) -> list[Reason]:
    found = [_by_other_name(kin, offer, need) or _reason(kin)]
    if kin.via:
        near = replace(kin, code=ReasonCode.RELATED, offer=kin.via)
        found = [_reason(replace(kin, need=kin.via)), _reason(near)]
    if kin.condition_nl or kin.condition_en:
        values = (("condition_nl", kin.condition_nl), ("condition_en", kin.condition_en))
        found.append(Reason(ReasonCode.TREATMENT, values))
    return found


def _reason(kin: Kinship) -> Reason:
    if kin.code is ReasonCode.SAME_CONCEPT:
        return Reason(kin.code, (("concept", kin.need),))
    values: tuple[tuple[str, str], ...] = (("offer", kin.offer), ("need", kin.need))
    if kin.code is ReasonCode.RELATED:
        values = (*values, ("concept", kin.common))
    return Reason(kin.code, values)


def _by_other_name(kin: Kinship, offer: Item, need: Item) -> Reason | None:
    if kin.code is not ReasonCode.SAME_CONCEPT:
        return None
    one, other = dict(offer.named).get(kin.offer, ""), dict(need.named).get(kin.need, "")
    if not one or not other or one.casefold() == other.casefold():
        return None
    values = (("concept", kin.need), ("offer_words", one), ("need_words", other))
    return Reason(ReasonCode.SAME_BY_OTHER_NAME, values)
