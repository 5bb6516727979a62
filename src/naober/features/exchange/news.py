"""What is new for one person in the exchange, and what waits for them: lines of their digest.

Keys say what a line is, once and for all. A question that waits is told as long as it waits; after
`RECALL_AFTER_DAYS` it gets a second key, so that it makes one more mail, and then no more.
"""

from collections import Counter
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.exchange import boxes, cards, deal_selectors, mail_acts, rules, selectors
from naober.features.exchange.cards import MatchCard
from naober.features.exchange.models import Deal, Interest, Listing, Match, Value
from naober.foundation.members.models import User
from naober.foundation.notifications.digests import Item

BEST_OF_LISTING = 3
MOST_NEW = 9
GOOD_ENOUGH = 0.3  # of a score from 0 to 1: a mail is for what is worth one
NEW_FOR = timedelta(days=30)
CHARACTERS = 120


def digest_items(user: User) -> list[Item]:
    """In the language that is on. A fixed number of statements."""
    if not user.is_active:
        return []
    return [
        *_answers(user),
        *_deals(user),
        *_values(user),
        *_ending(user),
        *_introductions(user),
        *_new_matches(user),
    ]


def _answers(user: User) -> list[Item]:
    """Whoever said yes and waits for this person."""
    rows = list(selectors.matches_of(user).filter(Q(turn=0))[:MOST_NEW])
    again = timezone.now() - timedelta(days=rules.RECALL_AFTER_DAYS)
    asked = dict(
        Interest.objects.filter(match__in=[r.pk for r in rows], answer="yes").values_list(
            "match", "at"
        )
    )
    made = cards.match_cards(rows, user)
    return [_answer(card, asked.get(card.pk, again) < again) for card in made]


def _answer(card: MatchCard, again: bool) -> Item:
    target = f"{card.pk}:{card.side}"
    return Item(
        key=f"match-answer{'-again' if again else ''}:{card.pk}",
        text=_("%(who)s is interested: %(words)s") % _words(card),
        url=reverse("exchange:matches"),
        kind="waiting",
        acts=((_("Answer yes or no"), "match.answer", target),),
        group=card.mine.text[:CHARACTERS],
    )


def _words(card: MatchCard) -> dict[str, str]:
    return {"who": card.other.title, "words": card.other.text[:CHARACTERS]}


def _new_matches(user: User) -> list[Item]:
    """The best few of each of one's listings, of what nobody answered."""
    since = timezone.now() - NEW_FOR
    found = selectors.matches_of(user).filter(
        Q(turn=1, my_score__gte=GOOD_ENOUGH), first_seen_at__gte=since
    )
    rows = _best(list(found[: MOST_NEW * BEST_OF_LISTING]))
    return [
        Item(
            key=f"match:{card.pk}",
            text=f"{card.other.title} {card.other.direction_text} {card.other.text[:CHARACTERS]}",
            url=card.other.url,
            group=card.mine.text[:CHARACTERS],
        )
        for card in cards.match_cards(rows, user)
    ]


def _best(rows: list[Match]) -> list[Match]:
    """At most so many of each listing, together by listing."""
    count: Counter[int] = Counter()
    kept = []
    for row in rows:
        mine = row.offer_id if row.my_side == "offer" else row.need_id
        count[mine] += 1
        if count[mine] <= BEST_OF_LISTING:
            kept.append((mine, row))
    return [row for _mine, row in sorted(kept[:MOST_NEW], key=lambda pair: pair[0])]


def _introductions(user: User) -> list[Item]:
    """Who met, and did not write down yet what they agreed."""
    recent = timezone.now() - NEW_FOR
    rows = selectors.matches_of(user).filter(Q(turn=2), introduced_at__gte=recent, deals=None)
    made = cards.match_cards(list(rows[:MOST_NEW]), user)
    text = _("You were introduced to %(who)s: what do you agree?")
    return [
        Item(
            key=f"introduced:{card.pk}",
            text=text % _words(card),
            url=reverse("exchange:deal-new", args=[card.pk]),
        )
        for card in made
    ]


def _ending(user: User) -> list[Item]:
    today = timezone.localdate()
    rows = Listing.objects.of(user).open().filter(expires_on__lte=today + selectors.SOON)
    text = _('Ends on %(day)s: "%(words)s". Does it still hold?')
    return [
        Item(
            key=f"listing-ends:{row.pk}:{row.expires_on}",
            text=text % {"day": boxes.day(row.expires_on), "words": row.text[:CHARACTERS]},
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
    other = deal.need_company if side == "offer" else deal.offer_company
    values = {"company": other.name, "words": deal.agreed[:1_000]}
    return Item(
        key=f"deal-confirm:{deal.pk}:{deal.version}:{side}",
        text=_('%(company)s wrote down what you agreed: "%(words)s". Is that right?') % values,
        url=reverse("exchange:deal", args=[deal.pk]),
        kind="waiting",
        acts=((_("Confirm"), "deal.confirm", f"{deal.pk}:{deal.version}:{side}"),),
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
