"""Rules for the whole suite."""

import os

import pytest

# The browser's driver runs an event loop in the thread of the tests, which Django then refuses.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ALLOWED_REASON = "needs ../shared/"


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
