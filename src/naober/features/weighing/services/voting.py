"""A company votes: once, by any of its people or by the desk for it, changeable until it closes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.weighing import rules
from naober.features.weighing.models import Ballot, BallotKind, Round, State
from naober.foundation.journal.services import record
from naober.foundation.members.models import Company, User


@transaction.atomic
def cast_vote(*, round_: Round, company: Company, points: Mapping[int, int], by: User) -> Ballot:
    """Writes over what the company voted before. Its journal says that it voted, never what.

    What the desk enters is marked, and takes the place only of what the desk entered.
    """
    found = Round.objects.select_for_update().get(pk=round_.pk)
    on_behalf = rules.enters_for(by, company)
    if not (on_behalf or rules.may_vote_for(by, company)):
        raise PermissionDenied
    if not found.takes_votes:
        raise ValidationError(_("This round is closed: no vote is taken any more."))
    check_points(found, set(found.candidates.values_list("pk", flat=True)), points)
    kept = {str(pk): given for pk, given in sorted(points.items())}
    before = Ballot.objects.filter(round=found, company=company).first()
    if before is not None and on_behalf and not before.on_behalf:
        raise ValidationError(_("This company voted itself. Only its own people can change that."))
    if before is not None and before.points == kept and before.on_behalf == on_behalf:
        return before
    values = {
        "points": kept,
        "cast_by": by,
        "cast_at": timezone.now(),
        "on_behalf": on_behalf,
        "joined_at": None,
    }
    cast, _made = Ballot.objects.update_or_create(round=found, company=company, defaults=values)
    record(
        action="weighing.voted",
        by=by,
        company=company,
        about=f"weighing.round:{found.pk}",
        on_behalf=on_behalf,
        round=found.question,
    )
    return cast


def check_points(round_: Round, candidates: set[int], points: Mapping[int, int]) -> None:
    """Raises ValidationError for what is no vote in this round."""
    if not points:
        raise ValidationError(_("Choose at least one."))
    if not set(points) <= candidates or min(points.values()) < 1:
        raise ValidationError(_("This is not on the list."))
    _KINDS[round_.ballot_kind](round_.most, points)


def _approval(most: int | None, points: Mapping[int, int]) -> None:
    if set(points.values()) != {1}:
        raise ValidationError(_("This is not on the list."))
    if most is not None and len(points) > most:
        raise ValidationError(_("Choose at most %(n)d.") % {"n": most})


def _points(most: int | None, points: Mapping[int, int]) -> None:
    given = sum(points.values())
    if most is not None and given > most:
        values = {"n": most, "given": given}
        raise ValidationError(
            _("There are %(n)d points to divide, and you gave %(given)d.") % values
        )


def _ranking(most: int | None, points: Mapping[int, int]) -> None:
    """The first place gives as many points as there are places, the next one fewer; no gaps."""
    top = most or len(points)
    if sorted(points.values(), reverse=True) != list(range(top, top - len(points), -1)):
        raise ValidationError(_("Give each place once, from the first on."))


_KINDS: dict[str, Any] = {
    BallotKind.APPROVAL: _approval,
    BallotKind.POINTS: _points,
    BallotKind.RANKING: _ranking,
}


@transaction.atomic
def before_two_become_one(*, kept: Company, merged: Company, by: User) -> None:
    """Two rows of one company have one vote: its own rather than the desk's, else the last. The
    company is told. What was counted already stays as it was counted: taking one vote out of it
    would tell, by subtraction, what it was; and no two become one between count and confirmation.
    """
    if Round.objects.filter(state=State.CLOSED).exists():
        text = _(
            "A round is counted and not confirmed yet. Confirm its outcome first: until then no "
            "two companies become one."
        )
        raise ValidationError(text)
    pair = Ballot.objects.select_for_update().filter(company__in=[kept, merged])
    votes: dict[int, list[Ballot]] = {}
    for one in pair.filter(round__state=State.OPEN).select_related("round"):
        votes.setdefault(one.round_id, []).append(one)
    for both in (found for found in votes.values() if len(found) == 2):
        dropped, counts = sorted(both, key=lambda one: (not one.on_behalf, one.cast_at))
        dropped.delete()
        counts.company, counts.joined_at = kept, timezone.now()
        counts.save(update_fields=["company", "joined_at"])
        about = f"weighing.round:{counts.round_id}"
        said = counts.round.question
        record(action="weighing.one_vote", by=by, company=kept, about=about, round=said)


def withdraw_votes(*, company: Company) -> None:
    """Who leaves decides no more; what was counted already stays as it was counted."""
    Ballot.objects.filter(company=company, round__state=State.OPEN).delete()
