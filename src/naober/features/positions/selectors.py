"""What pages, mails and the API read of positions, made for one reader.

Of who stayed out or did not answer nothing is made here, and nothing can be: it is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.positions import rules, texts
from naober.features.positions.models import (
    Answer,
    Comment,
    Paragraph,
    Passage,
    Position,
    Promise,
    Sending,
    Signature,
    State,
    Version,
)
from naober.foundation.core.competition import flags, told
from naober.foundation.members.models import Company, Seen, User
from naober.foundation.members.readers import reader_of

_RUNNING_FIRST = Case(
    When(state=State.SIGNING, then=Value(0)),
    When(state=State.COMMENT, then=Value(1)),
    When(state=State.CLOSED, then=Value(3)),
    default=Value(2),
    output_field=IntegerField(),
)


def positions(user: User, *, words: str = "") -> QuerySet[Position, Position]:
    """Those that this person may read, what asks something of members first."""
    found = mentioning(Position.objects.visible_to(user), words)
    return found.annotate(
        signed=Count("signatures"), turn=_RUNNING_FIRST
    ).order_by("turn", "-created_at", "-pk")  # fmt: skip


def search_positions(user: User, words: str) -> QuerySet[Position, Position]:
    return positions(user, words=words)


def mentioning(found: QuerySet[Position, Position], words: str) -> QuerySet[Position, Position]:
    """Every word in the title, for whom, or the text as it is now."""
    for word in words.split():
        said = Passage.objects.filter(
            version__position=OuterRef("pk"),
            version__number=OuterRef("last_number"),
            text__icontains=word,
        )
        latest = Version.objects.filter(position=OuterRef("pk")).order_by("-number")
        found = found.alias(last_number=latest.values("number")[:1]).filter(
            Q(title__icontains=word) | Q(addressee__icontains=word) | Exists(said)
        )
    return found


def position_for(user: User, pk: int) -> Position | None:
    found = Position.objects.visible_to(user).select_related("consultation")
    return found.filter(pk=pk).first() if pk < 2**63 else None


def paragraph_for(user: User, pk: int) -> Paragraph | None:
    found = Paragraph.objects.filter(position__in=Position.objects.visible_to(user))
    return found.select_related("position").filter(pk=pk).first() if pk < 2**63 else None


def comment_for(user: User, pk: int) -> Comment | None:
    found = Comment.objects.visible_to(user).select_related("position")
    return found.filter(pk=pk).first() if pk < 2**63 else None


def promise_for(user: User, pk: int) -> Promise | None:
    found = Promise.objects.visible_to(user).select_related("position")
    return found.filter(pk=pk).first() if pk < 2**63 else None


def to_sign(user: User) -> QuerySet[Position, Position]:
    """For which at least one of this person's companies did not sign, in time."""
    own = rules.companies_of(user)
    free = own.exclude(position_signatures__position=OuterRef("pk"))
    return Position.objects.filter(
        Exists(free), state=State.SIGNING, sign_until__gte=timezone.localdate()
    ).order_by("sign_until", "pk")


# --- one position as a page shows it ---


@dataclass(frozen=True, slots=True)
class CommentCard:
    """`who` is as much of the name as this reader may know."""

    pk: int
    paragraph: int
    who: str
    hidden: bool
    own: bool
    text: str
    at: datetime
    version: int
    answer: str
    answered_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


@dataclass(slots=True)
class PassageCard:
    """A paragraph of the text as it is now."""

    paragraph: int
    place: int
    text: str
    comments: list[CommentCard] = field(default_factory=list)

    @property
    def open(self) -> int:
        return sum(comment.is_open for comment in self.comments)


@dataclass(frozen=True, slots=True)
class Signatory:
    company: Company
    place: str
    minority: str
    on_behalf: bool
    own: bool


@dataclass(frozen=True, slots=True)
class PositionPage:
    """`unsigned` are the reader's own companies that may still sign."""

    position: Position
    version: Version
    passages: list[PassageCard]
    signatories: list[Signatory]
    unsigned: list[Company]
    own_signed: list[Company]
    sendings: list[Sending]
    answers: list[Answer]
    promises: list[Promise]
    editors: list[str]
    may: set[str]
    warnings: list[str]

    @property
    def minority(self) -> list[Signatory]:
        return [one for one in self.signatories if one.minority]

    @property
    def open_comments(self) -> int:
        return sum(passage.open for passage in self.passages)


def position_page(user: User, position: Position) -> PositionPage:
    may = rules.may_do(user, position)
    own = list(rules.companies_of(user))
    version = latest_version(position)
    signatories = signatories_of(position, {company.pk for company in own})
    signed = {one.company.pk for one in signatories}
    passages = passages_of(version, comments_of(user, position, {one.pk for one in own}))
    writing = rules.Do.EDIT in may
    return PositionPage(
        position=position,
        version=version,
        passages=passages,
        signatories=signatories,
        unsigned=[one for one in own if one.pk not in signed and rules.Do.SIGN in may],
        own_signed=[one for one in own if one.pk in signed],
        sendings=list(position.sendings.all()),
        answers=list(position.answers.all()),
        promises=list(position.promises.all()),
        editors=_writers(user, position) if writing else [],
        may=may,
        warnings=_warnings(position, passages) if writing else [],
    )


