"""All matches of a region, or of one listing."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from naober.engines.matching.evidence import TextScorer
from naober.engines.matching.index import LIMIT, Index
from naober.engines.matching.knowledge import knowledge_of
from naober.engines.matching.pair import Judge
from naober.engines.matching.problem import Direction, Item, Problem
from naober.engines.matching.result import Match, Result
from naober.lexicon import Lexicon

CANDIDATES = 200
FEW = 5  # with fewer good matches than this, an answer goes on with what may fit


def solve(problem: Problem, scorer: TextScorer | None = None) -> Result:
    """The matches of every need, found through an index of the offers.

    Sorted by need id, then best first, then offer id; the order of the input does not matter. A
    need with hardly any good match (see GOOD_ENOUGH) also gets what may fit, up to FEW in all.
    """
    known = knowledge_of(problem.lexicon)
    judge = Judge(known, problem.today, problem.max_distance_km, scorer)
    index = Index(problem.offers, problem.lexicon)
    found: list[Match] = []
    for need in sorted(problem.needs, key=lambda item: item.id):
        found += _found(need, index, judge, CANDIDATES)[: problem.top]
    return Result(tuple(found))


def matches_in(
    item: Item, index: Index, today: date, scorer: TextScorer | None = None
) -> tuple[Match, ...]:
    """What `solve` says of one listing against those of an index, whichever side it is on."""
    judge = Judge(knowledge_of(index.lexicon), today, scorer=scorer)
    return tuple(_found(item, index, judge, LIMIT))


def matches_for(
    item: Item,
    candidates: Iterable[Item],
    lexicon: Lexicon,
    today: date,
    scorer: TextScorer | None = None,
) -> tuple[Match, ...]:
    """One listing against listings that may fit, best first; those of its own side are passed by.

    Says of each good match exactly what `solve` says, whichever side `item` is on. What may fit
    follows when there are few of them.
    """
    judge = Judge(knowledge_of(lexicon), today, scorer=scorer)
    others = tuple(candidates)
    good = _judged(item, others, judge.match)
    return (*good, *_tail(item, others, good, judge))


def _found(item: Item, index: Index, judge: Judge, limit: int) -> list[Match]:
    good = _judged(item, index.candidates(item, limit), judge.match)
    likely = index.likely(item) if len(good) < FEW else ()
    return [*good, *_tail(item, likely, good, judge)]


def _tail(item: Item, others: Iterable[Item], good: list[Match], judge: Judge) -> list[Match]:
    """What may fit besides the good matches, when those are few."""
    if len(good) >= FEW:
        return []
    told = {id for match in good for id in (match.offer, match.need)}
    left = (other for other in others if other.id not in told)
    return _judged(item, left, judge.possible)[: FEW - len(good)]


def _judged(
    item: Item, candidates: Iterable[Item], verdict: Callable[[Item, Item], Match | None]
) -> list[Match]:
    offered = item.direction is Direction.OFFER
    others = (other for other in candidates if other.direction is not item.direction)
    pairs = ((item, other) if offered else (other, item) for other in others)
    found = [match for offer, need in pairs if (match := verdict(offer, need))]
    return sorted(found, key=lambda match: (-match.score, match.offer, match.need))


def by_need(result: Result) -> dict[str, tuple[Match, ...]]:
    """The matches of each need that has any, best first."""
    found: defaultdict[str, list[Match]] = defaultdict(list)
    for match in result.matches:
        found[match.need].append(match)
    return {need: tuple(matches) for need, matches in found.items()}
