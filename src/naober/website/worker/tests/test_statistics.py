"""The database counts what it holds: every night, and after every migration."""

import pytest
from django.core.management import call_command
from django.db import connection

from naober.foundation.members.models import Company
from naober.website.worker import housekeeping

pytestmark = pytest.mark.django_db
BELIEVED = {
    "sqlite": "SELECT stat FROM sqlite_stat1 WHERE tbl = 'members_company'",
    "postgresql": "SELECT reltuples::int FROM pg_class WHERE relname = 'members_company'",
}


# Two numbers: what PostgreSQL learned is not forgotten when a test is taken back.
@pytest.mark.parametrize(
    ("count", "done"), [(40, housekeeping.tidy_up), (41, lambda: call_command("migrate"))]
)
def test_the_database_learns_how_many_rows_there_are(count, done):
    Company.objects.bulk_create(Company(name=f"Company {n}") for n in range(count))
    assert _believed() != count
    done()
    assert _believed() == count


def _believed() -> int | None:
    """How many companies it thinks there are; None where it never counted any."""
    with connection.cursor() as cursor:
        cursor.execute(BELIEVED[connection.vendor])
        found = cursor.fetchone()
    return int(str(found[0]).split()[0]) if found else None
