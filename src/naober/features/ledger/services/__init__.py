from naober.features.ledger.services.entries import correct, left_of, record
from naober.features.ledger.services.publishing import close_quarters

__all__ = ["close_quarters", "correct", "left_of", "record"]
