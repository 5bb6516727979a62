"""Rounds over HTTP: the same as the pages show, so the same things stay secret."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from naober.features.weighing import rules, selectors, services
from naober.features.weighing.models import Round, State
from naober.features.weighing.reading import Line, reading
from naober.foundation.core.pages import PAGE_SIZE, whole_number
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company

Page = Annotated[int, Query(ge=1, le=100_000)]
router = Router(tags=["weighing"])
LARGEST = 2**63


class Problem(Schema):
    """Why a request was refused, in words."""

    detail: str


class Refused(Schema):
    """What is wrong with what was sent."""

    detail: list[dict[str, object]] | str


class CandidateOut(Schema):
    pk: int
    title: str
    theme: str
    cost: Decimal
    challenge: int | None


class RoundOut(Schema):
    """A round; `votes` is how many voted, all that is told while it is open."""

    pk: int
    question: str
    explanation: str
    budget: Decimal
    unit: str
    ballot_kind: str
    most: int | None
    is_secret: bool
    method: str
    state: str
    closes_at: datetime


class RoundPage(Schema):
    items: list[RoundOut]
    count: int


class OneRoundOut(RoundOut):
    candidates: list[CandidateOut]
    votes: int


class LineOut(Schema):
    """`place` 0: not chosen. `wanted` is in words; `who` are companies, in an open round; `equals`
    says in words what was exactly as good."""

    candidate: int
    title: str
    place: int
    cost: str
    wanted: str
    who: list[str]
    equals: str


class OutcomeOut(Schema):
    voters: int
    spent: str
    left: str
    lines: list[LineOut]
    more: str


class BallotOut(Schema):
    company: int
    points: dict[str, int]
    cast_by: str
    cast_at: datetime
    on_behalf: bool


class BallotIn(Schema):
    """Points by candidate; a tick is one point."""

    company: int = Field(ge=1, lt=LARGEST)
    points: dict[str, int] = Field(max_length=rules.MOST_CANDIDATES)


@router.get("/rounds", response={200: RoundPage, 422: Refused})
def list_rounds(request: MemberRequest, page: Page = 1) -> RoundPage:
    """The rounds that the caller may see, 25 a page."""
    found = Paginator(selectors.rounds(request.user), PAGE_SIZE)
    items = [RoundOut.from_orm(one) for one in found.get_page(page)]
    return RoundPage(items=items, count=found.count)


@router.get("/rounds/{pk}", response={200: OneRoundOut, 404: Problem, 422: Refused})
def get_round(request: MemberRequest, pk: int) -> OneRoundOut:
    found = _round(request, pk)
    votes = selectors.counted_votes(found) if found.state != State.DRAFT else 0
    candidates = [
        CandidateOut(pk=c.pk, title=c.title, theme=c.theme, cost=c.cost, challenge=c.challenge_id)
        for c in found.candidates.all()
    ]
    known = RoundOut.from_orm(found).dict()
    return OneRoundOut(**known, candidates=candidates, votes=votes)


@router.get("/rounds/{pk}/ballots", response={200: list[BallotOut], 404: Problem, 422: Refused})
def own_ballots(request: MemberRequest, pk: int) -> list[BallotOut]:
    """What one's own companies voted."""
    found = selectors.own_ballots(request.user, _round(request, pk))
    return [
        BallotOut(
            company=company,
            points=one.points,
            cast_by=str(one.cast_by or ""),
            cast_at=one.cast_at,
            on_behalf=one.on_behalf,
        )
        for company, one in found.items()
    ]


@router.post(
    "/rounds/{pk}/vote",
    response={200: BallotOut, 400: Problem, 403: Problem, 404: Problem, 422: Refused},
)
def cast_vote(request: MemberRequest, pk: int, body: BallotIn) -> BallotOut:
    """Vote for one of one's own companies; the last vote counts."""
    found = _round(request, pk)
    company = Company.objects.of(request.user).filter(pk=body.company).first()
    if company is None:
        raise PermissionDenied
    points = {whole_number(k): n for k, n in body.points.items()}
    try:
        cast = services.cast_vote(round_=found, company=company, points=points, by=request.user)
    except ValidationError as refused:
        raise HttpError(422, " ".join(refused.messages)) from refused
    return BallotOut(
        company=company.pk,
        points=cast.points,
        cast_by=str(request.user),
        cast_at=cast.cast_at,
        on_behalf=cast.on_behalf,
    )


@router.get("/rounds/{pk}/outcome", response={200: OutcomeOut, 404: Problem, 422: Refused})
def get_outcome(request: MemberRequest, pk: int) -> OutcomeOut:
    """Once it is closed; not there before."""
    found = _round(request, pk)
    if found.state not in (State.CLOSED, State.DECIDED):
        raise Http404
    read = reading(found, request.user)
    lines = [_line(line) for line in (*read.chosen, *read.others)]
    return OutcomeOut(
        voters=read.voters, spent=read.spent, left=read.left, lines=lines, more=read.more
    )


def _line(line: Line) -> LineOut:
    return LineOut(
        candidate=line.candidate.pk,
        title=line.candidate.title,
        place=line.place,
        cost=line.cost,
        wanted=line.wanted,
        who=list(line.who),
        equals=line.equals,
    )


def _round(request: MemberRequest, pk: int) -> Round:
    found = selectors.round_for(request.user, pk) if 0 < pk < LARGEST else None
    if found is None:
        raise Http404
    return found
