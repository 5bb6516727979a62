"""Reads of focus points, groups and what is in them: a fixed number of statements each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naober.features.agenda.models import Challenge, Milestone
from naober.features.focus import rules
from naober.features.focus.models import (
    Action,
    Decision,
    Document,
    FocusPoint,
    FocusPointQuerySet,
    Measurement,
    Result,
    Seat,
    State,
    WorkingGroup,
    WorkingGroupQuerySet,
)
from naober.features.focus.names import name_of
from naober.foundation.core.text import storable
from naober.foundation.core.waiting import Waiting
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import Who

MAX_WORDS = 8
MOST_ACTIONS = 300  # of one group on its board
MOST_MEASURED = 60  # in the picture, the newest
MOST_CHOICES = 500
MOST_WAITING = 20


def points(who: Who) -> FocusPointQuerySet:
    """Running ones first, then what was reached; with the last measurement, the group, and
    whether this reader reads the `whole` of each."""
    last = Measurement.objects.filter(point=OuterRef("pk")).order_by("-day")
    order = Case(When(state=State.RUNNING, then=0), When(state=State.ACHIEVED, then=1), default=2)
    found = FocusPoint.objects.visible_to(who).with_whole(who).select_related("theme", "group")
    found = found.annotate(latest=Subquery(last.values("value")[:1]))
    return found.order_by(order, "-started_on", "-pk")


def with_words(found: FocusPointQuerySet, words: str) -> FocusPointQuerySet:
    """In what this reader reads of each, so that nothing else is found out by asking."""
    for word in storable(words).split()[:MAX_WORDS]:
        said = Q(title__icontains=word) | Q(goal__icontains=word)
        said |= Q(text__icontains=word, whole=True)
        found = found.filter(said)
    return found


def search_points(who: Who, words: str) -> FocusPointQuerySet:
    return with_words(points(who), words)


def search_actions(user: User, words: str) -> QuerySet[Action]:
    """What is open, of those that one may read."""
    found = Action.objects.visible_to(user).open().select_related("owner", "company", "group")
    for word in storable(words).split()[:MAX_WORDS]:
        found = found.filter(text__icontains=word)
    return found


def results_of(who: Who, points_: Iterable[FocusPoint]) -> QuerySet[Result]:
    found = Result.objects.visible_to(who).filter(point__in=[one.pk for one in points_])
    return found.filter(withdrawn_at=None).select_related(
        "company", "confirmed_company", "document"
    )


def challenges_of(who: Who, point: FocusPoint) -> QuerySet[Challenge]:
    """Those behind it that this reader may see; of the others not even how many there are."""
    found = Challenge.objects.visible_to(who).with_rights(who).filter(focus_points=point)
    return found.select_related("theme", "company").order_by("-created_at", "-pk")


def choosable(user: User, point: FocusPoint | None = None) -> QuerySet[Challenge]:
    """What the desk may begin with: open or chosen ones that it sees, and those it has already."""
    live = Q(state__in=["open", "chosen"])
    mine = Q(focus_points=point) if point else Q(pk__in=[])
    found = Challenge.objects.visible_to(user).filter(live | mine).distinct()
    return found.order_by("-created_at", "-pk")


def choices(user: User, point: FocusPoint | None) -> QuerySet[Challenge]:
    """The same for a form, what the members chose in a round first (`won`)."""
    wanted = choosable(user, point).values_list("pk", flat=True)[:MOST_CHOICES]
    won = Milestone.objects.filter(challenge=OuterRef("pk"), kind="weighing.chosen")
    found = Challenge.objects.filter(pk__in=list(wanted)).annotate(won=Exists(won))
    return found.order_by("-won", "-created_at", "-pk")


def measured(point: FocusPoint) -> list[Measurement]:
    """Oldest first, of the newest so many."""
    newest = Measurement.objects.filter(point=point).order_by("-day")[:MOST_MEASURED]
    return list(newest)[::-1]


def groups(who: Who) -> WorkingGroupQuerySet:
    return WorkingGroup.objects.visible_to(who).select_related("point", "point__theme")


def own_groups(user: User) -> WorkingGroupQuerySet:
    """In which this person sits now."""
    mine = Seat.objects.running().filter(user=user).values("group")
    return groups(user).inside_for(user).filter(pk__in=mine)


def actions_of(group: WorkingGroup) -> list[Action]:
    found = Action.objects.filter(group=group).select_related("owner", "company")
    return list(found.order_by("due_on", "created_at", "pk")[:MOST_ACTIONS])


def my_actions(user: User) -> QuerySet[Action]:
    """What this person, or nobody by name at their company, would do; soonest first."""
    found = Action.objects.of_person(user).open().select_related("owner", "company", "group")
    return found.order_by("due_on", "created_at", "pk")


def nobodys_actions() -> QuerySet[Action]:
    """For the desk: somebody left, and nobody took over."""
    return Action.objects.open().filter(owner=None, company=None).select_related("group")


def decisions_of(who: Who, group: WorkingGroup) -> QuerySet[Decision]:
    found = Decision.objects.visible_to(who).filter(group=group)
    return found.prefetch_related("people", "companies")


def documents_of(who: Who, group: WorkingGroup) -> QuerySet[Document]:
    return Document.objects.visible_to(who).filter(group=group).select_related("by")


def seats_of(group: WorkingGroup) -> list[Seat]:
    """Who asks to join first: that waits for an answer."""
    found = Seat.objects.open().filter(group=group).select_related("user", "company")
    return sorted(found, key=lambda seat: seat.state != Seat.State.ASKED)


def people_in(group: WorkingGroup) -> QuerySet[User]:
    return User.objects.filter(rules.people_inside(group)).order_by("name", "pk").distinct()


def companies_in(group: WorkingGroup) -> QuerySet[Company]:
    seats = Seat.objects.running().filter(group=group).values("company")
    return Company.objects.filter(pk__in=seats).order_by("name")


def shown_companies_in(user: User, group: WorkingGroup) -> QuerySet[Company]:
    """Those that this reader finds in the directory."""
    seats = Seat.objects.running().filter(group=group).values("company")
    return Company.objects.visible_to(user).filter(pk__in=seats).order_by("name")


def to_confirm(user: User) -> list[Result]:
    """What waits for a yes of this person, who sits in the group for another company."""
    own = set(Company.objects.of(user).values_list("pk", flat=True))
    parties: dict[int, set[int]] = defaultdict(set)
    seats = Seat.objects.running().filter(user=user, company__in=own)
    for point, company in seats.values_list("group__point", "company"):
        parties[point].add(company or 0)
    if not parties:
        return []
    found = Result.objects.visible_to(user).waiting().filter(point__in=list(parties))
    kin = rules.kin_of(set().union(*parties.values()))
    return [
        one
        for one in found.select_related("point", "company")[:MOST_WAITING]
        if rules.may_confirm_as(user, one, rules.Standing(parties[one.point_id], own, kin))
    ]


def who_could_confirm(results: Iterable[Result]) -> dict[int, list[Company]]:
    """For each the companies in its group that did not report it, nor share a person with who did,
    by name. Two statements."""
    rows = list(results)
    seats = Seat.objects.running().filter(group__point__in=[one.point_id for one in rows])
    inside: dict[int, dict[int, Company]] = defaultdict(dict)
    for seat in seats.filter(company__isnull=False).select_related("group", "company"):
        if seat.company is not None and seat.company.takes_part:
            inside[seat.group.point_id][seat.company.pk] = seat.company
    kin = rules.kin_of(one.company_id for one in rows if one.company_id)
    own = {one.pk: {one.company_id, *kin.get(one.company_id or 0, ())} for one in rows}
    return {
        one.pk: sorted(
            (c for pk, c in inside[one.point_id].items() if pk not in own[one.pk]),
            key=lambda company: company.name,
        )
        for one in rows
    }


def reported_by(user: User) -> QuerySet[Result]:
    """What this person reported and nobody answered yet."""
    found = Result.objects.visible_to(user).waiting().filter(by=user)
    return found.select_related("point", "company").order_by("-at", "-pk")


def waiting_for(user: User) -> list[Waiting]:
    """For the home page: results to confirm, who asks to join, and what is late."""
    found = []
    asking = list(seats_to_answer(user)[:MOST_WAITING])
    results, late = to_confirm(user), Action.objects.of_person(user).late().count()
    if results:
        text = ngettext(
            "%(n)s result waits until you confirm it",
            "%(n)s results wait until you confirm them",
            len(results),
        )
        found.append(Waiting(text % {"n": len(results)}, results[0].point.get_absolute_url()))
    if asking:
        url = reverse("focus:people", args=[asking[0].group_id])
        found.append(Waiting(_who_asks(asking), url))
    if late:
        text = ngettext("%(n)s action of yours is late", "%(n)s actions of yours are late", late)
        found.append(Waiting(text % {"n": late}, reverse("focus:actions")))
    return found


def _who_asks(asking: list[Seat]) -> str:
    if len(asking) == 1:
        return asks_to_join(asking[0])
    text = ngettext(
        "%(n)s person would like to take part in a group of yours",
        "%(n)s people would like to take part in groups of yours",
        len(asking),
    )
    return text % {"n": len(asking)}


def asks_to_join(seat: Seat) -> str:
    """The same in the mail and on the home page."""
    return _("%(who)s of %(company)s would like to take part in %(group)s") % {
        "who": name_of(seat.user),
        "company": seat.company,
        "group": seat.group.name,
    }


def seats_to_answer(user: User) -> QuerySet[Seat]:
    """Who asks to join, for the chair of the group; of one without a chair for the desk."""
    chairs = Seat.objects.running().filter(is_chair=True)
    led = Q(group__in=chairs.filter(user=user).values("group"))
    if user.is_desk:
        led |= ~Q(group__in=chairs.values("group"))
    found = Seat.objects.filter(led, state=Seat.State.ASKED)
    return found.select_related("user", "company", "group")
