"""Two rows that turned out to be one company: everything of the one goes to the other.

Which tables that are is asked of Django, not listed here, so that no table is ever forgotten. What
may never be edited stays where it is and is found through `Company.merged_into`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from naober.foundation.journal.models import Entry
from naober.foundation.members.models import Company, Membership, Site, Stage, User
from naober.foundation.members.rules import allow
from naober.foundation.members.services.acting import note

FIELDS = (
    "name",
    "activity",
    "activity_en",
    "activity_code",
    "description",
    "description_en",
    "employees",
    "website",
    "stage",
)
Reference = tuple[type[models.Model], str]


@dataclass(frozen=True, slots=True)
class Apart:
    """What the other apps say of their tables: those that may never be edited (`stays`), and those
    of which a row between the two companies means nothing any more (`between`)."""

    stays: tuple[type[models.Model], ...] = ()
    between: tuple[type[models.Model], ...] = ()


def references(to: type[models.Model] = Company) -> list[Reference]:
    """Every column of every table that points to a company. Not the history: that is what was."""
    return [
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        if not hasattr(model, "instance_type")
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is to
    ]


@transaction.atomic
def merge_companies(
    *,
    kept: Company,
    merged: Company,
    by: User,
    taken: Iterable[str] = (),
    apart: Apart | None = None,
) -> Company:
    """Move all that belongs to `merged` to `kept`; of the fields in `taken` its value wins.

    Raises ValidationError where the two cannot be one; then nothing has changed.
    """
    allow(by.is_desk)
    kept, merged = _locked(kept, merged)
    _only_one_has_people(kept, merged)
    apart = apart or Apart()
    known_as = merged.name
    _drop_between(kept, merged, apart)
    _join_sites(kept, merged)
    _yield_main_site(kept, merged)
    _join_people(kept, merged)
    for model, name in references():
        if model not in (Entry, *apart.stays):
            _move(model, name, kept, merged)
    _settle(kept, merged, [name for name in FIELDS if name in set(taken)])
    note("company.merged", by=by, company=kept, known_as=known_as)
    return kept


def _locked(kept: Company, merged: Company) -> tuple[Company, Company]:
    rows = Company.objects.select_for_update().filter(pk__in=[kept.pk, merged.pk]).order_by("pk")
    found: Mapping[int, Company] = {row.pk: row for row in rows}
    if len(found) < 2 or any(row.merged_into_id for row in found.values()):
        raise ValidationError(_("These two cannot become one."))
    if found[kept.pk].kind != found[merged.pk].kind:
        raise ValidationError(_("A company and a partner cannot become one."))
    return found[kept.pk], found[merged.pk]


def _only_one_has_people(kept: Company, merged: Company) -> None:
    """Else each would read what the other placed for its own eyes, and nobody asked them."""
    one, other = _acting(kept), _acting(merged)
    if one and other and one != other:
        text = _(
            "People act for both: for %(kept)s and for %(merged)s. Made one, each would read what "
            "the other keeps for itself. Ask them first. When they agree, stop the people of "
            "%(merged)s there, make the two one, and invite them again."
        )
        raise ValidationError(text % {"kept": kept.name, "merged": merged.name})


def _acting(company: Company) -> set[int]:
    return set(company.memberships.filter(ended_on=None).values_list("user", flat=True))


def _drop_between(kept: Company, merged: Company, apart: Apart) -> None:
    """A company has nothing with itself: such a match goes, such a deal stands in the way."""
    both: dict[type[models.Model], list[str]] = {}
    for model, name in references():
        both.setdefault(model, []).append(name)
    for model, names in both.items():
        if len(names) > 1 and model not in (Entry, Company, *apart.stays):
            _drop_pairs(model, names, {kept.pk, merged.pk}, model in apart.between)


def _drop_pairs(model: type[models.Model], names: list[str], pair: set[int], may: bool) -> None:
    first, second, *_more = names
    rows = model._default_manager.filter(**{f"{first}__in": pair, f"{second}__in": pair})
    if rows.exists():
        if not may:
            raise ValidationError(
                _("There is something between these two: %(what)s. End that first.")
                % {"what": model._meta.verbose_name}
            )
        rows.delete()


def _join_sites(kept: Company, merged: Company) -> None:
    """A place that both have is one site: what stands at the one stands at the other then."""
    mine = list(kept.sites.all())
    for site in merged.sites.all():
        same = next((one for one in mine if _is_same_place(one, site)), None)
        if same:
            _fill_in(same, site)
            for model, name in references(Site):
                model._default_manager.filter(**{name: site.pk}).update(**{name: same.pk})
            site.delete()


def _is_same_place(one: Site, other: Site) -> bool:
    """The same street there too, unless one of the two does not say where in the place it is."""
    streets = {_words(site.street) for site in (one, other)} - {""}
    return _words(one.place) == _words(other.place) and len(streets) < 2


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _fill_in(kept: Site, other: Site) -> None:
    """The fuller address of the two, with where that is."""
    if (other.street and not kept.street) or kept.latitude is None:
        kept.street = kept.street or other.street
        if other.latitude is not None:
            kept.latitude, kept.longitude = other.latitude, other.longitude
        kept.save()


def _yield_main_site(kept: Company, merged: Company) -> None:
    if kept.sites.filter(is_main=True).exists():
        merged.sites.update(is_main=False)


def _join_people(kept: Company, merged: Company) -> None:
    """Who acts for both keeps one role, running when either of them is."""
    mine = {(one.user_id, one.role): one for one in kept.memberships.all()}
    for one in merged.memberships.all():
        same = mine.get((one.user_id, one.role))
        if same:
            if one.ended_on is None:
                Membership.objects.filter(pk=same.pk).update(ended_on=None)
            one.delete()


def _move(model: type[models.Model], name: str, kept: Company, merged: Company) -> None:
    """All at once; where `kept` has the same already, row by row without those."""
    rows = model._default_manager.filter(**{name: merged.pk})
    if not _update(rows, name, kept):
        for pk in list(rows.values_list("pk", flat=True)):
            one = model._default_manager.filter(pk=pk)
            if not _update(one, name, kept):
                _drop(one)


def _update(rows: "models.QuerySet[models.Model]", name: str, kept: Company) -> bool:
    try:
        with transaction.atomic():
            rows.update(**{name: kept.pk})
    except IntegrityError:
        return False
    return True


def _drop(rows: "models.QuerySet[models.Model]") -> None:
    try:
        rows.delete()
    except ProtectedError as refused:
        what = rows.model._meta.verbose_name
        message = _("There is something between these two: %(what)s. End that first.")
        raise ValidationError(message % {"what": what}) from refused


def _settle(kept: Company, merged: Company, taken: list[str]) -> None:
    """The kept one with the chosen values; the other out of sight, under a name that is free."""
    values = {name: getattr(merged, name) for name in taken}
    gaps = {name: getattr(merged, name) for name in FIELDS if not getattr(kept, name)}
    ending = f" ({merged.pk})"
    merged.name = merged.name[: 200 - len(ending)] + ending
    merged.merged_into, merged.in_directory, merged.stage = kept, False, Stage.LEFT
    merged.save()
    for name, value in {**gaps, **values}.items():
        setattr(kept, name, value)
    kept.is_front_runner = kept.is_front_runner or merged.is_front_runner
    kept.joined_on = min(filter(None, (kept.joined_on, merged.joined_on)), default=None)
    if kept.claimed_at is None:
        kept.claimed_at, kept.claimed_by = merged.claimed_at, merged.claimed_by
    kept.save()
