"""The journal is only added to, whoever leaves."""

import pytest
from django.db import DatabaseError, connection, transaction

from naober.foundation.journal.models import Entry
from naober.foundation.journal.services import record
from naober.foundation.members.tests.factories import CompanyFactory, UserFactory


@pytest.fixture
def entry(db):
    record(action="listing.said", by=UserFactory(), company=CompanyFactory(), title="a title")
    return Entry.objects.get()


CHANGES = ["action='x'", "about='x'", "by_name='x'", "facts='{}'", "at='2020-01-01'"]


@pytest.mark.parametrize("change", [f"UPDATE journal_entry SET {c}" for c in CHANGES])
def test_the_database_refuses_a_change(entry, change):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_database_refuses_another_name_and_to_let_it_go(entry):
    other = UserFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(by=other)
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_entry")


def test_who_is_forgotten_leaves_a_name_and_no_row(entry):
    name = entry.by_name
    entry.by.delete()
    entry.refresh_from_db()
    assert (entry.by, entry.by_name) == (None, name)


def test_a_company_that_goes_takes_no_history_with_it(entry):
    entry.company.delete()
    entry.refresh_from_db()
    assert entry.company is None
