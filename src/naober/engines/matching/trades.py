"""Which trades of the lexicon does a company's description stand for: a code or words?

A code is NACE or SBI, with or without dots ("11.05", "1105", "11050", "23"); a letter before it
does not matter. Words are Dutch or English ("bierbrouwerij", "manufacture of paper").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

from naober.lexicon import Activity, Lexicon
from naober.lexicon.words import STOPWORDS_EN, STOPWORDS_NL, base, fold, tokens

SAME_GROUP, SAME_DIVISION = 0.4, 0.15  # of what a code stands for
AKIN = 0.3  # of what trades with the same code as a named trade stand for
UNLIKE = frozenset({"38", "46"})  # divisions of collectors, recyclers and dealers
NEARLY_AS_GOOD = 0.75  # of the best fitting name
PARTLY = 0.35  # of a name's weight, when no name is there in full
SHORTEST_ENDING = 6  # letters of a trade's name at the end of a longer Dutch word
_CODE = re.compile(r"(?<![\w.,])[A-Z]?(\d{2}(?:\.\d{1,2}){0,2}(?:\.\d)?|\d{3,6})(?![\w%]|[.,]\d)")
_EMPTY_WORDS = """
manufacture products other activities production company plant factory maker making industry basic
service services wholesale vervaardiging productie overige fabriek bedrijf maken maker producten
activiteiten industrie handel groothandel
"""
_EMPTY = frozenset(base(word) for word in _EMPTY_WORDS.split())


class Trades:
    """The trades of one lexicon, findable by code and by name."""

    def __init__(self, activities: Mapping[str, Activity]) -> None:
        self._activities = activities
        self._digits = {id: tuple(c.replace(".", "") for c in a.nace) for id, a in _all(activities)}
        self._names = _names(activities)
        self._weight = _weights(self._names)
        self._endings = _endings(activities)
        self.of = lru_cache(maxsize=8_192)(self._of)

    def divisions(self, trade: str) -> frozenset[str]:
        """The two-digit NACE divisions of a trade; empty when it has no code."""
        return frozenset(code[:2] for code in self._digits.get(trade, ()))

    def named(self, text: str) -> tuple[str, ...]:
        """Trades whose full name stands in a sentence, for the giver in an offer's text."""
        words = _words(text)
        return tuple(
            dict.fromkeys(
                trade
                for name, trade in self._names
                if name <= words and not name <= _EMPTY and sum(map(len, name)) > SHORTEST_ENDING
            )
        )

    def _of(self, description: str) -> Mapping[str, float]:
        """Trade ids with the share 0..1 in which the description stands for each.

        A code stands for every trade of its class, and in part for those near by; a division
        ("23") stands for a trade in so far as the trade's codes lie in it.
        """
        shares: dict[str, float] = {}
        for code in _CODE.findall(description.upper()):
            _raise(shares, self._by_code(code.replace(".", "")))
        _raise(shares, self._by_name(description))
        return shares

    def _by_code(self, code: str) -> Mapping[str, float]:
        found = {id: _share(code, digits) for id, digits in self._digits.items() if digits}
        return {id: share for id, share in found.items() if share > 0}

    def _by_name(self, description: str) -> Mapping[str, float]:
        best = self._best_names(_words(description)) or self._by_ending(description)
        near: dict[str, float] = {}
        for trade, share in best.items():
            part = 1.0 if self._is_sector(trade) else self._akin(trade)
            for code in self._digits[trade]:
                by_code = self._by_code(code).items()
                _raise(near, {id: share * s * part for id, s in by_code})
        _raise(near, best)
        return near

    def _akin(self, trade: str) -> float:
        """How far one trade may do what another of its class does; one collector is no other."""
        return 0.0 if self.divisions(trade) & UNLIKE else AKIN

    def _is_sector(self, trade: str) -> bool:
        """A whole division, such as the chemical industry: it stands for all trades in it."""
        return all(len(code) == 2 for code in self._digits[trade])

    def _best_names(self, words: frozenset[str]) -> dict[str, float]:
        fits: dict[str, float] = defaultdict(float)
        for name, trade in self._names:
            shared = name & words
            if not shared or (shared <= _EMPTY and shared != name):
                continue
            weight = self._sum(shared)
            whole = self._sum(name)
            fit = weight if shared == name else weight * PARTLY * weight / whole
            fits[trade] = max(fits[trade], fit)
        top = max(fits.values(), default=0.0)
        return {t: fit / top for t, fit in fits.items() if fit >= NEARLY_AS_GOOD * top}

    def _by_ending(self, description: str) -> dict[str, float]:
        """ "speciaalbierbrouwerij" ends on a trade's name; the longest such ending counts."""
        found: dict[str, float] = {}
        for token in tokens(description):
            word = fold(token.text)
            starts = range(1, len(word) - SHORTEST_ENDING + 1)
            ending = next((word[i:] for i in starts if word[i:] in self._endings), None)
            found.update(dict.fromkeys(self._endings.get(ending or "", ()), 1.0))
        return found

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self._weight.get(word, 0.0) for word in words)


