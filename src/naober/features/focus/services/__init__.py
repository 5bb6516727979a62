"""What is done with focus points, in groups, and by whoever took something on."""

from naober.features.focus.services.actions import (
    Task,
    add_action,
    change_action,
    drop_action,
    finish_action,
    give_back,
)
from naober.features.focus.services.decisions import (
    Settled,
    add_decision,
    change_decision,
    drop_decision,
)

__all__ = [
    "Settled",
    "Task",
    "add_action",
    "add_decision",
    "change_action",
    "change_decision",
    "drop_action",
    "drop_decision",
    "finish_action",
    "give_back",
]
