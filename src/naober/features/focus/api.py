"""Focus points and one's actions over HTTP: the same as the pages show."""

from datetime import date
from typing import Annotated

from django.core.paginator import Paginator
from django.http import Http404
from ninja import Query, Router, Schema

from naober.features.focus import cards, selectors, services
from naober.features.focus.models import Action
from naober.foundation.core.pages import PAGE_SIZE
from naober.foundation.members.http import MemberRequest

Page = Annotated[int, Query(ge=1, le=100_000)]
router = Router(tags=["focus"])


class Problem(Schema):
    """Why a request was refused, in words."""

    detail: str


class Refused(Schema):
    """What is wrong with what was sent."""

    detail: list[dict[str, object]] | str


class ProgressOut(Schema):
    """Amounts with their unit, and how much of the way is behind, in whole per cents."""

    start: str
    target: str
    latest: str
    percent: int
    by_when: str


class FocusOut(Schema):
    """`group` is its working group, `result` the newest one that another party confirmed; both ""
    where there is none."""

    pk: int
    title: str
    goal: str
    theme: str
    state: str
    progress: ProgressOut | None
    group: str
    result: str
    stopped_because: str


class FocusPage(Schema):
    items: list[FocusOut]
    count: int


class ActionOut(Schema):
    pk: int
    text: str
    who: str
    due_on: date | None
    is_done: bool
    is_late: bool


class ActionPage(Schema):
    items: list[ActionOut]
    count: int


class DoneIn(Schema):
    """`done` false puts it back to open."""

    done: bool = True


@router.get("/points", response={200: FocusPage, 422: Refused})
def list_focus_points(request: MemberRequest, page: Page = 1) -> FocusPage:
    """The focus points that the caller may see: running ones first, 25 a page."""
    found = Paginator(selectors.points(request.user), PAGE_SIZE)
    rows = list(found.get_page(page))
    made = cards.point_cards(rows, selectors.results_of(request.user, rows))
    return FocusPage(items=[FocusOut.from_orm(card) for card in made], count=found.count)


@router.get("/points/{pk}", response={200: FocusOut, 404: Problem, 422: Refused})
def get_focus_point(request: MemberRequest, pk: int) -> FocusOut:
    """One focus point."""
    rows = list(selectors.points(request.user).filter(pk=pk)) if abs(pk) < 2**63 else []
    if not rows:
        raise Http404
    [card] = cards.point_cards(rows, selectors.results_of(request.user, rows))
    return FocusOut.from_orm(card)


@router.get("/actions", response={200: ActionPage, 422: Refused})
def list_my_actions(request: MemberRequest, page: Page = 1) -> ActionPage:
    """What the caller would still do, soonest first, 25 a page."""
    found = Paginator(selectors.my_actions(request.user), PAGE_SIZE)
    items = [_action(one) for one in found.get_page(page)]
    return ActionPage(items=items, count=found.count)


@router.post(
    "/actions/{pk}/done",
    response={200: ActionOut, 400: Problem, 403: Problem, 404: Problem, 422: Refused},
)
def finish_action(request: MemberRequest, pk: int, body: DoneIn) -> ActionOut:
    """Tick an action off that the caller may see, or put it back. Twice is once."""
    rows = Action.objects.visible_to(request.user).select_related("owner", "company")
    found = rows.filter(pk=pk).first() if abs(pk) < 2**63 else None
    if found is None:
        raise Http404
    return _action(services.finish_action(action=found, by=request.user, done=body.done))


def _action(one: Action) -> ActionOut:
    return ActionOut(
        pk=one.pk,
        text=one.text,
        who=cards.owner_text(one),
        due_on=one.due_on,
        is_done=one.is_done,
        is_late=one.is_late,
    )
