"""For every test that spans the project."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import connection, transaction

from tests.access.cast import Cast, make_cast


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


@pytest.fixture(scope="module")
def _cast_of_this_file(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    """Made and signed in once, in a transaction around those of the tests in this file."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        made = make_cast()
        made.sign_in()
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def cast(db, _cast_of_this_file) -> Cast:
    """Every kind of person, signed in. What a test does to them is taken back after it: in the
    database, and here as each test has a copy."""
    return deepcopy(_cast_of_this_file)
