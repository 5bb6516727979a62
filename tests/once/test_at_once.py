"""Two who press at the same moment, each on a connection of their own.

The first is halted before each of its statements in turn; there the second does all it wants, or
waits for a lock of the first. So every order in which the two can meet is tried, whatever database
it is, and none of it hangs on luck.
"""

import threading
import time

import pytest
from django.db import connection

from tests.once import at_once_members, at_once_trade
from tests.once.scenes import Act

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
A_LOCK = 0.25  # seconds: who is not done by then waits for a lock, where one cannot ask
A_LOOK = 0.004
MOST = 60.0


class Halt:
    """Before its n-th statement that matters the first lets the second go, as far as it comes.

    When the second waits there for a lock, it would wait for the same one at every later moment of
    this transaction, which holds its locks to its end: the next moment to try is after that.
    """

    def __init__(self, at: int, second: threading.Thread) -> None:
        self.at, self.second = at, second
        self.count, self.next, self.holds_all = 0, at + 1, False
        self.waited = lambda: None  # stands among what the transaction does when it is through

    def __call__(self, execute, sql, params, many, context):
        if self._matters(sql):
            self.count += 1
            if self.count == self.at and waits(self.second) and connection.in_atomic_block:
                connection.on_commit(self.waited)
            elif self._still_waits():
                self.next = self.count + 1
        return execute(sql, params, many, context)

    def _matters(self, sql: str) -> bool:
        """What is read before a transaction begins is as old when its first statement comes. Once
        in a transaction of SQLite nobody else writes: then one moment stands for all."""
        is_write = sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE", "BEGIN"))
        if not connection.in_atomic_block:
            self.holds_all = False
            return is_write
        if connection.vendor == "sqlite":
            self.holds_all, before = self.holds_all or is_write, self.holds_all
            return is_write and not before
        return not sql.startswith(("SAVEPOINT", "RELEASE"))

    def _still_waits(self) -> bool:
        return any(hook[1] is self.waited for hook in connection.run_on_commit)

    @property
    def happened(self) -> bool:
        return self.count >= self.at


def waits(second: threading.Thread) -> bool:
    """Let it go, till it is done or waits for a lock."""
    second.start()
    if connection.vendor == "sqlite":
        second.join(A_LOCK)
        return second.is_alive()
    until, looking = time.monotonic() + MOST, connection.copy()
    try:
        while second.is_alive() and time.monotonic() < until:
            with looking.cursor() as cursor:
                cursor.execute(
                    "SELECT FROM pg_stat_activity"
                    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
                )
                if cursor.rowcount:
                    return True
            second.join(A_LOOK)
    finally:
        looking.close()
    return False


def meet(first: Act, second: Act, at: int) -> tuple[list[int], Halt]:
    """The answers of both, and how far the first came."""
    statuses: dict[str, int] = {}

    def press(name: str, act: Act) -> None:
        try:
            statuses[name] = act()
        finally:
            connection.close()

    thread = threading.Thread(target=press, args=("second", second))
    halt = Halt(at, thread)

    def press_first() -> None:
        with connection.execute_wrapper(halt):
            press("first", first)

    leading = threading.Thread(target=press_first)
    leading.start()
    leading.join(MOST)
    if halt.happened:
        thread.join(MOST)
    assert not leading.is_alive()
    assert not thread.is_alive()
    return [statuses[name] for name in ("first", "second") if name in statuses], halt


@pytest.mark.parametrize(
    "meeting",
    [*at_once_members.MEETINGS, *at_once_trade.MEETINGS],
    ids=lambda meeting: meeting.__name__,
)
def test_every_order(meeting):
    at, moments, happened = 1, 0, True
    while happened:
        first, second, check = meeting()
        statuses, halt = meet(first, second, at)
        happened = halt.happened
        if happened:
            assert max(statuses) < 500, (at, statuses)
            check(statuses)
            at, moments = halt.next, moments + 1
    assert moments > 1
