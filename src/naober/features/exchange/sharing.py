"""Who may see a listing and what of it, as somebody chooses it and as it is said to them.

A few plain choices stand for the usual mixtures of levels; each field group may be kept narrower.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naober.features.exchange.models import Listing
from naober.foundation.audience.levels import FieldGroup, Level, narrowest


@dataclass(frozen=True, slots=True)
class Choice:
    """`audience`: who sees it; `who`: who reads our name and, with it, whom to contact."""

    audience: Level
    who: Level


CHOICES: dict[str, Choice] = {
    "open": Choice(Level.MEMBERS, Level.MEMBERS),
    "confidential": Choice(Level.MEMBERS, Level.OWN),
    "own": Choice(Level.OWN, Level.OWN),
    "broker": Choice(Level.MEMBERS, Level.DESK),
    "desk": Choice(Level.DESK, Level.DESK),
    "named": Choice(Level.NAMED, Level.NAMED),
    "named_name": Choice(Level.MEMBERS, Level.NAMED),
    "neighbours": Choice(Level.NEIGHBOURS, Level.NEIGHBOURS),
    "public": Choice(Level.PUBLIC, Level.PUBLIC),
    "public_name": Choice(Level.PUBLIC, Level.MEMBERS),
    "public_veiled": Choice(Level.PUBLIC, Level.OWN),
}
LABELS = {
    "open": gettext_lazy("All members, with our name"),
    "confidential": gettext_lazy("All members, our name only for whom we say yes to"),
    "own": gettext_lazy("Only our own company"),
    "broker": gettext_lazy("All members, our name also for the desk, which may bring us together"),
    "desk": gettext_lazy("Only the desk, which looks for us"),
    "named": gettext_lazy("Only the companies we choose, and the desk"),
    "named_name": gettext_lazy("All members, our name only for the companies we choose"),
    "neighbours": gettext_lazy("All members, and later the collectives next to ours"),
    "public": gettext_lazy("Everybody, also without an account"),
    "public_name": gettext_lazy("Everybody, our name only for members"),
    "public_veiled": gettext_lazy("Everybody, our name only for whom we say yes to"),
}
FURTHER = (
    (gettext_lazy("Fewer people"), ("desk", "named")),
    (gettext_lazy("All members, our name for fewer"), ("broker", "named_name")),
    (
        gettext_lazy("More people"),
        ("neighbours", "public", "public_name", "public_veiled"),
    ),
)
BRIEF = {
    "broker": gettext_lazy("Also for the desk, which may bring us together"),
    "named_name": gettext_lazy("Only for the companies we choose"),
}
KEPT = {
    "": gettext_lazy("Whoever sees it"),
    Level.NAMED: gettext_lazy("The companies we choose, and the desk"),
    Level.DESK: gettext_lazy("Only the desk"),
    Level.OWN: gettext_lazy("Only whom we say yes to"),
}
NARROWED = (FieldGroup.AMOUNT, FieldGroup.PRICE, FieldGroup.CONTACT)


def choice_of(listing: Listing) -> str:
    """The choice that a listing is an example of; "" for a mixture that no choice makes."""
    mine = Choice(Level(listing.audience), Level(listing.audience_who))
    return next((name for name, choice in CHOICES.items() if choice == mine), "")


def kept_of(listing: Listing, group: str) -> str:
    """What was chosen for a field group; "" where it is as wide as it can be."""
    level = listing.level_of(group)
    widest = listing.audience
    if group == FieldGroup.CONTACT:
        widest = narrowest(widest, listing.audience_who)
    return "" if level == widest else level


def in_words(listing: Listing) -> str:
    chosen = choice_of(listing)
    words = str(LABELS[chosen]) if chosen else _("Your own choice")
    kept = [str(group.label) for group in NARROWED if kept_of(listing, group)]
    if kept:
        words += "; " + _("not for all of them: %(what)s") % {"what": ", ".join(kept)}
    return words
