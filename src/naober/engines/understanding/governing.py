"""One concept governs another: the work its object, the material its form, the narrow the general.

"Wie kan onze tanks schoonmaken?" asks for cleaning, not for tanks; "PVC zaagsel" is PVC, not wood;
"inkoop van pallets bundelen" is about buying; "water, schoon condensaat" is about condensate.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from naober.engines.understanding.reading import Reading
from naober.lexicon import Kind, Lexicon, Mention

_THINGS = frozenset({Kind.MATERIAL, Kind.PRODUCT, Kind.FACILITY, Kind.ENERGY, Kind.TRANSPORT})
_WORK = frozenset({Kind.SERVICE, Kind.TRANSPORT, Kind.PEOPLE})
_PLACES = frozenset({Kind.FACILITY, Kind.TRANSPORT})
_POOLS = frozenset({"purchasing-pool", "joint-purchasing-service"})
_PEOPLE_DOING = "craft-skill"
_SHIPMENT = "groupage"
_WARMTH = frozenset({"heat", "space-heating"})
_WARMING = re.compile(r"(?:bij|op|ver)?warmen|verwarmt|heated")
# General words that say nothing more beside a narrower one of theirs.
_GENERAL = frozenset(
    {"waste", "water", "knowledge", "staff", "energy", "heat", "service", "course", "transport",
     "training-and-learning", "storage", "maintenance", "plastic", "metal", "product", "facility",
     "transport-and-storage", "organic-waste", "residual-heat"}
)  # fmt: skip
_ALSO_ABOUT = {"waste": Kind.MATERIAL, "food": Kind.MATERIAL, "feed": Kind.MATERIAL,
               "food-residue": Kind.MATERIAL, "production-offcuts": Kind.MATERIAL}  # fmt: skip
# What is said of wood or grain first, and of any other stuff as its form.
_FORMS = frozenset(
    {"sawdust", "wood-shavings", "wood-chips", "wood-dust", "flour", "bran", "wood-fibre", "pulp",
     "metal-turnings", "grinding-dust-metal", "prunings"}
)  # fmt: skip
_STUFFS = ("plastic", "rubber", "metal", "mineral", "composite-material", "textile", "paper")
# What room is made for, and what that room is.
_ROOMS = {
    "pallets-any": "pallet-storage", "wooden-pallet": "pallet-storage",
    "plastic-pallet": "pallet-storage", "truck": "truck-parking",
    "container-unit": "outdoor-storage",
}  # fmt: skip
_ROOM_FOR = re.compile(
    r"\b(?:ruimte|plek(?:ken)?|plaats(?:en)?|capaciteit|opslag|stalling|parkeerplaats(?:en)?|parkeerplek(?:ken)?|parking|room|space|spots?|places?)"
    r"\s(?:(?:over|vrij|beschikbaar|nodig|gezocht|left|free|available|binnen|buiten|onder dak)\s)*"
    r"(?:voor|for)\s(?:[a-z]{2,12}\.?\s){0,2}(?:[0-9][0-9.,]*\s(?:[a-z]{3,9}\s)?)?$"
)
_INFINITIVE = re.compile(
    r"[a-z]{2,}(?<!ing)(?<!dienst)(?<!plaats)(?<!plek)(?<!cel)(?:en|slaan)|[a-z]{3,}t"
)
_ASKED = re.compile(r"\b(?:wie|iemand|laten|onze|ons|who|anyone|someone|our)\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention with its role: "main", "role" (als ...), "context", "out" (geen ...) or "aside"
    (in a composition or unit)."""

    mention: Mention
    role: str


def governed(found: list[Found], reading: Reading, lexicon: Lexicon) -> list[Found]:
    """The same mentions; those that another main one governs are no longer main."""
    main = [entry for entry in found if entry.role == "main"]
    if len(main) < 2:
        return found
    rules: tuple[_Rule, ...] = (_is_form, _is_object, _is_load, _is_general)
    return [
        Found(entry.mention, "context")
        if entry.role == "main"
        and any(
            rule(entry.mention, other.mention, reading, lexicon)
            for rule in rules
            for other in main
            if other is not entry
        )
        else entry
        for entry in found
    ]


