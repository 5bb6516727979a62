"""What is done with challenges: one function per use case, all or nothing."""

from naober.features.agenda.services.companies import before_two_become_one, company_leaves
from naober.features.agenda.services.opening import answer_opening, ask_to_open
from naober.features.agenda.services.raising import (
    Said,
    Source,
    close_challenge,
    edit_challenge,
    raise_challenge,
    reopen_challenge,
    set_theme,
)
from naober.features.agenda.services.recognising import recognise, take_back
from naober.features.agenda.services.telling import mark_chosen, mark_done, mark_open, tell
from naober.features.agenda.services.themes import move_theme, save_theme
from naober.features.agenda.services.together import (
    take_apart,
    take_together,
    take_together_anew,
    tell_apart,
)

__all__ = [
    "Said",
    "Source",
    "answer_opening",
    "ask_to_open",
    "before_two_become_one",
    "close_challenge",
    "company_leaves",
    "edit_challenge",
    "mark_chosen",
    "mark_done",
    "mark_open",
    "move_theme",
    "raise_challenge",
    "recognise",
    "reopen_challenge",
    "save_theme",
    "set_theme",
    "take_apart",
    "take_back",
    "take_together",
    "take_together_anew",
    "tell",
    "tell_apart",
]
