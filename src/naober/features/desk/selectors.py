"""Reads of the desk: one function per page or question, each a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from naober.features.desk.models import (
    ContactPerson,
    Conversation,
    FollowUp,
    NotTheSame,
    Proposal,
)
from naober.foundation.core.text import storable
from naober.foundation.members.models import Company, CompanyQuerySet, CompanyStep, User


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of notes; `proposal` is the one that was read in it."""

    text: str
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage on the way to membership: how many are there, how many of them front-runners."""

    value: str
    label: str
    n: int
    ahead: int


def companies(user: User) -> CompanyQuerySet:
    """The companies that the desk works with."""
    return Company.objects.visible_to(user)


def kept_apart(user: User) -> QuerySet[NotTheSame]:
    """Pairs of which somebody said that they are two, the last said first."""
    known = companies(user).values("pk")
    found = NotTheSame.objects.visible_to(user).filter(first__in=known, second__in=known)
    return found.select_related("first", "second", "by").order_by("-at", "-pk")


def became(pk: int) -> int | None:
    """The company that this one turned out to be, where two were made one."""
    found = Company.objects.filter(pk=pk, merged_into__isnull=False)
    return found.values_list("merged_into", flat=True).first()


def conversations(user: User, *, words: str = "") -> QuerySet[Conversation]:
    """Newest first; every word must stand in the notes or the company's name."""
    found: QuerySet[Conversation] = Conversation.objects.visible_to(user)
    found = found.select_related("company", "by")
    for word in storable(words).split()[:8]:
        found = found.filter(
            Q(notes__icontains=word)
            | Q(company__name__icontains=word)
            | Q(spoken_with__icontains=word)
        )
    waiting = Proposal.objects.filter(conversation=OuterRef("pk"), state=Proposal.State.OPEN)
    counted = waiting.order_by().values("conversation").annotate(n=Count("pk")).values("n")
    return found.annotate(open_proposals=Subquery(counted)).order_by("-day", "-pk")


def pieces(notes: str, proposals: Sequence[Proposal]) -> list[Piece]:
    """The notes cut where proposals begin and end; of two that overlap the first is marked."""
    found, at = [], 0
    for one in sorted(proposals, key=lambda p: (p.start, -p.end)):
        if at <= one.start < one.end <= len(notes):
            found += [Piece(notes[at : one.start]), Piece(notes[one.start : one.end], one)]
            at = one.end
    return [piece for piece in [*found, Piece(notes[at:])] if piece.text]


def follow_ups(user: User, *, until: date | None = None) -> QuerySet[FollowUp]:
    """What is to be done, what is due first."""
    found = FollowUp.objects.visible_to(user).filter(done_at=None).select_related("company", "by")
    return found.filter(due__lte=until) if until else found


def only_open(found: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """Those of which something waits for a yes or a no."""
    waiting = Proposal.objects.filter(conversation=OuterRef("pk"), state=Proposal.State.OPEN)
    return found.filter(Exists(waiting))


def never_spoken(user: User) -> QuerySet[Company]:
    """Companies on their way in, or in, that the desk never spoke with; front-runners first."""
    spoken = Conversation.objects.filter(company=OuterRef("pk"))
    found = companies(user).filter(~Exists(spoken), kind=Company.Kind.COMPANY)
    return found.exclude(stage=Company.Stage.LEFT).order_by("-is_front_runner", "name")


def phones_of(company_ids: set[int]) -> dict[int, ContactPerson]:
    """Whom to phone at each company: the first that was noted with a number."""
    rows = ContactPerson.objects.filter(company__in=company_ids).exclude(phone="").order_by("-pk")
    return {row.company_id: row for row in rows}


def on_their_way(user: User) -> QuerySet[Company]:
    return companies(user).filter(kind=Company.Kind.COMPANY)


def funnel(user: User) -> list[Stage]:
    """How many companies are in each stage, in the order of the way; those who left last."""
    counted = on_their_way(user).order_by().values("stage")
    rows = counted.annotate(n=Count("pk"), ahead=Count("pk", filter=Q(is_front_runner=True)))
    by_stage = {row["stage"]: (row["n"], row["ahead"]) for row in rows}
    return [
        Stage(value, str(label), *by_stage.get(value, (0, 0)))
        for value, label in Company.Stage.choices
    ]


def in_stage(user: User, stage: str) -> QuerySet[Company]:
    """Front-runners first; with when they were last spoken with and what is due next."""
    talks = Conversation.objects.filter(company=OuterRef("pk")).order_by("-day")
    steps = CompanyStep.objects.filter(company=OuterRef("pk"), done_at=None).order_by("due_on")
    found = on_their_way(user).filter(stage=stage).prefetch_related("sites", "desk_contacts")
    return found.annotate(
        last_talk=Subquery(talks.values("day")[:1]), next_due=Subquery(steps.values("due_on")[:1])
    ).order_by("-is_front_runner", F("next_due").asc(nulls_last=True), "name", "pk")
