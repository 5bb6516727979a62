"""Which companies stand in the desk's week: who has gone quiet, whom nobody spoke with."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.desk import selectors as desk
from naober.features.desk.models import Conversation
from naober.features.exchange.models import Deal, Direction, Interest, Listing, Match
from naober.foundation.journal.models import Entry
from naober.foundation.members.models import Company, User
from naober.website.desk.monday_rows import Known, Line, dossier_url

QUIET = timedelta(weeks=8)
# What a company does itself that the desk reads anyhow. That it placed, answered or agreed on
# something is not in it: by who is not quiet any more, one would know whose the hidden thing is.
OPEN_ACTS = (
    *("company.confirmed", "company.edited", "site.added", "site.edited", "site.removed"),
    *("invitation.accepted", "introduction.asked", "step.done", "terms.agreed"),
)


def quiet(user: User) -> QuerySet[Company]:
    """Members of whom the desk read nothing that they did themselves for eight weeks, and whom it
    did not speak with."""
    since = timezone.now() - QUIET
    acted = Entry.objects.filter(at__gte=since, on_behalf=False, action__in=OPEN_ACTS)
    spoken = Conversation.objects.filter(company=OuterRef("pk"), day__gte=since.date())
    placed = Listing.objects.to_answer_with(user).filter(
        company=OuterRef("pk"), created_at__gte=since, entered_by_desk=False
    )
    heard = [
        acted.filter(company__isnull=False).values("company"),
        *(_answered(user, side, since) for side in Direction.values),
        *(_signed(user, side, since) for side in Direction.values),
    ]
    found = (
        desk.companies(user)
        .taking_part()
        .filter(
            Q(created_at__lt=since),
            ~Exists(spoken),
            ~Exists(placed),
            *(~Q(pk__in=n) for n in heard),
        )
    )
    return _to_name(found).order_by("-is_front_runner", "name", "pk")


def _answered(user: User, side: str, since: datetime) -> QuerySet[Any, Any]:
    given = Interest.objects.filter(side=side, at__gte=since, on_behalf=False)
    found = Match.objects.on_behalf(side, user).filter(pk__in=given.values("match"))
    return _companies(found, side)


def _signed(user: User, side: str, since: datetime) -> QuerySet[Any, Any]:
    own_hand: dict[str, Any] = {f"{side}_signed_at__gte": since, f"{side}_by_desk": False}
    return _companies(Deal.objects.visible_to(user).filter(**own_hand), side)


def _companies(found: QuerySet[Any], side: str) -> QuerySet[Any, Any]:
    """By way of the companies: of the bare column SQLite asks the matches for each company."""
    return Company.objects.filter(pk__in=found.values(f"{side}_company")).values("pk")


def _to_name(found: QuerySet[Company]) -> QuerySet[Company]:
    """Of a hundred that are counted five are shown."""
    return found.only("name", "stage", "is_front_runner")


def never_spoken(user: User) -> QuerySet[Company]:
    return _to_name(desk.never_spoken(user))


def company_lines(rows: Sequence[Company], known: Known) -> list[Line]:
    del known
    prefetch_related_objects(rows, "sites")
    return [
        Line(
            title=row.name,
            text=" · ".join(
                [
                    row.get_stage_display(),
                    *([_("front-runner")] if row.is_front_runner else []),
                    *(site.place for site in row.sites.all()),
                ]
            ),
            url=dossier_url(row.pk),
            company=row.pk,
        )
        for row in rows
    ]
