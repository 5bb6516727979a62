"""How much may be said of a company whose name is hidden: what fits at least five of them.

One rule for every place that describes a hidden company. `candidates` is the number of companies
that whoever reads it must reckon with: all that fit the words, the hidden one included.
"""

from collections.abc import Iterable

MIN_CROWD = 5


def is_crowd(candidates: int) -> bool:
    return candidates >= MIN_CROWD


def describe(choices: Iterable[tuple[str, int]], otherwise: str) -> str:
    """The first words, the most telling ones in front, that enough companies fit."""
    return next((words for words, candidates in choices if is_crowd(candidates)), otherwise)
