"""What is done with meetings."""

from naober.features.meetings.services.answering import (
    Reply,
    answer,
    reply_from,
    sign_up,
    take_off,
    tick,
)
from naober.features.meetings.services.feeds import give_feed, stop_feed
from naober.features.meetings.services.forgetting import forget_guests
from naober.features.meetings.services.inviting import GuestRow, invite_guest, invite_person
from naober.features.meetings.services.leaving import company_leaves, host_leaves, person_leaves
from naober.features.meetings.services.minutes import (
    Written,
    save_minutes,
    settle_gone,
    share_minutes,
)
from naober.features.meetings.services.planning import (
    Plan,
    announce,
    cancel,
    change_meeting,
    hold,
    plan_meeting,
    remove_draft,
)
from naober.features.meetings.services.points import (
    Subject,
    add_point,
    change_point,
    move_point,
    remove_point,
)
from naober.features.meetings.services.raising import raise_challenge
from naober.features.meetings.services.talks import (
    Setup,
    ask_talks,
    mend_talks,
    say_outcome,
    share_talks,
)

__all__ = [
    "GuestRow",
    "Plan",
    "Reply",
    "Setup",
    "Subject",
    "Written",
    "add_point",
    "announce",
    "answer",
    "ask_talks",
    "cancel",
    "change_meeting",
    "change_point",
    "company_leaves",
    "forget_guests",
    "give_feed",
    "hold",
    "host_leaves",
    "invite_guest",
    "invite_person",
    "mend_talks",
    "move_point",
    "person_leaves",
    "plan_meeting",
    "raise_challenge",
    "remove_draft",
    "remove_point",
    "reply_from",
    "save_minutes",
    "say_outcome",
    "settle_gone",
    "share_minutes",
    "share_talks",
    "sign_up",
    "stop_feed",
    "take_off",
    "tick",
]
