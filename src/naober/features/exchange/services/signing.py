"""To sign for one side of a deal or of what it brought: once a side, by two different people."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.exchange import rules
from naober.features.exchange.models import Deal, Value
from naober.foundation.members.models import Company, User

Signed = TypeVar("Signed", Deal, Value)


def company_on(deal: Deal, side: str) -> Company:
    return deal.offer_company if side == "offer" else deal.need_company


def check_side(*, deal: Deal, side: str, by: User) -> None:
    if side not in rules.sides_of(by, deal):
        raise PermissionDenied


@transaction.atomic
def sign(*, row: Signed, side: str, by: User, company: Company) -> bool:
    """Put one side's signature; True when this one made it confirmed, which happens once.

    Both steps are single statements with their condition inside, so two who sign in the same
    moment never both get True, and a second time changes nothing.
    """
    _check_two_voices(row, side, by, company)
    model = type(row)
    model._default_manager.filter(pk=row.pk, **{f"{side}_signed_at": None}).update(
        **{
            f"{side}_signed_at": timezone.now(),
            f"{side}_signed_by": by,
            f"{side}_signed_name": str(by)[:150],
            f"{side}_by_desk": rules.acts_on_behalf(by, company),
        }
    )
    both = {"offer_signed_at__isnull": False, "need_signed_at__isnull": False}
    open_row = model._default_manager.filter(pk=row.pk, confirmed_at=None, ended_at=None, **both)
    confirmed = open_row.update(confirmed_at=timezone.now())
    row.refresh_from_db()
    return confirmed == 1


def _check_two_voices(row: Signed, side: str, by: User, company: Company) -> None:
    other = rules.opposite(side)
    if row.is_signed(side):
        return
    if getattr(row, f"{other}_signed_by_id") == by.pk:
        raise ValidationError(_("You signed for the other side. Somebody else signs for this one."))
    if getattr(row, f"{other}_by_desk") and rules.acts_on_behalf(by, company):
        raise ValidationError(_("The desk signed for the other side. This side signs itself."))


def unsigned() -> dict[str, object]:
    """The columns of a row that nobody signed."""
    columns: dict[str, object] = {"confirmed_at": None}
    for side in ("offer", "need"):
        columns |= {
            f"{side}_signed_at": None,
            f"{side}_signed_by": None,
            f"{side}_signed_name": "",
            f"{side}_by_desk": False,
        }
    return columns