_Rule = Callable[[Mention, Mention, Reading, Lexicon], bool]


def _is_form(mention: Mention, other: Mention, reading: Reading, lexicon: Lexicon) -> bool:
    """True for the "zaagsel" of "PVC zaagsel"."""
    if mention.concepts[0] not in _FORMS or not 0 <= mention.start - other.end <= 2:
        return False
    stuff = other.concepts[0]
    if reading.folded[other.end : mention.start].strip(" -"):
        return False
    return not {stuff, *lexicon.ancestors(stuff)}.isdisjoint(_STUFFS)


def _is_object(mention: Mention, other: Mention, reading: Reading, lexicon: Lexicon) -> bool:
    """True for what the other, a verb of work or of buying together, is done to."""
    kind = lexicon.concepts[mention.concepts[0]].kind
    if kind not in _THINGS or mention.part == "modifier":
        return False
    if not _POOLS.isdisjoint(other.concepts):
        return True
    clause = reading.clause_at(mention.start)
    if clause != reading.clause_at(other.start):
        return False
    if kind in _PLACES and not _ASKED.search(reading.folded, clause.start, clause.end):
        return False  # "proefinstallatie sproeidrogen te huur" is the installation
    return _is_verb(other, reading, lexicon)


def _is_load(mention: Mention, other: Mention, reading: Reading, lexicon: Lexicon) -> bool:
    """True for what is shipped or warmed in the same clause."""
    kind = lexicon.concepts[mention.concepts[0]].kind
    if kind not in _THINGS or reading.clause_at(mention.start) != reading.clause_at(other.start):
        return False
    return _is_shipped(kind, other) or (kind != Kind.ENERGY and _is_warmed(other, reading))


def _is_shipped(kind: Kind, other: Mention) -> bool:
    """True for the yoghurt of "12 pallets of yoghurt to Germany"."""
    return other.concepts[0] == _SHIPMENT and not other.exact and kind != Kind.TRANSPORT


def _is_warmed(other: Mention, reading: Reading) -> bool:
    """True for the "hal" of "onze hal verwarmen"."""
    warmth = not _WARMTH.isdisjoint(other.concepts)
    return warmth and bool(_WARMING.fullmatch(reading.folded, other.start, other.end))


def _is_verb(mention: Mention, reading: Reading, lexicon: Lexicon) -> bool:
    """True for work named by its verb alone: "vervoeren", "slijpt"; not "sproeidrogen in loon"."""
    id = mention.concepts[0]
    if lexicon.concepts[id].kind not in _WORK:
        return False
    if lexicon.concepts[id].kind == Kind.PEOPLE and _PEOPLE_DOING not in lexicon.ancestors(id):
        return False
    words = reading.folded[mention.start : mention.end]
    if mention.part or " " in words:
        return False
    return not mention.exact or bool(_INFINITIVE.fullmatch(words))


def _is_general(mention: Mention, other: Mention, reading: Reading, lexicon: Lexicon) -> bool:
    """True for "water" beside "condensaat", "food" beside "zetmeel"."""
    general, narrow = mention.concepts[0], other.concepts[0]
    if general == narrow:
        return False
    if general in _GENERAL and general in lexicon.ancestors(narrow):
        return True
    kind = _ALSO_ABOUT.get(general)
    return kind is not None and narrow not in _ALSO_ABOUT and lexicon.concepts[narrow].kind == kind


def with_room(
    reading: Reading, mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[Mention, ...]:
    """The mentions, with pallets that room is made for ("plek voor 40 pallets") as storage."""
    return tuple(_roomy(reading, mention, lexicon) for mention in mentions)


def _roomy(reading: Reading, mention: Mention, lexicon: Lexicon) -> Mention:
    room = _ROOMS.get(mention.concepts[0])
    if room not in lexicon.concepts or room is None:
        return mention
    led = _ROOM_FOR.search(reading.folded, max(0, mention.start - 60), mention.start)
    return replace(mention, concepts=(room,)) if led else mention
