"""What every page knows: the collective, the menu, whom one acts for, the chosen theme."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from naober.foundation.members.models import Collective, Company
from naober.website.desk import acting
from naober.website.preferences import chosen_theme


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the main menu."""

    label: str
    url: str
    is_current: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Costs one query for the collective and one for one's companies."""
    companies = Company.objects.of(request.user) if _signed_in(request) else []
    is_guest = partial(_is_guest, request, companies)
    return {
        "collective": SimpleLazyObject(Collective.objects.first),
        "my_companies": companies,
        "is_guest": is_guest,
        "nav": SimpleLazyObject(
            lambda: _nav(request) if _signed_in(request) and not is_guest() else []
        ),
        "theme": chosen_theme(request),
        "has_mailbox": settings.DEMO,
        "acting_for": acting.company_of(request) if _signed_in(request) else None,
    }


def _signed_in(request: HttpRequest) -> bool:
    return hasattr(request, "user") and request.user.is_authenticated


def _is_guest(request: HttpRequest, companies: Iterable[Company]) -> bool:
    """Of no company and no worker of the collective: the menu of members is not for them. Asked
    when a template asks, so that a part of a page costs nothing more."""
    return _signed_in(request) and not (getattr(request.user, "desk_role", "") or any(companies))


def _nav(request: HttpRequest) -> list[NavItem]:
    within = {
        reverse("focus:agenda"): (
            reverse("agenda:challenges"),
            reverse("meetings:list"),
            reverse("positions:positions"),
        ),
        reverse("dashboard:power"): (
            reverse("ledger:own"),
            reverse("investments:investments"),
            reverse("streams:plans"),
        ),
        reverse("members:directory"): (reverse("members:map"),),
    }
    entries = [
        (_("Get and give"), reverse("exchange:listings")),
        (_("Agenda"), reverse("focus:agenda")),
        (_("Our strength"), reverse("dashboard:power")),
        (_("Companies"), reverse("members:directory")),
    ]
    if getattr(request.user, "is_desk", False):
        entries.append((_("The desk"), reverse("desk:monday")))
    return [
        NavItem(label, url, request.path.startswith((url, *within.get(url, ()))))
        for label, url in entries
    ]
