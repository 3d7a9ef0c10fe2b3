"""Inside a worker process: what is set up once, and how a task is called."""

from __future__ import annotations

import base64
import contextlib
import json
import logging
import math
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from beatreel.core.errors import DiskFullError, JobCancelledError
from beatreel.core.files import is_disk_full
from beatreel.executors import machine

PROGRESS = "progress"  # name of the socket
CANCELLED = ".cancelled"  # beside the number of a task that nobody wants any more
_PROGRESS_EVERY = 0.1  # seconds between two reports of one task
_SHOWN_EVERY = 1.0  # seconds between two pictures of one task
_SHOWN_MAX = 64_000  # bytes of a picture

_THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "OPENCV_FOR_THREADS_NUM",
)

_log = logging.getLogger(__name__)
_socket: Any = None
_folder = Path()


def one_core() -> None:
    """Keep libraries that are loaded from now on from spreading over all cores: workers run side by side and would only fight."""
    for name in _THREAD_VARIABLES:
        os.environ[name] = "1"


def start(folder: str, settings: str, environment: dict[str, str], niceness: int) -> None:
    """Prepare a new worker process.

    Parameters
    ----------
    folder : str
        Private folder of the engine: holds the socket for progress, and a file for each task with its worker's process id.
    settings : str
        The engine's settings as JSON.
    environment : dict
        The engine's environment; that of the process which workers are forked from may be older.
    niceness : int
        Added to the engine's own.
    """
    global _socket, _folder
    threading.Thread(target=_die_with_parent, daemon=True).start()
    os.environ.clear()
    os.environ.update(environment)
    one_core()
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the engine's to answer
    os.dup2(2, 1)  # what a plugin prints must not mix with the data on stdout
    import zmq

    from beatreel.core.config import Settings
    from beatreel.tasks import context

    _socket = zmq.Context().socket(zmq.PUSH)
    _socket.setsockopt(zmq.LINGER, 0)
    _socket.setsockopt(zmq.SNDTIMEO, 0)
    _folder = Path(folder)
    _socket.connect(f"ipc://{_folder / PROGRESS}")
    told = Settings.model_validate_json(settings)
    _limit_memory(told.render.memory_limit)
    context.configure(told)


def _limit_memory(limit: int) -> None:
    """Have one that takes ever more memory fail with a MemoryError, before the system picks a process to kill."""
    try:
        import resource

        most = limit or machine.memory() * 9 // 10 or resource.RLIM_INFINITY
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most if hard < 0 else min(most, hard), hard))
    except (ImportError, ValueError, OSError):
        _log.debug("The memory of workers cannot be limited here", exc_info=True)


class _Progress:
    """Tells the engine how far a task is, neither more often nor more than is of use; see :class:`beatreel.Progress`."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._told = -math.inf
        self._shown: dict[int, float] = {}

    def __call__(self, done: float, note: str = "") -> None:
        now = time.monotonic()
        if done < 1 and now - self._told < _PROGRESS_EVERY:
            return
        self._told = now
        self._send(done, note)

    def show(self, picture: bytes, which: int = 0) -> None:
        now = time.monotonic()
        if len(picture) > _SHOWN_MAX or now - self._shown.get(which, -math.inf) < _SHOWN_EVERY:
            return
        self._shown[which] = now
        self._send(None, base64.b64encode(picture).decode("ascii"), which)

    def _send(self, done: float | None, text: str, *more: int) -> None:
        import zmq

        with contextlib.suppress(zmq.ZMQError):  # progress is a courtesy
            _socket.send(json.dumps((self._number, done, text, *more)).encode(), flags=zmq.DONTWAIT)


def call(number: int, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """Run one task with a progress callback that reports under its number."""
    (_folder / str(number)).write_text(str(os.getpid()))  # a file, for a message may not leave before a sudden death
    if (_folder / f"{number}{CANCELLED}").exists():
        raise JobCancelledError("The work was cancelled")
    try:
        return function(*arguments, progress=_Progress(number))
    except BaseException as error:
        if is_disk_full(error):  # told apart here, for causes do not travel between processes
            raise disk_full() from error
        raise
    finally:
        machine.give_back_memory()


def disk_full() -> DiskFullError:
    """Return the error for work that found no space left."""
    return DiskFullError("The disk is full", hint="Free some space, then run the same command again: it goes on")


def _die_with_parent() -> None:
    """An orphan must not work on. The engine need not be the parent process; the kernel closes this pipe when it is gone."""
    engine = parent_process()
    if engine is not None:
        wait([engine.sentinel])
        os._exit(1)
