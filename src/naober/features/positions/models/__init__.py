"""Positions, who stands behind them, and what came of them; and when government asks."""

from naober.features.positions.models.comments import MAX_COMMENT, Comment
from naober.features.positions.models.consultations import Consultation
from naober.features.positions.models.outcomes import MAX_ANSWER, Answer, Promise, Sending
from naober.features.positions.models.positions import (
    MAX_PARAGRAPH,
    MAX_PARAGRAPHS,
    MAX_TEXT,
    Outcome,
    Paragraph,
    Passage,
    Position,
    State,
    Version,
)
from naober.features.positions.models.signing import MAX_NOTE, Signature

__all__ = [
    "MAX_ANSWER",
    "MAX_COMMENT",
    "MAX_NOTE",
    "MAX_PARAGRAPH",
    "MAX_PARAGRAPHS",
    "MAX_TEXT",
    "Answer",
    "Comment",
    "Consultation",
    "Outcome",
    "Paragraph",
    "Passage",
    "Position",
    "Promise",
    "Sending",
    "Signature",
    "State",
    "Version",
]
