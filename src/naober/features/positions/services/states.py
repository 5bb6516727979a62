"""From a draft to comments to signatures, and a step back."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.positions import rules
from naober.features.positions.models import Position, State
from naober.features.positions.rules import Do
from naober.features.positions.services.acting import locked, note
from naober.foundation.members.models import Membership, User


@transaction.atomic
def ask_for_comments(*, position: Position, until: date, by: User) -> Position:
    """For all members to read, and to comment on until a day; or that day set anew. The same day
    again changes nothing."""
    found = locked(position, Do.SHARE, by)
    _not_past(until)
    if (found.state, found.comments_until) == (State.COMMENT, until):
        return found
    found.state, found.comments_until = State.COMMENT, until
    found.save()
    _share(found)
    note("position.for_comment", position=found, by=by, day=until.isoformat())
    return found


@transaction.atomic
def ask_for_signatures(*, position: Position, until: date, by: User) -> Position:
    """The text is frozen: what companies sign does not change under them. The same day again
    changes nothing."""
    found = locked(position, Do.ASK, by)
    _not_past(until)
    if (found.state, found.sign_until) == (State.SIGNING, until):
        return found
    found.state, found.sign_until = State.SIGNING, until
    found.save()
    _share(found)
    note("position.to_sign", position=found, by=by, day=until.isoformat())
    return found


def _share(position: Position) -> None:
    """What holds now; what was tried before, in a draft, stays with who wrote it."""
    latest = position.versions.order_by("-number").first()
    if latest is not None and not latest.shared:
        latest.shared = True
        latest.save(update_fields=["shared"])


@transaction.atomic
def back(*, position: Position, by: User) -> Position:
    """One state back; once a company signed the text stays as it is."""
    found = locked(position, Do.BACK, by)
    if found.state == State.SIGNING and found.signatures.exists():
        raise ValidationError(_("A company signed this text: it is not changed any more."))
    found.state = rules.BEFORE[found.state]
    if found.state == State.COMMENT:
        found.sign_until = None
    found.save()
    note("position.back", position=found, by=by)
    return found


@transaction.atomic
def set_editors(*, position: Position, editors: Iterable[User], by: User) -> Position:
    """Who writes it, beside the desk: people of companies that take part."""
    found = locked(position, Do.EDITORS, by)
    chosen = {user.pk: user for user in editors}
    running = Membership.objects.filter(ended_on=None, user__in=chosen, user__is_active=True)
    known = set(running.taking_part().values_list("user", flat=True))
    if known != set(chosen):
        raise ValidationError(_("Choose people of companies that take part."))
    found.editors.set(chosen.values())
    note("position.editors", position=found, by=by)
    return found


def _not_past(day: date) -> None:
    if day < timezone.localdate():
        raise ValidationError({"until": _("This day is over.")})
