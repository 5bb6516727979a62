"""Two companies side by side, and made one: what each app says of its tables comes together."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from naober.features.agenda import services as agenda
from naober.features.desk.models import NotTheSame
from naober.features.exchange.models import Match
from naober.features.focus import services as focus
from naober.features.investments import services as investments
from naober.features.ledger.models import Entry as LedgerEntry
from naober.features.positions import services as positions
from naober.features.weighing import services as weighing
from naober.foundation.members.models import Company, User, Wish
from naober.foundation.members.services import Apart, merge_companies
from naober.foundation.members.services.merging import FIELDS

STAYS: tuple[type[Model], ...] = (LedgerEntry,)
BETWEEN: tuple[type[Model], ...] = (Match, NotTheSame, Wish)


@dataclass(frozen=True, slots=True)
class Row:
    """A field of both; `take` says that the other one's value is the likely choice."""

    name: str
    label: str
    kept: Any
    merged: Any
    differs: bool
    take: bool


def side_by_side(kept: Company, merged: Company) -> list[Row]:
    return [_row(name, kept, merged) for name in FIELDS]


def _row(name: str, kept: Company, merged: Company) -> Row:
    one, other = getattr(kept, name), getattr(merged, name)
    field: Any = Company._meta.get_field(name)
    label = str(field.verbose_name)
    if name == "stage":
        return Row(
            name, label, kept.get_stage_display(), merged.get_stage_display(), one != other, False
        )
    return Row(name, label, one, other, one != other, not one and bool(other))


def counts(kept: Company, merged: Company) -> list[Row]:
    """What comes along, in numbers. Of listings none: some are for the company's own eyes."""
    made = {
        _("sites"): "sites",
        _("people with an account"): "memberships",
        _("people to phone"): "desk_contacts",
        _("conversations"): "conversations",
    }
    return [
        Row(name, label, getattr(kept, name).count(), getattr(merged, name).count(), False, False)
        for label, name in made.items()
    ]


@transaction.atomic
def make_one(*, kept: Company, merged: Company, taken: Iterable[str], by: User) -> Company:
    apart = Apart(stays=STAYS, between=BETWEEN)
    agenda.before_two_become_one(kept=kept, merged=merged)
    focus.before_two_become_one(kept=kept, merged=merged)
    weighing.before_two_become_one(kept=kept, merged=merged, by=by)
    positions.before_two_become_one(kept=kept, merged=merged, by=by)
    investments.before_two_become_one(kept=kept, merged=merged)
    return merge_companies(kept=kept, merged=merged, by=by, taken=taken, apart=apart)
