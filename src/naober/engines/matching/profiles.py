"""The profiles of many listings in arrays, compared with one at once."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from naober.engines.matching.possible import TOPIC_SHARE, Profile, Vector, topic_length

Rows = NDArray[np.int32]
Values = NDArray[np.float64]


class Profiles:
    """Scores as `possible.likeness` does, without the likeness of spelling."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._size = len(profiles)
        self._words = _columns([profile.words for profile in profiles])
        self._topics = _columns([profile.topics for profile in profiles])
        self._lengths = np.array([topic_length(profile.topics) for profile in profiles])

    def scores(self, profile: Profile) -> Values:
        """Likeness 0..1, in the order of the profiles."""
        topics = self._dot(self._topics, profile.topics) / topic_length(profile.topics)
        words = self._dot(self._words, profile.words)
        alike: Values = TOPIC_SHARE * topics / self._lengths + (1 - TOPIC_SHARE) * words
        return alike

    def _dot(self, columns: dict[str, tuple[Rows, Values]], query: Vector) -> Values:
        sums = np.zeros(self._size)
        for key, value in query.items():
            if key in columns:
                rows, values = columns[key]
                sums[rows] += value * values
        return sums


def _columns(vectors: Sequence[Vector]) -> dict[str, tuple[Rows, Values]]:
    rows: defaultdict[str, list[int]] = defaultdict(list)
    values: defaultdict[str, list[float]] = defaultdict(list)
    for row, vector in enumerate(vectors):
        for key, value in vector.items():
            rows[key].append(row)
            values[key].append(value)
    return {key: (np.array(rows[key], np.int32), np.array(values[key])) for key in rows}