def _writers(user: User, position: Position) -> list[str]:
    """Their names, as far as this reader may know them; for others somebody is a member."""
    nobody = _("a member, who is not named here")
    levels = {Seen.MEMBERS, Seen.DESK} if user.is_desk else {Seen.MEMBERS}
    return [
        one.name if one.name and (one.name_level in levels or one == user) else nobody
        for one in position.editors.order_by("name", "pk")
    ]


def _warnings(position: Position, passages: Iterable[PassageCard]) -> list[str]:
    """What in the text looks like talk among competitors, for those who write it."""
    whole = "\n\n".join([position.title, *(passage.text for passage in passages)])
    return told(flags(whole))


def latest_version(position: Position) -> Version:
    found = position.versions.select_related("by").order_by("-number").first()
    assert found is not None  # begun with one
    return found


def passages_of(version: Version, comments: Iterable[CommentCard] = ()) -> list[PassageCard]:
    made = [
        PassageCard(row.paragraph_id, row.place, row.text)
        for row in version.passages.order_by("place")
    ]
    by_paragraph = {card.paragraph: card for card in made}
    for comment in comments:
        if comment.paragraph in by_paragraph:
            by_paragraph[comment.paragraph].comments.append(comment)
    return made


def comments_of(
    user: User, position: Position, own: set[int], paragraph: Paragraph | None = None
) -> list[CommentCard]:
    reader = reader_of(user)
    rows = position.comments.select_related("company", "version")
    if paragraph is not None:
        rows = rows.filter(paragraph=paragraph)
    made = []
    for row in rows:
        reads = rules.reads_name(reader, own, row)
        made.append(
            CommentCard(
                pk=row.pk,
                paragraph=row.paragraph_id,
                who=_who(row, reads),
                hidden=not reads,
                own=row.company_id in own,
                text=row.text,
                at=row.at,
                version=row.version.number,
                answer=row.answer,
                answered_at=row.answered_at,
            )
        )
    return made


def _who(comment: Comment, reads: bool) -> str:
    if not reads:
        return _("a member, who is not named here")
    return str(comment.company) if comment.company else _("the desk")


def signatories_of(position: Position, own: Iterable[int] = ()) -> list[Signatory]:
    rows = position.signatures.select_related("company").prefetch_related("company__sites")
    mine = set(own)
    return [
        Signatory(
            company=row.company,
            place=next((site.place for site in row.company.sites.all()), ""),
            minority=row.minority,
            on_behalf=row.on_behalf,
            own=row.company_id in mine,
        )
        for row in rows
    ]


def signature_of(position: Position, company: Company) -> Signature | None:
    return position.signatures.filter(company=company).first()


# --- versions ---


@dataclass(frozen=True, slots=True)
class Compared:
    version: Version
    former: Version | None
    paragraphs: list[texts.ChangedParagraph]


def readable_versions(user: User, position: Position) -> list[int]:
    """The numbers of those that this reader may read, the oldest first."""
    found = Version.objects.visible_to(user).filter(position=position)
    return list(found.order_by("number").values_list("number", flat=True))


def compared(position: Position, number: int, readable: Sequence[int]) -> Compared | None:
    """A version beside the one before it, of those that one may read."""
    if number not in readable:
        return None
    at = readable.index(number)
    wanted = readable[max(at - 1, 0) : at + 1]
    rows = position.versions.filter(number__in=wanted).select_related("by").order_by("number")
    *before, version = rows
    former = before[0] if before else None
    told = _told(former) if former else []
    return Compared(version, former, texts.compare(told, _told(version)))


def _told(version: Version) -> list[tuple[int, str]]:
    return list(version.passages.order_by("place").values_list("paragraph", "text"))


def history_of(paragraph: Paragraph, readable: Sequence[int]) -> list[Passage]:
    """Its words over the versions that one may read, the newest first; a version in which they
    stayed is left out."""
    rows = paragraph.passages.filter(version__number__in=readable).select_related("version")
    rows = rows.order_by("version__number")
    made: list[Passage] = []
    for row in rows:
        if not made or made[-1].text != row.text:
            made.append(row)
    return made[::-1]


# --- what waits for the desk ---


@dataclass(frozen=True, slots=True)
class Waiting:
    """`key` says what it is about, once and for all."""

    position: Position
    said: str
    key: str


def waiting_for_desk() -> list[Waiting]:
    """Positions whose last day for comments or signatures is over, and promises whose day came."""
    today = timezone.localdate()
    over = Position.objects.filter(
        Q(state=State.COMMENT, comments_until__lt=today)
        | Q(state=State.SIGNING, sign_until__lt=today)
    ).order_by("pk")
    made = [
        Waiting(one, _what_now(one), f"position-days-over:{one.state}:{one.pk}") for one in over
    ]
    for promise in Promise.objects.waiting().select_related("position"):
        said = _("Was it kept? %(who)s promised: %(what)s") % {
            "who": promise.promised_by,
            "what": promise.what,
        }
        made.append(Waiting(promise.position, said, f"position-promise:{promise.pk}"))
    return made


def _what_now(position: Position) -> str:
    if position.state == State.COMMENT:
        return _("The days for comments are over: answer them, and ask for signatures.")
    return _("The days for signing are over: send it.")
