"""Locks that the kernel frees when their holder dies, whatever the clock says."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path


class FileLock:
    """An exclusive lock on a file, shared by processes.

    Parameters
    ----------
    path : Path
        Made if missing; never deleted, for a deleted lock file can be held twice.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None
        self._depth = 0

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._handle is not None

    def acquire(self, *, wait: bool = True) -> bool:
        """Take the lock; with ``wait=False`` return False at once if another process has it. Re-entrant."""
        if self._handle is not None:
            self._depth += 1
            return True
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        if not _lock(handle, wait=wait):
            os.close(handle)
            return False
        self._handle = handle
        return True

    def is_taken(self) -> bool:
        """Whether another object or process holds the lock.

        Any number of threads and processes may ask at once: none takes another that asks for a holder.
        """
        if self._handle is not None:
            return False
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            return not _look(handle)
        finally:
            os.close(handle)

    def release(self) -> None:
        """Give the lock back."""
        if self._depth:
            self._depth -= 1
        elif self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> FileLock:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def process_exists(pid: int) -> bool:
    """Whether a process with this id is there; where that cannot be asked, say yes."""
    if os.name == "nt":
        return True
    with contextlib.suppress(PermissionError):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return True


if sys.platform == "win32":
    import msvcrt
    import time

    def _lock(handle: int, *, wait: bool) -> bool:
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
                return True
            except OSError:
                if not wait:
                    return False
                time.sleep(0.01)

    def _look(handle: int) -> bool:
        """Whether the lock is free; there are no shared locks here, so whoever else looks is given time to let go."""
        for _ in range(20):
            if _lock(handle, wait=False):
                return True
            time.sleep(0.005)
        return False

else:
    import fcntl

    def _lock(handle: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

    def _look(handle: int) -> bool:
        """Whether the lock is free: a shared lock can be had beside others that look, but not beside a holder."""
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
