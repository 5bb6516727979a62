"""Two processes as one: the server, and the worker that sends mail. They start and stop together.

When the worker ends by itself it is started again; when the server ends, everything does. When this
process is killed, the system ends both.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType

LOOK = 0.5  # seconds
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
PATIENCE = 15.0  # for a mail that is just being handed over
_PR_SET_PDEATHSIG = 1


def run(server: Sequence[str], worker: Sequence[str]) -> int:
    """Until the server ends or somebody stops us; give the server's exit code."""
    stopping: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    serving, working = _start(server), _Worker(worker)
    try:
        while serving.poll() is None and not stopping:
            working.look_after()
            time.sleep(LOOK)
    finally:
        working.stop()
        code = _end(serving)
    return 0 if stopping else code


class _Worker:
    """In a group of its own, so that none of its processes is left behind."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = command
        self.pause = FIRST_PAUSE
        self._begin()

    def _begin(self) -> None:
        self.started = time.monotonic()
        self.process = _start(self.command, own_group=True)

    def look_after(self) -> None:
        if self.process.poll() is None:
            return
        _kill_group(self.process)
        if time.monotonic() - self.started > LONGEST_PAUSE:
            self.pause = FIRST_PAUSE
        if time.monotonic() - self.started < self.pause:
            return
        self.pause = min(2 * self.pause, LONGEST_PAUSE)
        self._begin()

    def stop(self) -> None:
        _end(self.process)
        _kill_group(self.process)


def _start(command: Sequence[str], own_group: bool = False) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        list(command), start_new_session=own_group, preexec_fn=_end_with(os.getpid())
    )


def _end_with(parent: int) -> Callable[[], None] | None:
    """On Linux: a signal to the child when we are gone, even by force."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)

    def before() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return before


def _end(process: subprocess.Popen[bytes]) -> int:
    if process.poll() is None:
        process.terminate()
    try:
        return process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
