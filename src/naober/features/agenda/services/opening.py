"""From the desk only to all members: the company is asked first, and says with or without name."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.agenda import rules, sharing
from naober.features.agenda.models import Challenge, Milestone, State
from naober.features.agenda.services.raising import blur, locked
from naober.foundation.audience.levels import Level
from naober.foundation.core.once import random_id
from naober.foundation.journal import services as journal
from naober.foundation.members.models import User
from naober.foundation.notifications.services import revoke_links

PURPOSE = "challenge.open"


@transaction.atomic
def ask_to_open(*, challenge: Challenge, by: User) -> None:
    """The people of the company find the question in their next digest, until they answer."""
    challenge = locked(challenge)
    if not rules.may_ask_to_open(by, challenge):
        raise PermissionDenied
    if challenge.opening_asked_at is None:
        challenge.opening_asked_at, challenge.opening_refused_at = timezone.now(), None
        challenge.save(update_fields=["opening_asked_at", "opening_refused_at"])
        _note("opening_asked", challenge, by)


@transaction.atomic
def answer_opening(*, challenge: Challenge, choice: str, by: User) -> Challenge:
    """ "open" with the name, "nameless" without it, or "no". Only the company itself says so."""
    challenge = locked(challenge)
    if not rules.is_of(by, challenge):
        raise PermissionDenied
    if challenge.opening_asked_at is None or challenge.audience != Level.DESK:
        raise ValidationError(_("This was answered already."))
    if challenge.state != State.OPEN:
        raise ValidationError(_("This is over."))
    challenge.opening_asked_at = None
    if choice == "no":
        challenge.opening_refused_at = timezone.now()
        challenge.save(update_fields=["opening_asked_at", "opening_refused_at"])
    else:
        _open(challenge, "open" if choice == "open" else "nameless")
    revoke_links(purpose=PURPOSE, target=str(challenge.pk))
    _note("opened" if choice != "no" else "opening_refused", challenge, by)
    return challenge


def _open(challenge: Challenge, choice: str) -> None:
    """For who reads it from now on it is of this week: when the desk was told is no news, and
    without the name the day on which the company said so is none either."""
    sharing.share(challenge, choice)
    challenge.created_at = timezone.now()
    blur(challenge)
    challenge.save()
    key = f"agenda.opened:{challenge.pk}:{random_id()}"
    at = challenge.created_at
    Milestone.objects.create(challenge=challenge, kind="agenda.opened", key=key, at=at)


def _note(act: str, challenge: Challenge, by: User) -> None:
    journal.record(
        action=f"challenge.{act}",
        by=by,
        company=challenge.company,
        about=f"challenge:{challenge.pk}",
        on_behalf=rules.acts_on_behalf(by, challenge.company),
    )
