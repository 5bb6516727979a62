"""What the links in a mail do: answer a match, renew or close, confirm, come in as a guest.

Who acts is looked at when they act: whoever left the company, or whose question is over, is told
so kindly, and nothing is done. What an answer reveals goes by mail to whom it is for, never onto
the page: a mail may have been forwarded.
"""

from collections.abc import Callable
from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naober.features.exchange import (
    boxes,
    cards,
    deal_cards,
    mail_words,
    rules,
    selectors,
    services,
)
from naober.features.exchange.deal_forms import DeclineForm
from naober.features.exchange.models import (
    Deal,
    DealGuest,
    Listing,
    ListingGuest,
    Match,
    Value,
)
from naober.foundation.audience.levels import Level
from naober.foundation.journal.models import Entry
from naober.foundation.members.models import User
from naober.foundation.notifications.acts import Act, ActPage, AskAgainError, Choice, Done
from naober.foundation.notifications.models import Link

CHARACTERS = mail_words.CHARACTERS
# An edit is written down before it is seen, so one of about the moment of the mail counts as later.
JUST_BEFORE = timedelta(minutes=1)


def _over(said: str = "") -> ActPage:
    """The same for what was never there and what is somebody else's; whoever it is for is told
    what became of it."""
    return ActPage(_("This is over"), f"{said} {_nothing_left()}".strip(), ())


def _nothing_left() -> str:
    return _("There is nothing left to answer here. Sign in to see how things stand.")


def _too_late() -> Done:
    return Done(_("This is over"), _nothing_left(), url=reverse("exchange:matches"))


def _says_what_it_said(listing: Listing, link: Link) -> bool:
    """Not when it says something else than the mail by now, or is for nobody else."""
    edited = Entry.objects.filter(
        about=f"listing:{listing.pk}",
        action="listing.edited",
        at__gt=link.created_at - JUST_BEFORE,
    )
    taken_back = listing.audience == Level.OWN and not listing.is_reply
    return not taken_back and not edited.exists()


Perform = Callable[[Link, str, QueryDict], Done]


def _kindly(perform: Perform) -> Perform:
    """What may no longer be done is said, and is no error: the mail was sent some time ago."""

    def careful(link: Link, choice: str, data: QueryDict) -> Done:
        try:
            return perform(link, choice, data)
        except PermissionDenied:
            return _too_late()
        except ValidationError as refused:
            return Done(_("This could not be done"), " ".join(refused.messages))

    return careful


# --- match.answer: "<match>:<side>" ---


def describe_answer(link: Link) -> ActPage:
    match, side = _match(link)
    if match is None or not match_is_asked(match, side):
        return _over(_answered(link))
    return _answer_page(link, match, side, DeclineForm())


def _answered(link: Link) -> str:
    pk, _colon, side = link.target.partition(":")
    return mail_words.answered(_person(link), pk, side) if _active(link) else ""


def _answer_page(link: Link, match: Match, side: str, form: DeclineForm) -> ActPage:
    choices = (Choice("yes", _("Yes, introduce us")), Choice("no", _("Not for us"), "quiet"))
    text = _what_was_mailed(link, match, side)
    return ActPage(_("A neighbour waits for your answer"), text, choices, form)


def _what_was_mailed(link: Link, match: Match, side: str) -> str:
    """Who asks, what they say and what of one's own it is about: the words of the mail. Less of
    what says something else by now."""
    mine, other = rules.listing_on(match, side), rules.listing_on(match, rules.opposite(side))
    parts = []
    if _says_what_it_said(mine, link):
        parts.append(f"{mail_words.because(mine.text, mine.direction)}:")
    if _says_what_it_said(other, link) and match.my_side == side:
        [card] = cards.match_cards([match], _person(link))
        parts += [mail_words.asks(card), _("Are you interested too?")]
    else:
        parts.append(_("A neighbour is interested in what you said. Are you interested too?"))
    return "\n\n".join(parts)


@_kindly
def perform_answer(link: Link, choice: str, data: QueryDict) -> Done:
    match, side = _match(link)
    if match is None or link.person is None:
        return _too_late()
    if match.introduced_at is not None:
        return _introduced()
    if choice == "yes":
        made = services.express_interest(match=match, side=side, by=link.person)
        return _introduced() if made.introduced_at else _passed_on()
    form = DeclineForm(data)
    if not form.is_valid():
        raise AskAgainError(_answer_page(link, match, side, form))
    services.decline_match(match=match, side=side, by=link.person, **form.said())
    return Done(_("Thank you for your answer"), form.thanks())


