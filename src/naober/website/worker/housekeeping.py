"""What is done every night, each by itself: when one fails the others go on."""

import logging
from collections.abc import Callable

from django.core.management import call_command

from naober.features.exchange.services import end_unanswered
from naober.features.investments.services import reckon_all
from naober.features.ledger.services import close_quarters
from naober.features.meetings.services import forget_guests
from naober.foundation.core import statistics
from naober.foundation.notifications.services import forget_old
from naober.website import onboarding
from naober.website.dashboard import figures
from naober.website.signing_in import security_journal

TASKS: list[Callable[[], object]] = [
    forget_old,
    security_journal.forget_old,
    onboarding.each_night,
    end_unanswered,
    forget_guests,
    reckon_all,
    close_quarters,
    figures.refresh,
    statistics.refresh,
]
_log = logging.getLogger(__name__)


def tidy_up() -> int:
    """Say how many of the tasks went well."""
    return sum(_done(task) for task in [*TASKS, forget_sessions])


def _done(task: Callable[[], object]) -> bool:
    try:
        task()
    except Exception:
        _log.exception("Housekeeping: %s", getattr(task, "__name__", task))
        return False
    return True


def forget_sessions() -> None:
    call_command("clearsessions")
