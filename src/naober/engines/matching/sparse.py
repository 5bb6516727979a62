"""An inverted index over weighted features, scored with numpy: every document at once."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Vector = Mapping[str, float]
Floats = NDArray[np.float64]


class SparseIndex:
    """Cosine similarity of feature vectors, weighted by inverse document frequency.

    Features that stand in no document do count in the length of a query: a query of which half
    the words are unknown here fits nothing completely.
    """

    def __init__(self, documents: Iterable[Vector]) -> None:
        rows: dict[str, list[int]] = {}
        values: dict[str, list[float]] = {}
        size = 0
        for row, document in enumerate(documents):
            size = row + 1
            for feature, value in document.items():
                rows.setdefault(feature, []).append(row)
                values.setdefault(feature, []).append(value)
        self.size = size
        self._rows = {feature: np.array(found, np.int32) for feature, found in rows.items()}
        self._idf = {feature: self.idf(len(found)) for feature, found in rows.items()}
        self._values = self._normalised(values)

    def idf(self, count: int) -> float:
        """Inverse document frequency of a feature in `count` of the documents (smoothed)."""
        return float(np.log((1 + self.size) / (1 + count)) + 1)

    def _normalised(self, values: Mapping[str, Sequence[float]]) -> dict[str, Floats]:
        weighted = {f: np.array(found) * self._idf[f] for f, found in values.items()}
        squares = np.zeros(self.size)
        for feature, found in sorted(weighted.items()):  # the same sums in whatever order
            squares[self._rows[feature]] += found**2
        lengths = np.sqrt(np.maximum(squares, 1e-12))
        return {f: found / lengths[self._rows[f]] for f, found in weighted.items()}

    def scores(self, query: Vector) -> Floats:
        """The cosine of the query with each document, in the order of the documents."""
        unknown = self.idf(0)
        weights = {f: value * self._idf.get(f, unknown) for f, value in sorted(query.items())}
        length = float(np.sqrt(sum(value**2 for value in weights.values())))
        known = [feature for feature in weights if feature in self._rows]
        if not known:
            return np.zeros(self.size)
        rows = np.concatenate([self._rows[f] for f in known])
        parts = np.concatenate([self._values[f] * (weights[f] / length) for f in known])
        return np.bincount(rows, weights=parts, minlength=self.size).astype(np.float64, copy=False)
