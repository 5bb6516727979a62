"""The sentence box: the values its template needs, empty or filled, for one person.

The home page includes `exchange/_say.html` with the values of `empty(user)`.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import formats

from naober.features.exchange import deal_selectors, previews, sharing
from naober.features.exchange.forms import SayForm
from naober.features.exchange.models import Listing, ListingGuest
from naober.features.exchange.previews import Preview
from naober.foundation.audience.levels import FieldGroup
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import reader_of


def empty(user: User, company: str = "") -> dict[str, Any]:
    """`company`: the key of the one to speak for, where a link chose it already."""
    form = SayForm(user=user, initial={"company": company} if company else None)
    return {"say_form": form, "preview": None, "skipped": []}


def filled(form: SayForm, data: Mapping[str, Any], user: User) -> dict[str, Any]:
    """The box with what was typed, with the answer to a question worked in, and its preview."""
    known = data.getlist("skipped") if isinstance(data, QueryDict) else []
    skipped = previews.skipped_answers(data, [str(code) for code in known][:10])
    fresh = SayForm(data, user=user)  # `form` may carry what the service refused
    if not fresh.is_valid():
        errors = [str(e) for name in ("text", "company") for e in fresh.errors.get(name, ())]
        said_nothing = not str(data.get("text", "")).strip()
        preview = None if said_nothing else Preview(error=" ".join(errors))
        return {"say_form": form, "preview": preview, "skipped": skipped}
    fresh = _with_answer(fresh, data, user)
    preview = previews.preview_of(
        company=fresh.company_chosen(), said=fresh.said(), by=user, skipped=skipped
    )
    return {"say_form": form if form.errors else fresh, "preview": preview, "skipped": skipped}


def held_up(form: SayForm) -> dict[str, Any]:
    """What was typed stays, with the word that it came too often."""
    return {"say_form": form, "preview": Preview(error=previews.too_often()), "skipped": []}


def _with_answer(form: SayForm, data: Mapping[str, Any], user: User) -> SayForm:
    answer = str(data.get("answer", ""))
    if not answer or answer.startswith("skip:"):
        return form
    words = str(data.get(f"words_{answer.partition(':')[0]}", ""))[:200]
    said = previews.answered(form.said(), answer, words, user, form.company_chosen())
    changed = {**{name: data.get(name) for name in form.fields}}
    changed |= {"text": said.text, "direction": said.direction}
    again = SayForm(changed, user=user)
    return again if again.is_valid() else form


def data_of(listing: Listing) -> dict[str, Any]:
    """A saved listing as the form would have posted it."""
    kept = {f"keep_{group}": sharing.kept_of(listing, group) for group in sharing.NARROWED}
    return {
        "text": listing.text,
        "direction": listing.direction,
        "company": listing.company_id,
        "site": listing.site_id or "",
        "who": sharing.choice_of(listing) or "own",
        "group": listing.audience_group_id or "",
        **kept,
        "reference": listing.reference,
    }


def for_guest(listing: Listing, user: User) -> dict[str, Any]:
    """Whoever is no member was let in to this one: they read it and whom to ask, no more."""
    if listing.is_own or reader_of(user).is_member:
        return {}
    if not ListingGuest.objects.running().filter(listing=listing, user=user).exists():
        return {}
    wanted = (listing.company_id, listing.kind)
    person = deal_selectors.contacts_for({wanted}).get(wanted)
    known = person if listing.may_read(FieldGroup.WHO) else None
    return {"as_guest": True, "owner": known}


def day(value: date) -> str:
    return formats.date_format(value, "j F Y")


def back_for(company: Company) -> str:
    return f"namens:{company.pk}"


def back_to(page: str) -> str:
    """Where an answer came from: a listing, all matches, or what fits a company of the desk."""
    if re.fullmatch("namens:[0-9]{1,18}", page):
        return reverse("exchange:on-behalf", args=[page.partition(":")[2]])
    if re.fullmatch("[0-9]{1,19}", page):
        return reverse("exchange:listing", args=[page])
    return reverse("exchange:matches")
