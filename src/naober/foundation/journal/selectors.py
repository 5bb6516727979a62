"""The journal as pages read it: always of one company, and by one kind of reader."""

from django.db.models import QuerySet

from naober.foundation.journal.models import Entry

DESK = "desk"
OWN = "own"


def of_company(company_pk: int, *, only_on_behalf: bool, done_by: str = "") -> QuerySet[Entry]:
    """The company's own people read all of it. The desk reads what it did itself on behalf of the
    company, and no more: facts of the company's own doing are the company's."""
    entries = Entry.objects.filter(company=company_pk).select_related("by")
    if only_on_behalf or done_by == DESK:
        return entries.filter(on_behalf=True)
    return entries.filter(on_behalf=False) if done_by == OWN else entries
