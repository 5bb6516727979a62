"""Named groups: companies together, for whom something can be meant."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import RestrictedError
from django.utils.translation import gettext as _

from naober.foundation.journal.services import record
from naober.foundation.members import rules
from naober.foundation.members.models import Company, CompanyGroup, User
from naober.foundation.members.naming import tidy_name
from naober.foundation.members.rules import allow

MOST = 200  # companies in a group, groups of a company


@transaction.atomic
def make_group(*, name: str, owner: Company | None, by: User) -> CompanyGroup:
    """A company makes its own; the desk also makes those that everybody may choose."""
    allow(by.is_desk if owner is None else rules.may_edit_company(by, owner))
    tidy = tidy_name(name)[:100]
    if not tidy:
        raise ValidationError(_("Give the group a name."))
    if CompanyGroup.objects.filter(owner=owner).count() >= MOST:
        raise ValidationError(_("There are many groups already. Remove one first."))
    if CompanyGroup.objects.filter(owner=owner, name__iexact=tidy).exists():
        raise ValidationError(_("There is a group with this name already."))
    group = CompanyGroup.objects.create(name=tidy, owner=owner)
    _note("group.made", group, by)
    return group


@transaction.atomic
def group_of(*, owner: Company, companies: Sequence[Company]) -> CompanyGroup:
    """The owner's group of exactly these companies, for its own use from now on. One that is called
    the same and holds others is another group: what is meant for these is not read by those."""
    Company.objects.select_for_update().get(pk=owner.pk)  # who asks the same at once finds it
    wanted = {company.pk for company in companies}
    name = ", ".join(company.name for company in companies)[:100]
    for known in CompanyGroup.objects.filter(owner=owner, name=name):
        if set(known.companies.values_list("pk", flat=True)) == wanted:
            return known
    made = CompanyGroup.objects.create(name=name, owner=owner)
    made.companies.set(companies)
    return made


@transaction.atomic
def put_in_group(*, group: CompanyGroup, company: Company, by: User) -> None:
    """Only a company that one may see."""
    allow(rules.may_edit_group(by, group))
    allow(Company.objects.visible_to(by).filter(pk=company.pk).exists())
    if group.companies.count() >= MOST:
        raise ValidationError(_("A group this large is better made by the desk."))
    group.companies.add(company)
    _note("group.changed", group, by)


@transaction.atomic
def take_from_group(*, group: CompanyGroup, company: Company, by: User) -> None:
    allow(rules.may_edit_group(by, group))
    group.companies.remove(company)
    _note("group.changed", group, by)


@transaction.atomic
def remove_group(*, group: CompanyGroup, by: User) -> None:
    """Not as long as something is meant for it: who reads that is for its company to say anew."""
    allow(rules.may_edit_group(by, group))
    _note("group.removed", group, by)
    try:
        group.delete()
    except RestrictedError as used:
        text = _("Something is meant for this group still. First change who may see that.")
        raise ValidationError(text) from used


def _note(action: str, group: CompanyGroup, by: User) -> None:
    owner = group.owner
    record(
        action=action,
        by=by,
        company=owner,
        about=f"members.companygroup:{group.pk}",
        on_behalf=bool(owner and by.is_desk and not rules.acts_for(by, owner)),
        name=group.name,
    )
