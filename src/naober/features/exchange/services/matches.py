"""To answer a match: yes, no, or to a listing that one saw."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from naober.features.exchange import engine_bridge, rules
from naober.features.exchange.engine_bridge import Found
from naober.features.exchange.models import (
    Interest,
    Listing,
    Match,
)
from naober.features.exchange.services import introductions, lessons
from naober.features.exchange.services.listings import save_listing
from naober.features.exchange.services.matching import match_row, question_of
from naober.foundation.audience.levels import FieldGroup, Level, at_least
from naober.foundation.journal import services as journal
from naober.foundation.members.models import Company, User


@transaction.atomic
def express_interest(*, match: Match, side: str, by: User) -> Match:
    """One side says yes. When the other had said yes too, they are introduced."""
    match = _locked(match)
    if not rules.may_answer(by, match, side):
        raise PermissionDenied
    _answer(match, side, Answer(Interest.Answer.YES), by)
    both = rules.answer_of(match, rules.opposite(side)) == "yes"
    if both and match.introduced_at is None:
        match.introduced_at, match.ended_at, match.asked = timezone.now(), None, ""
        match.save(update_fields=["introduced_at", "ended_at", "asked"])
        introductions.tell_both(match)
    return match


@dataclass(frozen=True, slots=True)
class Answer:
    """`until`: not now, but ask me again from that day on."""

    answer: str
    reason: str = ""
    until: date | None = None


@transaction.atomic
def decline_match(
    *, match: Match, side: str, by: User, reason: str = "", until: date | None = None
) -> Match:
    """Not for us. Once introduced there is nothing to decline: they know each other."""
    match = _locked(match)
    if not rules.may_answer(by, match, side):
        raise PermissionDenied
    if match.introduced_at is not None:
        raise ValidationError(_("You have already been introduced to each other."))
    if reason not in Interest.Reason.values:
        raise ValidationError(_("This reason is not known."))
    _answer(match, side, Answer(Interest.Answer.NO, reason, _until(reason, until)), by)
    Match.objects.filter(pk=match.pk).update(asked=question_of(match))
    return match


def _until(reason: str, until: date | None) -> date | None:
    """Until when "not the right moment" holds: a day from tomorrow to a year on."""
    if reason != Interest.Reason.TIME:
        return None
    today = timezone.localdate()
    latest = today + timedelta(days=rules.MAX_SNOOZE_DAYS)
    wanted = until or today + timedelta(days=rules.SNOOZE_DAYS)
    return min(max(wanted, today + timedelta(days=1)), latest)


@transaction.atomic
def reply_to_listing(*, listing: Listing, company: Company, by: User) -> Match:
    """Interested in a listing that one saw, for one's own company.

    The best match that the company has with it is answered. Without one, a listing of its own on
    the other side is made, which only the two of them see.
    """
    if not rules.may_reply(by, listing, company):
        raise PermissionDenied
    side = rules.opposite(listing.direction)
    match = _match_with(listing, company, side, by) or _match_for_reply(listing, company, by)
    return express_interest(match=match, side=side, by=by)


def _locked(match: Match) -> Match:
    """Two people who say yes at the same moment must both see the other's yes. A match may be
    gone since it was shown: a listing was said differently."""
    found = Match.objects.select_for_update().filter(pk=match.pk).first()
    if found is None:
        raise PermissionDenied
    return found


def _answer(match: Match, side: str, answer: Answer, by: User) -> None:
    """Kept once a side; what it teaches, or no longer does, is learnt with it."""
    before = Interest.objects.filter(match=match, side=side).first()
    if before and match.ended_at is None and _is_said(before, answer, by):
        return
    company = match.offer_company if side == "offer" else match.need_company
    on_behalf = rules.acts_on_behalf(by, company)
    now, _is_new = Interest.objects.update_or_create(
        match=match,
        side=side,
        defaults={
            "answer": answer.answer,
            "reason": answer.reason,
            "until": answer.until,
            "by": by,
            "on_behalf": on_behalf,
            "at": timezone.now(),
        },
    )
    lessons.learn(match, side, before, now)
    journal.record(
        action=f"match.{answer.answer}",
        by=by,
        company=company,
        about=f"match:{match.pk}",
        on_behalf=on_behalf,
    )


def _is_said(before: Interest, answer: Answer, by: User) -> bool:
    """The same, by the same: pressed twice, or again because no answer came."""
    said = before.answer, before.reason, before.until, before.by_id
    return said == (answer.answer, answer.reason, answer.until, by.pk)


def _match_with(listing: Listing, company: Company, side: str, by: User) -> Match | None:
    """An existing match of the company with it, seen from the company's side; best first.

    Of what this person may answer for, and never by what is for the company's own eyes: a yes to
    a neighbour's page would show that."""
    answerable = Listing.objects.to_answer_with(by).open().filter(company=company)
    mine = answerable.filter(Q(audience__in=at_least(Level.MEMBERS)) | Q(is_reply=True))
    wanted = {listing.direction: listing, f"{side}__in": mine}
    return Match.objects.filter(**wanted).order_by("-score", "pk").first()


def _match_for_reply(listing: Listing, company: Company, by: User) -> Match:
    reply = Listing(
        company=company,
        site=company.sites.first(),
        direction=rules.opposite(listing.direction),
        text=_reply_text(listing, by),
        audience=Level.OWN,
        is_reply=True,
        reply_is_open=listing.tells_members(FieldGroup.WHO),
        created_by=by,
        entered_by_desk=by.is_desk,
        expires_on=listing.expires_on,
    )
    engine_bridge.read_sentence(reply, timezone.localdate())
    save_listing(reply)
    found = Found(listing.pk, 0.5, False, [])
    match = match_row(reply, found, listing.company_id)
    match.save()
    return match


def _reply_text(listing: Listing, by: User) -> str:
    """Made of what the other may know of the listing: its concepts, or that it is number so."""
    with translation.override(by.language):
        about = engine_bridge.concept_names(listing, by.language) or f"nr. {listing.pk}"
        return _("Interested in: %(about)s") % {"about": about}
