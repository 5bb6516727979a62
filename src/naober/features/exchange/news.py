"""What is new for one person in the exchange, and what waits for them: lines of their digest.

Keys say what a line is, once and for all. A question that waits is told as long as it waits; after
`RECALL_AFTER_DAYS` it gets a second key, so that it makes one more mail, and then no more.
"""

from collections import Counter
from datetime import timedelta

from django.db.models import Case, Exists, OuterRef, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.exchange import (
    boxes,
    cards,
    deal_selectors,
    mail_acts,
    mail_words,
    rules,
    selectors,
)
from naober.features.exchange.cards import MatchCard
from naober.features.exchange.models import Deal, Interest, Listing, Match, Value, own_side
from naober.foundation.audience.readers import Reader
from naober.foundation.members.models import User
from naober.foundation.members.readers import settled_reader
from naober.foundation.notifications.digests import Item

BEST_OF_LISTING = 3
MOST_NEW = 9
GOOD_ENOUGH = 0.3  # of a score from 0 to 1: a mail is for what is worth one
NEW_FOR = timedelta(days=30)
MOST_ROWS, MOST_OF_EACH = 400, 60  # looked at, and of these read whole
ANSWER, NEW, MET = 0, 1, 2  # turns, see `selectors.matches_of`


def digest_items(user: User) -> list[Item]:
    """In the language that is on. A fixed number of statements."""
    if not user.is_active:
        return []
    reader = settled_reader(user)
    found = _matches(reader)
    signing = _has_to_sign(reader)
    return [
        *_answers(found),
        *(_deals(user) if signing else ()),
        *(_values(user) if signing else ()),
        *_ending(user),
        *_introductions(found),
        *_new_matches(found),
    ]


def _matches(reader: Reader) -> list[MatchCard]:
    """All that the three kinds of lines about matches are made of: answers that wait, who met
    lately and agreed nothing yet, and what is new; read once, and only when there may be any."""
    wanted = _that_may_tell(reader)
    if not wanted:
        return []
    rows = list(selectors.matches_of(reader).filter(pk__in=wanted))
    answers = [row for row in rows if row.turn == ANSWER]
    new = [row for row in rows if row.turn == NEW and row.my_score >= GOOD_ENOUGH]
    agreed = _agreed(rows, reader)
    met = [row for row in rows if row.turn == MET and row.pk not in agreed]
    return cards.match_cards([*answers[:MOST_NEW], *_best(new), *met[:MOST_NEW]], reader)


def _that_may_tell(reader: Reader) -> set[int]:
    """A light question before the heavy one: a match that is not in it has nothing to tell. What
    was said yes to comes before what is new."""
    since = timezone.now() - NEW_FOR
    own = Match.objects.filter(own_side(reader, "offer") | own_side(reader, "need"), ended_at=None)
    yes = Q(offer_answer=Interest.Answer.YES) | Q(need_answer=Interest.Answer.YES)
    asked = Q(introduced_at__gte=since) | yes & Q(introduced_at=None)
    new = Q(introduced_at=None, first_seen_at__gte=since, score__gte=GOOD_ENOUGH)
    first = Case(When(asked, then=0), default=1)
    rows = own.filter(asked | new).annotate(first=first).order_by("first", "-score", "pk")
    found = list(rows.values_list("pk", "first")[:MOST_ROWS])
    return {
        *[pk for pk, first in found if first == 0][:MOST_OF_EACH],
        *[pk for pk, first in found if first == 1][:MOST_OF_EACH],
    }


def _agreed(rows: list[Match], reader: Reader) -> set[int]:
    met = [row.pk for row in rows if row.turn == MET]
    deals = Deal.objects.visible_to(reader).filter(match__in=met)
    found = deals.values_list("match", flat=True) if met else []
    return {pk for pk in found if pk}


def _has_to_sign(reader: Reader) -> bool:
    """Most people have no deal, or none that lacks a signature."""
    own = Q(offer_company__in=reader.companies) | Q(need_company__in=reader.companies)
    unsigned = Q(confirmed_at=None, ended_at=None)
    line = Value.objects.waiting().filter(deal=OuterRef("pk"))
    return Deal.objects.filter(own, unsigned | Q(Exists(line))).exists()


