"""Changes of companies, sites and people."""

import unicodedata

from django.core.exceptions import PermissionDenied
from django.db import transaction

from naober.foundation.members import rules
from naober.foundation.members.models import Company, Site, User
from naober.lexicon import Place, load


def known_place(name: str) -> Place | None:
    """The place with this name or alias, in any writing; it gives a site its coordinates."""
    return load().place(name)


def tidy_name(name: str) -> str:
    """In one writing, without what cannot be seen: a name is what one reads."""
    kept = (c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c)[0] != "C")
    return " ".join("".join(kept).split())


def is_latin(name: str) -> bool:
    """Letters of other alphabets can look the same and yet be another name."""
    return all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def is_taken(name: str, company: Company) -> bool:
    """Whether another company's name reads the same but for capitals, accents and signs."""
    others = Company.objects.exclude(pk=company.pk).values_list("name", flat=True)
    return _as_read(name) in {_as_read(other) for other in others}


def _as_read(name: str) -> str:
    plain = unicodedata.normalize("NFKD", tidy_name(name).casefold())
    return "".join(c for c in plain if c.isalnum()) or plain


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
