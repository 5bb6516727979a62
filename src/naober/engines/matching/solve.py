"""All matches of a region, or of one listing."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from naober.engines.matching.evidence import TextScorer
from naober.engines.matching.index import Index
from naober.engines.matching.knowledge import knowledge_of
from naober.engines.matching.pair import Judge
from naober.engines.matching.problem import Direction, Item, Problem
from naober.engines.matching.result import Match, Result
from naober.lexicon import Lexicon

CANDIDATES = 200


def solve(problem: Problem, scorer: TextScorer | None = None) -> Result:
    """The matches of every need, found through an index of the offers.

    Sorted by need id, then best first, then offer id; the order of the input does not matter.
    """
    known = knowledge_of(problem.lexicon)
    judge = Judge(known, problem.today, problem.max_distance_km, scorer)
    index = Index(problem.offers, problem.lexicon)
    found: list[Match] = []
    for need in sorted(problem.needs, key=lambda item: item.id):
        found += _judged(need, index.candidates(need, CANDIDATES), judge)[: problem.top]
    return Result(tuple(found))


def matches_for(
    item: Item,
    candidates: Iterable[Item],
    lexicon: Lexicon,
    today: date,
    scorer: TextScorer | None = None,
) -> tuple[Match, ...]:
    """One listing against listings that may fit, best first; those of its own side are passed by.

    Gives exactly what `solve` says about the same pairs, whichever side `item` is on.
    """
    judge = Judge(knowledge_of(lexicon), today, scorer=scorer)
    return tuple(_judged(item, candidates, judge))


def _judged(item: Item, candidates: Iterable[Item], judge: Judge) -> list[Match]:
    offered = item.direction is Direction.OFFER
    others = (other for other in candidates if other.direction is not item.direction)
    pairs = ((item, other) if offered else (other, item) for other in others)
    found = [match for offer, need in pairs if (match := judge.match(offer, need))]
    return sorted(found, key=lambda match: (-match.score, match.offer, match.need))


def by_need(result: Result) -> dict[str, tuple[Match, ...]]:
    """The matches of each need that has any, best first."""
    found: defaultdict[str, list[Match]] = defaultdict(list)
    for match in result.matches:
        found[match.need].append(match)
    return {need: tuple(matches) for need, matches in found.items()}
