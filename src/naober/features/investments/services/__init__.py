"""What is done with investments."""

from naober.features.investments.services.afterwards import (
    add_step,
    confirm_realised,
    end_investment,
    note_realised,
    start_investment,
    tick_step,
)
from naober.features.investments.services.changing import (
    ask_in,
    join_later,
    leave_group,
    offer_place,
)
from naober.features.investments.services.saying import (
    Conditions,
    before_two_become_one,
    give_figures,
    give_pledge,
    open_up,
    take_stance,
    withdraw,
)
from naober.features.investments.services.setting_up import (
    edit_investment,
    extend_pledges,
    make_investment,
    open_pledges,
    remove_investment,
    stop_investment,
)
from naober.features.investments.services.settling import (
    reckon_all,
    settle_due,
    settle_investment,
)

__all__ = [
    "Conditions",
    "add_step",
    "ask_in",
    "before_two_become_one",
    "confirm_realised",
    "edit_investment",
    "end_investment",
    "extend_pledges",
    "give_figures",
    "give_pledge",
    "join_later",
    "leave_group",
    "make_investment",
    "note_realised",
    "offer_place",
    "open_pledges",
    "open_up",
    "reckon_all",
    "remove_investment",
    "settle_due",
    "settle_investment",
    "start_investment",
    "stop_investment",
    "take_stance",
    "tick_step",
    "withdraw",
]
