"""The journal as pages read it: of one company, by one kind of reader; or of one thing."""

from django.db.models import Q, QuerySet

from naober.foundation.journal.models import Entry

DESK = "desk"
OWN = "own"


def of_company(company_pk: int, *, only_on_behalf: bool, done_by: str = "") -> QuerySet[Entry]:
    """The company's own people read all of it. The desk reads what it did itself on behalf of the
    company, and no more: facts of the company's own doing are the company's. What was written of a
    second row of the same company stands with it."""
    same = Q(company=company_pk) | Q(company__merged_into=company_pk)
    entries = Entry.objects.filter(same).select_related("by")
    if only_on_behalf or done_by == DESK:
        return entries.filter(on_behalf=True)
    return entries.filter(on_behalf=False) if done_by == OWN else entries


def about(thing: str) -> QuerySet[Entry]:
    """All acts on one thing, newest first. Who may read them, the feature that it is of decides."""
    return Entry.objects.filter(about=thing)
