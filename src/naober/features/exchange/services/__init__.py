"""What can be done in the exchange: one function per use case, all or nothing."""

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

__all__ = [
    "ImportRow",
    "Said",
    "close_listing",
    "decline_match",
    "draft_listing",
    "edit_listing",
    "express_interest",
    "import_listings",
    "months_later",
    "renew_listing",
    "reply_to_listing",
    "say_listing",
]
