"""Reads of meetings: one function for each page or question, each a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from naober.features.focus.models import Action, Seat
from naober.features.meetings.models import (
    AgreedLine,
    Answer,
    ForWhom,
    Invitee,
    Kind,
    LineKind,
    Meeting,
)
from naober.foundation.audience.levels import Level
from naober.foundation.core.text import storable
from naober.foundation.members.models import Company, Membership, Role, User
from naober.foundation.members.readers import settled_reader

Person = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Coming:
    """Who comes, as one reader may know it: the names that their bearers show, and how many more.
    `persons` counts everybody, also whom they bring."""

    names: tuple[str, ...]
    more: int
    persons: int


@dataclass(frozen=True, slots=True)
class Seats:
    """`free` is None where there is room for all."""

    taken: int
    in_line: int
    free: int | None


def meetings(user: Person, *, past: bool = False, kind: str = "") -> QuerySet[Meeting]:
    """What is coming, the first first; or what was, the last first. With one's own answer."""
    found = Meeting.objects.visible_to(user)
    found = found.past().order_by("-starts_at", "-pk") if past else found.coming()
    if kind in Kind.values:
        found = found.filter(kind=kind)
    return with_my_answer(found, user).select_related("theme", "site__company", "host")


def with_my_answer(found: QuerySet[Meeting], user: Person) -> QuerySet[Meeting]:
    """Annotates `my_answer` (None: not asked), `my_line` (since when in line) and `taken`."""
    mine = Invitee.objects.filter(meeting=OuterRef("pk"), user=user.pk or 0)
    return found.annotate(
        my_answer=Subquery(mine.values("answer")[:1]),
        my_line=Subquery(mine.values("in_line_since")[:1]),
        taken=_taken(),
    )


