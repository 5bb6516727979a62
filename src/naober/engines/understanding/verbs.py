"""Work said with a verb: "wie kalibreert weegschalen?" names calibration.

The lexicon names work with nouns. A word that no name explains is tried as a verb: its noun by the
regular endings of both languages, and only where that noun is work that one buys or learns.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from naober.engines.understanding.reading import Reading, Word
from naober.lexicon import Kind, Lexicon, Mention
from naober.lexicon.words import STOPWORDS_EN, STOPWORDS_NL, base

VERB_SCORE = 0.75
_WORK = frozenset({Kind.SERVICE, Kind.TRANSPORT, Kind.TRAINING})
_SHORTEST = {"nl": 5, "en": 4}  # "weld"
_PARTICLES = frozenset({"schoon", "op", "in", "af", "uit", "om", "over", "weg", "door", "na"})
_ROOTS = {"slaat": "slaan", "slaan": "slaan", "doet": "doen", "gaat": "gaan"}
# Ending of the verb -> endings of the noun that are tried, in this order.
_ENDINGS = (
    ("seren", ("sie", "satie")), ("teren", ("tie",)), ("eren", ("atie", "age", "")),
    ("seert", ("sie", "satie")), ("teert", ("tie",)), ("eert", ("atie", "age", "")),
    ("ate", ("ation",)), ("e", ("ing", "age")), ("en", ("ing", "")), ("t", ("ing", "", "en")),
    ("", ("ing", "ion")),
)  # fmt: skip


def with_verbs(
    reading: Reading, mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[Mention, ...]:
    """The mentions, and those that verbs add, left to right."""
    explained = bytearray(len(reading.text))
    for mention in mentions:
        explained[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    free = [word for word in reading.words if explained.find(1, word.start, word.end) < 0]
    found = [mention for word in free for mention in _named(word, reading.language, lexicon)]
    found += _parted(reading, free, lexicon)
    return tuple(sorted((*mentions, *found), key=lambda mention: mention.start))


def _parted(reading: Reading, free: Sequence[Word], lexicon: Lexicon) -> Iterator[Mention]:
    """Verbs whose particle stands apart: "wie maakt onze tanks schoon?" is schoonmaken."""
    for particle in reading.words:
        if particle.text not in _PARTICLES:
            continue
        clause = reading.clause_at(particle.start)
        for word in free:
            if clause.start <= word.start < particle.start and len(word.text) >= 4:
                concepts = _work(particle.text + _root(word.text), lexicon)
                if concepts:
                    yield Mention(concepts, word.start, word.end, exact=False, score=VERB_SCORE)


def _root(finite: str) -> str:
    """ "maakt" and "maken" as "maak", the key of both in the lexicon."""
    return _ROOTS.get(finite) or base(finite.removesuffix("t"))


def _named(word: Word, language: str, lexicon: Lexicon) -> Iterator[Mention]:
    if len(word.text) < _SHORTEST[language] or not word.text.isalpha():
        return
    for noun in _nouns(word.text):
        concepts = _work(noun, lexicon)
        if concepts:
            yield Mention(concepts, word.start, word.end, exact=False, score=VERB_SCORE)
            return


def _work(noun: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The kinds of work with this name."""
    return tuple(id for id in lexicon.named(noun) if lexicon.concepts[id].kind in _WORK)


@lru_cache(maxsize=20_000)
def _nouns(verb: str) -> tuple[str, ...]:
    """What the work of a verb may be called; () for words that are no verb of work."""
    if verb in STOPWORDS_NL or verb in STOPWORDS_EN:
        return ()
    found: list[str] = []
    for ending, nouns in _ENDINGS:
        if verb.endswith(ending):
            root = verb[: len(verb) - len(ending)]
            found += [root + noun for noun in nouns if len(root) >= 3]
    return tuple(dict.fromkeys(found))
