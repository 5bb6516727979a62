"""Which texts of a corpus mean the same as each query? For job titles, skills and short sentences.

Three views are added up: character n-grams (spelling), words with roots, compound parts and the
vocabulary's groups (meaning that people of the trade know), and, when the extra is installed, an
embedding of the best candidates (meaning from elsewhere). The list is then made varied by maximal
marginal relevance (Carbonell and Goldstein 1998): ten spellings of one title answer less than ten
titles.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from naober.engines.matching.embeddings import Embedder, installed
from naober.engines.matching.sparse import SparseIndex
from naober.engines.matching.titles import Features, grams
from naober.lexicon import Lexicon, load

Row = tuple[str, str]  # id, text
Ranked = tuple[str, str, int, float]  # query id, corpus id, rank from 1, score
Progress = Callable[[float], None]  # told the share done, 0..1
Floats = NDArray[np.float64]

CANDIDATES = 100  # by words and characters, of which an embedding chooses
DENSE_SHARE = 6.0  # weight of the embedding; characters and words weigh 1 each
DENSE_FLOOR = 0.75  # cosine of unrelated texts
PARAPHRASE_LOSS = 0.01  # of cosine
SAMENESS = 0.13  # what a candidate loses for being spelled as one above it
WEAK = 0.4  # best lexical score below which the embedding looks through the whole corpus, if
SMALL_CORPUS = 2_000  # that is no larger, or most of it is embedded for other queries anyway
_SHORTLIST = 50  # candidates that variety chooses from
_STEP = 256  # texts between two words of progress


@dataclass(frozen=True)
class _Corpus:
    ids: Sequence[str]
    texts: Sequence[str]
    features: Features
    words: SparseIndex
    characters: SparseIndex


@dataclass(frozen=True)
class _Candidates:
    """The rows of the corpus that one query may mean, with what they scored so far, 0..1."""

    rows: NDArray[np.intp]
    scores: Floats


def rank(
    queries: Sequence[Row],
    corpus: Sequence[Row],
    *,
    top: int = 10,
    lexicon: Lexicon | None = None,
    embedder: Embedder | Literal["installed"] | None = "installed",
    progress: Progress | None = None,
) -> list[Ranked]:
    """The `top` best texts of the corpus for each query, best first, queries in their order.

    `embedder` is the extra `naober[embeddings]` when installed; None leaves it out. Scores are
    0..1, comparable within one query only. Without an embedder, texts that share nothing at all
    with a query are left out. The order of the corpus does not matter: ties go to the smaller id.
    With an embedder, a query of which words find little is answered better beside many others.
    """
    if not queries or not corpus or top < 1:
        return []
    tell = progress or (lambda share: None)
    embedder = installed() if embedder == "installed" else embedder
    lexical_part = 0.1 if embedder else 1.0
    indexed = _index(sorted(corpus), load() if lexicon is None else lexicon)
    size = max(CANDIDATES, 2 * top)
    found = []
    for number, (_, text) in enumerate(queries):
        found.append(_candidates(text, indexed, size))
        if number % _STEP == 0:
            tell(lexical_part * number / len(queries))
    if embedder:
        found = _with_dense(queries, indexed, found, embedder, tell)
    tell(1.0)
    return [
        (query_id, indexed.ids[row], place, round(score, 6))
        for (query_id, _), candidates in zip(queries, found, strict=True)
        for place, (row, score) in enumerate(_varied(candidates, indexed, top), 1)
    ]


def _index(corpus: Sequence[Row], lexicon: Lexicon) -> _Corpus:
    texts = [text for _, text in corpus]
    features = Features(texts, lexicon)
    return _Corpus(
        ids=[id_ for id_, _ in corpus],
        texts=texts,
        features=features,
        words=SparseIndex(map(features.of, texts)),
        characters=SparseIndex(map(grams, texts)),
    )


def _lexical(text: str, corpus: _Corpus) -> Floats:
    """Half the cosine of words, half that of character n-grams, for every row."""
    words = corpus.words.scores(corpus.features.of(text))
    return (words + corpus.characters.scores(grams(text))) / 2


def _candidates(text: str, corpus: _Corpus, size: int) -> _Candidates:
    scores = _lexical(text, corpus)
    return _best_of(np.flatnonzero(scores > 0), scores, size)


def _best_of(rows: NDArray[np.intp], scores: Floats, size: int) -> _Candidates:
    """The best of some rows, best first, ties in the order of rows; `scores` is of all rows."""
    if size < len(rows):
        edge = np.partition(scores[rows], len(rows) - size)[len(rows) - size]
        rows = rows[scores[rows] >= edge]
    rows = rows[np.argsort(-np.round(scores[rows], 9), kind="stable")][:size]
    return _Candidates(rows, scores[rows])


def _with_dense(
    queries: Sequence[Row],
    corpus: _Corpus,
    found: Sequence[_Candidates],
    embedder: Embedder,
    tell: Progress,
) -> list[_Candidates]:
    """The candidates with the embedding's view added; every text is embedded once."""
    wanted = sorted({int(row) for candidates in found for row in candidates.rows})
    whole = len(corpus.ids) <= SMALL_CORPUS or 2 * len(wanted) >= len(corpus.ids)
    if whole:
        wanted = list(range(len(corpus.ids)))
    vectors = _embedded([corpus.texts[row] for row in wanted], embedder, tell)
    place = {row: number for number, row in enumerate(wanted)}
    rescored = []
    for (_, text), candidates in zip(queries, found, strict=True):
        asked = embedder.queries([text, *corpus.features.paraphrases(text)])
        if whole and _is_weak(candidates):
            candidates = _widened(candidates, text, corpus, _dense(vectors, asked))
        own = vectors[[place[int(row)] for row in candidates.rows]]
        rescored.append(_rescored(candidates, _dense(own, asked)))
    return rescored


