"""What the desk may take away as a workbook: the same that its pages show, row by row."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from naober.features.desk import rules, selectors
from naober.features.desk.models import ContactPerson, Conversation, FollowUp, Proposal
from naober.features.exchange import cards
from naober.features.exchange.models import Deal, Listing, Match
from naober.features.exchange.models import Value as Realised
from naober.features.focus.cards import owner_text
from naober.features.focus.models import Action
from naober.files.workbook import Column, Sheet, Value, write_workbook
from naober.foundation.journal.services import record
from naober.foundation.members.exports import yes
from naober.foundation.members.models import Company, Membership, Seen, User
from naober.website.desk import exporting_asked, introductions
from naober.website.desk.tables import Table

MOST = 20_000  # rows of listings and of matches: the newest, the best
CHUNK = 500


def _company_columns() -> Sequence[Column]:
    return (
        Column(_("company"), 32),
        Column(_("stage")),
        Column(_("front-runner")),
        Column(_("kind")),
        Column(_("place"), 24),
        Column(_("activity"), 28),
        Column(_("activity code")),
        Column(_("employees"), kind="number"),
        Column(_("website"), 28),
        Column(_("member since"), kind="date"),
        Column(_("left on"), kind="date"),
        Column(_("last conversation"), kind="date"),
    )


def _companies(user: User) -> Iterator[Sequence[Value]]:
    last = dict(Conversation.objects.visible_to(user).order_by("day").values_list("company", "day"))
    rows = selectors.companies(user).prefetch_related("sites").order_by("name")
    for one in rows:
        yield (
            one.name,
            one.get_stage_display(),
            yes(one.is_front_runner),
            one.get_kind_display(),
            ", ".join(site.place for site in one.sites.all()),
            one.activity_text,
            one.activity_code,
            one.employees,
            one.website,
            one.joined_on,
            one.left_on,
            last.get(one.pk),
        )


def _people_columns() -> Sequence[Column]:
    return (
        Column(_("company"), 32),
        Column(_("name"), 24),
        Column(_("role"), 24),
        Column(_("phone"), 18),
        Column(_("e-mail address"), 32),
        Column(_("has an account")),
        Column(_("contact person")),
        Column(_("note"), 40),
    )


def _people(user: User) -> Iterator[Sequence[Value]]:
    """With an account, as far as each lets the desk see, and the numbers the desk noted."""
    companies = selectors.companies(user).values("pk")
    members = Membership.objects.filter(
        ended_on=None, user__is_active=True, company__in=companies
    ).select_related("user", "company")
    for one in members.order_by("company__name", "pk"):
        who = one.user
        yield (
            one.company.name,
            who.name if who.name_level != Seen.OWN else "",
            one.get_role_display(),
            who.phone if who.phone_level != Seen.OWN else "",
            who.email if who.email_level != Seen.OWN else "",
            yes(True),
            yes(one.is_contact),
            "",
        )
    for noted in _noted(user):
        yield (
            noted.company.name,
            noted.name,
            noted.role,
            noted.phone,
            noted.email,
            yes(False),
            "",
            noted.note,
        )


def _noted(user: User) -> QuerySet[ContactPerson]:
    found = ContactPerson.objects.visible_to(user).filter(company__merged_into=None)
    return found.select_related("company").order_by("company__name", "pk")


def _conversation_columns() -> Sequence[Column]:
    return (
        Column(_("day"), kind="date"),
        Column(_("company"), 32),
        Column(_("how")),
        Column(_("spoken with"), 24),
        Column(_("by whom"), 24),
        Column(_("what was said"), 80),
    )


def _conversations(user: User) -> Iterator[Sequence[Value]]:
    for one in selectors.conversations(user).iterator(CHUNK):
        by = str(one.by) if one.by else ""
        how = one.get_how_display()
        yield one.day, one.company.name, how, one.spoken_with, by, one.notes


def _follow_up_columns() -> Sequence[Column]:
    return (
        Column(_("by when"), kind="date"),
        Column(_("company"), 32),
        Column(_("what"), 60),
        Column(_("done"), kind="date"),
    )


def _follow_ups(user: User) -> Iterator[Sequence[Value]]:
    rows = FollowUp.objects.visible_to(user).select_related("company")
    for one in rows.order_by("due", "pk"):
        done = timezone.localtime(one.done_at).date() if one.done_at else None
        yield one.due, one.company.name, one.text, done


def _proposal_columns() -> Sequence[Column]:
    return (
        Column(_("day"), kind="date"),
        Column(_("company"), 32),
        Column(_("kind")),
        Column(_("text"), 60),
        Column(_("state")),
    )


def _proposals(user: User) -> Iterator[Sequence[Value]]:
    rows = Proposal.objects.visible_to(user).select_related("conversation__company")
    for one in rows.order_by("-conversation__day", "pk").iterator(CHUNK):
        talk = one.conversation
        kind, state = one.get_kind_display(), one.get_state_display()
        yield talk.day, talk.company.name, kind, one.text, state


def _funnel_columns() -> Sequence[Column]:
    return (
        Column(_("stage")),
        Column(_("company"), 32),
        Column(_("front-runner")),
        Column(_("last conversation"), kind="date"),
        Column(_("next step by"), kind="date"),
    )


def _funnel(user: User) -> Iterator[Sequence[Value]]:
    for value, label in Company.Stage.choices:
        for one in selectors.in_stage(user, value):
            last, step = getattr(one, "last_talk", None), getattr(one, "next_due", None)
            yield str(label), one.name, yes(one.is_front_runner), last, step


def _listing_columns() -> Sequence[Column]:
    return (
        Column(_("brings or seeks")),
        Column(_("company"), 32),
        Column(_("kind"), 20),
        Column(_("what"), 70),
        Column(_("place"), 20),
        Column(_("until"), kind="date"),
    )


def _listings(user: User) -> Iterator[Sequence[Value]]:
    """As cards: what a listing does not let the desk read is not in the workbook either."""
    open_ones = Listing.objects.visible_to(user).open().order_by("-created_at", "-pk")
    ids = list(open_ones.values_list("pk", flat=True)[:MOST])
    for start in range(0, len(ids), CHUNK):
        for card in _cards(user, ids[start : start + CHUNK]):
            what = (card.direction_text, card.title, card.kind_text, card.text)
            yield *what, card.place, card.expires_on


def _match_columns() -> Sequence[Column]:
    return (
        Column(_("brings"), 32),
        Column(_("what"), 60),
        Column(_("seeks"), 32),
        Column(_("what"), 60),
        Column(_("introduced"), kind="date"),
    )


def _matches(user: User) -> Iterator[Sequence[Value]]:
    """Those of which the desk may see both sides; a name only where it may know it, and that they
    met only where it knows who."""
    rows = list(
        Match.objects.order_by("-score", "pk").values_list("offer", "need", "introduced_at")[:MOST]
    )
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        known = {c.pk: c for c in _cards(user, [pk for row in part for pk in row[:2]])}
        for offer, need, introduced in part:
            if offer in known and need in known:
                one, other = known[offer], known[need]
                known_to_be = introduced and not (one.hidden or other.hidden)
                day = timezone.localtime(introduced).date() if known_to_be else None
                yield one.title, one.text, other.title, other.text, day


def _introduction_columns() -> Sequence[Column]:
    return (
        Column(_("introduced"), kind="date"),
        Column(_("brings"), 32),
        Column(_("what"), 60),
        Column(_("seeks"), 32),
        Column(_("what"), 60),
        Column(_("what came of it"), 40),
    )


def _introductions(user: User) -> Iterator[Sequence[Value]]:
    """As on their page: without those of which the desk may not know who they are."""
    found = introductions.introductions(user)[:MOST]
    for start in range(0, MOST, CHUNK):
        part = introductions.lines(found[start : start + CHUNK], user)
        for one in part:
            offer, need = one.offer, one.need
            yield one.day, offer.name, offer.text, need.name, need.text, one.outcome_text
        if len(part) < CHUNK:
            return


def _deal_columns() -> Sequence[Column]:
    return (
        Column(_("brings"), 32),
        Column(_("seeks"), 32),
        Column(_("what was agreed"), 70),
        Column(_("from"), kind="date"),
        Column(_("up to and including"), kind="date"),
        Column(_("confirmed by both"), kind="date"),
        Column(_("ended"), kind="date"),
    )


def _deals(user: User) -> Iterator[Sequence[Value]]:
    """Those that are not for the two only."""
    rows = Deal.objects.visible_to(user).select_related("offer_company", "need_company")
    for one in rows.order_by("-proposed_at", "pk").iterator(CHUNK):
        names = one.offer_company.name, one.need_company.name
        days = one.starts_on, one.ends_on, _day(one.confirmed_at), _day(one.ended_at)
        yield *names, one.agreed, *days


def _brought_columns() -> Sequence[Column]:
    return (
        Column(_("brings"), 32),
        Column(_("seeks"), 32),
        Column(_("kind"), 24),
        Column(_("amount"), kind="number"),
        Column(_("from"), kind="date"),
        Column(_("up to and including"), kind="date"),
        Column(_("confirmed by both"), kind="date"),
    )


def _brought(user: User) -> Iterator[Sequence[Value]]:
    """What those deals brought; what was taken back stands there with its minus."""
    rows = Realised.objects.visible_to(user).filter(ended_at=None)
    rows = rows.select_related("deal__offer_company", "deal__need_company")
    for one in rows.order_by("-period_start", "pk").iterator(CHUNK):
        names = one.deal.offer_company.name, one.deal.need_company.name
        days = one.period_start, one.period_end, _day(one.confirmed_at)
        yield *names, one.get_kind_display(), one.quantity, *days


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def _cards(user: User, ids: Sequence[int]) -> list[cards.Card]:
    rows = Listing.objects.visible_to(user).filter(pk__in=ids).with_rights(user)
    return cards.listing_cards(rows.prefetch_related("company", "site"))


def _action_columns() -> Sequence[Column]:
    return (
        Column(_("working group"), 28),
        Column(_("what"), 60),
        Column(_("who"), 28),
        Column(pgettext("deadline", "by"), kind="date"),
        Column(_("done on"), kind="date"),
    )


def _actions(user: User) -> Iterator[Sequence[Value]]:
    rows = Action.objects.visible_to(user).select_related("group", "owner", "company")
    for one in rows.order_by("group__name", "due_on", "pk"):
        yield (
            one.group.name if one.group else "",
            one.text,
            owner_text(one),
            one.due_on,
            timezone.localdate(one.done_at) if one.done_at else None,
        )


TABLES = {
    "companies": Table(gettext_lazy("Companies"), _company_columns, _companies),
    "people": Table(gettext_lazy("People"), _people_columns, _people),
    "conversations": Table(gettext_lazy("Conversations"), _conversation_columns, _conversations),
    "follow_ups": Table(gettext_lazy("To do"), _follow_up_columns, _follow_ups),
    "actions": Table(gettext_lazy("Actions of working groups"), _action_columns, _actions),
    "invitations": exporting_asked.INVITATIONS,
    "wishes": exporting_asked.WISHES,
    "funnel": Table(gettext_lazy("On their way"), _funnel_columns, _funnel),
    "listings": Table(gettext_lazy("Brings and seeks"), _listing_columns, _listings),
    "matches": Table(gettext_lazy("Matches"), _match_columns, _matches),
    "introductions": Table(gettext_lazy("Introductions"), _introduction_columns, _introductions),
    "deals": Table(gettext_lazy("What was agreed"), _deal_columns, _deals),
    "brought": Table(gettext_lazy("What it brought"), _brought_columns, _brought),
    "proposals": Table(gettext_lazy("Read in conversations"), _proposal_columns, _proposals),
}


class ExportForm(forms.Form):
    sheets = forms.MultipleChoiceField(
        label=gettext_lazy("What to take away"),
        choices=[(key, table.label) for key, table in TABLES.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=["companies", "people"],
        error_messages={"required": gettext_lazy("Choose at least one.")},
    )


@transaction.atomic
def workbook(keys: Iterable[str], user: User) -> bytes:
    """Only for the desk; that it was taken away is written down."""
    rules.check_desk(user)
    chosen = [key for key in TABLES if key in set(keys)]
    record(action="desk.exported", by=user, sheets=", ".join(chosen))
    sheets = [
        Sheet(str(TABLES[key].label), TABLES[key].columns(), TABLES[key].rows(user))
        for key in chosen
    ]
    return write_workbook(sheets)
