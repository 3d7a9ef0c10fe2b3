"""Finding the worker processes of an engine from outside, to do them harm. Reads ``/proc``, for that takes a thousandth of a second."""

from __future__ import annotations

import contextlib
from pathlib import Path

import psutil


def workers_of(pid: int) -> list[psutil.Process]:
    """Return the workers of an engine: those that the server which it forks them from has forked."""
    found = []
    for server in children_of(pid):
        if b"multiprocessing.forkserver" in _command(server):
            for worker in children_of(server):
                with contextlib.suppress(psutil.Error):
                    found.append(psutil.Process(worker))
    return [worker for worker in found if worker.is_running()]


def children_of(pid: int) -> list[int]:
    """Return the process ids of a process's children."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        with contextlib.suppress(OSError):
            found += map(int, (task / "children").read_text().split())
    return found


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
