"""What a text is about in everyday words: 'fik', 'blussen' and 'schuim' all speak of fire.

Coarse on purpose: topics bring together what no concept's name does, to rank what may fit. The
words stand in naober.lexicon, data/topics.csv: a row a topic, `brand*` is any word that starts so,
`*water` any that ends so, a word among others a phrase. The fewer topics a word is in, the more it
says (inverse document frequency, Sparck Jones 1972, where a document is one topic).
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from naober.engines.matching.forms import root_of, stem_of
from naober.lexicon.words import fold

PART = 0.8  # weight of a word that merely starts or ends with a cue
SURE = 0.6  # how much of the doubt one word takes away
SHORTEST_OPEN = 3  # letters of a cue with a star

Hits = tuple[tuple[str, float], ...]


class Topics:
    """Answers which topics words and texts belong to."""

    def __init__(self, cues: Mapping[str, Iterable[str]]) -> None:
        found: defaultdict[str, dict[str, float]] = defaultdict(dict)
        counts = Counter(cue for words in cues.values() for cue in set(words))
        for topic, words in cues.items():
            for cue in words:
                found[cue][topic] = counts[cue] ** -0.5
        self._whole = _by_form((cue, hits) for cue, hits in found.items() if _is_word(cue))
        self._starts = {c[:-1]: h for c, h in found.items() if c[-1:] == "*" and c[:1] != "*"}
        self._ends = {cue[1:]: hits for cue, hits in found.items() if cue[:1] == "*"}
        self._phrases = {cue: tuple(hits.items()) for cue, hits in found.items() if " " in cue}
        spoken = "|".join(map(re.escape, sorted(self._phrases, key=len, reverse=True)))
        self._spoken = re.compile(rf"(?<!\w)(?:{spoken})(?!\w)") if spoken else None
        self._hits = lru_cache(maxsize=65_536)(self._find)

    def of(self, words: Iterable[str], text: str = "") -> dict[str, float]:
        """Topics of folded words, and of the phrases in a text, each 0..1."""
        doubt: dict[str, float] = {}
        said = dict.fromkeys(self._spoken.findall(fold(text))) if self._spoken else ()
        phrases = (self._phrases[phrase] for phrase in said)
        for hits in (*map(self._hits, dict.fromkeys(words)), *phrases):
            for topic, weight in hits:
                doubt[topic] = doubt.get(topic, 1.0) * (1 - SURE * weight)
        return {topic: round(1 - left, 6) for topic, left in sorted(doubt.items())}

    def _find(self, word: str) -> Hits:
        best: dict[str, float] = {}
        for hits, weight in self._matching(word):
            for topic, sure in hits.items():
                best[topic] = max(best.get(topic, 0.0), sure * weight)
        return tuple(sorted(best.items()))

    def _matching(self, word: str) -> Iterator[tuple[Mapping[str, float], float]]:
        for form in {word, f"s:{stem_of(word)}", f"r:{root_of(word)}"}:
            if form in self._whole:
                yield self._whole[form], 1.0
        for at in range(SHORTEST_OPEN, len(word) + 1):
            if word[:at] in self._starts:
                yield self._starts[word[:at]], 1.0 if at == len(word) else PART
            if word[-at:] in self._ends:
                yield self._ends[word[-at:]], PART


@cache
def topics() -> Topics:
    """The packaged topics; read once."""
    path = files("naober.lexicon") / "data" / "topics.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return Topics({row["id"]: [fold(cue) for cue in row["words"].split("|")] for row in rows})


def _is_word(cue: str) -> bool:
    return "*" not in cue and " " not in cue


def _by_form(cues: Iterable[tuple[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """Hits by the word itself, its stem and its root."""
    found: dict[str, dict[str, float]] = {}
    for cue, hits in cues:
        for form in (cue, f"s:{stem_of(cue)}", f"r:{root_of(cue)}"):
            known = found.setdefault(form, {})
            for topic, weight in hits.items():
                known[topic] = max(weight, known.get(topic, 0.0))
    return found
