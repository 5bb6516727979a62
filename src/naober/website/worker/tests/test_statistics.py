"""The database counts what it holds: every night, and after every migration."""

import pytest
from django.core.management import call_command
from django.db import connection

from naober.foundation.members.models import Company
from naober.website.worker import housekeeping

pytestmark = pytest.mark.django_db
COUNT = 40
BELIEVED = {
    "sqlite": "SELECT stat FROM sqlite_stat1 WHERE tbl = 'members_company'",
    "postgresql": "SELECT reltuples::int FROM pg_class WHERE relname = 'members_company'",
}


@pytest.mark.parametrize("done", [housekeeping.tidy_up, lambda: call_command("migrate")])
def test_the_database_learns_how_many_rows_there_are(done):
    Company.objects.bulk_create(Company(name=f"Company {n}") for n in range(COUNT))
    assert _believed() != COUNT
    done()
    assert _believed() == COUNT


def _believed() -> int | None:
    """How many companies it thinks there are; None where it never counted any."""
    with connection.cursor() as cursor:
        cursor.execute(BELIEVED[connection.vendor])
        found = cursor.fetchone()
    return int(str(found[0]).split()[0]) if found else None
