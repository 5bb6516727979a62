"""Offer or need? Cues are weighed; a question to others turns their stance around.

"Wij hebben stoom over" offers; "wie heeft stoom over?" and "stoom beschikbaar?" ask for it; "stoom
nodig? Wij leveren" offers. Without any cue a purpose ("voor onze wasstraat") leans to a need, and
a by-product, a regular amount or a service leans to an offer: that is a guess, and asked about.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from naober.engines.understanding.cues import OURS, STANCES
from naober.engines.understanding.reading import Clause, Reading, Word
from naober.engines.understanding.result import Direction, Span

ASK_BELOW = 0.7  # of confidence
_SURE = 1.5  # weight at which 63% of the doubt is gone
_SOMEONE = 2.5  # "iemand die ... afneemt" outweighs the "zoeken" before it
_QUESTION = -1.5  # a question with no cue in it asks for something
_CLAUSE_JOIN = re.compile(
    r",|\bmaar\b|\bbut\b|\ben (?=(?:wij|we|ik|wie|zoek|zoeken)\b)|\band (?=we\b)"
)
_OTHERS = re.compile(
    r"\b(?:wie|iemand|jullie|u|je|who|whom|anyone|anybody|someone|somebody|you|bedrijf dat"
    r"|partij die"
    r"|bedrijven die|partijen die|company that|companies that|collega die|buurman|buur|buren|lid)\b"
)
_SEEKING_SOMEONE = re.compile(
    r"\b(?:iemand|partij|bedrijf|partijen|bedrijven|someone|anyone|company|companies|party)\s"
    r"(?:die|dat|who|that|to|om)\b"
)
_US = re.compile(r"\b(?:wij|we|ik|i)\b")
_OUR_OWN = re.compile(r"\b(?:wij|we|ik|i|ons|onze|our)\b")
_WE_ASK = re.compile(
    r"\s*(?:mogen|mag|kunnen|kan|zouden|zou|may|can|could|might)\s(?:wij|we|ik|i)\b"
)
# Compounds and phrases whose head says it: "warmtevraag", "stoomoverschot", "geen water meer".
_HEADS = re.compile(
    r"(?P<need>(?<=[a-z]{3})(?<!aan)(?<!na)(?:vraag|behoefte|tekort)\b|\bgeen\s[a-z-]+\smeer\b(?!\snodig))"
    r"|(?P<offer>(?<=[a-z]{3})(?:overschot|aanbod)(?:ten)?\b)"
)
_MAY_WE = re.compile(r"(?:wij |we )?(?:kunnen|kan|can|we can)(?: wij| we| ik)?")
_OVER_TAIL = re.compile(
    r"\s*(?:[,.;:!?()\-/\n]|$|[0-9]|(?:tot|vanaf|van|in|per|voor|na|sinds|wegens|door|op|bij|te|uit|om|die|dat"
    r"|en|of|elke|iedere|wekelijks|dagelijks|maandelijks|jaarlijks|maar|heeft|hebben|blijft|i\.v\.m"
    r"|ivm|omdat|gedurende|tijdens|deze|komende|volgende|waar|wie|graag|ca|aan|van|uit|en)\b)"
)
_OVER_OF = re.compile(
    r"\b(?:advies|kennis|cursus|training|informatie|praten|weten|meedenken|vragen|meer|mee|hulp|data|les"
    r"|ervaring|overleg|adviseren|leren|opleiding|workshop|lezing|uitleg|beschikken|beschikt|contact"
    r"|gaat|gaan|sparren|ongeveer|voorlichting|expertise|tegenover)\s$"
)
_OVER_TIME = re.compile(
    r"\s(?:[0-9]+\s?(?:km|kilometer)|een|twee|drie|vier|vijf|zes|[0-9]+|enkele|paar)\s?(?:paar\s)?(?:dag|we+k|maand|jaar|mnd)"
)
_FREE_OF = re.compile(r"\s(?:van|uit)\b")


@dataclass(frozen=True, slots=True)
class Cue:
    """`weight` above zero speaks for an offer, below for a need: ours, already turned around."""

    weight: float
    start: int
    end: int


def _by_first_word() -> dict[str, list[tuple[str, float, bool]]]:
    table: dict[str, list[tuple[str, float, bool]]] = defaultdict(list)
    for ours, cues in ((False, STANCES), (True, OURS)):
        for phrase, weight in cues.items():
            table[re.split(r"[^\w']", phrase)[0]].append((phrase, weight, ours))
    for phrases in table.values():
        phrases.sort(key=lambda entry: (-len(entry[0]), not entry[2]))
    return dict(table)


_TABLE = _by_first_word()


def find_cues(reading: Reading) -> tuple[Cue, ...]:
    """Every cue in the text, ours, left to right; a question without one is a cue itself."""
    cues: list[Cue] = []
    spoken: set[int] = set()
    end = 0
    for word in reading.words:
        if word.start < end:
            continue
        found = _cue(reading, word)
        if found is not None:
            cue, weak = found
            cues.append(cue)
            end = cue.end
            if not weak:
                spoken.add(reading.clause_at(cue.start).start)
    for head in _HEADS.finditer(reading.folded):
        weight = 2.5 if head["offer"] else -2.5
        cues.append(_turned(reading, Cue(weight, *head.span()), ours=False))
        spoken.add(reading.clause_at(head.start()).start)
    cues += _bare_questions(reading, spoken)
    return tuple(sorted(cues, key=lambda cue: cue.start))


def _bare_questions(reading: Reading, spoken: set[int]) -> Iterator[Cue]:
    for clause in reading.clauses:
        if clause.start in spoken:
            continue
        text = reading.folded[clause.start : clause.end]
        who = re.match(
            r"\s*(?:wie|who|waar|where|kan|kunnen|can|could|weet|is er|are there)\b", text
        )
        if clause.asked or (who and not re.match(r"\s*(?:kunnen|can|kan)\b", text)):
            stripped = len(text) - len(text.lstrip())
            yield Cue(_QUESTION, clause.start + stripped, clause.end)


def _cue(reading: Reading, word: Word) -> tuple[Cue, bool] | None:
    """The cue that begins at a word, and whether it is one of the weak ones."""
    text = reading.folded
    for phrase, weight, ours in _TABLE.get(word.text, ()):
        end = word.start + len(phrase)
        if not text.startswith(phrase, word.start) or text[end : end + 1].isalnum():
            continue
        if phrase == "vrij" and _FREE_OF.match(text, end):
            return None
        return _turned(reading, Cue(weight, word.start, end), ours=ours), abs(weight) <= 1.0
    return _over(reading, word) if word.text == "over" else None


def _over(reading: Reading, word: Word) -> tuple[Cue, bool] | None:
    """ "over" is a cue where something is left over, not where it means about or in two weeks."""
    text = reading.folded
    if _OVER_OF.search(text[max(0, word.start - 24) : word.start]) or _OVER_TIME.match(
        text, word.end
    ):
        return None
    if not _OVER_TAIL.match(text, word.end):
        return None
    return _turned(reading, Cue(2.5, word.start, word.end), ours=False), False


def _turned(reading: Reading, cue: Cue, *, ours: bool) -> Cue:
    clause = reading.clause_at(cue.start)
    if ours:
        may_we = clause.asked and _MAY_WE.fullmatch(reading.folded, cue.start, cue.end)
        return Cue(-2.0, cue.start, cue.end) if may_we else cue
    piece = _piece_before(reading, clause, cue.start)
    others = _last(_OTHERS, piece)
    if _WE_ASK.match(piece) or (others >= 0 and _last(_US, piece) > others):
        return cue
    if _SEEKING_SOMEONE.search(piece):
        return Cue(-_SOMEONE * cue.weight, cue.start, cue.end)
    if others >= 0 or (clause.asked and _elliptic(reading, clause, cue.start)):
        return Cue(-cue.weight, cue.start, cue.end)
    return cue


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last of a kind of word begins, or -1."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _piece_before(reading: Reading, clause: Clause, position: int) -> str:
    """The part of the clause before a cue, since the last comma or "en wij"."""
    before = reading.folded[clause.start : position]
    cut = 0
    for join in _CLAUSE_JOIN.finditer(before):
        cut = join.end()
    return before[cut:]


def _elliptic(reading: Reading, clause: Clause, position: int) -> bool:
    """A question that names nobody ("heftruck te huur?") is about what others want.

    In "zaagsel over, wie wil het?" only the last part asks.
    """
    rest = reading.folded[position : clause.end]
    join = _CLAUSE_JOIN.search(rest)
    if join and (_OTHERS.search(rest[join.end() :]) or "interes" in rest[join.end() :]):
        return False
    return not _OUR_OWN.search(_piece_before(reading, clause, position))


def weigh(
    reading: Reading, cues: tuple[Cue, ...], leaning: float
) -> tuple[Direction, float, Span | None]:
    """The direction, how sure it is (0.5 to 1), and the words that decided."""
    score = sum(cue.weight for cue in cues)
    strongest = max((abs(cue.weight) for cue in cues), default=0.0)
    if abs(score) < 1.0 or strongest <= 1.0:
        score += leaning
    if abs(score) < 0.05:
        return Direction.UNKNOWN, 0.5, None
    direction = Direction.OFFER if score > 0 else Direction.NEED
    confidence = 0.5 + 0.5 * (1.0 - math.exp(-abs(score) / _SURE))
    agreeing = [cue for cue in cues if cue.weight * score > 0]
    if not agreeing:
        return direction, min(confidence, 0.65), None
    cue = max(agreeing, key=lambda c: (abs(c.weight), -c.start))
    return direction, confidence, Span(cue.start, cue.end)
