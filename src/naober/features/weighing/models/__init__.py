"""Rounds in which companies choose together: candidates, ballots, and the outcome as it was."""

from naober.features.weighing.models.ballots import Ballot
from naober.features.weighing.models.outcomes import Outcome
from naober.features.weighing.models.rounds import (
    DEFAULT_METHOD,
    BallotKind,
    Candidate,
    Method,
    Round,
    State,
    Ties,
    Unit,
)

__all__ = [
    "DEFAULT_METHOD",
    "Ballot",
    "BallotKind",
    "Candidate",
    "Method",
    "Outcome",
    "Round",
    "State",
    "Ties",
    "Unit",
]
