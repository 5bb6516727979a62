"""What the pages of the talks show."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from naober.features.meetings import mails, rules
from naober.features.meetings.models import Meeting, Outcome, Talk, Talker, TalkPlan


@dataclass(frozen=True, slots=True)
class Figures:
    """`share` is the percentage of what could at most be reached; `fewest` and `most` how many
    talks somebody has."""

    talks: int
    people: int
    fewest: int
    most: int
    share: int


@dataclass(frozen=True, slots=True)
class TableLine:
    table: int
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class RoundList:
    number: int
    begins: datetime
    tables: tuple[TableLine, ...]


@dataclass(frozen=True, slots=True)
class Badge:
    number: int
    name: str
    company: str


@dataclass(frozen=True, slots=True)
class OwnTalk:
    """A talk as one of the two reads it: nothing of what the other said."""

    pk: int
    round: int
    begins: datetime
    table: int
    other: str
    said: str
    may_say: bool
    is_now: bool
    both: bool


def _people(plan: TalkPlan) -> dict[int, Talker]:
    rows = Talker.objects.filter(invitee__meeting=plan.meeting_id)
    return {row.pk: row for row in rows.select_related("invitee__user", "invitee__company")}


def figures_of(plan: TalkPlan) -> Figures:
    talks = list(plan.talks.values_list("a", "b"))
    seated = Counter(pk for pair in talks for pk in pair)
    people = [pk for pk, row in _people(plan).items() if row.invitee.is_seated]
    counts = [seated[pk] for pk in people] or [0]
    share = 100 * plan.total // plan.bound if plan.bound else 100
    return Figures(len(talks), len(people), min(counts), max(counts), min(100, share))


def by_round(plan: TalkPlan) -> tuple[RoundList, ...]:
    people = _people(plan)
    rounds: dict[int, list[TableLine]] = {number: [] for number in range(plan.rounds)}
    for talk in plan.talks.all():
        if talk.round in rounds:
            names = (mails.talker_name(people[pk]) for pk in (talk.a_id, talk.b_id))
            rounds[talk.round].append(TableLine(talk.table, *names))
    return tuple(
        RoundList(number + 1, plan.round_at(number), tuple(tables))
        for number, tables in rounds.items()
    )


def badges_of(plan: TalkPlan) -> list[Badge]:
    found = sorted(_people(plan).values(), key=lambda row: row.number)
    return [_badge(row) for row in found if row.invitee.is_seated]


def _badge(talker: Talker) -> Badge:
    row = talker.invitee
    name = mails.badge_name(talker)
    return Badge(talker.number, name, row.company.name if row.company else row.organisation)


def own_page(talker: Talker) -> dict[str, object]:
    """Now, next and all of one's own."""
    meeting: Meeting = talker.invitee.meeting
    plan = meeting.talk_plan
    people = _people(plan)
    now = plan.round_now()
    own = [_own(talk, talker, plan, people, now) for talk in Talk.objects.of(talker)]
    return {
        "meeting": meeting,
        "plan": plan,
        "talker": talker,
        "badge": _badge(talker),
        "talks": own,
        "current": next((one for one in own if one.is_now), None),
        "following": next((one for one in own if one.round > now), None),
        "is_over": now >= plan.rounds,
        "comes": talker.invitee.is_seated,
        "outcomes": [(value, label) for value, label in Outcome.choices if value],
        "when": mails.when(meeting),
        "where": mails.where(meeting),
    }


def _own(
    talk: Talk, talker: Talker, plan: TalkPlan, people: Mapping[int, Talker], now: int
) -> OwnTalk:
    other = people[talk.b_id if talk.a_id == talker.pk else talk.a_id]
    return OwnTalk(
        pk=talk.pk,
        round=talk.round,
        begins=plan.round_at(talk.round),
        table=talk.table,
        other=mails.talker_name(other),
        said=talk.said_by(talker),
        may_say=rules.may_say_outcome(talk, plan),
        is_now=talk.round == now,
        both=talk.told_at is not None,
    )