def _all(activities: Mapping[str, Activity]) -> list[tuple[str, Activity]]:
    return sorted(activities.items())


def _names(activities: Mapping[str, Activity]) -> list[tuple[frozenset[str], str]]:
    pairs = {
        (_words(name), id)
        for id, a in activities.items()
        for name in (a.nl, a.en, *a.words_nl, *a.words_en)
    }
    return sorted(((n, i) for n, i in pairs if n), key=lambda pair: (sorted(pair[0]), pair[1]))


def _weights(names: list[tuple[frozenset[str], str]]) -> dict[str, float]:
    """Rare words say more: log of trades per trade with the word; words of any trade little."""
    trades: dict[str, set[str]] = defaultdict(set)
    for name, trade in names:
        for word in name:
            trades[word].add(trade)
    every = len({trade for _, trade in names})
    return {
        word: log(1 + every / len(of)) * (0.2 if word in _EMPTY else 1.0)
        for word, of in trades.items()
    }


def _endings(activities: Mapping[str, Activity]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for id, a in _all(activities):
        for name in {fold(n) for n in (a.nl, *a.words_nl) if " " not in n}:
            if len(name) >= SHORTEST_ENDING:
                found[name].append(id)
    return {name: tuple(ids) for name, ids in found.items()}


def _words(text: str) -> frozenset[str]:
    folded = ((fold(t.text), t.text) for t in tokens(text))
    skip = STOPWORDS_NL | STOPWORDS_EN
    return frozenset(base(word) for word, _ in folded if word not in skip and len(word) > 1)


def _share(code: str, digits: tuple[str, ...]) -> float:
    """How far a trade with these codes is what `code` names."""
    if len(code) == 2:
        return sum(d[:2] == code for d in digits) / len(digits)
    return max(_nearness(code[:4], d[:4]) for d in digits)


def _nearness(code: str, other: str) -> float:
    if other.startswith(code):
        return 1.0
    if code[:3] == other[:3]:
        return SAME_GROUP
    return SAME_DIVISION if code[:2] == other[:2] else 0.0


def _raise(shares: dict[str, float], by: Mapping[str, float]) -> None:
    for id, share in by.items():
        if share > shares.get(id, 0.0):
            shares[id] = share


_KEPT = 4
_made: "dict[int, tuple[Lexicon, Trades]]" = {}


def trades_of(lexicon: Lexicon) -> Trades:
    """The `Trades` of a lexicon, kept for the last few."""
    found = _made.get(id(lexicon))
    if found is None or found[0] is not lexicon:
        while len(_made) >= _KEPT:
            _made.pop(next(iter(_made)), None)
        found = _made[id(lexicon)] = (lexicon, Trades(lexicon.activities))
    return found[1]
