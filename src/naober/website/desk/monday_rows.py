"""What stands in the blocks of the desk's week: per block a query, and lines of its rows."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naober.features.desk import selectors as desk
from naober.features.desk.models import Conversation, FollowUp
from naober.features.exchange import cards
from naober.features.exchange.cards import Card
from naober.features.exchange.models import Deal, Direction, Interest, Listing, Match
from naober.foundation.members.models import Company, Invitation, User, Wish

PATIENCE = timedelta(days=3)
NEW = timedelta(days=28)
SOON = timedelta(days=14)
GOOD = 0.5


@dataclass(slots=True)
class Line:
    """One thing, with one act: to phone `company`, or `url`. `whom` and `phone` are filled
    in by `monday`."""

    title: str
    text: str
    url: str
    company: int | None = None
    act: str = ""  # what the link says when it is not a call
    done: str = ""  # where "done" is sent
    phone: str = ""
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What lines need to know: of which listings the card, of which matches, each with a side,
    whether the desk may answer for the company there."""

    listings: frozenset[int] = frozenset()
    matches: frozenset[tuple[int, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What was asked, for all blocks at once."""

    cards: dict[int, Card]
    answerable: set[int]  # matches


def known_of(user: User, asked: Sequence[Asked]) -> Known:
    listings = frozenset[int]().union(*(one.listings for one in asked))
    matches = frozenset[tuple[int, str]]().union(*(one.matches for one in asked))
    return Known(_cards(user, listings), _answerable(user, matches))


def nothing_asked(rows: Sequence[Any]) -> Asked:
    del rows
    return Asked()


# Who waits on whom --------------------------------------------------------------------------------


def waiting(user: User) -> QuerySet[Interest]:
    """A yes without an answer, while the desk may know who has to answer."""
    answered = Interest.objects.filter(match=OuterRef("match")).exclude(side=OuterRef("side"))
    found = Interest.objects.filter(
        answer=Interest.Answer.YES,
        at__lte=timezone.now() - PATIENCE,
        match__introduced_at=None,
        match__ended_at=None,
    )
    offer, need = F("match__offer"), F("match__need")
    found = found.annotate(
        waits=Case(When(side="offer", then=offer), default=need),
        asked=Case(When(side="offer", then=need), default=offer),
    )
    seen = Listing.objects.visible_to(user).open().filter(pk=OuterRef("waits"))
    found = found.filter(~Exists(answered), _named(user, "asked"), Exists(seen))
    return found.select_related("match").defer("match__reasons").order_by("at", "pk")


def waiting_asks(rows: Sequence[Interest]) -> Asked:
    listings = (pk for row in rows for pk in (row.match.offer_id, row.match.need_id))
    matches = ((row.match_id, _other_side(row.side)) for row in rows)
    return Asked(frozenset(listings), frozenset(matches))


def waiting_lines(rows: Sequence[Interest], known: Known) -> list[Line]:
    return [_waiting_line(row, known.cards, row.match_id in known.answerable) for row in rows]


def _other_side(side: str) -> str:
    return Direction.NEED if side == Direction.OFFER else Direction.OFFER


def _waiting_line(row: Interest, known: dict[int, Card], may_answer: bool) -> Line:
    offer, need = known[row.match.offer_id], known[row.match.need_id]
    said_yes, asked = (offer, need) if row.side == "offer" else (need, offer)
    days = (timezone.now() - row.at).days
    return Line(
        title=_("%(company)s has not answered yet") % {"company": asked.title},
        text=ngettext(
            "%(who)s waits for %(n)s day: %(what)s",
            "%(who)s waits for %(n)s days: %(what)s",
            days,
        )
        % {"who": said_yes.title, "n": days, "what": said_yes.text[:90]},
        url=_answers(asked) if may_answer else asked.url,
        company=asked.company_pk,
    )


def _answerable(user: User, asked: Iterable[tuple[int, str]]) -> set[int]:
    """Of matches, each with a side: those that the desk may answer for the company on it. A match
    has one answer here: who waits on it, or nobody yet."""
    sides: dict[str, list[int]] = {}
    for pk, side in asked:
        sides.setdefault(side, []).append(pk)
    found = Match.objects.none()
    for side, ids in sides.items():
        found |= Match.objects.on_behalf(side, user).live().filter(pk__in=ids)
    return set(found.values_list("pk", flat=True))


def _answers(asked: Card) -> str:
    """Where the desk answers for a company: the match itself stands there, with both answers."""
    return reverse("exchange:on-behalf", args=[asked.company_pk])


def _named(user: User, listing: str) -> Q:
    return Q(Exists(Listing.objects.named_to(user).open().filter(pk=OuterRef(listing))))


def _cards(user: User, ids: Collection[int]) -> dict[int, Card]:
    if not ids:
        return {}
    rows = Listing.objects.filter(pk__in=ids).with_rights(user)
    made = cards.listing_cards(rows.prefetch_related("company", "site"))
    return {card.pk: card for card in made}


# New matches worth a phone call -------------------------------------------------------------------


def worth_a_call(user: User) -> QuerySet[Match]:
    """New, good, both sides known to the desk, and nobody answered: the best first."""
    found = Match.objects.filter(
        score__gte=GOOD, first_seen_at__gte=timezone.now() - NEW, introduced_at=None, ended_at=None
    )
    answered = Interest.objects.filter(match=OuterRef("pk"))
    found = found.filter(~Exists(answered), _named(user, "offer"), _named(user, "need"))
    return found.order_by("-score", "pk").only("offer_id", "need_id")


def worth_a_call_asks(rows: Sequence[Match]) -> Asked:
    listings = (pk for row in rows for pk in (row.offer_id, row.need_id))
    return Asked(frozenset(listings), frozenset((row.pk, Direction.NEED) for row in rows))


def worth_a_call_lines(rows: Sequence[Match], known: Known) -> list[Line]:
    return [
        _worth_a_call_line(
            known.cards[row.offer_id], known.cards[row.need_id], row.pk in known.answerable
        )
        for row in rows
    ]


def _worth_a_call_line(offer: Card, need: Card, may_answer: bool) -> Line:
    return Line(
        title=_("%(giver)s and %(taker)s") % {"giver": offer.title, "taker": need.title},
        text=_("brings: %(offer)s; seeks: %(need)s")
        % {"offer": offer.text[:70], "need": need.text[:70]},
        url=_answers(need) if may_answer else need.url,
        company=need.company_pk,
    )


# What is about to end -----------------------------------------------------------------------------


def ending(user: User) -> QuerySet[Listing]:
    """Open listings of who takes part, the first to end first."""
    today = timezone.localdate()
    found = Listing.objects.named_to(user).filter(company__in=Company.objects.taking_part())
    found = found.filter(closed_at=None, expires_on__range=(today, today + SOON))
    return found.order_by("expires_on", "pk").only("pk")


def ending_asks(rows: Sequence[Listing]) -> Asked:
    return Asked(frozenset(row.pk for row in rows))


def ending_lines(rows: Sequence[Listing], known: Known) -> list[Line]:
    made = [known.cards[row.pk] for row in rows]
    return [
        Line(
            title=card.title,
            text=_("until %(day)s: %(what)s")
            % {"day": date_format(card.expires_on, "j F"), "what": card.text[:90]},
            url=card.url,
            company=card.company_pk,
        )
        for card in made
    ]


def invitations(user: User) -> QuerySet[Invitation]:
    """Sent over a week ago, still open."""
    now = timezone.now()
    found = Invitation.objects.filter(accepted_at=None, declined_at=None, withdrawn_at=None)
    found = found.filter(expires_at__gte=now, sent_at__lte=now - timedelta(days=7))
    return found.filter(company__in=desk.companies(user)).select_related("company").order_by("pk")


def invitation_lines(rows: Sequence[Invitation], known: Known) -> list[Line]:
    del known
    return [
        Line(
            title=row.company.name,
            text=_("%(name)s, invited %(day)s, open until %(end)s")
            % {
                "name": row.name or row.email,
                "day": date_format(timezone.localtime(row.sent_at), "j F"),
                "end": date_format(timezone.localtime(row.expires_at), "j F"),
            },
            url=dossier_url(row.company_id),
            company=row.company_id,
        )
        for row in rows
    ]


def unsigned(user: User) -> QuerySet[Deal]:
    """Agreements that one side has not confirmed for a week."""
    found = Deal.objects.visible_to(user).filter(confirmed_at=None, ended_at=None)
    found = found.filter(proposed_at__lte=timezone.now() - timedelta(days=7))
    return found.select_related("offer_company", "need_company").order_by("proposed_at", "pk")


def unsigned_lines(rows: Sequence[Deal], known: Known) -> list[Line]:
    del known
    made = []
    for row in rows:
        waits = row.offer_company if row.offer_signed_at is None else row.need_company
        other = row.need_company if waits is row.offer_company else row.offer_company
        text = _("with %(other)s, proposed %(day)s") % {
            "other": other.name,
            "day": date_format(timezone.localtime(row.proposed_at), "j F"),
        }
        url = reverse("exchange:deal", args=[row.pk])
        made.append(Line(title=waits.name, text=text, url=url, company=waits.pk))
    return made


# The desk's own -----------------------------------------------------------------------------------


def due(user: User) -> QuerySet[FollowUp]:
    return desk.follow_ups(user, until=timezone.localdate())


def due_lines(rows: Sequence[FollowUp], known: Known) -> list[Line]:
    del known
    return [
        Line(
            title=row.text,
            text=_("%(company)s, by %(day)s")
            % {"company": row.company.name, "day": date_format(row.due, "j F")},
            url=dossier_url(row.company_id),
            company=row.company_id,
            done=reverse("desk:follow-up-done", args=[row.pk]),
        )
        for row in rows
    ]


def unread(user: User) -> QuerySet[Conversation]:
    return desk.only_open(desk.conversations(user)).defer("notes")


def unread_lines(rows: Sequence[Any], known: Known) -> list[Line]:
    del known
    return [
        Line(
            title=row.company.name,
            text=ngettext(
                "%(n)s thing to look at, from %(day)s",
                "%(n)s things to look at, from %(day)s",
                row.open_proposals,
            )
            % {"n": row.open_proposals, "day": date_format(row.day, "j F")},
            url=reverse("desk:conversation", args=[row.pk]),
            act=_("Look"),
        )
        for row in rows
    ]


def wishes(user: User) -> QuerySet[Wish]:
    """Who asks to take part, to be let in to their page, or to be introduced."""
    del user
    return (
        Wish.objects.filter(settled_at=None)
        .select_related("from_company")
        .order_by("asked_at", "pk")
    )


def wish_lines(rows: Sequence[Wish], known: Known) -> list[Line]:
    del known
    return [
        Line(
            title=str(row),
            text=row.said,
            url=reverse("members:wishes"),
            act=_("Decide"),
        )
        for row in rows
    ]


def dossier_url(pk: int) -> str:
    return reverse("desk:company", args=[pk])
