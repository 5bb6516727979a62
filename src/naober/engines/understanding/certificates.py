"""Certificates and standards: "VCA", "NEN 3140", "GMP+", "FSSC 22000", "ISO 9001".

Those in the lexicon (concepts whose id begins with `cert-`) go by their usual short name; any
other numbered standard is kept as it is written.
"""

import re
from collections.abc import Sequence

from naober.engines.understanding.reading import Reading
from naober.engines.understanding.result import Certificate, Span
from naober.lexicon import Lexicon, Mention

PREFIX = "cert-"

_STANDARD = re.compile(
    r"\b(?:nen(?:[\s-]?en)?(?:[\s-]?iso)?|iso|pgs|brl|npr|nta|sikb|asme|din|iec|astm|atex"
    r"|scios(?: scope)?)"
    r"[\s-]?(?P<number>[0-9]{1,5}(?:[-:/][0-9]{1,4})*)\b"
)
_SHORT = re.compile(
    r"\bvca(?:\*{1,2}|-?p\b|-?vol\b|-?basis\b)?|\bgmp\+?(?![\w])|\bfssc(?:\s?22000)?\b|\bhaccp\b|\bbrc(?:gs)?\b"
    r"|\bifs\b|\biscc(?:\splus)?\b|\bskal\b|\bfsc\b|\bpefc\b|\bqs\b(?=[\s-]cert)|\batex\b|\bsqas\b"
    r"|\bkomo\b|\bhalal\b|\bkosher\b|\bkoosjer\b|\bbhv\b|\bmsc\b(?=[\s-]cert)|\brtrs\b|\brspo\b"
)
_UPPER = {"halal": "Halal", "kosher": "Kosher", "koosjer": "Kosher", "skal": "Skal"}


def certificates(
    reading: Reading, lexicon: Lexicon, mentions: Sequence[Mention]
) -> tuple[Certificate, ...]:
    """Each certificate once, in the order of the text."""
    found: dict[str, Certificate] = {}
    for mention in mentions:
        id = next((id for id in mention.concepts if id.startswith(PREFIX)), None)
        if id is not None and mention.score >= 0.8:
            plus = reading.folded[mention.end : mention.end + 1] == "+"
            if plus and f"{id}-plus" in lexicon.concepts:
                id += "-plus"
            end = mention.end + plus
            name = _name(lexicon, id, reading.text[mention.start : end])
            found.setdefault(name, Certificate(name, Span(mention.start, end)))
    taken = [c.span for c in found.values()]
    for pattern in (_STANDARD, _SHORT):
        for match in pattern.finditer(reading.folded):
            if any(s.start < match.end() and match.start() < s.end for s in taken):
                continue
            span = Span(*match.span())
            name = _written(reading.folded[span.start : span.end])
            found.setdefault(name, Certificate(name, span))
            taken.append(span)
    return tuple(sorted(found.values(), key=lambda c: c.span.start))


def _name(lexicon: Lexicon, id: str, written: str) -> str:
    """The lexicon's Dutch name where it is short, else the words as typed."""
    name = lexicon.concepts[id].nl
    return name if len(name) <= 30 else written


def _written(folded: str) -> str:
    """ "nen3140" as "NEN 3140"."""
    if folded in _UPPER:
        return _UPPER[folded]
    return re.sub(r"^([a-z]+(?:[\s-](?:en|iso|scope))*)[\s-]?(?=[0-9])", r"\1 ", folded).upper()
