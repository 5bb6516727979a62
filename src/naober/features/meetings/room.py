"""The talks of a meeting, reckoned and kept: from who comes to who sits where."""

import logging
import re
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from random import Random

from django.db import transaction
from django.utils import timezone

from naober.features.meetings import engine_bridge, fitting
from naober.features.meetings.engine_bridge import Answer, Room, Seat
from naober.features.meetings.models import Invitee, Talk, Talker, TalkPlan

SECONDS_TO_PLAN, SECONDS_TO_MEND = 30.0, 10.0
MANY_TABLES = 10_000
_log = logging.getLogger(__name__)
_PARTS = re.compile(r"[,;\n]+|\s+(?:en|and)\s+")
SHORTEST = 3  # letters of a wish
OVERTAKEN = "overtaken"


def make(plan: TalkPlan, asked: datetime, seconds: float = SECONDS_TO_PLAN) -> str:
    """Everything anew; thrown away when somebody asked again meanwhile."""
    room = _room(plan, _take_in(plan))
    try:
        found = engine_bridge.plan(room, _clock(seconds), Random(plan.pk))
    except Exception:
        _log.exception("No talks for meeting %s", plan.pk)
        TalkPlan.objects.filter(pk=plan.pk, asked_at=asked).update(state=TalkPlan.State.FAILED)
        return "failed"
    return _keep_new(plan, asked, found)


def mend(plan: TalkPlan) -> str:
    """Who cancelled is taken out, who is new taken in where there is room; the rest stays. When a
    round began meanwhile nothing is kept: it is to be asked for again."""
    talkers = _take_in(plan)
    since, before = plan.round_now() + 1, _rounds(plan)
    found = engine_bridge.mend(_room(plan, talkers), before, since, _clock(SECONDS_TO_MEND))
    return _keep_mended(plan, found, since)


def _clock(seconds: float) -> Callable[[], float]:
    end = time.monotonic() + seconds
    return lambda: end - time.monotonic()


@transaction.atomic
def _take_in(plan: TalkPlan) -> list[Talker]:
    """A badge number for everybody who comes, kept once given; by name the first time."""
    seated = Invitee.objects.filter(meeting=plan.meeting_id).seated()
    rows = seated.select_related("user", "company")
    known = {row.pk: row for row in Talker.objects.filter(invitee__meeting=plan.meeting_id)}
    number = max((row.number for row in known.values()), default=0)
    found = []
    for row in sorted(rows, key=lambda one: one.called.casefold()):
        talker = known.get(row.pk)
        if talker is None:
            number += 1
            talker = Talker.objects.create(invitee=row, number=number)
        talker.invitee = row
        found.append(talker)
    return found


def _room(plan: TalkPlan, talkers: Sequence[Talker]) -> Room:
    companies = {t.invitee.company_id for t in talkers if t.invitee.company_id}
    seats = tuple(
        Seat(
            key=str(talker.pk),
            company=talker.invitee.company_id,
            wishes=_wishes(talker, talkers),
            absent=_absent(plan, talker.invitee),
        )
        for talker in talkers
    )
    return Room(seats, plan.rounds, plan.tables, fitting.fit_of(companies))


def _wishes(talker: Talker, talkers: Sequence[Talker]) -> frozenset[str]:
    """Whom the words mean: part of the name of a company, or every word of a person's."""
    parts = [part.strip().casefold() for part in _PARTS.split(talker.invitee.wishes)]
    wanted = [part for part in parts if len(part) >= SHORTEST]
    others = [one for one in talkers if one.pk != talker.pk]
    return frozenset(str(one.pk) for one in others if any(_is_meant(p, one) for p in wanted))


def _is_meant(words: str, talker: Talker) -> bool:
    row = talker.invitee
    company = row.company.name if row.company else row.organisation
    name = row.called.casefold().split()
    return words in company.casefold() or all(word in name for word in words.split())


def _absent(plan: TalkPlan, row: Invitee) -> frozenset[int]:
    """The rounds that begin before somebody comes, or end after they leave."""
    away = set()
    for number in range(plan.rounds):
        begins = timezone.localtime(plan.round_at(number))
        ends = timezone.localtime(plan.round_at(number) + plan.talk)
        late = row.arrives is not None and begins.time() < row.arrives
        early = row.leaves is not None and ends.time() > row.leaves
        if late or early:
            away.add(number)
    return frozenset(away)


def _rounds(plan: TalkPlan) -> list[list[tuple[str, ...]]]:
    rounds: list[list[tuple[str, ...]]] = [[] for _ in range(plan.rounds)]
    for talk in plan.talks.all():
        if talk.round < plan.rounds:
            rounds[talk.round].append(tuple(sorted((str(talk.a_id), str(talk.b_id)))))
    return rounds


@transaction.atomic
def _keep_new(plan: TalkPlan, asked: datetime, found: Answer) -> str:
    current = TalkPlan.objects.select_for_update().get(pk=plan.pk)
    if current.asked_at != asked or current.state != TalkPlan.State.RUNNING:
        return OVERTAKEN
    current.talks.all().delete()
    Talk.objects.bulk_create(
        _talk(current, number, table, pair)
        for number, talks in enumerate(found.rounds)
        for table, pair in enumerate(talks, start=1)
    )
    _finish(current, found)
    current.state = TalkPlan.State.READY
    current.save()
    return "ready"


def _finish(plan: TalkPlan, found: Answer) -> None:
    plan.finished_at, plan.total, plan.bound = timezone.now(), found.total, found.bound


def _talk(plan: TalkPlan, number: int, table: int, pair: Collection[str]) -> Talk:
    a, b = sorted(int(key) for key in pair)
    return Talk(plan=plan, round=number, table=table, a_id=a, b_id=b)


@transaction.atomic
def _keep_mended(plan: TalkPlan, found: Answer, since: int) -> str:
    """A talk that stays keeps its table and what was said of it; new ones take a free table.
    Whoever has another list than before sees when it changed. `since`: the first round that was
    reckoned anew. What began meanwhile stays as it is, so that nobody is seated twice in it."""
    current = TalkPlan.objects.select_for_update().get(pk=plan.pk)
    if current.round_now() + 1 > since:
        return OVERTAKEN
    wanted = {
        (number, *sorted(int(key) for key in pair))
        for number, talks in enumerate(found.rounds)
        for pair in talks
    }
    before = {(talk.round, talk.a_id, talk.b_id): talk for talk in current.talks.all()}
    begun = current.round_now()
    gone = [talk for key, talk in before.items() if key not in wanted and talk.round > begun]
    current.talks.filter(pk__in=[talk.pk for talk in gone]).delete()
    taken: dict[int, set[int]] = defaultdict(set)
    for talk in current.talks.all():
        taken[talk.round].add(talk.table)
    added = []
    for number, a, b in sorted(wanted - set(before)):
        table = next(t for t in range(1, MANY_TABLES) if t not in taken[number])
        taken[number].add(table)
        added.append(Talk(plan=current, round=number, table=table, a_id=a, b_id=b))
    Talk.objects.bulk_create(added)
    changed = {pk for talk in (*gone, *added) for pk in (talk.a_id, talk.b_id)}
    Talker.objects.filter(pk__in=changed).update(changed_at=timezone.now())
    _finish(current, found)
    current.save(update_fields=["finished_at", "total", "bound"])
    return f"{len(changed)} people have another list"
