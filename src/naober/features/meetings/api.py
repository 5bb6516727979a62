"""Meetings over HTTP: what the pages show, and one's own answer."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from naober.features.meetings import mails, rules, selectors, services
from naober.features.meetings.models import MOST_PERSONS, Meeting
from naober.foundation.core.pages import PAGE_SIZE
from naober.foundation.core.text import storable
from naober.foundation.members.http import MemberRequest

Page = Annotated[int, Query(ge=1, le=100_000)]
router = Router(tags=["meetings"])


class Problem(Schema):
    """Why a request was refused, in words."""

    detail: str


class Refused(Schema):
    """What is wrong with what was sent."""

    detail: list[dict[str, object]] | str


class MeetingOut(Schema):
    """`answer` is one's own: "" when nothing was said, None when one was not asked."""

    pk: int
    kind: str
    state: str
    title: str
    text: str
    theme: str
    starts_at: datetime
    ends_at: datetime
    where: str
    answer: str | None
    in_line: bool


class MeetingPage(Schema):
    items: list[MeetingOut]
    count: int


class MeetingWhole(MeetingOut):
    """Beside it who comes, as the caller may know it, and what is on the agenda."""

    names: list[str]
    more: int
    persons: int
    free: int | None
    points: list[str]
    online_url: str


class ReplyIn(Schema):
    answer: Literal["yes", "maybe", "no"]
    persons: int = Field(1, ge=1, le=MOST_PERSONS)
    remark: str | None = Field(None, max_length=200, description="what stood there stays without")


class ReplyOut(Schema):
    """What stands now, in a sentence."""

    said: str
    in_line: bool


@router.get("/", response={200: MeetingPage, 422: Refused})
def list_meetings(request: MemberRequest, page: Page = 1, past: bool = False) -> MeetingPage:
    """What is coming, or what was."""
    found = Paginator(selectors.meetings(request.user, past=past), PAGE_SIZE)
    rows = found.page(page).object_list if page <= found.num_pages else []
    return MeetingPage(items=[MeetingOut(**_out(row)) for row in rows], count=found.count)


def _out(one: Meeting) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "kind": one.kind,
        "state": one.state,
        "title": one.title,
        "text": one.text,
        "theme": str(one.theme or ""),
        "starts_at": one.starts_at,
        "ends_at": one.ends_at,
        "where": mails.where(one),
        "answer": one.my_answer,  # type: ignore[attr-defined]  # annotated
        "in_line": one.my_line is not None,  # type: ignore[attr-defined]  # annotated
    }


def _found(request: MemberRequest, pk: int) -> Meeting:
    rows = Meeting.objects.visible_to(request.user)
    rows = rows.select_related("theme", "site__company", "host")
    one = selectors.with_my_answer(rows, request.user).filter(pk=pk).first()
    if one is None:
        raise Http404
    return one


@router.get("/{pk}", response={200: MeetingWhole, 404: Problem, 422: Refused})
def get_meeting(request: MemberRequest, pk: int) -> MeetingWhole:
    """One meeting, with who comes for who takes part."""
    one = _found(request, pk)
    mine = selectors.my_row(request.user, one)
    inside = selectors.is_inside(request.user, mine)
    coming = selectors.who_comes(request.user, one) if inside else selectors.Coming((), 0, 0)
    points = one.points.visible_to(request.user) if inside else ()
    return MeetingWhole(
        **_out(one),
        names=list(coming.names),
        more=coming.more,
        persons=coming.persons,
        free=selectors.seats(one).free if inside else None,
        points=[point.text for point in points],
        online_url=one.online_url if rules.reads_online_link(request.user, mine) else "",
    )


@router.post(
    "/{pk}/answer", response={200: ReplyOut, 400: Problem, 403: Problem, 404: Problem, 422: Refused}
)
def answer_meeting(request: MemberRequest, pk: int, said: ReplyIn) -> ReplyOut:
    """Say whether one comes; the last answer counts."""
    one = _found(request, pk)
    remark = None if said.remark is None else storable(said.remark)
    reply = services.reply_from(
        selectors.my_row(request.user, one), said.answer, said.persons, remark
    )
    try:
        made = services.sign_up(meeting=one, person=request.user, reply=reply, by=request.user)
    except ValidationError as refused:
        raise HttpError(422, " ".join(refused.messages)) from refused
    return ReplyOut(said=mails.said(made), in_line=made.is_in_line)
