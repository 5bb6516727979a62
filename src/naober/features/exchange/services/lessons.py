"""What a no teaches the matcher, and what a later yes takes back.

**Not what we mean.** A pair of concepts that a company refused counts `LESS` for that company each
time, down to `FLOOR`: its own pairs sink in its own list and out of its mail. Once `MANY` companies
refused the same pair of concepts it counts a little less for everybody, in one step: companies and
not answers are counted, so that one alone never moves what others see; and were each next one to
move it further, whoever looked would read from the order who refused just then, and why.

**Too far away.** What is farther than the nearest thing that a company called too far counts half
for it, per kind of thing. Distances of hidden listings are not known here, so teach nothing.

Everything is a count of answers that stand now: take the no back and the weight comes back.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from naober.features.exchange.models import Interest, Lesson, Match, Reach
from naober.foundation.audience.crowd import MIN_CROWD
from naober.foundation.members.models import Company

LESS = 0.6
FLOOR = 0.2
MANY = MIN_CROWD
LESS_FOR_ALL = 0.8
TOO_FAR = 0.5
NEAREST_KM = 10.0  # less than this nobody means

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Taught:
    """Lessons and reaches, read in two statements for any number of matches."""

    by_company: Mapping[tuple[int, Pair], int]
    companies: Mapping[Pair, int]
    reach: Mapping[tuple[int, str], float]

    def weight(self, company: int, pair: Pair, kind: str, km: float | None) -> float:
        weight = own_weight(self.by_company.get((company, pair), 0))
        weight *= weight_for_all(self.companies.get(pair, 0))
        reach = self.reach.get((company, kind))
        return weight * TOO_FAR if km is not None and reach is not None and km >= reach else weight


def own_weight(times: int) -> float:
    return max(FLOOR, LESS**times)


def weight_for_all(companies: int) -> float:
    """1 until several companies say the same."""
    return LESS_FOR_ALL if companies >= MANY else 1.0


def weigh(matches: Iterable[Match], kinds: Mapping[int, str]) -> list[Match]:
    """Set both sides' weights; `kinds` gives the kind of each offer. Saves nothing."""
    rows = list(matches)
    taught = _taught(rows)
    for row in rows:
        pair, km = (row.offer_concept, row.need_concept), kilometres(row)
        kind = kinds.get(row.offer_id, "")
        row.offer_weight = taught.weight(row.offer_company_id, pair, kind, km)
        row.need_weight = taught.weight(row.need_company_id, pair, kind, km)
    return rows


def _taught(rows: list[Match]) -> Taught:
    offers = {row.offer_concept for row in rows if row.offer_concept}
    needs = {row.need_concept for row in rows if row.need_concept}
    found = Lesson.objects.filter(offer_concept__in=offers, need_concept__in=needs, times__gt=0)
    by_company: dict[tuple[int, Pair], int] = {}
    companies: Counter[Pair] = Counter()
    for lesson in found:
        pair = (lesson.offer_concept, lesson.need_concept)
        by_company[lesson.company_id, pair] = lesson.times
        companies[pair] += 1
    ids = {pk for row in rows for pk in (row.offer_company_id, row.need_company_id)}
    reach = {(r.company_id, r.kind): r.kilometres for r in Reach.objects.filter(company__in=ids)}
    return Taught(by_company, companies, reach)


def kilometres(match: Match) -> float | None:
    """As its reasons tell both sides; None where a name is hidden."""
    for reason in match.reasons:
        if reason["code"] in {"nearby", "distance", "outside_radius"}:
            return float(reason["values"]["km"])
    return None


def learn(match: Match, side: str, before: Interest | None, now: Interest) -> None:
    """One side's answer changed from `before` to `now`."""
    was = before.reason if before else ""
    company = match.offer_company if side == "offer" else match.need_company
    meant = was != now.reason and Interest.Reason.NOT_SUITABLE in (was, now.reason)
    if meant:
        _count(match, company, 1 if now.reason == Interest.Reason.NOT_SUITABLE else -1)
    if _learn_reach(match, company, now) or meant:
        reweigh(company, match)


def _count(match: Match, company: Company, step: int) -> None:
    if not (match.offer_concept and match.need_concept):
        return
    pair: dict[str, Any] = {
        "offer_concept": match.offer_concept,
        "need_concept": match.need_concept,
    }
    if step > 0:
        Lesson.objects.get_or_create(company=company, **pair)
    rows = Lesson.objects.filter(company=company, **pair)
    if step > 0:
        rows.update(times=F("times") + 1)
    else:
        rows.filter(times__gt=0).update(times=F("times") - 1)
        rows.filter(times=0).delete()


def _learn_reach(match: Match, company: Company, now: Interest) -> bool:
    """A no for its distance draws the circle in; a yes from beyond it lets go of the circle. True
    when that changed something."""
    km, kind = kilometres(match), match.offer.kind
    if km is None:
        return False
    row = Reach.objects.filter(company=company, kind=kind).first()
    if now.reason == Interest.Reason.DISTANCE:
        nearest = max(NEAREST_KM, min(km, row.kilometres if row else km))
        Reach.objects.update_or_create(company=company, kind=kind, defaults={"kilometres": nearest})
        return True
    if now.answer == Interest.Answer.YES and row and km >= row.kilometres:
        row.delete()
        return True
    return False


def reweigh(company: Company, match: Match) -> None:
    """The stored matches that the lesson is about: the company's own of the kind, and everybody's
    of the same two concepts. Those that somebody answered keep their place."""
    own = Q(offer_company=company) | Q(need_company=company)
    about = own & Q(offer__kind=match.offer.kind)
    if match.offer_concept and match.need_concept:
        about |= Q(offer_concept=match.offer_concept, need_concept=match.need_concept)
    rows = list(Match.objects.unanswered().filter(about).select_related("offer"))
    before = {row.pk: (row.offer_weight, row.need_weight) for row in rows}
    weighed = weigh(rows, {row.offer_id: row.offer.kind for row in rows})
    changed = [r for r in weighed if before[r.pk] != (r.offer_weight, r.need_weight)]
    Match.objects.bulk_update(changed, ["offer_weight", "need_weight"], batch_size=500)


def concept_pair(reasons: Iterable[Mapping[str, object]], fallback: Pair) -> Pair:
    """The two concepts that a match rests on, as its first reason of that sort names them."""
    for reason in reasons:
        values = reason["values"]
        if not isinstance(values, Mapping):
            continue
        if "offer" in values and "need" in values:
            return str(values["offer"])[:100], str(values["need"])[:100]
        if "concept" in values:
            return str(values["concept"])[:100], str(values["concept"])[:100]
    return fallback
