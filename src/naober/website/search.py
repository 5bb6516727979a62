"""One search box over what people look for by a word: what is brought and sought, challenges, focus
points, actions, meetings, positions, companies and people, as far as one may see them. Not in it:
minutes, documents, comments, rounds, investments, the ledger, the desk's own notes. Composed of
what each part lets one find, with the same rights as its own list."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naober.features.agenda import cards as agenda
from naober.features.agenda.selectors import search_challenges
from naober.features.exchange import cards
from naober.features.exchange.selectors import search_listings
from naober.features.focus.selectors import search_actions, search_points
from naober.features.meetings.selectors import search_meetings
from naober.features.positions.selectors import search_positions
from naober.foundation.core.pages import PAGE_SIZE, UpTo
from naober.foundation.core.text import storable
from naober.foundation.members.models import User
from naober.foundation.members.selectors import directory, search_people

FIRST_FEW = 5
MAX_CHARACTERS = 200
KINDS = (
    "listings",
    "challenges",
    "focus",
    "actions",
    "meetings",
    "positions",
    "companies",
    "people",
)


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: a page of it and how many there are."""

    kind: str
    title: str
    page: Page[Any]
    items: Sequence[Any]

    @property
    def count(self) -> int:
        return self.page.paginator.count


def search(user: User, words: str, *, kind: str = "", page: str = "1") -> list[Group]:
    """Every kind with its first few, or one kind page by page. Empty groups are left out."""
    words = " ".join(storable(words[:MAX_CHARACTERS]).split())
    if not words:
        return []
    kinds = [kind] if kind in KINDS else list(KINDS)
    size = PAGE_SIZE if kind in KINDS else FIRST_FEW
    groups = [_group(user, one, words, size, page) for one in kinds]
    return [group for group in groups if group.count]


def _group(user: User, kind: str, words: str, size: int, page: str) -> Group:
    found = UpTo(_found(user, kind, words), size).get_page(page)
    return Group(kind, _title(user, kind), found, _items(user, kind, found))


def _found(user: User, kind: str, words: str) -> QuerySet[Any]:
    if kind == "companies":
        return directory(user, words=words)
    finders: dict[str, Callable[[User, str], QuerySet[Any]]] = {
        "listings": search_listings,
        "challenges": search_challenges,
        "focus": search_points,
        "actions": search_actions,
        "meetings": search_meetings,
        "positions": search_positions,
        "people": search_people,
    }
    return finders[kind](user, words)


def _items(user: User, kind: str, page: Iterable[Any]) -> Sequence[Any]:
    """A listing or challenge never reaches the page itself: only a card, made for this reader."""
    if kind == "challenges":
        return agenda.cards(page, user)
    return cards.listing_cards(page) if kind == "listings" else list(page)


def _title(user: User, kind: str) -> str:
    return {
        "listings": _("Get and give"),
        "challenges": _("Challenges"),
        "meetings": _("Meetings"),
        "positions": _("Positions"),
        "focus": _("Focus points"),
        "actions": _("Actions"),
        "companies": _("Companies"),
        "people": _("People") if user.is_desk else _("My colleagues"),
    }[kind]
