"""Changes of companies, sites and people."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from naober.foundation.members import rules
from naober.foundation.members.models import Company, Site, User
from naober.lexicon import Place, load


def known_place(name: str) -> Place | None:
    """The place with this name or alias, in any writing; it gives a site its coordinates."""
    return load().place(name)


def save_company(*, company: Company, by: User) -> Company:
    """Store a company's changed fields.

    Raises PermissionDenied for anyone but its own people and the desk.
    """
    _check_may_edit(by, company)
    company.save()
    return company


@transaction.atomic
def save_site(*, site: Site, by: User) -> Site:
    """Store a site with its place's coordinates; a company keeps exactly one main site."""
    _check_may_edit(by, site.company)
    others = site.company.sites.exclude(pk=site.pk)
    if site.is_main:
        others.filter(is_main=True).update(is_main=False)
    elif not others.filter(is_main=True).exists():
        site.is_main = True
    place = known_place(site.place)
    if place:
        site.latitude, site.longitude = place.latitude, place.longitude
    site.save()
    return site


@transaction.atomic
def remove_site(*, site: Site, by: User) -> None:
    """Remove a site; when it was the main one, the next takes its place."""
    _check_may_edit(by, site.company)
    company, was_main = site.company, site.is_main
    site.delete()
    following = company.sites.first()
    if was_main and following:
        following.is_main = True
        following.save(update_fields=["is_main"])


def _check_may_edit(user: User, company: Company) -> None:
    if not rules.may_edit_company(user, company):
        raise PermissionDenied
