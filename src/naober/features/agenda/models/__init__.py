"""What companies struggle with: themes, challenges, who recognises them, and their line of life."""

from naober.features.agenda.models.challenges import (
    MAX_CHARACTERS,
    Challenge,
    ChallengeQuerySet,
    NotAlike,
    Origin,
    Recognition,
    State,
    own_of,
)
from naober.features.agenda.models.milestones import Milestone
from naober.features.agenda.models.themes import Theme

__all__ = [
    "MAX_CHARACTERS",
    "Challenge",
    "ChallengeQuerySet",
    "Milestone",
    "NotAlike",
    "Origin",
    "Recognition",
    "State",
    "Theme",
    "own_of",
]
