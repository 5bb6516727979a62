"""Words: where they stand in a text, how they fold, and what their base is.

Two ways to bring the forms of a word together, for two purposes:

- `base` undoes regular Dutch and English inflection only (plural, adjective -e, vowel and consonant
  doubling), so that "buizen" is "buis" but "staal" is never "stal". Names are looked up by it.
- `stem` is Snowball's `dutch_porter` or `english`, coarser, for comparing whole texts. (The
  `dutch` of Snowball 3 cuts too deep: it makes "opslagcapaac" of "opslagcapaciteit".)
"""

import re
import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*"  # a number with its separators
    r"|[^\W\d_](?:[^\W_]|['’&](?=[^\W\d_]))*"  # a word; R&D and IBC's are one
)
_IRREGULAR: Mapping[str, str] = {
    "vaten": "vat", "glazen": "glas", "daken": "dak", "bladen": "blad", "bladeren": "blad",
    "baden": "bad", "sloten": "slot", "gaten": "gat", "wegen": "weg", "dagen": "dag",
    "schepen": "schip", "paden": "pad", "loten": "lot", "steden": "stad", "leden": "lid",
    "heden": "heid", "eieren": "ei", "smeden": "smid", "people": "person",
}  # fmt: skip
_IRREGULAR_ENDINGS = tuple(_IRREGULAR)
_VOWELS = frozenset("aeiouy")
_OPEN_SYLLABLE = re.compile(r"[^aeiouy][aeou][^aeiouywx]$")
_CONSONANT_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number; `text` is `source[start:end]` exactly as it was typed."""

    text: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """The words and numbers of a text, in order; punctuation and symbols lie between them.

    A number directly followed by letters gives two tokens ("8bar"); letters followed by digits
    stay one ("m3", "CO2"). Hyphens separate.
    """
    return tuple(Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text))


def fold(text: str) -> str:
    """Lower case without accents or compatibility forms: "Coöperatie m³" -> "cooperatie m3"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold().replace("’", "'")
    return "".join(
        c for c in unicodedata.normalize("NFKD", decomposed) if not unicodedata.combining(c)
    )


@lru_cache(maxsize=65_536)
def base(word: str) -> str:
    """The uninflected form of a folded word; the same for every regular form of it.

    It need not be a word itself ("molen" and "molens" both give "mool"): it is a key.
    """
    if "'" in word:
        word = word.removesuffix("'s").replace("'", "")
    if word.endswith(_IRREGULAR_ENDINGS):
        ending = next(e for e in _IRREGULAR_ENDINGS if word.endswith(e))
        return word[: -len(ending)] + _IRREGULAR[ending]
    while True:
        shorter = _one_ending_less(word)
        if shorter == word:
            return word
        word = shorter


def _one_ending_less(word: str) -> str:
    """Undo one ending, or return the word itself."""
    if len(word) < 5:
        return word
    before = word[-2]
    if word[-1] == "y":
        return word if before in _VOWELS else word[:-1] + "ie"
    if word[-1] == "s":
        return _without_s(word)
    if word[-2:] == "en":
        return _without_en(word)
    return _respell(word[:-1]) if word[-1] == "e" and before not in _VOWELS else word


def _without_s(word: str) -> str:
    if word.endswith(("xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if _plural_s(word) else word


def _without_en(word: str) -> str:
    if word.endswith("ien"):  # olien: oil in the plural, folded
        return word[:-1]
    if word.endswith("ieen"):  # industrieen
        return word[:-2]
    return word if word[-3] in _VOWELS else _respell(word[:-2])


_NO_PLURAL = (
    "plaats", "brons", "koers", "beurs", "flens", "grens", "spons", "schors", "stans", "fiets",
    "koorts", "toets", "reeks", "schets", "spits", "balans", "wals", "gips",
)  # fmt: skip


def _plural_s(word: str) -> bool:
    if word.endswith(_NO_PLURAL):
        return False
    before, earlier = word[-2], word[-3]
    if before == "e":
        return earlier not in _VOWELS or (earlier == "i" and len(word) > 5)
    return before not in "saiuy" and not (before == "o" and len(word) < 5)


def _respell(stem_: str) -> str:
    """The singular spelling of what is left when -en or -e is gone: kaz -> kaas, bakk -> bak."""
    if _CONSONANT_DOUBLE.search(stem_):
        return stem_[:-1]
    if _OPEN_SYLLABLE.search(stem_):
        stem_ = stem_[:-1] + stem_[-2] + stem_[-1]
    return {"z": stem_[:-1] + "s", "v": stem_[:-1] + "f"}.get(stem_[-1], stem_)


_stemmers = threading.local()  # a Snowball stemmer keeps state, so each thread has its own


@lru_cache(maxsize=65_536)
def stem(word: str, language: str = "nl") -> str:
    """The Snowball stem of a word, folded first. `language` is "nl" or "en"."""
    algorithm = "english" if language == "en" else "dutch_porter"
    stemmer = getattr(_stemmers, algorithm, None)
    if stemmer is None:
        import snowballstemmer  # imports thirty languages: only when stems are wanted

        stemmer = snowballstemmer.stemmer(algorithm)
        setattr(_stemmers, algorithm, stemmer)
    return str(stemmer.stemWord(fold(word)))


def word_list(name: str) -> tuple[str, ...]:
    """The folded words of a text file in data/words: any number a line, # starts a comment."""
    path = files("naober.lexicon") / "data" / "words" / f"{name}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(fold(word) for line in lines for word in line.split("#")[0].split())


STOPWORDS_NL = frozenset(word_list("stopwords_nl"))
STOPWORDS_EN = frozenset(word_list("stopwords_en"))
SMALL_WORDS = STOPWORDS_NL | STOPWORDS_EN
_TELLS_NL = STOPWORDS_NL | frozenset(word_list("tells_nl"))
_TELLS_EN = STOPWORDS_EN | frozenset(word_list("tells_en"))


def language_of(text: str) -> str:
    """ "nl" or "en", by the small words and spelling of a text; Dutch when nothing tells."""
    return _language_of(text[:4000])


@lru_cache(maxsize=1024)
def _language_of(text: str) -> str:
    dutch = english = 0.0
    for word in (fold(token.text) for token in tokens(text)):
        dutch += (word in _TELLS_NL and word not in _TELLS_EN) + 0.3 * _spelled_dutch(word)
        english += (word in _TELLS_EN and word not in _TELLS_NL) + 0.3 * _spelled_english(word)
    return "en" if english > dutch else "nl"


def _spelled_dutch(word: str) -> bool:
    return "ij" in word or "aa" in word or "uu" in word or word.endswith(("heid", "lijk", "tie"))


def _spelled_english(word: str) -> bool:
    return "th" in word[:2] or "sh" in word or word.endswith(("tion", "ing", "ly", "ty", "ed"))


@cache
def common_words() -> frozenset[str]:
    """Folded everyday words, Dutch and English, that are never a misspelt or abbreviated term."""
    return SMALL_WORDS | frozenset(word_list("common_words"))


@cache
def everyday_words() -> frozenset[str]:
    """Folded words of both languages that look like a term in another form, a compound or a slip
    ("rapport", "premises") and are none."""
    return frozenset(word_list("everyday_words"))
