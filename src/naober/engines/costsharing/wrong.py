"""What can be wrong with a game or a question about it: a code and the values that belong to it."""

from enum import StrEnum


class Wrong(StrEnum):
    """In English, with places for the values."""

    NO_PLAYERS = "a game needs a player"
    TOO_MANY = "{0} players: a table has {1} at most"
    TWICE = "{0} plays twice"
    NAMELESS = "a player has no name"
    NOT_ALL_GROUPS = "{0} players have {1} groups"
    NO_VALUE = "{0} has no value"
    NOBODY = "nobody is worth {0}"
    NO_NUMBER = "{0} is no number"
    STRANGER = "{0} is no player"
    BELOW_ZERO = "{0} has {1}, which is below 0"
    STEP_BELOW_ZERO = "a step costs {0}"
    STEP_UNUSED = "nobody uses a step"
    ESTATE = "{0} is not between 0 and what all claim"
    LOADS = "the loads are not of the same moments"
    PRICE = "a unit of load costs {0}"
    NO_LINK = "{0} is no link between two of the players"
    NOT_JOINED = "{0} has no link to {1}"
    RESOURCES = "holdings and products do not name the same resources"
    PRODUCT = "a product takes something of the resources, and nothing below 0"
    WEIGHT = "{0} weighs {1}, which is not above 0"
    CAPS = "the caps leave {0} that nobody takes"
    NO_PRICES = "a table has no prices: for owen a production or a plan is needed"
    NEEDS_TABLE = "{0} looks at all groups, for which {1} players are too many"


class GameError(ValueError):
    """A game that cannot be, or a question that it cannot answer."""

    def __init__(self, wrong: Wrong, *values: object) -> None:
        self.wrong = wrong
        self.values = tuple(map(str, values))
        super().__init__(wrong.format(*self.values))
