"""What a listing is about, for matching: its own concepts to the point, and what physics adds."""

from dataclasses import dataclass
from functools import lru_cache

from naober.engines.matching.kinship import HEAT, Kinships
from naober.engines.matching.problem import Direction, Item
from naober.lexicon import Kind

HOT_FROM_C = 24.0
STREAMS = (None, "", Kind.MATERIAL, Kind.ENERGY)
SOURCES = (*STREAMS, Kind.FACILITY, Kind.PRODUCT)  # an engine "gives" water of 75 degC
CONTEXT_WEIGHT = 0.3
IMPLIED_WEIGHT = 0.85
OTHER_KIND_WEIGHT = 0.6
SAME_STUFF = frozenset({Kind.MATERIAL, Kind.ENERGY})


@dataclass(frozen=True, slots=True)
class Meaning:
    """`main`: what is offered or sought. `side`: other concepts, each with its weight 0..1."""

    main: tuple[str, ...]
    side: tuple[tuple[str, float], ...]


def meaning(item: Item, kinships: Kinships) -> Meaning:
    """What a listing is about.

    A concept gives way to a kind of it. Concepts of the listing's own kind come before others: a
    tank lorry for foodstuffs is transport, not food. A stream offered hot brings heat too, one
    sought hot asks for it.
    """
    hot = _brings_heat(item, kinships)
    return _meaning(item.concepts, item.context, item.kind, hot, kinships)


@lru_cache(maxsize=16_384)
def _meaning(
    concepts: tuple[str, ...],
    context: tuple[str, ...],
    kind: str | None,
    hot: bool,
    kinships: Kinships,
) -> Meaning:
    known = kinships.lexicon.concepts
    told = kinships.telling(concepts)
    own = tuple(c for c in told if _is_of(known[c].kind, kind)) or told
    side = {c: OTHER_KIND_WEIGHT for c in told if c not in own}
    side |= {c: CONTEXT_WEIGHT for c in context if c in known and c not in concepts}
    if hot and HEAT not in own:
        side[HEAT] = IMPLIED_WEIGHT
    return Meaning(own, tuple(side.items()))


def _is_of(found: Kind, kind: str | None) -> bool:
    return found == kind or (found in SAME_STUFF and kind in SAME_STUFF)


def _brings_heat(item: Item, kinships: Kinships) -> bool:
    """Whether a listing is about heat for the sole reason that it names a temperature."""
    if item.temperature is None or HEAT not in kinships.lexicon.concepts:
        return False
    bounds = item.temperature
    least = bounds.low if bounds.low is not None else bounds.high
    warm = least is not None and least >= HOT_FROM_C
    return warm and item.kind in (SOURCES if item.direction is Direction.OFFER else STREAMS)
