"""An inverted index over the terms of listings, in arrays: candidates for one listing, fast.

Term at a time, as in Turtle & Flood (1995), with the postings bounded by `select_terms`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from naober.engines.matching.knowledge import knowledge_of
from naober.engines.matching.possible import profile
from naober.engines.matching.problem import Item
from naober.engines.matching.profiles import Profiles
from naober.engines.matching.terms import BUDGET, Term, index_terms, query_terms, select_terms
from naober.lexicon import Lexicon

LIMIT = 64  # what one listing is told of; a whole region asks for more
LIKELY = 100  # looked at for what may fit
LARGEST = 20_000  # listings; in a larger region enough fits for sure

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


class Index:
    """Built once from items of either side; asking never changes it."""

    def __init__(self, items: Iterable[Item], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._items = tuple(sorted(items, key=lambda item: item.id))
        self._postings = _postings(index_terms(item, lexicon) for item in self._items)
        self._frequency = {key: len(found[0]) for key, found in self._postings.items()}

    @property
    def lexicon(self) -> Lexicon:
        return self._lexicon

    @property
    def document_frequency(self) -> Mapping[str, int]:
        return self._frequency

    def candidates(self, item: Item, limit: int = LIMIT, budget: int = BUDGET) -> tuple[Item, ...]:
        """At most `limit` items of the other side, likeliest first; ties by id."""
        terms = select_terms(
            query_terms(item, self._lexicon), self._frequency, budget, len(self._items)
        )
        if not terms:
            return ()
        rows, sums = self._scores(terms)
        order = np.lexsort((rows, -sums))[:limit]
        return tuple(self._items[row] for row in rows[order])

    def likely(self, item: Item, limit: int = LIKELY) -> tuple[Item, ...]:
        """At most `limit` items that are most alike in words and topics; all of a small index.

        Empty for an index of more than LARGEST items.
        """
        if len(self._items) <= limit or len(self._items) > LARGEST:
            return self._items if len(self._items) <= limit else ()
        alike = self._alike.scores(profile(item, knowledge_of(self._lexicon)))
        order = np.lexsort((np.arange(len(alike)), -np.round(alike, 9)))[:limit]
        return tuple(self._items[row] for row in order)

    @cached_property
    def _alike(self) -> Profiles:
        known = knowledge_of(self._lexicon)
        return Profiles([profile(item, known) for item in self._items])

    def _scores(self, terms: tuple[Term, ...]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        found = [self._postings[term.key] for term in terms]
        rows = np.concatenate([rows for rows, _ in found])
        weights = np.concatenate(
            [weights * term.weight for term, (_, weights) in zip(terms, found, strict=True)]
        )
        sums = np.bincount(rows, weights, minlength=0)
        hit = np.flatnonzero(sums)
        return hit, np.round(sums[hit], 9)


def _postings(stored: Iterable[tuple[Term, ...]]) -> dict[str, tuple[Ints, Floats]]:
    rows: defaultdict[str, list[int]] = defaultdict(list)
    weights: defaultdict[str, list[float]] = defaultdict(list)
    for row, terms in enumerate(stored):
        for term in terms:
            rows[term.key].append(row)
            weights[term.key].append(term.weight)
    return {
        key: (np.array(rows[key], np.int32), np.array(weights[key], np.float32)) for key in rows
    }
