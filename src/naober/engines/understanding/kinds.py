"""What the sentence is about: which concepts are offered or sought, which are merely mentioned.

A concept led in by a preposition is context ("voor onze wasstraten", "van de aardappelverwerking")
unless the words before say that it is the thing itself ("partij van", "op zoek naar", "20 ton").
So is one that is kept out ("geen pvc"), one in a composition ("max 2% pvc"), and the first part
of a compound. When nothing else is left, context becomes the main thing after all.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from naober.engines.understanding.reading import Reading
from naober.engines.understanding.result import ConceptMention, Span
from naober.lexicon import Lexicon, Mention

_LEADS = (
    r"voor|van|uit|bij|in|op|aan|met|tegen|naar|door|vanuit|tijdens|na|rond|tussen|binnen|buiten|via"
    r"|t\.b\.v\.?|tbv|ten behoeve van|i\.v\.m\.?|ivm|vanwege|wegens|onder|volgens|per|over"
    r"|for|from|of|at|with|on|into|to|by|near|during|after|inside|under|because of|due to|about"
)
_FILLERS = (
    r"(?:de|het|een|onze?|ons|hun|zijn|haar|eigen|mijn|jullie|uw|the|an?|our|my|their|your|its|deze"
    r"|dit|die|dat|this|that|these|alle|al|all|onder andere|o\.a\.)"
)
_LED_IN = re.compile(
    rf"\b(?P<lead>{_LEADS})\s(?:{_FILLERS}\s)*(?P<between>(?:[a-z-]{{3,}}(?:e|en|ed|ing|ic|al|ous)\s){{0,2}})$"
)
_OUT = re.compile(
    rf"\b(?:geen|zonder|niet|behalve|uitgezonderd|excl(?:usief|\.)?|vrij van|geen enkele|nooit"
    rf"|noch|no"
    r"|not|without|except(?: for)?|excluding|free (?:of|from)|other than|anders dan|i\.p\.v\.?|ipv"
    rf"|in plaats van|instead of|ter vervanging van|vervanging (?:van|voor)|to replace"
    rf"|als vervanging van"
    rf"|rather than|replacement (?:of|for)|alternatief voor|alternative (?:to"
    rf"|for))\s(?:{_FILLERS}\s)*"
    r"(?:[a-z-]{3,}\s){0,1}$"
)
_LACKING = re.compile(
    r"\b(?:hebben|heb|heeft|have|has|got)(?:\s(?:we|wij|ik))?(?:\szelf)?\s(?:geen|no)\s"
)
# Words before the preposition that hand their part on: what follows is the thing itself.
_TRANSPARENT = re.compile(
    r"\b(?:op zoek|behoefte|vraag|partij(?:tje|en)?|lading|vracht(?:en)?|hoeveelheid"
    r"|hoeveelheden|soort(?:en)?"
    r"|type|interesse|geinteresseerd|beschikken|beschikt|overschot(?:ten)?|tekort|afnemers?|bestemming|afzet"
    r"|koper|verwerker|afzetkanaal|toepassing|zitten|zit|af|bron|voorraad|stroom|restant(?:en)?|gebrek"
    r"|mengsel|mix|stock|lot|batch|supply|source|looking|need|search|searching|in need"
    r"|interested|surplus"
    r"|excess|shortage|short|lack|buyers?|outlet|taker|takers|rid|dispose|access|demand|request|kwijt"
    r"|quantity|amount|load|loads|volume|aanbod|levering|leverancier|leveranciers|supplier|suppliers|t|ton"
    r"|tons|tonnes?|kg|kilo|m3|kuub|liter|liters|l|pallets?|bigbags?|big bags?|bags?|ibc'?s?"
    r"|vaten|zakken"
    r"|containers?|vaatjes|dozen|stuks|bulk|rollen|balen|blokken|jaar|week|maand|dag|uur|iets|oplossing"
    r"|alternatief|wachten|betreft|gaat|vorm|praten|wat|over|in te kopen|fte|man|mensen|exist)\s$"
)
_AS_ROLE = re.compile(rf"\b(?:als|as)\s(?:{_FILLERS}\s)?(?:[a-z-]{{3,}}e\s)?$")
_COMMA_NL = re.compile(r"\s?(?:/|\+|&|,? ?(?:en|of))\s?")
_COMMA_EN = re.compile(r"\s?(?:/|\+|&|,? ?(?:and|or))\s?")


@dataclass(frozen=True, slots=True)
class _Found:
    mention: Mention
    role: str  # "main", "role" (als ...), "context", "out", "aside" (in a composition or unit)


def concepts(
    reading: Reading,
    lexicon: Lexicon,
    mentions: Sequence[Mention],
    shut_out: Sequence[Span],
    *,
    seeking_taker: bool = False,
) -> tuple[ConceptMention, ...]:
    """Every concept in the text, in its order. `shut_out` are spans of compositions and the like.

    `seeking_taker` says that an outlet is sought: then what "voor" leads in is the thing offered.
    """
    found = [
        _Found(mention, _role(reading, mention, shut_out, seeking_taker=seeking_taker))
        for mention in mentions
    ]
    found = _with_main(_lists(found, reading))
    Counter(str(lexicon.concepts[f.mention.concepts[0]].kind) for f in found if f.role == "main")


def kind_of(concepts_found: Sequence[ConceptMention], lexicon: Lexicon) -> str | None:
    """The kind that the main concepts are of; the surest and first one decides."""
    main = [c for c in concepts_found if c.main]
    if not main:
        return None
    votes: dict[str, float] = {}
    for index, mention in enumerate(main):
        kind = str(lexicon.concepts[mention.concept].kind)
        votes[kind] = votes.get(kind, 0.0) + mention.confidence * (1.15 if index == 0 else 1.0)
    return max(votes, key=lambda kind: votes[kind])
