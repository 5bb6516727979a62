"""Reads of the agenda: one function per page or question, each a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from naober.features.agenda.models import (
    Challenge,
    ChallengeQuerySet,
    Milestone,
    Recognition,
    State,
    Theme,
    own_of,
)
from naober.foundation.audience.levels import Level
from naober.foundation.audience.readers import Reader, in_audience
from naober.foundation.core.text import storable
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import Who, reader_of, settled_reader

LIVE = (State.OPEN, State.CHOSEN)
MAX_WORDS = 8
MAX_NAMES = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the overview; "" does not filter, but for the state: then what is live."""

    tab: str = "all"  # "own" or "all"
    theme: str = ""  # a slug
    state: str = ""
    words: str = ""


def reader_and_own(user: User) -> tuple[Reader, set[int]]:
    """Through whose eyes, and the ids of the companies that they act for."""
    reader = reader_of(user) if user.is_looking else settled_reader(user)
    return reader, {int(pk) for pk in reader.companies}


def challenges(user: User, wanted: Wanted) -> ChallengeQuerySet:
    """Newest first."""
    found = with_words(_for_cards(user), wanted.words)
    if wanted.state != "all":
        found = found.filter(state__in=[wanted.state] if wanted.state else LIVE)
    if wanted.theme:
        found = found.filter(theme__slug=wanted.theme)
    return found.filter(_ours(user)) if wanted.tab == "own" else found


def with_words(found: ChallengeQuerySet, words: str) -> ChallengeQuerySet:
    """Those that have every word: who sees one reads all its words, so this tells no more."""
    for word in storable(words).split()[:MAX_WORDS]:
        found = found.filter(text__icontains=word)
    return found


def search_challenges(user: User, words: str) -> ChallengeQuerySet:
    """For the search box: what was taken together is found as the whole."""
    return with_words(_for_cards(user).exclude(state=State.MERGED), words)


def _ours(user: User) -> Q:
    """Raised or recognised by one's own companies; for the desk what it wrote down."""
    reader = reader_of(user)
    said = Recognition.objects.filter(company__in=reader.companies, challenge=OuterRef("pk"))
    mine = Q(company__in=reader.companies) | Q(Exists(said))
    return mine | Q(entered_by_desk=True) if reader.is_desk else mine


def challenge_for(user: User, pk: int) -> Challenge | None:
    return _for_cards(user).filter(pk=pk).first()


def challenges_by(user: User, pks: Sequence[int]) -> ChallengeQuerySet:
    """Of these the ones that one may see."""
    return _for_cards(user).filter(pk__in=pks)


def challenges_of(company: Company, user: User) -> ChallengeQuerySet:
    """What it raised, as far as this reader may tie that to its name."""
    named = in_audience(reader_of(user), ("audience_who",)) | own_of(reader_of(user))
    return _for_cards(user).filter(named, company=company).exclude(state=State.CLOSED)


def family_of(user: User, whole: Challenge) -> list[Challenge]:
    """All that was taken together into it, also what was the whole of others before: as much of it
    as this reader may see. A statement for each time that it was taken together, and one."""
    known: set[int] = set()
    level = {whole.pk}
    while level:
        found = Challenge.objects.filter(merged_into__in=level).order_by()
        level = set(found.values_list("pk", flat=True)) - known
        known |= level
    return list(_for_cards(user).filter(pk__in=known)) if known else []


def milestones_of(user: User, challenges: Sequence[Challenge]) -> QuerySet[Milestone]:
    """Of those whose challenge this reader may see."""
    return Milestone.objects.visible_to(user).filter(challenge__in=[one.pk for one in challenges])


def _for_cards(who: Who) -> ChallengeQuerySet:
    found = Challenge.objects.visible_to(who).with_rights(who)
    return found.select_related("theme", "company", "audience_group").order_by("-created_at", "-pk")


def themes() -> QuerySet[Theme]:
    """In their order, with those out of use last."""
    return Theme.objects.order_by("-is_active", "position", "name")


def themes_with_counts() -> QuerySet[Theme]:
    """With `live`: how many challenges under it are going on, for the desk."""
    live = Challenge.objects.filter(theme=OuterRef("pk"), state__in=LIVE).exclude(
        audience=Level.OWN
    )
    counted = live.order_by().values("theme").annotate(n=Count("pk")).values("n")
    return themes().annotate(live=Coalesce(Subquery(counted), 0))


def companies_of(user: User) -> QuerySet[Company]:
    """For whom this person raises and recognises: one's own that take part; the desk for all."""
    taking_part = Company.objects.taking_part().order_by("name")
    if user.is_desk:
        return taking_part
    own = Company.objects.of(user).values("pk")
    return taking_part.filter(pk__in=own)


def names_of(companies: QuerySet[Company]) -> dict[int, str]:
    return dict(companies.values_list("pk", "name")[:MAX_NAMES])
