"""Keeps the service going: forks it with everything loaded, and forks it again whenever something kills it.

Loading takes the better part of a second of computing, forking a hundredth; so what died works again at once. The keeper itself
only waits, holds no lock and opens nothing. Where there is no fork, the service runs without one.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from types import FrameType

from beatreel.executors.worker import one_core

LOADED = ("sqlite_utils", "zmq", "pebble", "beatreel.engine.engine", "beatreel.tasks.context")
_SHORT_LIFE = 5.0  # seconds; who lives shorter is started again with growing pauses
_PAUSES = (0.0, 0.0, 0.25, 0.5, 1.0)  # no longer: who kills it again and again still finds it at work within 5 s
_STOPPED = {-signal.SIGTERM, -signal.SIGINT}  # before the service could answer them itself


def keep(run: Callable[[str], int]) -> int:
    """Run something in a child until it leaves by itself; start it again as often as it is killed.

    Parameters
    ----------
    run : callable (str) -> int
        Gets how the one before it ended, empty for the first; returns the exit code. It must set its own signal handlers.

    Returns
    -------
    int
        The exit code.
    """
    if not hasattr(os, "fork"):
        return run("")
    one_core()  # before anything is loaded: threads do not survive a fork
    for name in LOADED:
        import_module(name)
    keeper = _Keeper()
    ending, short = "", 0
    while True:
        begun = time.monotonic()
        code = keeper.live(run, ending)
        if code >= 0 or code in _STOPPED or keeper.is_stopping:
            return max(code, 0)
        ending = signal.Signals(-code).name
        short = short + 1 if time.monotonic() - begun < _SHORT_LIFE else 0
        if keeper.rest(_PAUSES[min(short, len(_PAUSES) - 1)]):
            return 0


class _Keeper:
    """Hands signals on to the child."""

    def __init__(self) -> None:
        self.is_stopping = False
        self._child = 0
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._hand_on)

    def _hand_on(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True
        if self._child:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._child, number)

    def live(self, run: Callable[[str], int], ending: str) -> int:
        """Fork one child and wait for its end; return its exit code, negative for a signal."""
        if self.is_stopping:
            return 0
        signals = {signal.SIGTERM, signal.SIGINT}
        signal.pthread_sigmask(signal.SIG_BLOCK, signals)  # until it is clear who answers them
        child = os.fork()
        if child == 0:
            for number in signals:
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)
            _be_child(run, ending)
        self._child = child
        signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)
        _, status = os.waitpid(child, 0)
        self._child = 0
        return os.waitstatus_to_exitcode(status)

    def rest(self, seconds: float) -> bool:
        """Wait a little; return True if told to stop meanwhile."""
        deadline = time.monotonic() + seconds
        while not self.is_stopping and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.is_stopping


def _be_child(run: Callable[[str], int], ending: str) -> None:
    code = 1
    try:
        code = run(ending)
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
