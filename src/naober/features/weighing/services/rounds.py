"""The desk makes a round, says what may be chosen and what that costs, and opens it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.agenda.models import Challenge
from naober.features.agenda.services import tell
from naober.features.weighing import rules, selectors
from naober.features.weighing.models import BallotKind, Candidate, Round, State
from naober.features.weighing.rules import Act
from naober.foundation.core.once import keep_once
from naober.foundation.journal.services import record
from naober.foundation.members.models import User

FIELDS = (
    "question",
    "explanation",
    "budget",
    "unit",
    "ballot_kind",
    "most",
    "is_secret",
    "method",
    "ties",
    "closes_at",
    "why_it_may",
)
AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """A candidate as the desk typed it. `challenge` is None for what came from a file."""

    title: str
    cost: Decimal
    challenge: Challenge | None = None
    theme: str = ""


@transaction.atomic
def make_round(*, values: Mapping[str, Any], by: User, number: int | None = None) -> Round:
    """Sent again with the same number it is there already."""
    rules.check_desk(by)
    made = Round(created_by=by, **_fields(values))
    _check_ballot(made)
    made, is_new = keep_once(made, number, ["question", "budget", "closes_at"])
    if is_new:
        note("weighing.made", made, by)
    return made


@transaction.atomic
def edit_round(*, round_: Round, values: Mapping[str, Any], by: User) -> Round:
    """While it is being made. What is voted on does not change under who votes."""
    round_ = locked(round_, by, Act.EDIT)
    for name, value in _fields(values).items():
        setattr(round_, name, value)
    _check_ballot(round_)
    round_.full_clean()
    round_.save()
    note("weighing.edited", round_, by)
    return round_


@transaction.atomic
def remove_round(*, round_: Round, by: User) -> None:
    """Only one that nobody but the desk has seen."""
    round_ = locked(round_, by, Act.REMOVE)
    note("weighing.removed", round_, by)
    round_.delete()


@transaction.atomic
def add_candidates(*, round_: Round, wanted: Iterable[Wanted], by: User) -> list[Candidate]:
    """One that is there already is left as it is."""
    round_ = locked(round_, by, Act.EDIT)
    there = set(round_.candidates.exclude(challenge=None).values_list("challenge", flat=True))
    position = round_.candidates.aggregate(last=Max("position"))["last"] or 0
    made = []
    for one in wanted:
        if one.challenge is not None and one.challenge.pk in there:
            continue
        position += 1
        candidate = Candidate(
            round=round_,
            challenge=one.challenge,
            title=one.title.strip(),
            theme=_theme(one),
            cost=one.cost,
            position=position,
        )
        candidate.full_clean()
        candidate.save()
        made.append(candidate)
    _check_number(round_)
    note("weighing.candidates", round_, by, n=len(made))
    return made


@transaction.atomic
def change_candidates(
    *, round_: Round, changed: Mapping[int, tuple[str, Decimal]], gone: Sequence[int], by: User
) -> None:
    """Other words or costs, by candidate; those in `gone` are taken out."""
    round_ = locked(round_, by, Act.EDIT)
    round_.candidates.filter(pk__in=gone).delete()
    for candidate in round_.candidates.filter(pk__in=changed):
        candidate.title, candidate.cost = changed[candidate.pk]
        candidate.full_clean()
        candidate.save(update_fields=["title", "cost"])
    note("weighing.candidates", round_, by, n=round_.candidates.count())


@transaction.atomic
def open_round(*, round_: Round, by: User) -> Round:
    """From now on companies vote, and who is behind a challenge hears that it is weighed."""
    round_ = locked(round_, by, Act.OPEN)
    candidates = list(round_.candidates.select_related("challenge"))
    _check_open(round_, candidates)
    round_.state, round_.opened_at = State.OPEN, timezone.now()
    round_.save(update_fields=["state", "opened_at"])
    for candidate in candidates:
        tell_of(candidate, round_, "weighing.candidate")
    note("weighing.opened", round_, by)
    return round_


@transaction.atomic
def extend_round(*, round_: Round, closes_at: datetime, by: User) -> Round:
    """More time, never less: who meant to vote tomorrow can do so."""
    round_ = locked(round_, by, Act.EXTEND)
    if closes_at <= max(round_.closes_at, timezone.now()):
        raise ValidationError({"closes_at": _("Choose a later moment than the one that was said.")})
    round_.closes_at = closes_at
    round_.save(update_fields=["closes_at"])
    note("weighing.extended", round_, by)
    return round_


def locked(round_: Round, by: User, act: Act) -> Round:
    """The row as it is now, held until this is done; when this person may do it now."""
    found = Round.objects.select_for_update().get(pk=round_.pk)
    rules.check(by, found, act)
    return found


def tell_of(
    candidate: Candidate, round_: Round, kind: str, **facts: str | int | bool | None
) -> None:
    """In the line of life of the challenge, once."""
    if candidate.challenge is not None:
        tell(
            challenge=candidate.challenge,
            kind=kind,
            key=f"{kind}:{candidate.pk}",
            path=round_.get_absolute_url(),
            round=round_.question,
            **facts,
        )


def note(action: str, round_: Round, by: User | None, **facts: Any) -> None:
    """Of no company: that a round was made or opened is everybody's."""
    record(action=action, by=by, about=f"weighing.round:{round_.pk}", **facts)


def _fields(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in FIELDS if name in values}


def _theme(wanted: Wanted) -> str:
    theme = wanted.challenge.theme if wanted.challenge else None
    return theme.name if theme else wanted.theme[:100]


def _check_ballot(round_: Round) -> None:
    if round_.ballot_kind != BallotKind.APPROVAL and not round_.most:
        raise ValidationError({"most": _("How many? Fill in a number.")})
    if round_.most is not None and round_.most < 1:
        raise ValidationError({"most": _("At least one.")})


def _check_number(round_: Round) -> None:
    if round_.candidates.count() > rules.MOST_CANDIDATES:
        text = _("At most %(n)d candidates in one round.")
        raise ValidationError(text % {"n": rules.MOST_CANDIDATES})


def _check_open(round_: Round, candidates: Sequence[Candidate]) -> None:
    """Nothing stands in the way of a fair round."""
    wrong = []
    if len(candidates) < AT_LEAST:
        wrong.append(_("There has to be something to choose: at least two candidates."))
    if round_.closes_at <= timezone.now():
        wrong.append(_("The moment of closing is over already."))
    if candidates and min(c.cost for c in candidates) > round_.budget:
        wrong.append(_("Nothing fits in this budget."))
    asked = {c.challenge_id: c for c in candidates if c.challenge_id}
    may = set(selectors.eligible().filter(pk__in=asked).values_list("pk", flat=True))
    wrong += [
        _("“%(title)s” is not open any more, or no longer visible to all members.")
        % {"title": candidate.title}
        for pk, candidate in asked.items()
        if pk not in may
    ]
    if wrong:
        raise ValidationError(wrong)
