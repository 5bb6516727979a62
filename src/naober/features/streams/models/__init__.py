"""What is told of a stream beside its sentence, and the plans that are made with it."""

from naober.features.streams.models.details import (
    Permit,
    StreamDetail,
    Treatment,
)
from naober.features.streams.models.plans import Objective, Plan, Planned, Rule

__all__ = ["Objective", "Permit", "Plan", "Planned", "Rule", "StreamDetail", "Treatment"]
