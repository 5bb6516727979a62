"""What nobody answered ends by itself, kindly; called once a day, safe to call again.

Every end is a transaction of its own with its mail in it: stopped half-way, the next call goes on
where this one stopped and nothing is told twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naober.features.exchange import rules
from naober.features.exchange.models import Deal, DealEvent, Interest, Match, Value
from naober.features.exchange.services.deals import log_event
from naober.features.exchange.services.introductions import contact_for, still_there
from naober.features.exchange.services.matching import question_of
from naober.foundation.members.models import User
from naober.foundation.notifications.services import Recipient, post

REMEMBERED = 100  # characters of one's own words, so that one knows what it was about


@dataclass(frozen=True, slots=True)
class Ended:
    """How many of each were ended, for the log of the night."""

    matches: int
    deals: int
    values: int
    woken: int


def end_unanswered(today: date | None = None) -> Ended:
    """End what waited too long, and open again what was "not now" until today."""
    day = today or timezone.localdate()
    matches = _each(_end_match, _waiting_matches(_days_before(day, rules.ENDS_AFTER_DAYS)))
    before = _days_before(day, rules.DEAL_ENDS_AFTER_DAYS)
    old = Deal.objects.running().filter(confirmed_at=None, proposed_at__lt=before)
    deals = _each(_end_deal, old.values_list("pk", flat=True))
    lines = Value.objects.waiting().filter(proposed_at__lt=before)
    values = _each(_end_value, lines.values_list("pk", flat=True))
    return Ended(matches, deals, values, _wake(day))


def _each(end: Callable[[int], bool], ids: Iterable[int]) -> int:
    return sum(end(pk) for pk in list(ids))


def _days_before(day: date, days: int) -> datetime:
    """The first moment of the day so many days earlier."""
    return timezone.make_aware(datetime.combine(day - timedelta(days=days), time.min))


def _waiting_matches(before: datetime) -> Iterable[int]:
    """One side said yes before that day and the other said nothing since."""
    asked = Interest.objects.filter(answer=Interest.Answer.YES, at__lt=before)
    open_still = asked.filter(match__introduced_at=None, match__ended_at=None)
    no = (Interest.Answer.NO, Interest.Answer.PAST)
    alone = open_still.exclude(match__interests__answer__in=no)
    return alone.values_list("match", flat=True).distinct()


@transaction.atomic
def _end_match(pk: int) -> bool:
    """The one who asked is told; the other was asked, and is left in peace from now on."""
    match = Match.objects.select_for_update().filter(pk=pk, introduced_at=None).first()
    said = list(Interest.objects.filter(match=pk))
    if match is None or match.ended_at is not None or [i.answer for i in said] != ["yes"]:
        return False
    match.ended_at, match.asked = timezone.now(), question_of(match)
    match.save(update_fields=["ended_at", "asked"])
    company = match.offer_company if said[0].side == "offer" else match.need_company
    mine = rules.listing_on(match, said[0].side)
    person = still_there(said[0].by, company) or contact_for(company, mine.kind)
    if person:
        _tell_no_answer(person, mine.text, f"match-ended:{said[0].pk}")
    return True


def _tell_no_answer(person: User, words: str, key: str) -> None:
    """Says nothing of the other side: not who it is, nor that it saw the question."""
    with translation.override(person.language):
        text = "\n\n".join(
            [
                _("Hello %(name)s,") % {"name": person},
                _('You were interested in a neighbour for: "%(words)s"')
                % {"words": words[:REMEMBERED]},
                _("No answer came. That says nothing about you: people are busy. So we ended it."),
                _("You can ask again later with a new sentence, or ask the desk to call them."),
            ]
        )
        post(to=_to(person), subject=_("No answer came this time"), text=text, key=key)


@transaction.atomic
def _end_deal(pk: int) -> bool:
    deal = Deal.objects.select_for_update().get(pk=pk)
    if deal.ended_at is not None or deal.is_confirmed:
        return False
    deal.ended_at, deal.ended_why = timezone.now(), Deal.Ended.NO_ANSWER
    deal.save(update_fields=["ended_at", "ended_why"])
    log_event(deal=deal, what=DealEvent.What.ENDED, side="", by=None)
    subject = _lazy_subjects()["deal"]
    _tell_of_deal(deal, deal.proposed_by_side, subject, f"deal-ended:{pk}:{deal.version}", deal)
    return True


@transaction.atomic
def _end_value(pk: int) -> bool:
    deal = Deal.objects.select_for_update().get(values=pk)
    value = Value.objects.select_for_update().get(pk=pk)
    if value.ended_at is not None or value.is_confirmed:
        return False
    value.ended_at = timezone.now()
    value.save(update_fields=["ended_at"])
    log_event(deal=deal, what=DealEvent.What.VALUE_LAPSED, side="", by=None)
    subject = _lazy_subjects()["value"]
    _tell_of_deal(deal, value.proposed_by_side, subject, f"value-ended:{pk}", value)
    return True


def _lazy_subjects() -> dict[str, str]:
    return {
        "deal": gettext_noop("What you agreed was not confirmed"),
        "value": gettext_noop("What it brought was not confirmed"),
    }


def _tell_of_deal(deal: Deal, side: str, subject: str, key: str, row: Deal | Value) -> None:
    company = deal.offer_company if side == "offer" else deal.need_company
    other = deal.need_company if side == "offer" else deal.offer_company
    signer = row.offer_signed_by if side == "offer" else row.need_signed_by
    person = still_there(signer, company) or contact_for(company, deal.kind)
    if person is None:
        return
    with translation.override(person.language):
        text = "\n\n".join(
            [
                _("Hello %(name)s,") % {"name": person},
                _("With %(company)s: no answer came, so this has ended by itself.")
                % {"company": other.name},
                _("Call each other first; then you can write it down again."),
            ]
        )
        post(to=_to(person), subject=_(subject), text=text, key=key)


@transaction.atomic
def _wake(day: date) -> int:
    """ "Not the right moment" until today: the question is open again, this once, for who said so.
    The other side goes on reading a no: that it woke would tell what the reason was. Who lets it
    wait as long as any question is left in peace, without a word to anybody."""
    long_ago = day - timedelta(days=rules.ENDS_AFTER_DAYS)
    asleep = Interest.objects.filter(answer=Interest.Answer.NO, until__lte=day)
    woken = asleep.filter(match__introduced_at=None).update(answer=Interest.Answer.PAST)
    past = Interest.objects.filter(answer=Interest.Answer.PAST, until__lt=long_ago)
    past.update(answer=Interest.Answer.NO, until=None)
    return woken


def _to(person: User) -> Recipient:
    return Recipient(person.email, person.name, person.language, person.pk)
