"""Use cases that change something: keyword-only, atomic, `by=` whom."""

from naober.features.positions.services.comments import add_comment, answer_comment
from naober.features.positions.services.consultations import (
    Consulted,
    Imported,
    import_calendar,
    keep_consultation,
)
from naober.features.positions.services.outcomes import (
    close,
    note_answer,
    note_promise,
    note_sending,
    settle_promise,
)
from naober.features.positions.services.signing import (
    before_two_become_one,
    company_leaves,
    sign,
    withdraw,
)
from naober.features.positions.services.states import (
    ask_for_comments,
    ask_for_signatures,
    back,
    set_editors,
)
from naober.features.positions.services.texts import Written, begin, write

__all__ = [
    "Consulted",
    "Imported",
    "Written",
    "add_comment",
    "answer_comment",
    "ask_for_comments",
    "ask_for_signatures",
    "back",
    "before_two_become_one",
    "begin",
    "close",
    "company_leaves",
    "import_calendar",
    "keep_consultation",
    "note_answer",
    "note_promise",
    "note_sending",
    "set_editors",
    "settle_promise",
    "sign",
    "withdraw",
    "write",
]
