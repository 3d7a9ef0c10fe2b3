"""Finding the worker processes of an engine from outside, to do them harm."""

from __future__ import annotations

import contextlib

import psutil


def workers_of(pid: int) -> list[psutil.Process]:
    """Return the workers below a process: those that the server which it forks them from has forked."""
    found = []
    with contextlib.suppress(psutil.Error):
        for child in psutil.Process(pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                parent = child.parent()
                if _is_server(child) and parent is not None and _is_server(parent):
                    found.append(child)
    return found


def _is_server(process: psutil.Process) -> bool:
    return "multiprocessing.forkserver" in " ".join(process.cmdline())
