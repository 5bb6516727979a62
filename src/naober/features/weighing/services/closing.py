"""A round closes: it is counted once, kept as it was, confirmed by people, and told."""

from __future__ import annotations

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.weighing import engine_bridge, selectors
from naober.features.weighing.engine_bridge import Asked
from naober.features.weighing.models import Candidate, Outcome, Round, State, Ties
from naober.features.weighing.rules import Act
from naober.features.weighing.services.rounds import locked, note, tell_of
from naober.foundation.members.models import User

_log = logging.getLogger(__name__)


def close_due() -> int:
    """By the clock: each by itself, so that one that fails does not hold up the others."""
    return sum(_closed(round_) for round_ in Round.objects.due())


def _closed(round_: Round) -> bool:
    try:
        with transaction.atomic():
            found = Round.objects.select_for_update().get(pk=round_.pk)
            if found.state == State.OPEN:
                _close(found, None)
    except Exception:
        _log.exception("Round %s could not be closed", round_.pk)
        return False
    return True


@transaction.atomic
def close_round(*, round_: Round, by: User) -> Round:
    """The desk need not wait for the clock when the moment is there, or all have voted."""
    round_ = locked(round_, by, Act.CLOSE)
    everybody = selectors.counted_votes(round_) >= selectors.voters()
    if round_.closes_at > timezone.now() and not everybody:
        raise ValidationError(_("Companies may vote until the moment that was said."))
    return _close(round_, by)


@transaction.atomic
def break_tie(*, round_: Round, first: Candidate, by: User) -> Round:
    """A person says which of equals goes first; the rest follows anew."""
    round_ = locked(round_, by, Act.BREAK_TIE)
    outcome = round_.outcome
    asked = engine_bridge.read_asked(outcome.asked)
    ties = engine_bridge.undecided_ties(asked, outcome.answer)
    if round_.ties != Ties.PEOPLE or not any(first.pk in tie for tie in ties):
        raise ValidationError(_("There is no tie to decide here (any more)."))
    round_.tie_order = [*round_.tie_order, first.pk]
    round_.save(update_fields=["tie_order"])
    kept = asked.ballots
    _keep(round_, engine_bridge.asked_of(round_, kept))
    note("weighing.tie", round_, by, first=first.title)
    return round_


@transaction.atomic
def decide_round(*, round_: Round, by: User) -> Round:
    """The desk or the board confirms; who is behind a challenge hears it in the same moment."""
    round_ = locked(round_, by, Act.DECIDE)
    answer = round_.outcome.answer
    asked = engine_bridge.read_asked(round_.outcome.asked)
    if round_.ties == Ties.PEOPLE and engine_bridge.undecided_ties(asked, answer):
        raise ValidationError(_("Decide the tie first."))
    round_.state, round_.decided_at, round_.decided_by = State.DECIDED, timezone.now(), by
    round_.save(update_fields=["state", "decided_at", "decided_by"])
    places = {step["id"]: place for place, step in enumerate(answer["chosen"], start=1)}
    candidates = list(round_.candidates.select_related("challenge"))
    for candidate in candidates:
        candidate.chosen = candidate.pk in places
        candidate.place = places.get(candidate.pk)
        candidate.save(update_fields=["chosen", "place"])
        _tell(candidate, round_, len(candidates))
    note("weighing.decided", round_, by)
    return round_


def _tell(candidate: Candidate, round_: Round, number: int) -> None:
    if candidate.chosen:
        tell_of(candidate, round_, "weighing.chosen", place=candidate.place, of=number)
    else:
        tell_of(candidate, round_, "weighing.not_chosen", of=number)


def _close(round_: Round, by: User | None) -> Round:
    _keep(round_, engine_bridge.asked_of(round_, selectors.votes_to_count(round_)))
    round_.state, round_.closed_at = State.CLOSED, timezone.now()
    round_.save(update_fields=["state", "closed_at"])
    note("weighing.closed", round_, by)
    return round_


def _keep(round_: Round, asked: Asked) -> None:
    groups = selectors.groups_of_voters(round_)
    answer = engine_bridge.answer_to(asked, groups, is_secret=round_.is_secret)
    values = {"asked": asked.as_json(), "answer": answer, "made_at": timezone.now()}
    Outcome.objects.update_or_create(round=round_, defaults=values)
