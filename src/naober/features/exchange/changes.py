"""What was changed of a listing or a deal, by whom and when: read in the journal.

The journal keeps which parts changed and for whom it is from then on, never the words: what it said
before stays as secret as it was then, and is gone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from naober.features.exchange.models import Deal, Listing
from naober.foundation.audience.levels import FieldGroup, Level
from naober.foundation.journal import selectors as journal
from naober.foundation.journal.models import Entry
from naober.foundation.journal.phrases import phrase_of
from naober.foundation.members.models import User
from naober.foundation.members.rules import acts_for

PARTS = {
    "text": gettext_lazy("the sentence"),
    "direction": gettext_lazy("bring or get"),
    "audience": gettext_lazy("who may see it"),
    "group": gettext_lazy("which companies"),
    "who": gettext_lazy("who reads your name"),
    "amount": gettext_lazy("who reads how much it is"),
    "price": gettext_lazy("who reads the price"),
    "contact": gettext_lazy("who reads whom to contact"),
    "reference": gettext_lazy("your own note"),
    "agreed": gettext_lazy("what you agreed"),
    "starts_on": gettext_lazy("from when"),
    "ends_on": gettext_lazy("until when"),
    "expected": gettext_lazy("what is expected of it"),
}
Parts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """One act. `audience`: for whom it was and is, where that changed."""

    at: datetime
    text: str
    by: str
    on_behalf: bool
    parts: tuple[str, ...]
    audience: tuple[str, str] | None


def parts_of_listing(listing: Listing) -> Parts:
    """To compare: before and after."""
    groups = {str(group): listing.level_of(group) for group in FieldGroup.values}
    return {
        **groups,
        "text": listing.text,
        "direction": listing.direction,
        "audience": listing.audience,
        "group": listing.audience_group_id,
        "reference": listing.reference,
    }


def parts_of_deal(deal: Deal) -> Parts:
    return {
        "agreed": deal.agreed,
        "starts_on": deal.starts_on,
        "ends_on": deal.ends_on,
        "audience": deal.audience,
        "expected": sorted((one.kind, one.per_year) for one in deal.expected.all()),
    }


def facts(before: Parts, after: Parts) -> dict[str, str]:
    """What the journal keeps of a change."""
    changed = [name for name in PARTS if name in after and before[name] != after[name]]
    kept = {"changed": ",".join(changed)}
    if "audience" in changed:
        kept |= {"was_for": str(before["audience"]), "is_for": str(after["audience"])}
    return kept


def of_listing(listing: Listing, user: User) -> QuerySet[Entry] | None:
    """Its own people read all; the desk what it did itself, where it may read whose it is; nobody
    else anything: None."""
    if acts_for(user, listing.company):
        return journal.about(f"listing:{listing.pk}")
    if user.is_desk and listing.is_named:
        return journal.about(f"listing:{listing.pk}").filter(on_behalf=True)
    return None


def of_deal(deal: Deal) -> QuerySet[Entry]:
    """The changes of what was agreed, in order, for whoever may read how it went."""
    return journal.about(f"deal:{deal.pk}").filter(action="deal.changed").order_by("at", "pk")


def lines(entries: Iterable[Entry]) -> list[Change]:
    return [_line(entry) for entry in entries]


def _line(entry: Entry) -> Change:
    return Change(
        at=entry.at,
        text=phrase_of(entry),
        by=entry.by_name,
        on_behalf=entry.on_behalf,
        parts=changed_parts(entry),
        audience=_audience(entry.facts),
    )


def changed_parts(entry: Entry) -> tuple[str, ...]:
    codes = str(entry.facts.get("changed", "")).split(",")
    return tuple(str(PARTS[code]) for code in codes if code in PARTS)


def _audience(kept: Mapping[str, str]) -> tuple[str, str] | None:
    was, now = kept.get("was_for"), kept.get("is_for")
    if was not in Level.values or now not in Level.values:
        return None
    return str(Level(was).label), str(Level(now).label)
