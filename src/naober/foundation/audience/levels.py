"""For whose eyes something is: one ladder for all; a step sees what those before it see."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    OWN = "own", _("only us")
    DESK = "desk", _("also the desk, as go-between")
    NAMED = "named", _("also the companies we choose")
    MEMBERS = "members", _("all members")
    NEIGHBOURS = "neighbours", _("also neighbour collectives")
    PUBLIC = "public", _("everybody")


class FieldGroup(models.TextChoices):
    """What within an object may be more secret than the object itself."""

    WHO = "who", _("who we are")
    AMOUNT = "amount", _("how much")
    PRICE = "price", _("price and conditions")
    CONTACT = "contact", _("whom to contact")


ORDER: tuple[str, ...] = tuple(Level.values)


def rank(level: str) -> int:
    """The step of the ladder, from 0 for one's own."""
    return ORDER.index(level)


def narrowest(*levels: str) -> str:
    """The one that fewest people are in: a field group is never wider than its object."""
    return min(levels, key=rank)


def at_least(level: str) -> list[str]:
    """The levels that whoever stands on this step is in."""
    return list(ORDER[rank(level) :])


def at_most(level: str) -> list[str]:
    return list(ORDER[: rank(level) + 1])
