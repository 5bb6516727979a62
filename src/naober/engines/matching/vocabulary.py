"""The packaged words about titles: which words mean the same role or field, and which say little.

Data: naober.lexicon, data/titles/*.csv, written for this project and open in a spreadsheet.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from naober.lexicon.words import STOPWORDS_EN, STOPWORDS_NL, fold, tokens

LONGEST_PHRASE = 4  # words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words and phrases (joined by a space) with what they stand for.

    `classes` gives the ids of the groups that a word belongs to ("role:operator",
    "family:making", "field:heating", "title:lawyer"); `usual` the word that a group is best known
    by; `weights` how much a generic word still says, 0..1; `intent` the words that tell that
    something is sought or offered, not what.
    """

    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    usual: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    intent: frozenset[str] = frozenset()
    stopwords: frozenset[str] = STOPWORDS_NL | STOPWORDS_EN

    def single_words(self) -> Iterator[str]:
        """Every single word of a group, in a fixed order."""
        return (word for word in self.classes if " " not in word)


@cache
def titles() -> Vocabulary:
    """The packaged vocabulary; read once."""
    classes: dict[str, tuple[str, ...]] = {}
    usual: dict[str, str] = {}
    for kind, name in (("role", "roles.csv"), ("field", "domains.csv"), ("title", "titles.csv")):
        for row in _rows(name):
            id_ = f"{kind}:{row['id']}"
            family = (f"family:{row['family']}",) if "family" in row else ()
            _add(classes, row["words"], (id_, *family))
            usual[id_] = phrase_key(row["words"].partition("|")[0])
    weights = {phrase_key(row["word"]): float(row["weight"]) for row in _rows("generic.csv")}
    intent = (word for row in _rows("intent.csv") for word in row["words"].split("|"))
    return Vocabulary(classes, usual, weights, frozenset(map(phrase_key, intent)))


def phrase_key(text: str) -> str:
    """The folded words of a text, joined by one space."""
    return " ".join(token.text for token in tokens(fold(text)))


def _add(classes: dict[str, tuple[str, ...]], words: str, ids: Iterable[str]) -> None:
    for word in words.split("|"):
        key = phrase_key(word)
        classes[key] = tuple(dict.fromkeys((*classes.get(key, ()), *ids)))


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = files("naober.lexicon") / "data" / "titles" / name
    yield from csv.DictReader(path.read_text(encoding="utf-8").splitlines())
