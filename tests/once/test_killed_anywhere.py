"""A server that is killed before any of its writes, and asked the same again: as if it never was.

The kill is an exception that nothing catches, with what a database does when a client is gone: it
takes back what was not committed. Between two writes nothing changes, so these are all moments.
That a real process with a real kill does the same is seen in test_killed_server.
"""

import pytest
from django.core import mail
from django.db import connection, transaction

from naober.foundation.notifications import outbox
from tests.once import meetings, scenes
from tests.once.scenes import Act
from tests.once.state import difference, known, state

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STEPS = {**scenes.STEPS, **meetings.STEPS}
WRITES = ("INSERT", "UPDATE", "DELETE", "RELEASE")


class Killed(BaseException):
    """Not an Exception: no program sees it coming."""


class Axe:
    """Falls before the n-th write; the dead write nothing more."""

    def __init__(self, at: int) -> None:
        self.at, self.writes, self.fell = at, 0, False

    def __call__(self, execute, sql, params, many, context):
        undo = sql.startswith(("ROLLBACK", "RELEASE"))
        if self.fell and not undo:
            raise Killed
        if not self.fell and sql.lstrip().startswith(WRITES):
            self.writes += 1
            if self.writes == self.at:
                self.fell = True
                if sql.startswith("RELEASE"):  # the commit that did not come
                    execute(sql.replace("RELEASE", "ROLLBACK TO", 1), params, many, context)
                raise Killed
        return execute(sql, params, many, context)


def killed_at(act, at: int) -> bool:
    axe = Axe(at)
    try:
        with connection.execute_wrapper(axe):
            act()
    except Killed:
        pass
    connection.set_rollback(False)
    return axe.fell


def mails_sent() -> list[tuple[str, str]]:
    mail.outbox = []
    outbox.send_all()
    return sorted((sent.to[0], sent.subject) for sent in mail.outbox)


@pytest.mark.parametrize("name", STEPS)
def test_every_moment(name):
    act = STEPS[name]()
    outbox.send_all()
    rows = known()
    before = state(rows)
    start = transaction.savepoint()
    assert act() < 400
    after, sent = state(rows), mails_sent()
    assert after != before
    transaction.savepoint_rollback(start)

    at, fell, proven = 0, True, []
    while fell:  # the last time it ended, and only its answer did not arrive
        at += 1
        start = transaction.savepoint()
        fell = killed_at(act, at)
        halfway = state(rows)
        if isinstance(act, Act):  # a chore is many acts, each of them whole
            assert halfway in (before, after), (at, difference(halfway, before))
        if halfway not in proven:  # from the same rows the same follows
            proven.append(halfway)
            act()
            assert state(rows) == after, (at, difference(state(rows), after))
            assert mails_sent() == sent
        transaction.savepoint_rollback(start)
    assert at > 2