def _taken() -> Coalesce:
    seated = Invitee.objects.filter(meeting=OuterRef("pk"), answer=Answer.YES, in_line_since=None)
    counted = seated.order_by().values("meeting").annotate(n=Sum("persons")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def public_meetings() -> QuerySet[Meeting]:
    """What stands on the site for visitors: coming, and announced to everybody."""
    found = Meeting.objects.filter(for_whom=ForWhom.PUBLIC, state="announced")
    return found.coming().select_related("theme", "site__company", "host")


def next_for_all(*, for_members: bool) -> Meeting | None:
    """The first one to come that all members may know of; for visitors, that everybody may."""
    wide = (ForWhom.MEMBERS, ForWhom.PUBLIC) if for_members else (ForWhom.PUBLIC,)
    found = Meeting.objects.filter(for_whom__in=wide, state="announced").coming()
    return found.select_related("site__company").order_by("starts_at", "pk").first()


def next_of_group(user: User, group: int) -> Meeting | None:
    """The first one to come of a working group, for who may know of it."""
    found = Meeting.objects.visible_to(user).filter(working_group=group, state="announced")
    return found.coming().select_related("site__company").order_by("starts_at", "pk").first()


def search_meetings(user: User, words: str) -> QuerySet[Meeting]:
    """Every word stands in the title, the text or the theme; the latest first."""
    found = Meeting.objects.visible_to(user).select_related("theme", "site__company", "host")
    for word in storable(words).split()[:8]:
        found = found.filter(
            Q(title__icontains=word) | Q(text__icontains=word) | Q(theme__name__icontains=word)
        )
    return found.order_by("-starts_at", "-pk")


def my_row(user: Person, meeting: Meeting) -> Invitee | None:
    if not user.is_authenticated:
        return None
    return Invitee.objects.filter(meeting=meeting, user=user).first()


def is_inside(user: User, mine: Invitee | None) -> bool:
    """Of the collective, or asked: reads who comes and what is on the agenda. Others read of a
    meeting that is for everybody what visitors read, also when they say that they come."""
    if user.is_desk or (mine is not None and mine.was_asked):
        return True
    return bool(settled_reader(user).is_member)


def seats(meeting: Meeting) -> Seats:
    """In persons."""
    rows = Invitee.objects.filter(meeting=meeting, answer=Answer.YES)
    counted = rows.aggregate(
        taken=Sum("persons", filter=Q(in_line_since=None)),
        waiting=Sum("persons", filter=Q(in_line_since__isnull=False)),
    )
    taken, waiting = counted["taken"] or 0, counted["waiting"] or 0
    free = None if meeting.capacity is None else max(0, meeting.capacity - taken)
    return Seats(taken, waiting, free)


def who_comes(user: User, meeting: Meeting) -> Coming:
    """Names as each bearer lets members, colleagues or the desk read them; a guest when they said
    so. Who waits in line or said something else is named to nobody but the desk."""
    rows = Invitee.objects.filter(meeting=meeting).seated().select_related("user", "company")
    own = set(Membership.objects.running_of(user).values_list("company", flat=True))
    names, persons = [], 0
    for row in rows:
        persons += row.persons
        if shows_name(row, user, own):
            names.append(_named(row))
    return Coming(tuple(sorted(names, key=str.casefold)), persons - len(names), persons)


def shows_name(row: Invitee, reader: User, own: set[int]) -> bool:
    if reader.is_desk or (row.user_id is not None and row.user_id == reader.pk):
        return True
    if row.user is None:
        return row.show_name
    if row.company_id in own:
        return True
    return row.user.name_level == Level.MEMBERS and bool(row.user.name)


def _named(row: Invitee) -> str:
    """With the company, unless it stays out of the directory."""
    where = row.company.name if row.company and row.company.in_directory else row.organisation
    name = row.called
    return f"{name} ({where})" if where else name


def invitees(meeting: Meeting) -> QuerySet[Invitee]:
    """All, for the desk: by name as they are called."""
    rows = Invitee.objects.filter(meeting=meeting).select_related("user", "company")
    return rows.annotate(said=Coalesce("user__name", "name")).order_by("said", "pk")


def answer_counts(meeting: Meeting) -> dict[str, int]:
    """How many gave which answer, as rows (not persons); for the desk."""
    rows = Invitee.objects.filter(meeting=meeting).order_by().values("answer")
    counted = rows.annotate(n=Count("pk")).values_list("answer", "n")
    return dict(counted)


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody to invite, and for which company."""

    user: User
    company: Company | None


def asked_of(meeting: Meeting) -> list[Asked]:
    """Who is invited when it is announced: who sits in its working group; else of each company
    that it is for the contact persons, or the direction where there is none. Each person once."""
    if meeting.working_group_id:
        seats = Seat.objects.running().filter(group=meeting.working_group_id, user__is_active=True)
        found = [(s.user, s.company) for s in seats.select_related("user", "company")]
    else:
        rows = _speakers(meeting).select_related("user", "company").order_by("user", "pk")
        found = [(row.user, row.company) for row in rows]
    people = {user.pk: Asked(user, company) for user, company in found if user}
    return list(people.values())


def _speakers(meeting: Meeting) -> QuerySet[Membership]:
    companies = Company.objects.taking_part()
    if meeting.for_whom == ForWhom.INVITED:
        companies = companies.none()
    elif meeting.for_whom == ForWhom.GROUP:
        companies = companies.filter(groups=meeting.group_id or 0)
    running = Membership.objects.filter(
        ended_on=None, user__is_active=True, company__in=companies.values("pk")
    )
    contacts = Membership.objects.filter(
        company=OuterRef("company"), ended_on=None, is_contact=True, user__is_active=True
    )
    return running.filter(Q(is_contact=True) | Q(role=Role.DIRECTION) & ~Q(Exists(contacts)))


def people_to_ask(user: User, meeting: Meeting, words: str) -> Sequence[Membership]:
    """For the desk's box "ask somebody": members that are found by a word and not asked yet."""
    if len(words.strip()) < 2:
        return []
    asked = Invitee.objects.filter(meeting=meeting, user=OuterRef("user"))
    found = Membership.objects.filter(~Q(Exists(asked)), ended_on=None, user__is_active=True)
    for word in storable(words).split()[:4]:
        found = found.filter(
            Q(user__name__icontains=word)
            | Q(user__email__icontains=word)
            | Q(company__name__icontains=word)
        )
    rows = found.select_related("user", "company").order_by("user__name", "pk")[:40]
    return list({row.user_id: row for row in rows}.values())[:10]


def feed_meetings(user: User) -> QuerySet[Meeting]:
    """For one's calendar: what one is asked to and did not decline, also what was cancelled."""
    mine = Invitee.objects.filter(meeting=OuterRef("pk"), user=user).exclude(answer=Answer.NO)
    found = Meeting.objects.exclude(state="draft").filter(Exists(mine))
    answers = Invitee.objects.filter(meeting=OuterRef("pk"), user=user)
    return found.select_related("site__company", "host").annotate(
        my_answer=Subquery(answers.values("answer")[:1]),
        my_line=Subquery(answers.values("in_line_since")[:1]),
    )


def company_of(user: User) -> Company | None:
    """For whom somebody comes: the company they speak for, else the first one they act for."""
    rows = Membership.objects.running_of(user).select_related("company")
    first = rows.order_by("-is_contact", "pk").first()
    return first.company if first else None


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """`who` is empty where the name is not for this reader; `done` as the board of actions says."""

    text: str
    who: str
    due: date | None
    done: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """What came of a meeting, as one reader may know it."""

    decisions: tuple[AgreedLine, ...]
    actions: tuple[AgreedAction, ...]


@dataclass(frozen=True, slots=True)
class There:
    """How many were there: persons with a tick, and of how many companies."""

    persons: int
    companies: int


def what_was_agreed(user: User, meeting: Meeting) -> Agreed:
    lines = AgreedLine.objects.visible_to(user).filter(meeting=meeting, gone=False)
    rows = list(lines.select_related("owner"))
    own = set(Membership.objects.running_of(user).values_list("company", flat=True))
    colleagues = Membership.objects.filter(company__in=own, ended_on=None)
    near = set(colleagues.values_list("user", flat=True)) | {user.pk}
    done = _done(rows)
    return Agreed(
        tuple(row for row in rows if row.kind == LineKind.DECISION),
        tuple(
            AgreedAction(row.text, _owner(row, user, near), row.due, row.result in done)
            for row in rows
            if row.kind == LineKind.ACTION
        ),
    )


def _owner(row: AgreedLine, reader: User, near: set[int]) -> str:
    """A name as its bearer lets it be read; of a guest or somebody unknown, what was written, for
    the desk only."""
    if row.owner is None:
        return row.owner_words if reader.is_desk else ""
    shown = reader.is_desk or row.owner_id in near or row.owner.name_level == Level.MEMBERS
    return str(row.owner) if shown and row.owner.name else ""


def _done(rows: Sequence[AgreedLine]) -> set[str]:
    """Which of them are done, as `result` names them."""
    keys = [row.result.partition(":")[2] for row in rows if row.result.startswith("focus.action:")]
    found = Action.objects.filter(pk__in=keys, done_at__isnull=False)
    return {f"focus.action:{pk}" for pk in found.values_list("pk", flat=True)}


def attendance(meeting: Meeting) -> There:
    rows = Invitee.objects.filter(meeting=meeting, arrived_at__isnull=False)
    counted = rows.aggregate(n=Sum("persons"), companies=Count("company", distinct=True))
    return There(counted["n"] or 0, counted["companies"])
