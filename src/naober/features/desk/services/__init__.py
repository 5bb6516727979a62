"""What the desk does: one function per use case, all or nothing. Only the desk may."""

from naober.features.desk.services.conversations import (
    Talk,
    accept_challenge,
    accept_follow_up,
    accept_person,
    drop_proposal,
    edit_conversation,
    forget_conversation,
    note_conversation,
    reopen_proposal,
    settle,
)
from naober.features.desk.services.people import (
    add_follow_up,
    finish_follow_up,
    remove_contact,
    save_contact,
)

__all__ = [
    "Talk",
    "accept_challenge",
    "accept_follow_up",
    "accept_person",
    "add_follow_up",
    "drop_proposal",
    "edit_conversation",
    "finish_follow_up",
    "forget_conversation",
    "note_conversation",
    "remove_contact",
    "reopen_proposal",
    "save_contact",
    "settle",
]
