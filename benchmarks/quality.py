"""How often the right answer stands high: recall@k over pairs, success@k and MRR over queries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from benchmarks.judged import ListingSet, TitleSet
from benchmarks.peers import Search
from naober.engines.matching import Problem, solve
from naober.engines.matching.embeddings import Embedder, installed
from naober.engines.matching.rank import rank
from naober.engines.matching.text import Scorer
from naober.engines.understanding import Sentence, understand
from naober.files.listings import item_from_understanding
from naober.lexicon import load

TODAY = date(2026, 11, 2)
DEPTH = 10  # rows looked at, as many as a person is shown
Ranking = Mapping[str, Sequence[str]]  # query id -> answer ids, best first


@dataclass(frozen=True)
class Quality:
    """`at` holds recall@k (listings) or success@k (titles); `forbidden` counts never-pairs."""

    at: Mapping[int, float]
    mrr: float
    forbidden: int | None = None


def listings_with(build: Callable[[Sequence[str]], Search], judged: ListingSet) -> Quality:
    """The better of two: texts as they were written, and only the words that say what it is."""
    telling = Scorer().content_words
    as_written = _listings_read(build, judged, str)
    told = _listings_read(build, judged, lambda text: " ".join(telling(text)))
    return max(as_written, told, key=lambda found: (found.at[5], found.mrr))


def _listings_read(
    build: Callable[[Sequence[str]], Search], judged: ListingSet, read: Callable[[str], str]
) -> Quality:
    offers = judged.offers
    search = build([read(offer.text) for offer in offers])
    ranking = {n.id: [offers[row].id for row in search(read(n.text), DEPTH)] for n in judged.needs}
    return _recall(ranking, judged.truth)


def listings_with_naober(judged: ListingSet) -> Quality:
    """Understood and matched as the product does it."""
    lexicon = load()
    items = []
    for one in judged.listings:
        direction = "offer" if one.is_offer else "need"
        sentence = Sentence(one.text, TODAY, lexicon, direction)
        items.append(
            item_from_understanding(
                understand(sentence), id=one.id, company=one.organisation, lexicon=lexicon
            )
        )
    offers = tuple(item for item in items if item.direction == "offer")
    needs = tuple(item for item in items if item.direction == "need")
    result = solve(Problem(offers, needs, lexicon, TODAY))
    ranking: dict[str, list[str]] = {}
    for match in result.matches:
        ranking.setdefault(match.need, []).append(match.offer)
    at_once = {(m.need, m.offer) for m in result.matches if not m.conditional}
    found = _recall(ranking, judged.truth)
    return Quality(found.at, found.mrr, len(at_once & judged.never))


def titles_with(build: Callable[[Sequence[str]], Search], judged: TitleSet) -> Quality:
    search = build([text for _, text in judged.corpus])
    ranking = {
        query: [judged.corpus[row][0] for row in search(text, DEPTH)]
        for query, text in judged.queries
    }
    return _success(ranking, judged.truth)


def titles_with_naober(judged: TitleSet, *, with_embedding: bool) -> Quality:
    embedder: Embedder | None = installed() if with_embedding else None
    ranking: dict[str, list[str]] = {}
    for query, element, _, _ in rank(judged.queries, judged.corpus, top=DEPTH, embedder=embedder):
        ranking.setdefault(query, []).append(element)
    return _success(ranking, judged.truth)


def _recall(ranking: Ranking, truth: Mapping[str, frozenset[str]]) -> Quality:
    pairs = [(query, answer) for query, answers in truth.items() for answer in answers]
    at = {
        k: fmean(answer in list(ranking.get(query, ()))[:k] for query, answer in pairs)
        for k in (1, 5, 10)
    }
    return Quality(at, _mean_reciprocal(ranking, truth))


def _success(ranking: Ranking, truth: Mapping[str, frozenset[str]]) -> Quality:
    at = {
        k: fmean(bool(truth[query] & set(ranking.get(query, ())[:k])) for query in truth)
        for k in (1, 5, 10)
    }
    return Quality(at, _mean_reciprocal(ranking, truth))


def _mean_reciprocal(ranking: Ranking, truth: Mapping[str, frozenset[str]]) -> float:
    def reciprocal(query: str) -> float:
        found = enumerate(ranking.get(query, ())[:DEPTH], 1)
        return next((1 / place for place, answer in found if answer in truth[query]), 0.0)

    return fmean(reciprocal(query) for query in truth)
