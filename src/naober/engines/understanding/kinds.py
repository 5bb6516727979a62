"""What the sentence is about: which concepts are offered or sought, which are merely mentioned.

A concept led in by a preposition is context ("voor onze wasstraten", "van de aardappelverwerking")
unless the words before say that it is the thing itself ("partij van", "op zoek naar", "20 ton").
So is one that is kept out ("geen pvc"), one in a composition ("max 2% pvc"), and the first part
of a compound. When nothing else is left, context becomes the main thing after all.
"""

import re
from collections import Counter
from collections.abc import Sequence

from naober.engines.understanding.certificates import PREFIX
from naober.engines.understanding.governing import Found, governed
from naober.engines.understanding.reading import Reading
from naober.engines.understanding.result import ConceptMention, Span
from naober.lexicon import Kind, Lexicon, Mention

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
# Heads that leave the first part of a compound the thing itself: "warmtevraag", "kaasresten".
_MERE_HEAD = re.compile(
    r"(?:s|en|e|n)?-?(?:vraag|behoefte|overschot|tekort|aanbod|levering|voorraad|rest|resten|restant"
    r"|restanten|afval|stroom|stromen|partij|partijen)\b"
)
_WHEN = re.compile(r"(?:tijdens|during)\s")  # a name may hold its own lead: "tijdens stop"
_NO_MORE = re.compile(r"\s(?:meer|left)\b(?!\s(?:nodig|over))")  # "geen water meer"
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
    r"|quantity|amount|load|loads|volume|aanbod|reststro(?:om|men)|stromen|restjes|levering|leverancier|leveranciers|supplier|suppliers|t|ton"
    r"|tons|tonnes?|kg|kilo|m3|kuub|liter|liters|l|pallets?|bigbags?|big bags?|bags?|ibc'?s?"
    r"|vaten|zakken"
    r"|containers?|vaatjes|dozen|stuks|bulk|rollen|balen|blokken|jaar|week|maand|dag|uur|iets|oplossing"
    r"|alternatief|wachten|betreft|gaat|vorm|praten|wat|over|in te kopen|fte|man|mensen|exist)\s$"
)
# "Onze droger blaast warme lucht uit": what gives it is not what is given.
_MAKES = re.compile(
    r"\s(?:blaast|geeft|maakt|produceert|loost|verbruikt|gebruikt|stookt|stoot|draait op"
    r"|gives|produces|makes|vents|blows|emits|discharges|uses|burns|runs on)\b"
)
_PURPOSE = re.compile(
    r"[a-z]\s(?<!iemand )(?<!partij )(?<!bedrijf )(?<!mensen )(?<!collega )"
    r"om\s(?:[a-z0-9-]+\s){0,5}$"
)
_TO_DO = re.compile(r"\s(?:[a-z-]+\s){0,2}te\s[a-z]+en\b")
_DUTCH_OR = re.compile(r"\sof\s(?:een\s)?(?:[a-z]{3,}e\s){0,2}$")
_AS_ROLE = re.compile(rf"\b(?:als|as)\s(?:{_FILLERS}\s)?(?:[a-z-]{{3,}}e\s)?$")
# "Onze operators moeten ...": they need something, they are not sought themselves.
_OUR_OWN = re.compile(
    r"(?:\b|^)(?:onze?|ons|our|mijn|my|nieuwe|alle|enkele|sommige|new|all|some|[0-9]{1,3}|twee|drie|vier|vijf|zes)\s(?:[a-z-]+e\s)?$"
)
_MUST = re.compile(
    r"\s(?:\([^)]*\)\s)?(?:moet|moeten|willen|wil|must|needs?|have to|has to|want to|requires?"
    r"|is toe aan|zijn toe aan|hebben behoefte aan|heeft behoefte aan)\b"
)
_ANYONE = "staff"  # "er kunnen nog drie mensen mee met onze cursus"
_COMMA_NL = re.compile(r"\s?(?:/|\+|&|,? ?(?:en|of))\s?")
_TAUGHT = frozenset({Kind.TRAINING, Kind.PEOPLE, Kind.KNOWLEDGE})
_COMMA_EN = re.compile(r"\s?(?:/|\+|&|,? ?(?:and|or))\s?")


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
        Found(mention, _role(reading, mention, shut_out, seeking_taker=seeking_taker))
        for mention in mentions
    ]
    found = governed(_lists(found, reading), reading, lexicon)
    found = _narrowed(_with_main(found), lexicon)
    kinds = Counter(_kind(f.mention.concepts[0], lexicon) for f in found if f.role == "main")
    return tuple(_result(entry, lexicon, kinds) for entry in found)


def _kind(id: str, lexicon: Lexicon) -> str:
    return str(lexicon.concepts[id].kind)


def _role(
    reading: Reading, mention: Mention, shut_out: Sequence[Span], *, seeking_taker: bool
) -> str:
    if any(span.start < mention.end and mention.start < span.end for span in shut_out):
        return "aside"
    part_only = mention.part == "modifier" and not _MERE_HEAD.match(reading.folded, mention.end)
    if part_only or _WHEN.match(reading.folded, mention.start):
        return "context"
    clause = reading.clause_at(mention.start)
    before = reading.folded[max(clause.start, mention.start - 60) : mention.start]
    after = reading.folded[mention.end : min(clause.end, mention.end + 30)]
    if _OUT.search(before):
        return "main" if _LACKING.search(before) or _NO_MORE.match(after) else "out"
    if _is_aim(before, after) or _is_subject(before, after):
        return "context"
    dutch_or = reading.language == "nl" and bool(_DUTCH_OR.search(before))
    return "main" if dutch_or else _led_in(before, seeking_taker=seeking_taker)


