"""What the desk does: one function per use case, all or nothing. Only the desk may."""

from naober.features.desk.services.companies import ask_again, set_front_runner, tell_apart
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
    remind_desk,
    remove_contact,
    save_contact,
)
from naober.features.desk.services.prospects import (
    choose_prospects,
    draft_prospects,
    drop_batch,
    import_prospects,
)

__all__ = [
    "Talk",
    "accept_challenge",
    "accept_follow_up",
    "accept_person",
    "add_follow_up",
    "ask_again",
    "choose_prospects",
    "draft_prospects",
    "drop_batch",
    "drop_proposal",
    "edit_conversation",
    "finish_follow_up",
    "forget_conversation",
    "import_prospects",
    "note_conversation",
    "remind_desk",
    "remove_contact",
    "reopen_proposal",
    "save_contact",
    "set_front_runner",
    "settle",
    "tell_apart",
]
