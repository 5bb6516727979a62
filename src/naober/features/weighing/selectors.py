"""What is read for one page, or counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.urls import reverse
from django.utils.translation import ngettext

from naober.features.agenda.models import Challenge, Recognition, Theme
from naober.features.weighing.models import Ballot, Candidate, Round, State
from naober.features.weighing.words import asked_to_vote
from naober.foundation.audience.readers import A_MEMBER
from naober.foundation.core.waiting import Waiting
from naober.foundation.members.models import Company, Site, SizeClass, User

_TURN = Case(
    When(state=State.DRAFT, then=Value(0)),
    When(state=State.OPEN, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def rounds(user: User) -> QuerySet[Round]:
    """What the desk still makes first, for the desk; then the open ones, the one that closes
    soonest in front; then the others, the newest in front."""
    soonest = Case(When(state=State.OPEN, then=F("closes_at")))
    found = Round.objects.visible_to(user).annotate(turn=_TURN, soonest=soonest)
    return found.order_by("turn", F("soonest").asc(nulls_last=True), "-closes_at", "-pk")


def round_for(user: User, pk: int) -> Round | None:
    candidates = Candidate.objects.select_related("challenge__theme")
    found = Round.objects.visible_to(user).select_related("outcome", "decided_by")
    return found.prefetch_related(Prefetch("candidates", candidates)).filter(pk=pk).first()


def counted_votes(round_: Round) -> int:
    """How many voted, of those whose vote counts: all that anybody is told while it is open."""
    taking_part = Company.objects.taking_part().order_by().values("pk")
    return round_.ballots.filter(company__in=taking_part).count()


def voters() -> int:
    """How many may vote."""
    return Company.objects.taking_part().count()


def voting_companies(user: User) -> list[Company]:
    """For which this person may vote."""
    return list(Company.objects.of(user).taking_part().order_by("name"))


def own_ballots(user: User, round_: Round) -> dict[int, Ballot]:
    """Of one's companies, by company."""
    own = Company.objects.of(user).order_by().values("pk")
    found = Ballot.objects.visible_to(user).filter(round=round_, company__in=own)
    return {one.company_id: one for one in found.select_related("cast_by", "company")}


def standing(round_: Round, company: Company) -> Ballot | None:
    """For the desk, which may enter a vote: that one stands, who entered it and when. Not what."""
    found = round_.ballots.filter(company=company).select_related("cast_by").defer("points")
    return found.first()


def to_enter_for(words: str) -> QuerySet[Company]:
    """The companies that may vote, for the desk to find the one on the phone."""
    found = Company.objects.taking_part().order_by("name", "pk")
    return found.filter(name__icontains=words) if words else found


def eligible() -> QuerySet[Challenge]:
    """Challenges that may be weighed: open, and visible to all who will vote."""
    return Challenge.objects.visible_to(A_MEMBER).open().select_related("theme")


def to_add(round_: Round, words: str, theme: str) -> QuerySet[Challenge]:
    """Those that are not in the round yet, most recognised first."""
    found = eligible().exclude(candidacies__round=round_)
    if words:
        found = found.filter(text__icontains=words)
    if theme:
        found = found.filter(theme__slug=theme)
    times = (
        Recognition.objects.filter(challenge=OuterRef("pk"))
        .order_by()
        .values("challenge")
        .annotate(times=Count("pk"))
        .values("times")
    )
    return found.annotate(recognised=Subquery(times)).order_by("-recognised", "-created_at", "-pk")


def votes_to_count(round_: Round) -> dict[str, dict[int, int]]:
    """Of companies that take part now; points by candidate, by voter."""
    taking_part = Company.objects.taking_part().order_by().values("pk")
    found = round_.ballots.filter(company__in=taking_part).values_list("voter", "points")
    return {voter: {int(pk): given for pk, given in points.items()} for voter, points in found}


def as_if_recognising_were_voting(round_: Round) -> dict[str, dict[int, int]]:
    """For trying costs before there are votes: each company wants what it raised or recognises.
    For the desk only: it also counts who recognised without a name."""
    of = {c.challenge_id: c.pk for c in round_.candidates.all() if c.challenge_id}
    wanted: dict[str, dict[int, int]] = {}
    raised = Challenge.objects.filter(pk__in=of).exclude(company=None)
    pairs = [
        *raised.order_by().values_list("pk", "company"),
        *Recognition.objects.filter(challenge__in=of)
        .order_by()
        .values_list("challenge", "company"),
    ]
    for challenge, company in pairs:
        wanted.setdefault(str(company), {})[of[challenge]] = 1
    return wanted


def groups_of_voters(round_: Round) -> dict[str, dict[str, str]]:
    """By kind of group: the group of each voter. Size as the size classes of the region have it,
    place as the main site says."""
    pairs = list(round_.ballots.values_list("voter", "company__employees", "company"))
    classes = list(SizeClass.objects.all())
    places = _places(company for _voter, _employees, company in pairs)
    return {
        "size": {voter: _size(employees, classes) for voter, employees, _company in pairs},
        "place": {voter: places.get(company, "") for voter, _employees, company in pairs},
    }


def _size(employees: int | None, classes: Iterable[SizeClass]) -> str:
    if employees is None:
        return ""
    return next((one.name for one in classes if one.holds(employees)), "")


def _places(companies: Iterable[int]) -> dict[int, str]:
    sites = Site.objects.filter(company__in=list(companies)).order_by("is_main", "-pk")
    return dict(sites.values_list("company", "place"))  # the main one comes last, and stays


def theme_names() -> Mapping[str, str]:
    """A theme as it was kept, in the reader's language."""
    return {theme.name: str(theme) for theme in Theme.objects.all()}


def total_cost(round_: Round) -> Decimal:
    return sum((c.cost for c in round_.candidates.all()), Decimal(0))


def voted_rounds(user: User, among: Iterable[Round]) -> set[int]:
    """In which of these all of one's companies voted."""
    own = Company.objects.of(user).taking_part().order_by().values("pk")
    cast = Ballot.objects.visible_to(user).filter(round__in=[r.pk for r in among], company__in=own)
    times: dict[int, int] = {}
    for pk in cast.values_list("round", flat=True):
        times[pk] = times.get(pk, 0) + 1
    wanted = Company.objects.of(user).taking_part().count() if times else 0
    return {pk for pk, number in times.items() if number >= wanted}


def waiting_for(user: User) -> list[Waiting]:
    """For the home page: open rounds in which a company of one's own did not vote."""
    rounds = list(Round.objects.taking_votes().order_by("closes_at", "pk"))
    companies = voting_companies(user) if rounds else []
    if not companies:
        return []
    cast = Ballot.objects.filter(round__in=rounds, company__in=companies)
    voted = set(cast.values_list("round", "company"))
    asked = [(one, of) for one in rounds for of in companies if (one.pk, of.pk) not in voted]
    if len(asked) == 1:
        [(one, company)] = asked
        return [Waiting(asked_to_vote(one, company), one.get_absolute_url())]
    text = ngettext("%(n)s vote is asked of you", "%(n)s votes are asked of you", len(asked))
    return [Waiting(text % {"n": len(asked)}, reverse("weighing:rounds"))] if asked else []