def _embedded(texts: Sequence[str], embedder: Embedder, tell: Progress) -> NDArray[np.float32]:
    parts = []
    for start in range(0, len(texts), _STEP):
        tell(0.1 + 0.85 * start / len(texts))
        parts.append(embedder.passages(texts[start : start + _STEP]))
    return np.concatenate(parts) if parts else np.zeros((0, 1), np.float32)


def _dense(vectors: NDArray[np.float32], asked: NDArray[np.float32]) -> Floats:
    """0..1 for each vector; `asked` is the query and its paraphrases, which count a little less."""
    if not len(vectors):
        return np.zeros(0)
    cosines = (vectors @ asked.T).astype(np.float64)
    cosines[:, 1:] -= PARAPHRASE_LOSS
    return np.asarray(np.clip((cosines.max(axis=1) - DENSE_FLOOR) / (1 - DENSE_FLOOR), 0, 1))


def _is_weak(candidates: _Candidates) -> bool:
    return not len(candidates.rows) or bool(candidates.scores[0] < WEAK)


def _widened(candidates: _Candidates, text: str, corpus: _Corpus, dense: Floats) -> _Candidates:
    """With the embedding's own best rows beside them: words found little, or another language."""
    own = _best_of(np.flatnonzero(dense > 0), dense, CANDIDATES // 2)
    rows = np.union1d(candidates.rows, own.rows)
    return _Candidates(rows, _lexical(text, corpus)[rows])


def _rescored(candidates: _Candidates, dense: Floats) -> _Candidates:
    scores = (2 * candidates.scores + DENSE_SHARE * dense) / (2 + DENSE_SHARE)
    order = np.argsort(-np.round(scores, 9), kind="stable")
    return _Candidates(candidates.rows[order], scores[order])


def _varied(candidates: _Candidates, corpus: _Corpus, top: int) -> Iterator[tuple[int, float]]:
    """The best, then each time the best that is not just another spelling of one above it."""
    reach = max(_SHORTLIST, 3 * top)
    rows, left = candidates.rows[:reach], candidates.scores[:reach].copy()
    alike = _alike([corpus.texts[row] for row in rows])
    penalty = np.zeros(len(rows))
    for _ in range(min(top, len(rows))):
        best = int(np.argmax(np.round(left - penalty, 9)))
        yield int(rows[best]), max(0.0, float(left[best] - penalty[best]))
        penalty = np.maximum(penalty, SAMENESS * alike[best])
        left[best] = -np.inf


def _alike(texts: Sequence[str]) -> Floats:
    """The cosine of each pair of texts over character n-grams."""
    vectors = [grams(text) for text in texts]
    columns = {gram: column for column, gram in enumerate(sorted(set().union(*vectors)))}
    matrix = np.zeros((len(texts), len(columns) or 1))
    for row, vector in enumerate(vectors):
        matrix[row, [columns[gram] for gram in vector]] = list(vector.values())
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return np.asarray(matrix @ matrix.T)
