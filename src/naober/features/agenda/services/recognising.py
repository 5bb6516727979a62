"""We too: a company says that it has the same problem, once, and may take that back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from naober.features.agenda import rules
from naober.features.agenda.models import Challenge, Recognition
from naober.features.agenda.services.raising import locked
from naober.foundation.journal import services as journal
from naober.foundation.members.models import Company, User
from naober.foundation.members.rules import acts_for


@transaction.atomic
def recognise(
    *, challenge: Challenge, company: Company, by: User, with_name: bool = True
) -> Recognition:
    """For one's own company; the desk for any. Said again it says with or without the name."""
    challenge = locked(challenge)
    if not rules.may_recognise(by, challenge, company):
        raise PermissionDenied
    if not with_name and not rules.may_stay_nameless(challenge):
        text = _("Only a few companies read this, so a “we too” without a name would hide nobody.")
        raise ValidationError(text)
    values = {"with_name": with_name, "by": by, "only_desk": False, "came_from": None}
    said, made = Recognition.objects.update_or_create(
        challenge=challenge, company=company, defaults=values, create_defaults=values
    )
    if made:
        _note("recognised", challenge, company, by)
    return said


@transaction.atomic
def take_back(*, challenge: Challenge, company: Company, by: User) -> None:
    """Not ours after all. Twice is once."""
    if not rules.may_raise_for(by, company) and not acts_for(by, company):
        raise PermissionDenied
    gone, _rows = Recognition.objects.filter(challenge=challenge, company=company).delete()
    if gone:
        _note("took_back", challenge, company, by)


def _note(act: str, challenge: Challenge, company: Company, by: User) -> None:
    journal.record(
        action=f"challenge.{act}",
        by=by,
        company=company,
        about=f"challenge:{challenge.pk}",
        on_behalf=rules.acts_on_behalf(by, company),
    )
