"""What can be done in the exchange: one function per use case, all or nothing."""

from naober.features.exchange.services.after_talk import both_go_on
from naober.features.exchange.services.deals import (
    Terms,
    change_deal,
    confirm_deal,
    end_deal,
    propose_deal,
    say_different,
)
from naober.features.exchange.services.guests import end_guest, invite_guest, let_guest_in
from naober.features.exchange.services.listings import (
    ImportRow,
    Said,
    close_listing,
    draft_listing,
    edit_listing,
    import_listings,
    months_later,
    renew_listing,
    say_listing,
)
from naober.features.exchange.services.matches import (
    decline_match,
    express_interest,
    reply_to_listing,
)
from naober.features.exchange.services.sightings import record_sighting
from naober.features.exchange.services.unanswered import end_unanswered
from naober.features.exchange.services.values import (
    Co2,
    Line,
    confirm_value,
    correct_value,
    refuse_value,
    report_value,
    withdraw_value,
)

__all__ = [
    "Co2",
    "ImportRow",
    "Line",
    "Said",
    "Terms",
    "both_go_on",
    "change_deal",
    "close_listing",
    "confirm_deal",
    "confirm_value",
    "correct_value",
    "decline_match",
    "draft_listing",
    "edit_listing",
    "end_deal",
    "end_guest",
    "end_unanswered",
    "express_interest",
    "import_listings",
    "invite_guest",
    "let_guest_in",
    "months_later",
    "propose_deal",
    "record_sighting",
    "refuse_value",
    "renew_listing",
    "reply_to_listing",
    "report_value",
    "say_different",
    "say_listing",
    "withdraw_value",
]
