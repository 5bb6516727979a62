"""The agenda over HTTP: the same cards as the pages show, so the same things stay hidden."""

from collections.abc import Sequence
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from ninja import Field, Query, Router, Schema, Status
from ninja.errors import HttpError

from naober.features.agenda import cards, selectors, services
from naober.features.agenda.models import Challenge, Theme
from naober.features.agenda.selectors import Wanted
from naober.foundation.core import competition
from naober.foundation.core.pages import PAGE_SIZE
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company, User
from naober.foundation.members.selectors import groups_for

Page = Annotated[int, Query(ge=1, le=100_000)]
LARGEST = 2**63
router = Router(tags=["agenda"])


class Problem(Schema):
    """Why a request was refused, in words."""

    detail: str


class Refused(Schema):
    """What is wrong with what was sent."""

    detail: list[dict[str, object]] | str


class SupportOut(Schema):
    """`number`: how many companies recognise it, as far as the caller may know; `names` of them."""

    number: int
    or_more: bool
    names: list[str]


class ChallengeOut(Schema):
    """A challenge as the caller may see it; when `hidden`, `who` does not say who it is."""

    pk: int
    text: str
    theme: str
    state: str
    who: str
    hidden: bool
    mine: bool
    when: str
    support: SupportOut


class ChallengePage(Schema):
    items: list[ChallengeOut]
    count: int


class RaiseIn(Schema):
    """`group`: of companies, for the audience "named". Without `theme` (a short name, as "energy")
    it is guessed. `why_it_may` answers the guard of competition law, where the words look like talk
    that is forbidden among competitors."""

    text: str = Field(min_length=1, max_length=20_000)
    company: int = Field(ge=1, lt=LARGEST)
    audience: Literal["open", "nameless", "named", "desk", "own"] = "open"
    group: int | None = Field(None, ge=1, lt=LARGEST)
    theme: str = Field("", max_length=30)
    why_it_may: str = Field("", max_length=500)


class RecogniseIn(Schema):
    company: int = Field(ge=1, lt=LARGEST)
    with_name: bool = True


class Filters(Schema):
    tab: Literal["all", "own"] = "all"
    theme: str = Field("", max_length=30)
    state: Literal["", "open", "merged", "chosen", "done", "closed", "all"] = ""
    words: str = Field("", max_length=200)

    def wanted(self) -> Wanted:
        return Wanted(self.tab, self.theme.replace("\x00", ""), self.state, self.words)


@router.get("/challenges", response={200: ChallengePage, 422: Refused})
def list_challenges(
    request: MemberRequest, filters: Query[Filters], page: Page = 1
) -> ChallengePage:
    """The challenges that the caller may see, newest first, 25 a page."""
    found = Paginator(selectors.challenges(request.user, filters.wanted()), PAGE_SIZE)
    made = cards.cards(found.get_page(page), request.user)
    return ChallengePage(items=_out(made), count=found.count)


@router.post(
    "/challenges",
    response={201: ChallengeOut, 400: Problem, 403: Problem, 404: Problem, 422: Refused},
)
def create_challenge(request: MemberRequest, body: RaiseIn) -> Status[ChallengeOut]:
    """Raise a challenge for one of one's own companies."""
    company = _company(request.user, body.company)
    flagged = competition.flags(body.text)
    if flagged and not body.why_it_may.strip():
        raise HttpError(422, " ".join(competition.told(flagged)))
    said = services.Said(
        text=body.text,
        choice=body.audience,
        theme=_theme(body.theme),
        why_it_may=body.why_it_may if flagged else "",
        group=groups_for(request.user).filter(pk=body.group or 0).first(),
    )
    try:
        made = services.raise_challenge(company=company, said=said, by=request.user)
    except ValidationError as refused:
        raise HttpError(422, " ".join(refused.messages)) from refused
    return Status(201, _one(request, made.pk))


@router.get("/challenges/{pk}", response={200: ChallengeOut, 404: Problem, 422: Refused})
def get_challenge(request: MemberRequest, pk: int) -> ChallengeOut:
    return _one(request, pk)


@router.post(
    "/challenges/{pk}/recognise",
    response={200: ChallengeOut, 400: Problem, 403: Problem, 404: Problem, 422: Refused},
)
def recognise_challenge(request: MemberRequest, pk: int, body: RecogniseIn) -> ChallengeOut:
    """Say for one of one's own companies that it has this too."""
    found, company = _challenge(request, pk), _company(request.user, body.company)
    user, named = request.user, body.with_name
    try:
        services.recognise(challenge=found, company=company, by=user, with_name=named)
    except ValidationError as refused:
        raise HttpError(422, " ".join(refused.messages)) from refused
    return _one(request, pk)


def _theme(slug: str) -> Theme | str:
    if not slug:
        return "guess"
    found = Theme.objects.in_use().filter(slug=slug.replace("\x00", "")).first()
    if found is None:
        raise HttpError(422, "theme")
    return found


def _one(request: MemberRequest, pk: int) -> ChallengeOut:
    return _out(cards.cards([_challenge(request, pk)], request.user))[0]


def _out(made: Sequence[cards.Card]) -> list[ChallengeOut]:
    return [ChallengeOut.from_orm(card) for card in made]


def _company(user: User, pk: int) -> Company:
    found = selectors.companies_of(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _challenge(request: MemberRequest, pk: int) -> Challenge:
    found = selectors.challenge_for(request.user, pk) if abs(pk) < LARGEST else None
    if found is None:
        raise Http404
    return found
