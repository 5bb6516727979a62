"""Stand behind a text as a company, and take that back while it was not sent.

Staying out is no use case: nothing is kept of it, so that nobody can ever read it.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from naober.features.positions import rules
from naober.features.positions.models import Position, Signature
from naober.features.positions.rules import Do
from naober.features.positions.services.acting import locked, note
from naober.foundation.members import rules as members
from naober.foundation.members.models import Company, User
from naober.foundation.notifications.services import revoke_links

PURPOSE = "position.sign"


@transaction.atomic
def sign(
    *,
    position: Position,
    company: Company,
    by: User,
    minority: str = "",
    why_it_may: str = "",
) -> Signature:
    """Any of its people for the company, once; again changes what it adds."""
    found = locked(position, Do.SIGN, by)
    if not rules.speaks_for(by, company) or not company.takes_part:
        raise PermissionDenied
    row = Signature.objects.filter(position=found, company=company).first()
    is_new = row is None
    added = minority.strip(), why_it_may.strip()
    if row is not None and (row.minority, row.why_it_may) == added:
        return row  # pressed again: nothing is other than it was
    row = row or Signature(position=found, company=company)
    row.minority, row.why_it_may = added
    row.by, row.on_behalf = by, by.is_desk and not members.acts_for(by, company)
    row.full_clean()
    row.save()
    action = "position.signed" if is_new else "position.note_changed"
    note(action, position=found, by=by, company=company)
    revoke_links(purpose=PURPOSE, target=target_of(found, company))
    return row


@transaction.atomic
def withdraw(*, position: Position, company: Company, by: User) -> None:
    """The name goes, and the row with it."""
    found = locked(position, Do.WITHDRAW, by)
    if not rules.speaks_for(by, company):
        raise PermissionDenied
    gone, _rows = Signature.objects.filter(position=found, company=company).delete()
    if not gone:
        raise ValidationError(_("Your company did not sign this."))
    note("position.withdrawn", position=found, by=by, company=company)


def target_of(position: Position, company: Company) -> str:
    """Of the link in a mail with which this company signs."""
    return f"{position.pk}:{company.pk}"
