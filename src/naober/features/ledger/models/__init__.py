from naober.features.ledger.models.entries import UNIT_OF, Entry, EntryQuerySet, Kind, Unit, Way
from naober.features.ledger.models.published import LEAST_COMPANIES, Figure, Published, Route

__all__ = [
    "LEAST_COMPANIES",
    "UNIT_OF",
    "Entry",
    "EntryQuerySet",
    "Figure",
    "Kind",
    "Published",
    "Route",
    "Unit",
    "Way",
]
