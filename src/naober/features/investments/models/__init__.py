"""Investments that companies make together: what it is, who joins, and what each says in secret."""

from naober.features.investments.models.afterwards import Realised, Step
from naober.features.investments.models.investments import (
    Investment,
    Rule,
    State,
)
from naober.features.investments.models.participants import (
    Figures,
    Participation,
    Pledge,
    Stance,
)
from naober.features.investments.models.reckonings import Reckoning

__all__ = [
    "Figures",
    "Investment",
    "Participation",
    "Pledge",
    "Realised",
    "Reckoning",
    "Rule",
    "Stance",
    "State",
    "Step",
]