def _answers(found: list[MatchCard]) -> list[Item]:
    """Whoever said yes and waits for this person."""
    made = [card for card in found if card.turn == "answer"]
    again = timezone.now() - timedelta(days=rules.RECALL_AFTER_DAYS)
    given = Interest.objects.filter(match__in=[card.pk for card in made], answer="yes")
    asked = dict(given.values_list("match", "at"))
    return [_answer(card, asked.get(card.pk, again) < again) for card in made]


def _answer(card: MatchCard, again: bool) -> Item:
    target = f"{card.pk}:{card.side}"
    return Item(
        key=f"match-answer{'-again' if again else ''}:{card.pk}",
        text=mail_words.asks(card),
        url=reverse("exchange:matches"),
        kind="waiting",
        acts=((_("Answer yes or no"), "match.answer", target),),
        group=_group(card),
    )


def _group(card: MatchCard) -> str:
    return mail_words.because(card.mine.text, card.mine.direction)


def _new_matches(found: list[MatchCard]) -> list[Item]:
    """The best few of each of one's listings, of what nobody answered."""
    return [
        Item(
            key=f"match:{card.pk}",
            text="{who} {verb} {words}".format(
                **mail_words.other_side(card), verb=card.other.direction_text
            ),
            url=card.other.url,
            group=_group(card),
        )
        for card in found
        if card.turn == "new"
    ]


def _best(rows: list[Match]) -> list[Match]:
    """At most so many of each listing, together by listing."""
    count: Counter[int] = Counter()
    kept = []
    for row in rows[: MOST_NEW * BEST_OF_LISTING]:
        mine = row.offer_id if row.my_side == "offer" else row.need_id
        count[mine] += 1
        if count[mine] <= BEST_OF_LISTING:
            kept.append((mine, row))
    return [row for _mine, row in sorted(kept[:MOST_NEW], key=lambda pair: pair[0])]


def _introductions(found: list[MatchCard]) -> list[Item]:
    """Who met, and did not write down yet what they agreed."""
    text = _("You were introduced to %(who)s: what do you agree?")
    return [
        Item(
            key=f"introduced:{card.pk}",
            text=text % mail_words.other_side(card),
            url=reverse("exchange:deal-new", args=[card.pk]),
        )
        for card in found
        if card.turn == "introduced"
    ]


def _ending(user: User) -> list[Item]:
    today = timezone.localdate()
    rows = Listing.objects.of(user).open().filter(expires_on__lte=today + selectors.SOON)
    text = _('Ends on %(day)s: "%(words)s". Does it still hold?')
    return [
        Item(
            key=f"listing-ends:{row.pk}:{row.expires_on}",
            text=text
            % {"day": boxes.day(row.expires_on), "words": row.text[: mail_words.CHARACTERS]},
            url=reverse("exchange:listing", args=[row.pk]),
            kind="waiting",
            acts=((_("Renew or close"), "listing.renew_or_close", str(row.pk)),),
        )
        for row in rows.filter(is_reply=False).order_by("expires_on", "pk")[:MOST_NEW]
    ]


def _deals(user: User) -> list[Item]:
    own = _own_companies(user)
    return [
        _deal(deal, side)
        for deal in deal_selectors.deals_to_confirm(user)[:MOST_NEW]
        for side in _unsigned(deal, deal, own)
    ]


def _deal(deal: Deal, side: str) -> Item:
    return Item(
        key=f"deal-confirm:{deal.pk}:{deal.version}:{side}",
        text=mail_words.of_deal(deal, side),
        url=reverse("exchange:deal", args=[deal.pk]),
        kind="waiting",
        acts=((_("Answer yes or no"), "deal.confirm", f"{deal.pk}:{deal.version}:{side}"),),
    )


def _values(user: User) -> list[Item]:
    own = _own_companies(user)
    return [
        Item(
            key=f"value-confirm:{value.pk}:{side}",
            text=mail_acts.value_text(value, side),
            url=reverse("exchange:deal", args=[value.deal_id]),
            kind="waiting",
            acts=((_("Is that right?"), "value.confirm", f"{value.pk}:{side}"),),
        )
        for value in deal_selectors.values_to_confirm(user)[:MOST_NEW]
        for side in _unsigned(value, value.deal, own)
    ]


def _own_companies(user: User) -> set[int]:
    return set(user.memberships.filter(ended_on=None).values_list("company", flat=True))


def _unsigned(row: Deal | Value, deal: Deal, own: set[int]) -> list[str]:
    companies = {"offer": deal.offer_company_id, "need": deal.need_company_id}
    return [side for side, pk in companies.items() if pk in own and not row.is_signed(side)]
