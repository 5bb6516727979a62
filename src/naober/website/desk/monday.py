"""The desk's week: what asks for a phone call or a decision, five of each, most urgent first.

Each `Block` finds rows by an index and makes lines of the few that are shown. What a company keeps
from the desk stays hidden here as everywhere: names come from what the listing lets the desk read.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from naober.features.desk import selectors as desk
from naober.foundation.members.models import Membership, Seen, User
from naober.website.desk import investment_rows, position_rows
from naober.website.desk import monday_companies as companies
from naober.website.desk import monday_results as results
from naober.website.desk import monday_rows as rows
from naober.website.desk.monday_rows import Asked, Known, Line

SHOWN = 5
COUNTED = 100  # beyond it, "more than 100" is as much as anybody wants to know


@dataclass(frozen=True, slots=True)
class Source:
    """Where the lines of a block come from."""

    key: str
    find: Callable[[User], "QuerySet[Any] | list[Any]"]
    lines: Callable[[Sequence[Any], Known], list[Line]]
    asks: Callable[[Sequence[Any]], Asked] = rows.nothing_asked


@dataclass(frozen=True, slots=True)
class Block:
    key: str
    title: str
    lines: list[Line]
    count: int
    url: str

    @property
    def more(self) -> bool:
        return self.count > len(self.lines)

    @property
    def count_text(self) -> str:
        return f"{COUNTED}+" if self.count > COUNTED else str(self.count)


SOURCES = (
    Source("wie-wacht", rows.waiting, rows.waiting_lines, rows.waiting_asks),
    Source("doen", rows.due, rows.due_lines),
    Source("aanvragen", rows.wishes, rows.wish_lines),
    Source("bellen", rows.worth_a_call, rows.worth_a_call_lines, rows.worth_a_call_asks),
    Source("loopt-af", rows.ending, rows.ending_lines, rows.ending_asks),
    Source("uitnodigingen", rows.invitations, rows.invitation_lines),
    Source("afspraken", rows.unsigned, rows.unsigned_lines),
    Source("resultaten", results.waiting, results.waiting_lines),
    Source("voorstellen", rows.unread, rows.unread_lines),
    Source("standpunten", position_rows.waiting, position_rows.waiting_lines),
    Source("inspraak", position_rows.closing, position_rows.closing_lines),
    Source("investeringen", investment_rows.waiting, investment_rows.waiting_lines),
    Source("stil", companies.quiet, companies.company_lines),
    Source("nooit", companies.never_spoken, companies.company_lines),
)
BY_KEY = {source.key: source for source in SOURCES}


def title_of(key: str) -> str:
    return {
        "wie-wacht": _("Who waits on whom"),
        "doen": _("You promised"),
        "aanvragen": _("Ask something of the desk"),
        "bellen": _("Worth a phone call"),
        "loopt-af": _("Ends within two weeks"),
        "uitnodigingen": _("Invitations without an answer"),
        "afspraken": _("Not yet confirmed by both"),
        "resultaten": _("Results that nobody confirmed yet"),
        "voorstellen": _("Read in conversations, not yet looked at"),
        "standpunten": _("Positions that wait for you"),
        "inspraak": _("Government asks, and the last day is near"),
        "investeringen": _("Joint investments that wait"),
        "stil": _("Gone quiet"),
        "nooit": _("Nobody spoke with them yet"),
    }[key]


def week(user: User) -> list[Block]:
    """The blocks that have anything, with whom to phone of who stands in them."""
    # One question for what is shown and for how many there are: to ask twice costs twice.
    found = {source.key: list(source.find(user)[: COUNTED + 1]) for source in SOURCES}
    lines = lines_of({key: one[:SHOWN] for key, one in found.items() if one}, user)
    return [
        Block(key, title_of(key), made, len(found[key]), reverse("desk:list", args=[key]))
        for key, made in lines.items()
    ]


def lines_of(found: dict[str, list[Any]], user: User) -> dict[str, list[Line]]:
    """Of the rows of blocks, by their key. What the lines need is looked up for all at once."""
    known = rows.known_of(user, [BY_KEY[key].asks(shown) for key, shown in found.items()])
    made = {key: BY_KEY[key].lines(shown, known) for key, shown in found.items()}
    lines = [line for part in made.values() for line in part]
    people = whom_to_phone(line.company for line in lines)
    for line in lines:
        line.whom, line.phone = people.get(line.company or 0, ("", ""))
    return made


def whom_to_phone(companies: Iterable[int | None]) -> dict[int, tuple[str, str]]:
    """A name and a number for each company: of whom the desk noted, else of its contact person. The
    name is empty where it is not for the desk."""
    ids = {pk for pk in companies if pk}
    people = Membership.objects.filter(company__in=ids, ended_on=None, user__is_active=True)
    shown = people.exclude(user__phone="").exclude(user__phone_level=Seen.OWN)
    found = {}
    for one in shown.select_related("user").order_by("is_contact", "-pk"):
        name = one.user.name if one.user.name_level != Seen.OWN else ""
        found[one.company_id] = (name, one.user.phone)
    noted = {pk: (contact.name, contact.phone) for pk, contact in desk.phones_of(ids).items()}
    return found | noted
