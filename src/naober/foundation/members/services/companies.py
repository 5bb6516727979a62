"""Changes of companies and their sites."""

from django.db import transaction
from django.utils import timezone

from naober.foundation.members import rules
from naober.foundation.members.models import Company, Site, StepTemplate, User
from naober.foundation.members.rules import allow
from naober.foundation.members.services.acting import note
from naober.foundation.members.services.joining import settle
from naober.lexicon import Place, load


def known_place(name: str) -> Place | None:
    """The place with this name or alias, in any writing; it gives a site its coordinates."""
    return load().place(name)


@transaction.atomic
def save_company(*, company: Company, by: User) -> Company:
    """Store a company's changed fields.

    Raises PermissionDenied for anyone but its own people and the desk.
    """
    allow(rules.may_edit_company(by, company))
    before = Company.objects.filter(pk=company.pk).values(*Company.PAGE_FIELDS).first() or {}
    changed = [name for name in Company.PAGE_FIELDS if before.get(name) != getattr(company, name)]
    company.save()
    if changed:
        note("company.edited", by=by, company=company, fields=", ".join(changed))
    return company


@transaction.atomic
def confirm_page(*, company: Company, by: User) -> Company:
    """Its own people say: this is right. The desk cannot say so for them."""
    allow(rules.acts_for(by, company))
    save_company(company=company, by=by)
    company.claimed_at, company.claimed_by = timezone.now(), by
    company.save(update_fields=["claimed_at", "claimed_by"])
    note("company.confirmed", by=by, company=company)
    settle(company=company, what=StepTemplate.Done.PAGE, by=by)
    return company


@transaction.atomic
def save_site(*, site: Site, by: User) -> Site:
    """Store a site with its place's coordinates; a company keeps exactly one main site."""
    allow(rules.may_edit_company(by, site.company))
    others = site.company.sites.exclude(pk=site.pk)
    if site.is_main:
        others.filter(is_main=True).update(is_main=False)
    elif not others.filter(is_main=True).exists():
        site.is_main = True
    place = known_place(site.place)
    if place:
        site.latitude, site.longitude = place.latitude, place.longitude
    action = "site.edited" if site.pk else "site.added"
    site.save()
    note(action, by=by, company=site.company, place=site.place)
    return site


@transaction.atomic
def remove_site(*, site: Site, by: User) -> None:
    """Remove a site; when it was the main one, the next takes its place."""
    allow(rules.may_edit_company(by, site.company))
    company, was_main = site.company, site.is_main
    site.delete()
    note("site.removed", by=by, company=company, place=site.place)
    following = company.sites.first()
    if was_main and following:
        following.is_main = True
        following.save(update_fields=["is_main"])
