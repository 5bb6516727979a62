"""For every test that spans the project."""

from collections.abc import Iterator

import pytest
from django.db import connection


@pytest.fixture(scope="session", autouse=True)
def _nobody_holds_the_database(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A browser that left in the middle of an answer leaves a session behind; PostgreSQL does not
    drop a database that somebody is in."""
    yield
    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
