"""The exchange over HTTP: the same cards as the pages show, so the same things stay hidden."""

from datetime import date
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from ninja import Field, Query, Router, Schema, Status
from ninja.errors import HttpError

from naober.features.exchange import cards, previews, selectors, services
from naober.features.exchange.counts import count_listings
from naober.features.exchange.models import Listing, Match
from naober.features.exchange.selectors import Wanted
from naober.features.exchange.services import Said
from naober.foundation.audience.levels import Level
from naober.foundation.core.pages import PAGE_SIZE
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company, Site, User
from naober.foundation.members.selectors import groups_for

Page = Annotated[int, Query(ge=1, le=100_000)]
router = Router(tags=["exchange"])


class Problem(Schema):
    """Why a request was refused, in words."""

    detail: str


class Refused(Schema):
    """What is wrong with what was sent."""

    detail: list[dict[str, object]] | str


class FactOut(Schema):
    label: str
    value: str
    note: str


class ChipOut(Schema):
    text: str
    tone: str


class ListingOut(Schema):
    """A listing as the caller may see it; when `hidden`, `title` does not say who it is."""

    pk: int
    title: str
    direction: str
    kind: str
    text: str
    about: str
    place: str
    facts: list[FactOut]
    hidden: bool
    own: bool
    reference: str
    state: str
    expires_on: date


class ListingPage(Schema):
    items: list[ListingOut]
    count: int


class ContactOut(Schema):
    company: str
    name: str
    email: str


class MatchOut(Schema):
    pk: int
    side: str
    mine: ListingOut
    other: ListingOut
    chips: list[ChipOut]
    conditional: bool
    turn: str
    introduced: bool
    contact: ContactOut | None


class MatchPage(Schema):
    items: list[MatchOut]
    count: int


class SayIn(Schema):
    text: str = Field(min_length=1, max_length=20_000)
    company: int = Field(ge=1, lt=2**63)
    direction: Literal["", "offer", "need"] = ""
    audience: Level = Level.MEMBERS
    who: Level | None = None
    amount: Level | None = None
    price: Level | None = None
    contact: Level | None = None
    group: int | None = Field(None, ge=1, lt=2**63)
    site: int | None = Field(None, ge=1, lt=2**63)
    reference: str = Field("", max_length=200)

    def said(self, by: User) -> Said:
        return Said(
            text=self.text,
            direction=self.direction,
            audience=self.audience,
            who=self.who or "",
            amount=self.amount or "",
            price=self.price or "",
            contact=self.contact or "",
            group=groups_for(by).filter(pk=self.group or 0).first(),
            reference=self.reference,
            site=_site(self.company, self.site),
        )


class FoundOut(Schema):
    card: ListingOut
    chips: list[ChipOut]
    conditional: bool


class SilentOut(Schema):
    title: str
    activity: str
    place: str
    chips: list[ChipOut]


class OptionOut(Schema):
    label: str
    value: str


class QuestionOut(Schema):
    code: str
    text: str
    options: list[OptionOut]


class PreviewOut(Schema):
    facts: list[FactOut]
    questions: list[QuestionOut]
    found: list[FoundOut]
    silent: list[SilentOut]
    error: str
    notes: list[str]


class AnswerIn(Schema):
    side: Literal["offer", "need"]
    answer: Literal["yes", "no"]
    reason: Literal[
        "", "not_suitable", "quality", "amount", "distance", "time", "solved", "other"
    ] = ""


class Filters(Schema):
    tab: Literal["all", "own"] = "all"
    direction: Literal["", "offer", "need"] = ""
    kind: str = Field("", max_length=10)
    place: str = Field("", max_length=100)
    words: str = Field("", max_length=200)

    def wanted(self) -> Wanted:
        return Wanted(self.tab, self.direction, self.kind, self.place, self.words)


@router.get("/listings", response={200: ListingPage, 422: Refused})
def list_listings(request: MemberRequest, filters: Query[Filters], page: Page = 1) -> ListingPage:
    """The listings that the caller may see, newest first, 25 a page."""
    wanted = filters.wanted()
    found = Paginator(selectors.listings(request.user, wanted), PAGE_SIZE)
    found.count = count_listings(request.user, wanted)
    made = cards.listing_cards(found.get_page(page))
    return ListingPage(items=[_listing_out(card) for card in made], count=found.count)


@router.post(
    "/listings", response={201: ListingOut, 400: Problem, 403: Problem, 404: Problem, 422: Refused}
)
def create_listing(request: MemberRequest, body: SayIn) -> Status[ListingOut]:
    """Place a sentence for one of one's own companies."""
    company = _company(request.user, body.company)
    try:
        made = services.say_listing(company=company, said=body.said(request.user), by=request.user)
    except ValidationError as refused:
        raise HttpError(422, " ".join(refused.messages)) from refused
    (card,) = cards.listing_cards([_listing(request, made.pk)])
    return Status(201, _listing_out(card))


@router.get("/listings/{pk}", response={200: ListingOut, 404: Problem, 422: Refused})
def get_listing(request: MemberRequest, pk: int) -> ListingOut:
    found = _listing(request, pk)
    services.record_sighting(listing=found, by=request.user)
    return _listing_out(cards.card_of(found))


@router.post(
    "/understand",
    response={200: PreviewOut, 400: Problem, 404: Problem, 422: Refused, 429: Problem},
)
def understand(request: MemberRequest, body: SayIn) -> PreviewOut:
    """How a sentence is understood and who may fit. Nothing is saved."""
    if not previews.may_look(request.user):
        raise HttpError(429, previews.too_often())
    company = _company(request.user, body.company)
    found = previews.preview_of(
        company=company, said=body.said(request.user), by=request.user, skipped=[]
    )
    return PreviewOut.from_orm(found)


@router.get("/matches", response={200: MatchPage, 422: Refused})
def list_matches(request: MemberRequest, page: Page = 1) -> MatchPage:
    """All matches of one's own listings; what waits for the caller first, 25 a page."""
    found = Paginator(selectors.matches_to_list(request.user), PAGE_SIZE)
    made = cards.match_cards(found.get_page(page), request.user)
    return MatchPage(items=[MatchOut.from_orm(card) for card in made], count=found.count)


@router.post(
    "/matches/{pk}/answer",
    response={200: MatchOut, 400: Problem, 403: Problem, 404: Problem, 422: Refused},
)
def answer_match(request: MemberRequest, pk: int, body: AnswerIn) -> MatchOut:
    """Say yes or no for one's own side. After two times yes both get each other's name."""
    match = _match(request, pk)
    if body.answer == "yes":
        services.express_interest(match=match, side=body.side, by=request.user)
    else:
        _decline(match, body, request.user)
    return MatchOut.from_orm(cards.match_cards([_match(request, pk)], request.user)[0])


def _decline(match: Match, body: AnswerIn, by: User) -> None:
    try:
        services.decline_match(match=match, side=body.side, by=by, reason=body.reason)
    except ValidationError as refused:
        raise HttpError(422, " ".join(refused.messages)) from refused


def _listing_out(card: cards.Card) -> ListingOut:
    return ListingOut.from_orm(card)


def _site(company: int, pk: int | None) -> Site | None:
    found = Site.objects.filter(company=company, pk=pk).first() if pk else None
    if pk and found is None:
        raise Http404
    return found


def _company(user: User, pk: int) -> Company:
    found = selectors.companies_of(user).filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


def _listing(request: MemberRequest, pk: int) -> Listing:
    found = selectors.listing_for(request.user, pk) if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


def _match(request: MemberRequest, pk: int) -> Match:
    found = selectors.matches_of(request.user).filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    return found
