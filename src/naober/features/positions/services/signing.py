"""Stand behind a text as a company, and take that back while it was not sent.

Staying out is no use case: nothing is kept of it, so that nobody can ever read it.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from naober.features.positions import rules
from naober.features.positions.models import Position, Signature
from naober.features.positions.rules import Do
from naober.features.positions.services.acting import locked, note
from naober.foundation.journal.services import record
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


@transaction.atomic
def company_leaves(*, company: Company, by: User | None = None) -> None:
    """Who leaves stands under no text that is still to be sent. What was sent was sent with its
    name, and stays as it was."""
    unsent = [state for state, acts in rules.OPEN.items() if Do.WITHDRAW in acts]
    mine = Signature.objects.filter(position=OuterRef("pk"), company=company)
    found = Position.objects.select_for_update().filter(Exists(mine), state__in=unsent)
    for position in found.order_by("pk"):
        position.signatures.filter(company=company).delete()
        about = f"positions.position:{position.pk}"
        record(
            action="position.name_gone", by=by, company=company, about=about, title=position.title
        )


@transaction.atomic
def before_two_become_one(*, kept: Company, merged: Company, by: User) -> None:
    """One company signs a text once. What the other added goes along when the kept one added
    nothing; two notes cannot stand under one name.

    Raises ValidationError when a note would be lost.
    """
    rows = Signature.objects.select_for_update(of=("self",)).filter(company__in=[kept, merged])
    both: dict[int, dict[int, Signature]] = {}
    for one in rows.select_related("position", "company"):
        both.setdefault(one.position_id, {})[one.company_id] = one
    for pair in (found for found in both.values() if len(found) == 2):
        _join(pair[kept.pk], pair[merged.pk], by)


def _join(kept: Signature, other: Signature, by: User) -> None:
    if kept.minority and other.minority and kept.minority != other.minority:
        raise ValidationError(_two_notes(kept, other))
    other.delete()
    if other.minority and not kept.minority:
        kept.minority, kept.why_it_may = other.minority, other.why_it_may
        kept.save(update_fields=["minority", "why_it_may"])
        note("position.note_changed", position=kept.position, by=by, company=kept.company)


def _two_notes(kept: Signature, other: Signature) -> str:
    text = _(
        "“%(title)s” was sent with what %(kept)s adds and with what %(merged)s adds. Made one, "
        "one of the two would be lost, so these two stay apart."
    )
    if rules.is_open(kept.position, Do.WITHDRAW):
        text = _(
            "%(kept)s and %(merged)s both signed “%(title)s”, and each adds something else. Under "
            "one name stands one note: ask them which, and let %(merged)s take its signature back "
            "first."
        )
    names = {"kept": kept.company.name, "merged": other.company.name}
    return text % {**names, "title": kept.position.title}


def target_of(position: Position, company: Company) -> str:
    """Of the link in a mail with which this company signs."""
    return f"{position.pk}:{company.pk}"