def _introduced() -> Done:
    text = _("Both said yes. You both get a mail with each other's name and address.")
    return Done(_("You are introduced"), text, url=reverse("exchange:matches"))


def _passed_on() -> Done:
    text = _("Your yes is passed on. Now it is up to the other side.")
    return Done(_("Thank you for your answer"), text, url=reverse("exchange:matches"))


def match_is_asked(match: Match, side: str) -> bool:
    """This side was asked and said nothing yet."""
    if match.introduced_at is not None or rules.answer_of(match, side):
        return False
    return Match.objects.live().filter(pk=match.pk).exists()


def _match(link: Link) -> tuple[Match | None, str]:
    """As the person of the link may see it now."""
    pk, _colon, side = link.target.partition(":")
    if not _active(link) or side not in ("offer", "need"):
        return None, side
    found = selectors.matches_of(_person(link)).filter(pk=pk).first()
    if found is None or not rules.may_answer(_person(link), found, side):
        return None, side
    return found, side


# --- listing.renew_or_close: "<listing>" ---


def describe_listing(link: Link) -> ActPage:
    listing = _listing(link)
    if listing is None:
        return _over()
    if listing.closed_at is not None:
        return _over(mail_words.closed(listing))
    words = listing.text[:CHARACTERS] if _says_what_it_said(listing, link) else ""
    text = (
        _('"%(words)s" is open until %(day)s. Does it still hold?')
        if words
        else _("It is open until %(day)s. Does it still hold?")
    ) % {"words": words, "day": boxes.day(listing.expires_on)}
    choices = (
        Choice("renew", _("Yes, half a year longer")),
        Choice("close", _("No, close it"), "quiet"),
    )
    return ActPage(_("Your listing ends soon"), text, choices)


@_kindly
def perform_listing(link: Link, choice: str, data: QueryDict) -> Done:
    listing = _listing(link)
    if listing is None:
        return _too_late()
    if choice == "close":
        services.close_listing(listing=listing, by=_person(link))
        return Done(_("Closed"), _("Nobody finds it any more. Thank you for telling us."))
    made = services.renew_listing(listing=listing, by=_person(link))
    text = _("Open again until %(day)s.") % {"day": boxes.day(made.expires_on)}
    return Done(_("It stays open"), text)


def _listing(link: Link) -> Listing | None:
    if not _active(link):
        return None
    return Listing.objects.of(_person(link)).filter(pk=link.target).first()


# --- deal.confirm: "<deal>:<version>:<side>" ---


