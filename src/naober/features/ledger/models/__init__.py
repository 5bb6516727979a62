from naober.features.ledger.models.entries import UNIT_OF, Entry, Kind, Unit, Way

__all__ = ["UNIT_OF", "Entry", "Kind", "Unit", "Way"]
