"""To whom it was sent, what they answered and promised, and whether they kept it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.positions.models import Answer, Outcome, Position, Promise, Sending, State
from naober.features.positions.rules import Do
from naober.features.positions.services.acting import locked, note
from naober.foundation.core.once import keep_once
from naober.foundation.members.models import User


@transaction.atomic
def note_sending(
    *, position: Position, sending: Sending, by: User, number: int | None = None
) -> Sending:
    """The first time it is sent: nobody signs or withdraws any more."""
    found = locked(position, Do.SEND, by)
    if not found.signatures.exists():
        raise ValidationError(_("Nobody signed it: there is nothing to send yet."))
    sending.position, sending.by = found, by
    made, is_new = keep_once(sending, number, ("position_id", "addressee", "day"))
    if is_new and found.state == State.SIGNING:
        found.state = State.SENT
        found.save()
    if is_new:
        note("position.sent", position=found, by=by, name=made.addressee)
    return made


@transaction.atomic
def note_answer(
    *, position: Position, answer: Answer, by: User, number: int | None = None
) -> Answer:
    found = locked(position, Do.ANSWER, by)
    answer.position, answer.by = found, by
    made, is_new = keep_once(answer, number, ("position_id", "text", "day"))
    if is_new:
        found.state = State.ANSWERED
        found.save()
        note("position.answered", position=found, by=by, name=made.sender)
    return made


@transaction.atomic
def note_promise(
    *, position: Position, promise: Promise, by: User, number: int | None = None
) -> Promise:
    found = locked(position, Do.PROMISE, by)
    promise.position, promise.by = found, by
    made, is_new = keep_once(promise, number, ("position_id", "what"))
    if is_new:
        note("position.promised", position=found, by=by, name=made.promised_by)
    return made


@transaction.atomic
def settle_promise(
    *, promise: Promise, kept: bool, evidence: str, document: str = "", by: User
) -> Promise:
    """Kept or not, and how we know."""
    position = locked(promise.position, Do.SETTLE, by)
    found = Promise.objects.select_for_update().get(pk=promise.pk)
    if found.state != Promise.State.OPEN:
        raise ValidationError(_("This was settled already."))
    if not evidence.strip():
        raise ValidationError({"evidence": _("Say how we know.")})
    found.state = Promise.State.KEPT if kept else Promise.State.BROKEN
    found.evidence, found.document = evidence.strip(), document.strip()
    found.settled_at = timezone.now()
    found.full_clean(exclude=["number"])
    found.save()
    action = "position.promise_kept" if kept else "position.promise_broken"
    note(action, position=position, by=by, name=found.promised_by)
    return found


@transaction.atomic
def close(*, position: Position, by: User) -> Position:
    """Once no promise is open. What came of it follows from the promises."""
    found = locked(position, Do.CLOSE, by)
    states = set(found.promises.values_list("state", flat=True))
    if Promise.State.OPEN in states:
        raise ValidationError(_("A promise is still open: say first whether it was kept."))
    found.state, found.outcome = State.CLOSED, _outcome(states)
    found.save()
    note("position.closed", position=found, by=by)
    return found


def _outcome(states: set[Any]) -> str:
    if not states:
        return Outcome.NOTHING
    return Outcome.BROKEN if Promise.State.BROKEN in states else Outcome.KEPT
