"""What is done with challenges."""

from naober.features.agenda.services.telling import mark_chosen, mark_done, tell

__all__ = ["mark_chosen", "mark_done", "tell"]
