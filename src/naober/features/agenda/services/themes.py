"""The themes of the region: added, renamed, put in order, taken out of use by the desk."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from naober.features.agenda.models import Theme
from naober.foundation.journal.services import record
from naober.foundation.members.models import User


@transaction.atomic
def save_theme(*, theme: Theme, by: User) -> Theme:
    """A new one comes last and gets a short name of its own, which then stays: addresses have
    it. Sent twice, its name is taken already."""
    if not by.is_desk:
        raise PermissionDenied
    taken = Theme.objects.select_for_update().order_by("pk")
    list(taken.values_list("pk", flat=True))  # of two at once the second finds the name taken
    if theme.pk is None:
        last = Theme.objects.aggregate(last=Max("position"))["last"] or 0
        theme.position, theme.slug = last + 1, _short_name(theme)
    theme.full_clean()
    theme.save()
    record(action="theme.saved", by=by, about=f"theme:{theme.slug}", name=theme.name)
    return theme


@transaction.atomic
def move_theme(*, theme: Theme, up: bool, by: User) -> None:
    """One place up or down among all."""
    if not by.is_desk:
        raise PermissionDenied
    rows: Sequence[Theme] = list(Theme.objects.select_for_update().order_by("position", "name"))
    order = [row.pk for row in rows]
    at = order.index(theme.pk)
    to = min(max(at + (-1 if up else 1), 0), len(order) - 1)
    order.insert(to, order.pop(at))
    for row in rows:
        row.position = order.index(row.pk) + 1
    Theme.objects.bulk_update(rows, ["position"])


def _short_name(theme: Theme) -> str:
    wanted = slugify(theme.name_en or theme.name)[:25] or "theme"
    taken = set(Theme.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if _numbered(wanted, n) not in taken)
    return _numbered(wanted, number)


def _numbered(wanted: str, number: int) -> str:
    return wanted if number == 1 else f"{wanted}-{number}"