def _is_aim(before: str, after: str) -> bool:
    """True in "om ... te": "stoom om melk te drogen"."""
    return bool(_PURPOSE.search(before)) and (before.endswith("te ") or bool(_TO_DO.match(after)))


def _is_subject(before: str, after: str) -> bool:
    """True for what needs or gives the thing: "onze operators moeten", "onze droger blaast"."""
    return bool(_OUR_OWN.search(before)) and bool(_MUST.match(after) or _MAKES.match(after))


def _led_in(before: str, *, seeking_taker: bool) -> str:
    """The role that the words right before a concept give it."""
    led = _LED_IN.search(before)
    if led is None:
        return "role" if _AS_ROLE.search(before) else "main"
    for_taker = seeking_taker and led["lead"] in ("voor", "for")
    return "main" if for_taker or _TRANSPARENT.search(before[: led.start()]) else "context"


def _lists(found: list[Found], reading: Reading) -> list[Found]:
    """In a list ("van hout, karton en folie") what follows "en" shares the lead."""
    comma = _COMMA_EN if reading.language == "en" else _COMMA_NL
    result: list[Found] = []
    for entry in found:
        previous = result[-1] if result else None
        if previous is not None and entry.role == "main" and previous.role in ("context", "out"):
            between = reading.folded[previous.mention.end : entry.mention.start]
            if previous.mention.part != "modifier" and comma.fullmatch(between):
                entry = Found(entry.mention, previous.role)
        result.append(entry)
    return result


def _with_main(found: list[Found]) -> list[Found]:
    """When everything is context, the likeliest of it is the main thing."""
    if not found or any(entry.role == "main" for entry in found):
        return found
    for role in ("role", "context"):
        candidates = [e for e in found if e.role == role and e.mention.part != "modifier"]
        if candidates:
            best = max(candidates, key=lambda e: (e.mention.score, -e.mention.start))
            return [Found(e.mention, "main") if e is best else e for e in found]
    rest = [entry for entry in found if entry.role != "out"]
    every = all(entry.role == "aside" for entry in rest)
    return [Found(e.mention, "main") if e in rest and (every or e is rest[0]) else e for e in found]


def _narrowed(found: list[Found], lexicon: Lexicon) -> list[Found]:
    """ "Advies over energiebesparing": what a general word is about makes it precise."""
    heads = {entry.mention.concepts[0] for entry in found if entry.role == "main"}
    vague = all(_is_vague(id, lexicon) for id in heads)
    return [
        Found(entry.mention, "main") if _is_topic(entry, heads, lexicon, vague=vague) else entry
        for entry in found
    ]


def _is_topic(entry: Found, heads: set[str], lexicon: Lexicon, *, vague: bool) -> bool:
    id = entry.mention.concepts[0]
    if entry.mention.part == "modifier" or entry.role not in ("context", "aside"):
        return False
    if entry.role == "aside":
        return vague and id.startswith(PREFIX)
    taught = heads == {_ANYONE} and _kind(id, lexicon) == Kind.TRAINING
    return vague or taught or not heads.isdisjoint(lexicon.ancestors(id))


def _is_vague(id: str, lexicon: Lexicon) -> bool:
    """True for "advies", "cursus" and the like, that say nothing until one knows of what."""
    concept = lexicon.concepts[id]
    return not concept.broader and concept.kind in (Kind.KNOWLEDGE, Kind.TRAINING, Kind.SERVICE)


def _result(entry: Found, lexicon: Lexicon, kinds: Counter[str]) -> ConceptMention:
    """One concept of those that share the words: the one whose kind the sentence speaks of."""
    mention = entry.mention
    chosen = mention.concepts[0]
    if len(mention.concepts) > 1:
        others = kinds - Counter([_kind(chosen, lexicon)])
        chosen = max(
            mention.concepts,
            key=lambda id: (others[_kind(id, lexicon)], -mention.concepts.index(id)),
        )
    confidence = mention.score / (1 if len(mention.concepts) == 1 else 1.25)
    return ConceptMention(
        concept=chosen,
        span=Span(mention.start, mention.end),
        confidence=round(confidence * (0.9 if entry.role == "role" else 1.0), 3),
        main=entry.role in ("main", "role"),
        exact=mention.exact,
        negated=entry.role == "out",
        alternatives=tuple(id for id in mention.concepts if id != chosen),
    )


def kind_of(concepts_found: Sequence[ConceptMention], lexicon: Lexicon) -> str | None:
    """The kind that the main concepts are of; the surest and first one decides.

    What is taught takes any kind ("klas lassen"): where training leads, it is training.
    """
    votes: dict[str, float] = {}
    for mention in concepts_found:
        if mention.main:
            kind = _kind(mention.concept, lexicon)
            votes[kind] = votes.get(kind, 0.0) + mention.confidence * (1.0 if votes else 1.15)
    if Kind.TRAINING in votes and (votes.keys() <= _TAUGHT or next(iter(votes)) == Kind.TRAINING):
        return str(Kind.TRAINING)
    return max(votes, key=lambda kind: votes[kind]) if votes else None
