"""What the collective acts on: focus points, the groups that work on them, and what came of it."""

from naober.features.focus.models.groups import Seat, WorkingGroup, WorkingGroupQuerySet
from naober.features.focus.models.points import FocusPoint, FocusPointQuerySet, Measurement, State
from naober.features.focus.models.results import Result
from naober.features.focus.models.work import (
    MAX_BYTES,
    MAX_CHARACTERS,
    Action,
    Content,
    Decision,
    Document,
    Remark,
)

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "Action",
    "Content",
    "Decision",
    "Document",
    "FocusPoint",
    "FocusPointQuerySet",
    "Measurement",
    "Remark",
    "Result",
    "Seat",
    "State",
    "WorkingGroup",
    "WorkingGroupQuerySet",
]
