"""Sending, so that nothing is lost and nothing goes twice, wherever a process is killed.

    waiting --claimed--> waiting --handing over--> handing --taken--> sent
                            |                         |--refused--> waiting, or failed in the end
                            |--no server--> waiting   |--killed, or no answer--> unsure (the desk)

A claim lasts some minutes and is a row's own: the state changes only as long as it is held. Up to
the last moment before the other server takes the message, everything may be done again. That
moment is written down first. A mail that is found there afterwards may have arrived; it is never
sent again by itself.
"""

from __future__ import annotations

import logging
import secrets
import time
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from naober.foundation.notifications import carriers
from naober.foundation.notifications.models import Mail

CLAIM = timedelta(minutes=6)  # longer than a task of the worker may take
PAUSES = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440)]
ONE_SWEEP = 200.0  # seconds; the worker ends a task after 300
BATCH = 100

State = Mail.State
_log = logging.getLogger(__name__)


def _may_be_claimed(now: datetime) -> Q:
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    return Q(state=State.WAITING, next_at__lte=now) & free


def send_all() -> int:
    """Send what waits, oldest first, as long as there is time; say how many were tried."""
    until = time.monotonic() + ONE_SWEEP
    tried = 0
    while time.monotonic() < until:
        now = timezone.now()
        waiting = Mail.objects.filter(_may_be_claimed(now)).order_by("next_at", "pk")
        batch = list(waiting.values_list("pk", flat=True)[:BATCH])
        if not batch:
            break
        outcomes = _send_batch(batch, until)
        tried += len(outcomes)
        if not outcomes or outcomes[-1].no_server:
            break
    return tried


def _send_batch(batch: list[int], until: float) -> list[carriers.Outcome]:
    """Over one connection. When the other server is not there, the rest waits for the next time."""
    outcomes: list[carriers.Outcome] = []
    with carriers.chosen() as carrier:
        for pk in batch:
            outcome = _send(pk, carrier) if time.monotonic() < until else None
            outcomes += [outcome] if outcome else []
            if outcome and outcome.no_server:
                break
    return outcomes


def send(mail_id: int) -> str:
    """Send one mail, if it still waits; say its state afterwards."""
    with carriers.chosen() as carrier:
        outcome = _send(mail_id, carrier)
    return outcome.state if outcome else ""


def _send(mail_id: int, carrier: carriers.Carrier) -> carriers.Outcome | None:
    claim = secrets.token_hex(16)
    mail = _claim(mail_id, claim)
    if mail is None:
        return None
    outcome = _carried(carrier, mail, claim)
    _settle(mail, claim, outcome)
    return outcome


def _carried(carrier: carriers.Carrier, mail: Mail, claim: str) -> carriers.Outcome:
    """Also when something goes wrong that nobody thought of: the others are sent all the same."""
    handed = False

    def hand_over() -> bool:
        nonlocal handed
        handed = _hand_over(mail.pk, claim)
        return handed

    try:
        return carrier.carry(mail, hand_over)
    except Exception as error:
        _log.exception("Mail %s", mail.pk)
        words = type(error).__name__
        return carriers.Outcome(State.UNSURE if handed else State.WAITING, words)


def _claim(mail_id: int, claim: str) -> Mail | None:
    now = timezone.now()
    with transaction.atomic(durable=True):
        mine = Mail.objects.filter(_may_be_claimed(now), pk=mail_id).update(
            claimed_by=claim, claimed_until=now + CLAIM
        )
        return Mail.objects.get(pk=mail_id) if mine else None


def _hand_over(mail_id: int, claim: str) -> bool:
    """Write down that the next step cannot be taken back. False: the claim is not ours any more,
    so hands off."""
    _write_through()
    now = timezone.now()
    with transaction.atomic(durable=True):
        changed = Mail.objects.filter(
            pk=mail_id, state=State.WAITING, claimed_by=claim, claimed_until__gt=now
        ).update(state=State.HANDING, claimed_until=now + CLAIM)
    return bool(changed)


def _write_through() -> None:
    """Even when the power fails: SQLite then waits for the disk."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


def _settle(mail: Mail, claim: str, outcome: carriers.Outcome) -> None:
    now = timezone.now()
    attempts = mail.attempts + 1
    fields: dict[str, object] = {
        "state": outcome.state,
        "attempts": attempts,
        "error": outcome.error[:300],
        "claimed_by": "",
        "claimed_until": None,
    }
    if outcome.state in {State.SENT, State.KEPT}:
        fields["sent_at"] = now
    if outcome.state == State.SENT:  # what it said is the reader's now
        fields |= {"text": "", "html": "", "calendar": ""}
    if outcome.state == State.WAITING:
        final = attempts > len(PAUSES)
        fields |= {"state": State.FAILED} if final else {"next_at": now + PAUSES[attempts - 1]}
    with transaction.atomic(durable=True):
        Mail.objects.filter(pk=mail.pk, claimed_by=claim).update(**fields)


def give_up_claims() -> int:
    """What a worker was handing over when it stopped: perhaps it arrived."""
    now = timezone.now()
    left = Mail.objects.filter(state=State.HANDING, claimed_until__lt=now)
    return left.update(state=State.UNSURE, error="", attempts=1)


def send_again(mail_id: int) -> bool:
    """The desk's decision, for what failed or perhaps did not arrive."""
    stopped = Mail.objects.filter(pk=mail_id, state__in=[State.FAILED, State.UNSURE])
    now = timezone.now()
    changed = stopped.update(
        state=State.WAITING, attempts=0, error="", next_at=now, claimed_by="", claimed_until=None
    )
    return bool(changed)
