"""What a listing is about, for matching: its own concepts to the point, and what physics adds."""

from dataclasses import dataclass
from functools import lru_cache

from naober.engines.matching.kinship import HEAT, Kinships
from naober.engines.matching.problem import Direction, Item
from naober.lexicon import Kind

HOT_FROM_C = 30.0
STREAMS = (None, "", Kind.MATERIAL, Kind.ENERGY)
CONTEXT_WEIGHT = 0.3
IMPLIED_WEIGHT = 0.85


@dataclass(frozen=True, slots=True)
class Meaning:
    """`main`: what is offered or sought. `side`: other concepts, each with its weight 0..1."""

    main: tuple[str, ...]
    side: tuple[tuple[str, float], ...]


def meaning(item: Item, kinships: Kinships) -> Meaning:
    """A concept gives way to a kind of it; a stream that is offered hot brings heat as well."""
    return _meaning(item.concepts, item.context, _brings_heat(item, kinships), kinships)


@lru_cache(maxsize=16_384)
def _meaning(
    concepts: tuple[str, ...], context: tuple[str, ...], hot: bool, kinships: Kinships
) -> Meaning:
    mentioned = dict.fromkeys(c for c in context if c not in concepts)
    side = {c: CONTEXT_WEIGHT for c in mentioned if c in kinships.lexicon.concepts}
    if hot:
        side[HEAT] = IMPLIED_WEIGHT
    return Meaning(kinships.telling(concepts), tuple(side.items()))


def _brings_heat(item: Item, kinships: Kinships) -> bool:
    if item.direction is Direction.NEED or item.temperature is None:
        return False
    bounds = item.temperature
    least = bounds.low if bounds.low is not None else bounds.high
    warm = least is not None and least >= HOT_FROM_C
    return warm and item.kind in STREAMS and HEAT in kinships.lexicon.concepts
