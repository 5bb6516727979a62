"""What stands in the blocks of the desk's week: per block a query, and lines of its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
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
from naober.foundation.journal.models import Entry
from naober.foundation.members.models import Company, Invitation, User, Wish

PATIENCE = timedelta(days=3)
NEW = timedelta(days=28)
SOON = timedelta(days=14)
QUIET = timedelta(weeks=8)
GOOD = 0.5


@dataclass(slots=True)
class Line:
    """One thing, with one act: to phone `company`, or `url`. `phone` is filled in by `monday`."""

    title: str
    text: str
    url: str
    company: int | None = None
    act: str = ""  # what the link says when it is not a call
    done: str = ""  # where "done" is sent
    phone: str = ""


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


def waiting_lines(rows: Sequence[Interest], user: User) -> list[Line]:
    known = _cards(user, [pk for row in rows for pk in (row.match.offer_id, row.match.need_id)])
    answerable = _answerable(user, [(row.match_id, _other_side(row.side)) for row in rows])
    return [_waiting_line(row, known, row.match_id in answerable) for row in rows]


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
    """Of matches, each with a side: those that the desk may answer for the company on it."""
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


def _cards(user: User, ids: Iterable[int]) -> dict[int, Card]:
    rows = Listing.objects.filter(pk__in=set(ids)).with_rights(user)
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


def worth_a_call_lines(rows: Sequence[Match], user: User) -> list[Line]:
    known = _cards(user, [pk for row in rows for pk in (row.offer_id, row.need_id)])
    answerable = _answerable(user, [(row.pk, Direction.NEED) for row in rows])
    return [
        Line(
            title=_("%(giver)s and %(taker)s")
            % {"giver": known[row.offer_id].title, "taker": known[row.need_id].title},
            text=_("brings: %(offer)s; seeks: %(need)s")
            % {"offer": known[row.offer_id].text[:70], "need": known[row.need_id].text[:70]},
            url=_answers(known[row.need_id]) if row.pk in answerable else known[row.need_id].url,
            company=known[row.need_id].company_pk,
        )
        for row in rows
    ]


# What is about to end -----------------------------------------------------------------------------


def ending(user: User) -> QuerySet[Listing]:
    """Open listings of who takes part, the first to end first."""
    today = timezone.localdate()
    found = Listing.objects.named_to(user).filter(company__in=Company.objects.taking_part())
    found = found.filter(closed_at=None, expires_on__range=(today, today + SOON))
    return found.order_by("expires_on", "pk").only("pk")


def ending_lines(rows: Sequence[Listing], user: User) -> list[Line]:
    known = _cards(user, [row.pk for row in rows])
    made = [known[row.pk] for row in rows]
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


def invitation_lines(rows: Sequence[Invitation], user: User) -> list[Line]:
    return [
        Line(
            title=row.company.name,
            text=_("%(name)s, invited %(day)s, open until %(end)s")
            % {
                "name": row.name or row.email,
                "day": date_format(timezone.localtime(row.sent_at), "j F"),
                "end": date_format(timezone.localtime(row.expires_at), "j F"),
            },
            url=_dossier(row.company_id),
            company=row.company_id,
        )
        for row in rows
    ]


def unsigned(user: User) -> QuerySet[Deal]:
    """Agreements that one side has not confirmed for a week."""
    found = Deal.objects.visible_to(user).filter(confirmed_at=None, ended_at=None)
    found = found.filter(proposed_at__lte=timezone.now() - timedelta(days=7))
    return found.select_related("offer_company", "need_company").order_by("proposed_at", "pk")


def unsigned_lines(rows: Sequence[Deal], user: User) -> list[Line]:
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


def due_lines(rows: Sequence[FollowUp], user: User) -> list[Line]:
    return [
        Line(
            title=row.text,
            text=_("%(company)s, by %(day)s")
            % {"company": row.company.name, "day": date_format(row.due, "j F")},
            url=_dossier(row.company_id),
            company=row.company_id,
            done=reverse("desk:follow-up-done", args=[row.pk]),
        )
        for row in rows
    ]


def unread(user: User) -> QuerySet[Conversation]:
    return desk.only_open(desk.conversations(user)).defer("notes")


def unread_lines(rows: Sequence[Any], user: User) -> list[Line]:
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


def wish_lines(rows: Sequence[Wish], user: User) -> list[Line]:
    return [
        Line(
            title=str(row),
            text=row.said,
            url=reverse("members:wishes"),
            act=_("Decide"),
        )
        for row in rows
    ]


# Companies ----------------------------------------------------------------------------------------


# What a company does itself that the desk reads anyhow. That it placed, answered or agreed on
# something is not in it: by who is not quiet any more, one would know whose the hidden thing is.
OPEN_ACTS = (
    *("company.confirmed", "company.edited", "site.added", "site.edited", "site.removed"),
    *("invitation.accepted", "introduction.asked", "step.done", "terms.agreed"),
)


def quiet(user: User) -> QuerySet[Company]:
    """Members of whom the desk read nothing that they did themselves for eight weeks, and whom it
    did not speak with."""
    since = timezone.now() - QUIET
    acted = Entry.objects.filter(at__gte=since, on_behalf=False, action__in=OPEN_ACTS)
    spoken = Conversation.objects.filter(company=OuterRef("pk"), day__gte=since.date())
    placed = Listing.objects.to_answer_with(user).filter(company=OuterRef("pk"))
    placed = placed.filter(created_at__gte=since, entered_by_desk=False)
    found = desk.companies(user).taking_part().filter(created_at__lt=since)
    found = found.exclude(pk__in=acted.filter(company__isnull=False).values("company"))
    for side in Direction.values:
        for heard in (_answered(user, side, since), _signed(user, side, since)):
            found = found.exclude(pk__in=heard.values("pk"))
    found = found.filter(~Exists(spoken), ~Exists(placed))
    return found.prefetch_related("sites").order_by("-is_front_runner", "name", "pk")


def _answered(user: User, side: str, since: datetime) -> QuerySet[Any]:
    given = Interest.objects.filter(side=side, at__gte=since, on_behalf=False)
    found = Match.objects.on_behalf(side, user).filter(pk__in=given.values("match"))
    return _companies(found, side)


def _signed(user: User, side: str, since: datetime) -> QuerySet[Any]:
    own_hand: dict[str, Any] = {f"{side}_signed_at__gte": since, f"{side}_by_desk": False}
    return _companies(Deal.objects.visible_to(user).filter(**own_hand), side)


def _companies(found: QuerySet[Any], side: str) -> QuerySet[Any]:
    return Company.objects.filter(pk__in=found.values(f"{side}_company"))


def never_spoken(user: User) -> QuerySet[Company]:
    return desk.never_spoken(user).prefetch_related("sites")


def company_lines(rows: Sequence[Company], user: User) -> list[Line]:
    return [
        Line(
            title=row.name,
            text=" · ".join(
                [
                    row.get_stage_display(),
                    *([_("front-runner")] if row.is_front_runner else []),
                    *(site.place for site in row.sites.all()),
                ]
            ),
            url=_dossier(row.pk),
            company=row.pk,
        )
        for row in rows
    ]


def _dossier(pk: int) -> str:
    return reverse("desk:company", args=[pk])
