"""`naober manage serve`, killed with -9 by itself in the middle of a step, started again, and asked
the same again by the same browser. Its worker sends the mails to a real SMTP server meanwhile.
"""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django_q.tasks import async_task

from naober.features.exchange.models import Deal, Match
from naober.features.ledger.models import Entry
from naober.foundation.notifications.models import Mail
from naober.foundation.notifications.tests import smtp_server
from tests.once import scenes

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


class Server:
    """One at a time, on the database of this test."""

    def __init__(self, folder: Path, smtp_port: int) -> None:
        self.folder, self.smtp_port, self.port = folder, smtp_port, free_port()
        self.start()

    def start(self) -> None:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.once.dying",
            "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]),
            "NAOBER_DATA": str(self.folder),
            "DYING_DATABASE": str(connection.settings_dict["NAME"]),
            "DYING_SMTP_PORT": str(self.smtp_port),
        }
        program = Path(sys.executable).with_name("naober")
        self.process = subprocess.Popen(
            [program, "manage", "serve", "--port", str(self.port)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        while not self.answers():
            assert time.monotonic() < until
            assert self.process.poll() is None
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            return self.ask("GET", "/account/login/") == 200
        except OSError:
            return False

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> int:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            asked.request(method, path, body, headers)
            return asked.getresponse().status
        finally:
            asked.close()

    def post(self, act: scenes.Act, **headers: str) -> int:
        cookies = {"csrftoken": scenes.CSRF}
        session = act.client.cookies.get(settings.SESSION_COOKIE_NAME)
        if session:
            cookies[settings.SESSION_COOKIE_NAME] = session.value
        headers |= {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = urlencode({**act.data, "csrfmiddlewaretoken": scenes.CSRF}, doseq=True)
        return self.ask("POST", act.path, body, **headers)

    def dies_of(self, act: scenes.Act, header: dict[str, str]) -> None:
        """The browser gets no answer, and the whole of it ends."""
        with pytest.raises((http.client.HTTPException, OSError)):
            self.post(act, **header)
        self.process.wait(60)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(60)


@pytest.fixture
def server(tmp_path):
    with smtp_server.running() as mails:
        (tmp_path / "static").mkdir()
        (tmp_path / "static" / "staticfiles.json").touch()  # nothing is collected for a test
        made = Server(tmp_path, mails.port)
        made.mails = mails
        yield made
        made.stop()


SECOND, FOURTH = {"X-Die-Before-Write": "2"}, {"X-Die-Before-Write": "4"}
UNHEARD = {"X-Die-Unheard": "yes"}


def _introduced() -> int:
    return Match.objects.exclude(introduced_at=None).count()


# When each step is killed, what is to be there afterwards, and how many mails it posts. A start of
# the server takes seconds: that each step can be killed anywhere is for test_killed_anywhere.
ONCE = {
    "introduction_by_link": (UNHEARD, _introduced, 1, 2),
    "value_confirmed": (FOURTH, lambda: Entry.objects.filter(source="deal").count(), 2, 0),
    "deal_signed_by_link": (SECOND, lambda: Deal.objects.exclude(confirmed_at=None).count(), 1, 0),
}


def test_a_killed_server_loses_nothing_and_mails_once(server):
    for name, (moment, count, made, mails) in ONCE.items():
        act, rows, posted = scenes.STEPS[name](), count(), Mail.objects.count()
        server.dies_of(act, moment)
        server.start()
        assert server.post(act) < 500
        assert (count() - rows, Mail.objects.count() - posted) == (made, mails), name
    _all_arrive_once(server)


def _all_arrive_once(server: Server) -> None:
    async_task("naober.foundation.notifications.tasks.send_waiting")  # else within the minute
    until = time.monotonic() + 100
    while Mail.objects.filter(state=Mail.State.WAITING).exists() and time.monotonic() < until:
        time.sleep(0.2)
    arrived = server.mails.ids()
    assert len(arrived) == Mail.objects.count()
    assert set(arrived.values()) == {1}
