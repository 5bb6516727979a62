"""What is done with rounds."""

from naober.features.weighing.services.closing import (
    break_tie,
    close_due,
    close_round,
    decide_round,
)
from naober.features.weighing.services.importing import import_pabulib
from naober.features.weighing.services.rounds import (
    Wanted,
    add_candidates,
    change_candidates,
    edit_round,
    extend_round,
    make_round,
    open_round,
    remove_round,
)
from naober.features.weighing.services.voting import (
    before_two_become_one,
    cast_vote,
    withdraw_votes,
)

__all__ = [
    "Wanted",
    "add_candidates",
    "before_two_become_one",
    "break_tie",
    "cast_vote",
    "change_candidates",
    "close_due",
    "close_round",
    "decide_round",
    "edit_round",
    "extend_round",
    "import_pabulib",
    "make_round",
    "open_round",
    "remove_round",
    "withdraw_votes",
]
