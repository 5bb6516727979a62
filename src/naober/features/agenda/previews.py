"""What a person sees while typing, before anything is raised: the theme that the words point to,
and which challenges say about the same already. Nothing here writes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from naober.features.agenda import cards, engine_bridge, selectors
from naober.features.agenda.cards import Card
from naober.features.agenda.models import Challenge, State, Theme
from naober.foundation.core import competition
from naober.foundation.members import limits
from naober.foundation.members.models import User

SHOWN = 4
LOOKS = 1_000  # in an hour
SHORTEST = 8  # characters; a shorter text says nothing yet


@dataclass(frozen=True, slots=True)
class Preview:
    theme: str = ""
    related: Sequence[Card] = ()
    flags: Sequence[str] = ()
    error: str = ""


def may_look(user: User) -> bool:
    """Count one more; who types all day stays far below it."""
    return limits.may_do("challenge-preview", user, LOOKS)


def too_often() -> str:
    return _("You looked very often this hour. Wait a moment and look again, or raise it now.")


def preview_of(text: str, chosen: Theme | str | None, user: User, but: int = 0) -> Preview:
    """`chosen` as `RaiseForm.theme_chosen` says; `but` is the challenge that is being changed."""
    text = text.strip()
    if len(text) < SHORTEST:
        return Preview()
    theme = (
        engine_bridge.theme_of(text, Theme.objects.in_use()) if isinstance(chosen, str) else chosen
    )
    return Preview(
        theme=str(theme or ""),
        related=related_to(text, user, but),
        flags=competition.told(competition.flags(text)),
    )


def related_to(text: str, user: User, but: int = 0) -> list[Card]:
    best = related_ids(text, user, but)
    shown = {card.pk: card for card in cards.cards(selectors.challenges_by(user, best), user)}
    return [shown[pk] for pk in best if pk in shown]


def related_ids(text: str, user: User, but: int = 0) -> list[int]:
    """Of what this person may read anyway, so that what is found tells no more."""
    found = Challenge.objects.visible_to(user).filter(state=State.OPEN).exclude(pk=but)
    rows = list(found.order_by("pk").values_list("pk", "text"))
    return engine_bridge.related(text, rows)[:SHOWN]
