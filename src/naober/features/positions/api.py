"""Positions over HTTP: to read them and the calendar, and to sign as one's own company."""

from datetime import date
from typing import Annotated

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from naober.features.positions import calendar_selectors, rules, selectors, services
from naober.features.positions.models import Consultation, Position
from naober.foundation.core.competition import flags, told
from naober.foundation.core.pages import PAGE_SIZE
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company

Page = Annotated[int, Query(ge=1, le=100_000)]
router = Router(tags=["positions"])


class Problem(Schema):
    """Why a request was refused, in words."""

    detail: str


class Refused(Schema):
    """What is wrong with what was sent."""

    detail: list[dict[str, object]] | str


class PositionOut(Schema):
    """`signed`: how many companies signed. How many did not is said nowhere."""

    pk: int
    title: str
    addressee: str
    state: str
    outcome: str
    comments_until: date | None
    sign_until: date | None
    signed: int


class PositionPage(Schema):
    items: list[PositionOut]
    count: int


class ParagraphOut(Schema):
    pk: int
    text: str
    open_comments: int


class SignatoryOut(Schema):
    company: str
    place: str
    minority: str


class PromiseOut(Schema):
    what: str
    promised_by: str
    by_when: date
    state: str
    evidence: str


class WholePositionOut(PositionOut):
    version: int
    paragraphs: list[ParagraphOut]
    signatories: list[SignatoryOut]
    promises: list[PromiseOut]


class ConsultationOut(Schema):
    pk: int
    title: str
    authority: str
    opens: date | None
    closes: date
    days_left: int
    url: str


class ConsultationPage(Schema):
    items: list[ConsultationOut]
    count: int


class SignIn(Schema):
    """`why_it_may`: needed when what is added looks like talk that competitors must not have."""

    company: int = Field(ge=1, lt=2**63)
    minority: str = Field("", max_length=600)
    why_it_may: str = Field("", max_length=500)


class CompanyIn(Schema):
    company: int = Field(ge=1, lt=2**63)


@router.get("/", response={200: PositionPage, 422: Refused})
def list_positions(request: MemberRequest, page: Page = 1) -> PositionPage:
    """The positions that the caller may read, what asks something of members first."""
    found = Paginator(selectors.positions(request.user), PAGE_SIZE)
    items = [_out(position, position.signed) for position in found.get_page(page)]  # type: ignore[attr-defined]
    return PositionPage(items=items, count=found.count)


@router.get("/consultations", response={200: ConsultationPage, 422: Refused})
def list_consultations(request: MemberRequest, page: Page = 1) -> ConsultationPage:
    """Consultations of government that are still open, the first to close first."""
    rows = calendar_selectors.calendar(request.user, past=False)
    found = Paginator(rows, PAGE_SIZE)
    items = [_consultation_out(row) for row in found.get_page(page)]
    return ConsultationPage(items=items, count=found.count)


@router.get("/{pk}", response={200: WholePositionOut, 404: Problem, 422: Refused})
def get_position(request: MemberRequest, pk: int) -> WholePositionOut:
    """The text as it is now, who signed it, and what was promised."""
    page = selectors.position_page(request.user, _position(request, pk))
    return WholePositionOut(
        **_out(page.position, len(page.signatories)).dict(),
        version=page.version.number,
        paragraphs=[
            ParagraphOut(pk=one.paragraph, text=one.text, open_comments=one.open)
            for one in page.passages
        ],
        signatories=[
            SignatoryOut(company=one.company.name, place=one.place, minority=one.minority)
            for one in page.signatories
        ],
        promises=[
            PromiseOut(
                what=one.what,
                promised_by=one.promised_by,
                by_when=one.by_when,
                state=one.state,
                evidence=one.evidence,
            )
            for one in page.promises
        ],
    )


@router.post(
    "/{pk}/sign",
    response={200: PositionOut, 400: Problem, 403: Problem, 404: Problem, 422: Refused},
)
def sign(request: MemberRequest, pk: int, body: SignIn) -> PositionOut:
    """Sign as a company; again changes what it adds."""
    position, company = _position(request, pk), _company(request, body.company)
    found = flags(body.minority)
    if found and not body.why_it_may.strip():
        raise HttpError(422, " ".join(told(found)))
    try:
        services.sign(
            position=position,
            company=company,
            by=request.user,
            minority=body.minority,
            why_it_may=body.why_it_may if found else "",
        )
    except ValidationError as refused:
        raise HttpError(422, " ".join(refused.messages)) from refused
    return _out(position, position.signatures.count())


@router.post(
    "/{pk}/withdraw",
    response={200: PositionOut, 400: Problem, 403: Problem, 404: Problem, 422: Refused},
)
def withdraw(request: MemberRequest, pk: int, body: CompanyIn) -> PositionOut:
    """Take the signature of a company back, while it was not sent."""
    position, company = _position(request, pk), _company(request, body.company)
    try:
        services.withdraw(position=position, company=company, by=request.user)
    except ValidationError as refused:
        raise HttpError(422, " ".join(refused.messages)) from refused
    return _out(position, position.signatures.count())


def _position(request: MemberRequest, pk: int) -> Position:
    found = selectors.position_for(request.user, pk) if pk > 0 else None
    if found is None:
        raise Http404
    return found


def _company(request: MemberRequest, pk: int) -> Company:
    """One that the caller speaks for; which others there are is not told."""
    found = Company.objects.taking_part().filter(pk=pk).first()
    if found is None or not rules.speaks_for(request.user, found):
        raise PermissionDenied
    return found


def _out(position: Position, signed: int) -> PositionOut:
    return PositionOut(
        pk=position.pk,
        title=position.title,
        addressee=position.addressee,
        state=position.state,
        outcome=position.outcome,
        comments_until=position.comments_until,
        sign_until=position.sign_until,
        signed=signed,
    )


def _consultation_out(row: Consultation) -> ConsultationOut:
    return ConsultationOut(
        pk=row.pk,
        title=row.title,
        authority=row.authority,
        opens=row.opens,
        closes=row.closes,
        days_left=row.days_left,
        url=row.url,
    )
