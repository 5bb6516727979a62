"""Kill -9 at any moment: no mail is lost, and none goes twice."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from naober.foundation.notifications import outbox
from naober.foundation.notifications.models import Mail
from naober.foundation.notifications.services import Recipient, post
from naober.foundation.notifications.tests import smtp_server, worker

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
State = Mail.State


@pytest.fixture
def server(settings):
    with smtp_server.running() as running:
        settings.MAIL_CARRIER = "naober.foundation.notifications.carriers.Smtp"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.EMAIL_USE_SSL = settings.EMAIL_USE_TLS = False
        yield running


def post_some(count):
    for number in range(count):
        to = Recipient(f"buur{number}@buur.example", f"Buur {number}")
        assert post(to=to, subject=f"Bericht {number}", text="Hallo", key=f"k{number}")


def start(kind, server):
    environment = {
        **os.environ,
        "WORKER_DATABASE": str(connection.settings_dict["NAME"]),
        "WORKER_SMTP_PORT": str(server.port),
    }
    command = [sys.executable, str(Path(worker.__file__)), kind]
    return subprocess.Popen(
        command, env=environment, start_new_session=True, stderr=subprocess.DEVNULL
    )


def kill(process):
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(condition, seconds=60.0):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.005)


def let_time_pass():
    """As if the claims of killed workers had run out."""
    past = timezone.now() - timedelta(seconds=1)
    Mail.objects.filter(claimed_until__isnull=False).update(claimed_until=past)
    Mail.objects.filter(state=State.WAITING).update(next_at=past)
    OrmQ.objects.update(lock=past)


def nothing_lost_nothing_twice(server, count):
    arrived = server.ids()
    assert max(arrived.values()) == 1
    states = dict(Mail.objects.values_list("message_id", "state"))
    assert len(states) == count
    assert set(states.values()) <= {State.SENT, State.UNSURE}
    sent = {key for key, state in states.items() if state == State.SENT}
    assert sent <= set(arrived)
    assert {states[key] for key in set(arrived) - sent} <= {State.UNSURE}


def test_workers_that_are_killed_at_random_moments(server):
    """Two at a time, a server that takes its time, six rounds of two kills."""
    chance = random.Random(20261123)
    count = 120
    post_some(count)
    server.think = 0.01
    kills = 0
    while kills < 12 and Mail.objects.filter(state=State.WAITING).exists():
        before = len(server.accepted)
        workers = [start("loop", server), start("loop", server)]
        enough = before + chance.randint(1, 8)
        wait_for(lambda enough=enough: len(server.accepted) >= enough)
        for process in workers:
            time.sleep(chance.random() * 0.03)
            kill(process)
            kills += 1
        let_time_pass()
        outbox.give_up_claims()
    assert kills == 12
    assert outbox.send_all()
    nothing_lost_nothing_twice(server, count)
    assert Mail.objects.filter(state=State.UNSURE).count() <= kills


def test_the_real_worker_killed_and_started_again(server):
    """All its processes at once, as a computer that loses its power; then a new one goes on."""
    count = 40
    Schedule.objects.all().delete()
    post_some(count)
    server.think = 0.03
    for enough in (5, 15):
        process = start("qcluster", server)
        wait_for(lambda enough=enough: len(server.accepted) >= enough)
        kill(process)
        assert len(server.accepted) >= enough
        let_time_pass()
        outbox.give_up_claims()
    process = start("qcluster", server)
    wait_for(lambda: not Mail.objects.filter(state=State.WAITING).exists())
    kill(process)
    let_time_pass()
    outbox.give_up_claims()
    nothing_lost_nothing_twice(server, count)


class KilledError(Exception):
    pass


def test_a_server_killed_before_its_transaction_stands_told_nothing():
    """The mail and what it is about are written together."""

    def act():
        with transaction.atomic():
            post(to=Recipient("a@buur.example", ""), subject="x", text="x", key="lost")
            raise KilledError

    with pytest.raises(KilledError):
        act()
    assert not Mail.objects.exists()
    assert not OrmQ.objects.exists()