class DifferentForm(forms.Form):
    """It was agreed otherwise: how, when one wants to say so."""

    why = forms.CharField(
        label=gettext_lazy("If it was different: what was?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("May be left empty. The other side reads it."),
    )


def describe_deal(link: Link) -> ActPage:
    deal, version, side = _deal(link)
    if deal is None:
        return _over()
    if deal.version != version or deal.ended_at or deal.is_signed(side):
        return _over(mail_words.signed(deal, side))
    return _deal_page(deal, side, DifferentForm())


def _deal_page(deal: Deal, side: str, form: DifferentForm) -> ActPage:
    choices = (
        Choice("yes", _("Yes, this is what we agreed")),
        Choice("no", _("No, it was different"), "quiet"),
    )
    return ActPage(_("What you agreed"), mail_words.of_deal(deal, side), choices, form)


@_kindly
def perform_deal(link: Link, choice: str, data: QueryDict) -> Done:
    deal, version, side = _deal(link)
    if deal is None:
        return _too_late()
    url = reverse("exchange:deal", args=[deal.pk])
    if choice == "no":
        return _different(link, deal, data)
    services.confirm_deal(deal=deal, side=side, version=version, by=_person(link))
    text = _("Both confirmed what you agreed. Later you are asked what it brought.")
    return Done(_("Confirmed"), text, url=url)


def _different(link: Link, deal: Deal, data: QueryDict) -> Done:
    _pk, version, side = link.target.split(":")
    form = DifferentForm(data)
    if not form.is_valid():
        raise AskAgainError(_deal_page(deal, side, form))
    why = form.cleaned_data["why"]
    services.say_different(deal=deal, side=side, version=int(version), why=why, by=_person(link))
    values = {"company": mail_words.other_name(deal, side)}
    text = _(
        "%(company)s is told that it was different. Nothing is confirmed: either of you writes it "
        "down anew, and the other is asked again."
    )
    url = reverse("exchange:deal-edit", args=[deal.pk])
    return Done(_("Thank you for your answer"), text % values, url=url)


def _deal(link: Link) -> tuple[Deal | None, int, str]:
    pk, version, side = link.target.split(":")
    found = Deal.objects.filter(pk=pk).first() if _active(link) else None
    if found is None or side not in _own_sides(_person(link), found):
        return None, int(version), side
    return found, int(version), side


# --- value.confirm: "<value>:<side>" ---


def describe_value(link: Link) -> ActPage:
    value, side = _value(link)
    if value is None:
        return _over()
    if value.ended_at or value.is_signed(side):
        return _over(mail_words.signed(value, side))
    return ActPage(
        _("What it brought"),
        value_text(value, side),
        (Choice("yes", _("Yes, that is right")), Choice("no", _("No, not like this"), "quiet")),
    )


def value_text(value: Value, side: str) -> str:
    """For the digest and the page alike."""
    values = {
        "company": mail_words.other_name(value.deal, side),
        "what": value.get_kind_display(),
        "amount": deal_cards.amount_text(value.kind, value.quantity),
        "start": boxes.day(value.period_start),
        "end": boxes.day(value.period_end),
    }
    if value.corrects_id:
        return _("%(company)s asks to take back: %(what)s %(amount)s, %(start)s - %(end)s") % values
    return _("%(company)s reports: %(what)s %(amount)s, %(start)s - %(end)s") % values


@_kindly
def perform_value(link: Link, choice: str, data: QueryDict) -> Done:
    value, side = _value(link)
    if value is None:
        return _too_late()
    url = reverse("exchange:deal", args=[value.deal_id])
    if choice == "no":
        services.refuse_value(value=value, side=side, by=_person(link))
        text = _("Noted: this does not count. Call each other and report it anew.")
        return Done(_("Thank you for your answer"), text, url=url)
    services.confirm_value(value=value, side=side, by=_person(link))
    return Done(_("Confirmed"), _("It counts from now on, for both of you."), url=url)


def _value(link: Link) -> tuple[Value | None, str]:
    pk, _colon, side = link.target.partition(":")
    rows = Value.objects.select_related("deal__offer_company", "deal__need_company")
    found = rows.filter(pk=pk).first() if _active(link) else None
    if found is None or side not in _own_sides(_person(link), found.deal):
        return None, side
    return found, side


# --- guest.invite: "listing:<guest>" or "deal:<guest>" ---


def describe_guest(link: Link) -> ActPage:
    guest = _guest(link)
    if guest is None or guest.ended_at is not None:
        return _over()
    text = _("%(company)s would like to show you something. You need no password.")
    title = _("Come in as a guest")
    words = text % {"company": guest.company}
    return ActPage(title, words, (Choice("yes", _("Show me")),))


@_kindly
def perform_guest(link: Link, choice: str, data: QueryDict) -> Done:
    guest = _guest(link)
    if guest is None or guest.email != link.email:
        return _too_late()
    is_new = not User.objects.filter(email=guest.email).exists()
    user = services.let_guest_in(guest=guest)
    if isinstance(guest, ListingGuest):
        url = reverse("exchange:listing", args=[guest.listing_id])
    else:
        url = reverse("exchange:deal", args=[guest.deal_id])
    if is_new:
        return Done(_("Welcome"), _("This is what you were asked to read."), url, user)
    return Done(_("Welcome"), _("You have an account already. Sign in as you always do."), url)


def _guest(link: Link) -> ListingGuest | DealGuest | None:
    kind, _colon, pk = link.target.partition(":")
    if kind == "listing":
        return ListingGuest.objects.select_related("company").filter(pk=pk).first()
    return DealGuest.objects.select_related("company").filter(pk=pk).first()


def _own_sides(user: User, deal: Deal) -> list[str]:
    """A link acts for one's own company only: the desk signs on its own page, where it says so."""
    if not Deal.objects.of(user).filter(pk=deal.pk).exists():
        return []
    return rules.sides_of(user, deal)


def _active(link: Link) -> bool:
    return link.person is not None and link.person.is_active


def _person(link: Link) -> User:
    if link.person is None:
        raise PermissionDenied
    return link.person


ACTS: dict[str, Act] = {
    "match.answer": Act(describe_answer, perform_answer),
    "listing.renew_or_close": Act(describe_listing, perform_listing),
    "deal.confirm": Act(describe_deal, perform_deal),
    "value.confirm": Act(describe_value, perform_value),
    "guest.invite": Act(describe_guest, perform_guest, signs_in=True),
}
