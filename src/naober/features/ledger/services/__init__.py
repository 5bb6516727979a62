from naober.features.ledger.services.entries import correct, left_of, record

__all__ = ["correct", "left_of", "record"]
