"""What can be done with companies and people: one function per use case, all or nothing."""

from naober.foundation.members.naming import is_latin, tidy_name
from naober.foundation.members.services.companies import (
    confirm_page,
    known_place,
    remove_site,
    save_company,
    save_site,
)
from naober.foundation.members.services.forgetting import forget
from naober.foundation.members.services.groups import (
    group_of,
    make_group,
    put_in_group,
    remove_group,
    take_from_group,
)
from naober.foundation.members.services.invitations import (
    Accepted,
    InvitationOverError,
    Invitee,
    accept,
    decline,
    invite,
    pass_on,
    send_again,
    withdraw,
)
from naober.foundation.members.services.joining import set_stage, tick_step
from naober.foundation.members.services.leaving import close_unused, company_leaves, end_access
from naober.foundation.members.services.merging import Apart, merge_companies
from naober.foundation.members.services.names import is_taken, named_like, tidy_email
from naober.foundation.members.services.people import (
    Successor,
    SuccessorNeededError,
    close_account,
    leave,
    needs_successor,
    set_roles,
)
from naober.foundation.members.services.terms import agree, set_contributions
from naober.foundation.members.services.wishes import (
    Asked,
    ask_to_join,
    ask_to_meet,
    grant,
    refuse,
)

__all__ = [
    "Accepted",
    "Apart",
    "Asked",
    "InvitationOverError",
    "Invitee",
    "Successor",
    "SuccessorNeededError",
    "accept",
    "agree",
    "ask_to_join",
    "ask_to_meet",
    "close_account",
    "close_unused",
    "company_leaves",
    "confirm_page",
    "decline",
    "end_access",
    "forget",
    "grant",
    "group_of",
    "invite",
    "is_latin",
    "is_taken",
    "known_place",
    "leave",
    "make_group",
    "merge_companies",
    "named_like",
    "needs_successor",
    "pass_on",
    "put_in_group",
    "refuse",
    "remove_group",
    "remove_site",
    "save_company",
    "save_site",
    "send_again",
    "set_contributions",
    "set_roles",
    "set_stage",
    "take_from_group",
    "tick_step",
    "tidy_email",
    "tidy_name",
    "withdraw",
]
