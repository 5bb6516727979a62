"""To write in the journal, inside the transaction of the act: neither is without the other."""

from datetime import datetime
from typing import Any

from naober.foundation.journal.models import Entry


def record(
    *,
    action: str,
    by: Any = None,
    company: Any = None,
    about: str = "",
    on_behalf: bool = False,
    **facts: str | int | bool | None,
) -> None:
    """Add one act. `by` is a user (None: the platform itself), `company` for whom it was done.

    `facts` are shown to the people of the company: nothing of another company goes in.
    """
    Entry.objects.create(
        by=by,
        by_name=str(by)[:150] if by else "",
        company=company,
        on_behalf=on_behalf,
        action=action,
        about=about,
        facts=facts,
    )


def forget_sign_ins(before: datetime) -> None:
    """When people signed in is kept for a while only. The database lets no other entry go."""
    Entry.objects.filter(action="person.signed_in", at__lt=before).delete()
