"""What every use case does around itself: one at a time, allowed now, written down."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from naober.features.positions import rules
from naober.features.positions.models import Position
from naober.features.positions.rules import Do
from naober.foundation.journal.services import record
from naober.foundation.members import rules as members
from naober.foundation.members.models import Company, User


def locked(position: Position, do: Do, by: User) -> Position:
    """The row, held until the end of the transaction, and this act is open to this person.

    Raises PermissionDenied for somebody else, ValidationError when its time is over.
    """
    found = Position.objects.select_for_update().filter(pk=position.pk).first()
    if found is None:
        raise ValidationError(_("This is not there any more."))
    if not rules.is_open(found, do):
        raise ValidationError(_("That cannot be done now. Look how far it is."), code="not_open")
    if not rules.may(by, found, do):
        raise PermissionDenied
    return found


def note(
    action: str,
    *,
    position: Position,
    by: User,
    company: Company | None = None,
    **facts: str | int | None,
) -> None:
    """In the journal; of a company what it did itself, and what the desk did on its behalf."""
    on_behalf = company is not None and by.is_desk and not members.acts_for(by, company)
    record(
        action=action,
        by=by,
        company=company,
        about=f"positions.position:{position.pk}",
        on_behalf=on_behalf,
        title=position.title,
        **facts,
    )
