"""Rules for the whole suite."""

import os
import unittest
from collections.abc import Iterator
from importlib import import_module
from types import SimpleNamespace

import pytest
from tests import migrated_once

# The browser's driver runs an event loop in the thread of the tests, which Django then refuses.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ALLOWED_REASON = "needs ../shared/"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only tests with a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What never touches a database does not become truer on a second one. That a test does not is
    no guess: pytest-django lets nothing through to the database without one of these."""
    if config.getoption("database_only"):
        left_out = [item for item in items if not _has_a_database(item)]
        items[:] = [item for item in items if _has_a_database(item)]
        config.hook.pytest_deselected(items=left_out)


def _has_a_database(item: pytest.Item) -> bool:
    kind = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
        or (kind is not None and issubclass(kind, unittest.TestCase))
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SKIPPED] = []


SKIPPED: pytest.StashKey[list[str]] = pytest.StashKey()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    outcome = yield
    report = outcome.get_result()
    if report.skipped and ALLOWED_REASON not in str(report.longrepr):
        item.config.stash[SKIPPED].append(f"{item.nodeid}: {report.longrepr}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CI=true nothing is skipped, but for tests of files that are not part of the project."""
    if os.environ.get("CI") and session.config.stash[SKIPPED]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for line in config.stash[SKIPPED]:
        terminalreporter.write_line(f"skipped, which CI refuses: {line}")


@pytest.fixture(scope="session", autouse=True)
def _tests_may_empty_what_is_only_added_to() -> Iterator[None]:
    """The database refuses to empty the ledger and the journal; after a test with a real server
    that must be. What a region starts with (themes, steps, size classes) stands there again, so
    that no test finds another region because of the one before it."""
    import_module("django.db.models")  # first: the next line alone would import in a circle
    from django.apps import apps
    from django.db.backends.base.operations import BaseDatabaseOperations

    guards = [
        import_module(f"naober.{name}")
        for name in (
            "features.ledger.migrations.0002_append_only",
            "features.ledger.migrations.0004_totals_are_frozen",
            "foundation.journal.migrations.0002_append_only",
        )
    ]
    begin_with = [
        getattr(import_module(f"naober.{module}"), function)
        for module, function in (
            ("foundation.members.migrations.0007_first_steps_and_sizes", "fill"),
            ("features.agenda.migrations.0002_themes", "add_themes"),
            ("features.agenda.migrations.0004_theme_words", "add_words"),
        )
    ]
    as_ever = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: BaseDatabaseOperations, statements: list[str]) -> None:
        def run(statement: str, params: object = None) -> None:
            with self.connection.cursor() as cursor:
                cursor.execute(statement)

        editor = SimpleNamespace(connection=self.connection, execute=run)
        for guard in guards:
            guard.unguard(None, editor)
        as_ever(self, statements)
        for guard in guards:
            guard.guard(None, editor)
        for fill in begin_with:
            fill(apps, editor)

    BaseDatabaseOperations.execute_sql_flush = execute_sql_flush
    yield
    BaseDatabaseOperations.execute_sql_flush = as_ever


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings, django_db_blocker
) -> Iterator[migrated_once.Turn]:
    """The migrations run once for all workers: see tests/migrated_once.py."""
    with django_db_blocker.unblock(), migrated_once.Turn() as turn:
        yield turn


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        django_db_modify_db_settings.over()


@pytest.fixture
def desk(db):
    """Somebody of the desk."""
    from naober.foundation.members.tests.factories import UserFactory

    return UserFactory(desk_role="desk")
