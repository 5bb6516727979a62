"""The server and the worker live and die together."""

import os
import signal
import subprocess
import sys
import time

import pytest

MAIN = """
import sys
from naober.website.worker import supervisor
supervisor.FIRST_PAUSE = supervisor.LOOK = 0.05
note = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\\\n'); "
server = [sys.executable, "-c", note + sys.argv[3], sys.argv[1]]
worker = [sys.executable, "-c", note + "time.sleep(60)", sys.argv[2]]
sys.exit(supervisor.run(server, worker))
"""


def wait_for(condition, seconds=30.0):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    assert condition()


def pids(file):
    return [int(line) for line in file.read_text().split()] if file.exists() else []


def runs(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def both(tmp_path):
    server, worker = tmp_path / "server", tmp_path / "worker"
    started = []

    def start(server_does="time.sleep(60)"):
        command = [sys.executable, "-c", MAIN, str(server), str(worker), server_does]
        process = subprocess.Popen(command)
        started.append(process)
        wait_for(lambda: pids(server) and pids(worker))
        return process, pids(server)[0], worker

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_both_stop_when_we_are_stopped_even_by_force(both, how):
    process, server, worker = both()
    process.send_signal(how)
    code = process.wait(20)
    wait_for(lambda: not runs(server) and not runs(pids(worker)[0]))
    assert code == (-9 if how == signal.SIGKILL else 0)


@pytest.mark.slow
def test_a_worker_that_is_killed_is_started_again(both):
    process, server, worker = both()
    for count in (2, 3):
        os.kill(pids(worker)[-1], signal.SIGKILL)
        wait_for(lambda count=count: len(pids(worker)) == count)
    assert runs(server)
    assert process.poll() is None


@pytest.mark.slow
def test_when_the_server_ends_so_does_everything(both):
    process, _server, worker = both("time.sleep(1); sys.exit(3)")
    assert process.wait(20) == 3
    assert not runs(pids(worker)[-1])
