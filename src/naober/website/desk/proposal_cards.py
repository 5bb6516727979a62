"""What was read in a conversation, as cards with a form each, and what becomes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.desk import services
from naober.features.desk.forms import ChallengeForm, ContactForm, FollowUpForm, ListingForm
from naober.features.desk.models import Proposal
from naober.foundation.members.models import User
from naober.website.desk import acts

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal. `form` is None once it is decided; then `url` is what came of it."""

    proposal: Proposal
    form: forms.BaseForm | None
    url: str
    unsure: bool
    tone: str
    kind: str
    due: date | None  # of something to do, where a day was said


def cards(proposals: Sequence[Proposal], typed: Mapping[int, forms.BaseForm]) -> list[Card]:
    """In the order of the notes; `typed` are forms that were refused, by proposal."""
    return [_card(one, typed.get(one.pk)) for one in proposals]


def _card(one: Proposal, typed: forms.BaseForm | None) -> Card:
    is_open = one.state == Proposal.State.OPEN
    return Card(
        proposal=one,
        form=(typed or form_of(one)) if is_open else None,
        url=_result_url(one),
        unsure=one.data.get("certainty", 1) < 0.5,
        tone={"listing": "yes", "challenge": "condition", "person": "brand"}.get(one.kind, "info"),
        kind=_kind(one),
        due=_due(one),
    )


def _due(one: Proposal) -> date | None:
    said = one.data.get("due")
    return date.fromisoformat(said) if said else None


def _kind(one: Proposal) -> str:
    direction = one.data.get("direction")
    if one.kind == Proposal.Kind.LISTING and direction in ("offer", "need"):
        return _("they bring") if direction == "offer" else _("they seek")
    return one.get_kind_display()


def form_of(one: Proposal, data: QueryDict | None = None) -> forms.BaseForm:
    """The form of its kind, with what was read filled in."""
    prefix, known = f"p{one.pk}", _known(one)
    made: dict[str, type[Any]] = {
        Proposal.Kind.LISTING: ListingForm,
        Proposal.Kind.CHALLENGE: ChallengeForm,
        Proposal.Kind.PERSON: ContactForm,
        Proposal.Kind.FOLLOW_UP: FollowUpForm,
    }
    form: forms.BaseForm = made[one.kind](data, prefix=prefix, initial=known)
    return form


def _known(one: Proposal) -> dict[str, Any]:
    if one.kind == Proposal.Kind.PERSON:
        return dict(one.data.get("person") or {"name": one.text})
    return {
        "text": one.text,
        "direction": one.data.get("direction", ""),
        "due": _due(one) or timezone.localdate() + A_WEEK,
    }


def accept(one: Proposal, form: Any, by: User) -> str:
    """Make of it what it is, and say so in words. Raises ValidationError."""
    clean = form.cleaned_data
    match one.kind:
        case Proposal.Kind.LISTING:
            said = {"text": clean["text"], "direction": clean["direction"]}
            acts.accept_listing(proposal=one, by=by, **said)
            return _("Placed on behalf of the company, with its name hidden.")
        case Proposal.Kind.PERSON:
            services.accept_person(proposal=one, contact=form.instance, by=by)
            return _("Noted as somebody to phone.")
        case Proposal.Kind.FOLLOW_UP:
            services.accept_follow_up(proposal=one, text=clean["text"], due=clean["due"], by=by)
            return _("Noted. It stands on your Monday page when it is due.")
    theme = clean["theme"] or "guess"
    services.accept_challenge(proposal=one, text=clean["text"], theme=theme, by=by)
    return _("Kept as a challenge, for the company and the desk only.")


def _result_url(one: Proposal) -> str:
    kind, _colon, pk = one.result.partition(":")
    if kind == "exchange.listing":
        return reverse("exchange:listing", args=[int(pk)])
    if kind == "desk.contactperson" or kind == "desk.followup":
        return reverse("desk:company", args=[one.conversation.company_id])
    return reverse("agenda:challenge", args=[int(pk)]) if kind == "agenda.challenge" else ""
