"""Which challenges the desk may want to take together: proposed, for a person to look at."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from naober.features.agenda import cards, engine_bridge, selectors
from naober.features.agenda.cards import Card
from naober.features.agenda.models import Challenge, NotAlike, State
from naober.foundation.audience.levels import Level, at_least
from naober.foundation.members.models import User


@dataclass(frozen=True, slots=True)
class Pair:
    one: Card
    other: Card


def pairs(user: User) -> list[tuple[int, int]]:
    """Open ones that may say the same, likeliest first, without those that were kept apart. One
    of the two at least is for all members: else there is nothing to take the other into."""
    found = Challenge.objects.visible_to(user).filter(state=State.OPEN)
    knows = found.exclude(company__isnull=False, audience_who=Level.OWN)
    rows = list(knows.order_by("pk").values_list("pk", "text", "audience"))
    open_ones = {pk for pk, _text, audience in rows if audience in at_least(Level.MEMBERS)}
    kept = set(NotAlike.objects.visible_to(user).values_list("first", "second"))
    proposed = engine_bridge.pairs([(pk, text) for pk, text, _audience in rows])
    return [pair for pair in proposed if pair not in kept and open_ones.intersection(pair)]


def kept_apart_from(challenge: Challenge, user: User) -> set[int]:
    """Those of which a person of the desk said that they are not the same as this one."""
    pairs = NotAlike.objects.visible_to(user).filter(Q(first=challenge) | Q(second=challenge))
    found = {pk for pair in pairs.values_list("first", "second") for pk in pair}
    return found - {challenge.pk}


def side_by_side(page: Iterable[tuple[int, int]], user: User) -> list[Pair]:
    wanted = list(page)
    rows = selectors.challenges_by(user, [pk for pair in wanted for pk in pair])
    shown = {card.pk: card for card in cards.cards(rows, user)}
    return [Pair(shown[a], shown[b]) for a, b in wanted if a in shown and b in shown]
