"""What every use case does around itself: what is written down."""

from naober.foundation.journal.services import record
from naober.foundation.members import rules
from naober.foundation.members.models import Company, User


def note(
    action: str, *, by: User | None, company: Company, **facts: str | int | bool | None
) -> None:
    """In the journal of the company; the desk acts on its behalf when it is not its own."""
    on_behalf = bool(by and by.is_desk and not rules.acts_for(by, company))
    record(
        action=action,
        by=by,
        company=company,
        about=f"members.company:{company.pk}",
        on_behalf=on_behalf,
        **facts,
    )
