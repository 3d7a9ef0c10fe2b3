"""When a file is complete: it has rested, and nobody has it open for writing.

Rest alone is not enough: a copy may stall, and one with its final size from the start (as network clients make them) never seems
to grow. Linux can say whether a local file has a writer: a read lease is granted only if there is none. Where it cannot be asked,
on network shares above all, a file has to rest three times as long, and longer yet if its copy is known to pause.

How long a local file has rested is told by its inode's own time, which no program can set: so a scan that comes late on a busy
machine costs nothing.
"""

from __future__ import annotations

import errno
import os
import signal
import stat
import sys
import time
from dataclasses import dataclass
from pathlib import Path

REST = 2.0  # seconds without change on a local disk
_BETWEEN = 0.2  # seconds at least between the two readings that must agree
_LONGEST_REST = 60.0  # seconds, however long a copy has paused
SHARE_FACTOR = 3  # times as long where writers cannot be seen
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "vboxsf", "virtiofs", "davfs"}

Signature = tuple[int, ...]  # device, inode, size and time of change, of each file that belongs to the song


def signature_of(facts: os.stat_result) -> Signature:
    """Return what changes when a file changes."""
    return (facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns)


def is_on_share(folder: Path) -> bool:
    """Whether a folder lies on a network share, by its mount; False where that cannot be told."""
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        where = os.path.realpath(folder)
    except OSError:
        return False
    best, kind = "", ""
    for line in mounts:
        left, _, right = line.partition(" - ")
        point = left.split()[4].encode().decode("unicode_escape", "replace")
        inside = where == point or where.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, right.split()[0]
    return kind in _NETWORK or kind.startswith("fuse.")


def ignore_lease_signals() -> None:
    """Let nobody who opens a file while we ask about it end this process; call once, in the main thread."""
    if hasattr(signal, "SIGIO"):
        signal.signal(signal.SIGIO, signal.SIG_IGN)


def has_writer(descriptor: int) -> bool | None:
    """Whether anybody has this open file open for writing; None where that cannot be asked."""
    if sys.platform != "linux":
        return None
    import fcntl

    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        return True if error.errno in (errno.EAGAIN, errno.EWOULDBLOCK) else None
    fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False


def open_without_risk(path: bytes) -> int:
    """Open a regular file for reading: no link is followed, no pipe is waited for.

    Raises
    ------
    OSError
        If it is anything else than a regular file, with ``errno.EINVAL``, or cannot be opened.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "no regular file")
    return descriptor


@dataclass
class _Reading:
    signature: Signature
    since: float
    pause: float = 0.0  # seconds, the longest between two changes that were seen


class Settling:
    """Remembers since when each file has been as it is.

    Parameters
    ----------
    rest : float
        Seconds without change, on a local disk.
    on_share : bool
        Writers cannot be seen; files rest longer.
    """

    def __init__(self, rest: float = REST, *, on_share: bool = False) -> None:
        self._rest = rest
        self._on_share = on_share
        self._readings: dict[bytes, _Reading] = {}

    def __len__(self) -> int:
        return len(self._readings)

    def rested(self, path: bytes, signature: Signature, changed: float) -> bool:
        """Note a reading of a file; return whether it has rested long enough to be asked for writers.

        Parameters
        ----------
        path : bytes
        signature : tuple of int
        changed : float
            When its inode was changed last, in seconds since the epoch.
        """
        now = time.monotonic()
        reading = self._readings.get(path)
        if reading is None or reading.signature != signature:
            pause = max(reading.pause, now - reading.since) if reading is not None else 0.0
            # On a share the clock is another machine's.
            age = 0.0 if self._on_share else min(max(time.time() - changed, 0.0), self._rest - _BETWEEN)
            self._readings[path] = _Reading(signature, now - age, pause)
            return False
        return now - reading.since >= self._wanted(reading)

    def _wanted(self, reading: _Reading) -> float:
        if not self._on_share:
            return self._rest
        return max(self._rest * SHARE_FACTOR, min(2 * reading.pause, _LONGEST_REST))

    def is_free(self, path: bytes, descriptor: int) -> bool:
        """Whether an open file that has rested has no writer, as far as can be told."""
        writer = None if self._on_share else has_writer(descriptor)
        if writer is None:
            reading = self._readings.get(path)
            return reading is not None and time.monotonic() - reading.since >= max(
                self._rest * SHARE_FACTOR, self._wanted(reading)
            )
        if writer:
            self.disturb(path)
        return not writer

    def disturb(self, path: bytes) -> None:
        """Let a file rest anew."""
        if path in self._readings:
            self._readings[path].since = time.monotonic()

    def forget(self, path: bytes) -> None:
        """Drop a file that was claimed or is gone."""
        self._readings.pop(path, None)

    def keep_only(self, paths: set[bytes]) -> None:
        """Drop all files that a scan did not find."""
        for path in self._readings.keys() - paths:
            del self._readings[path]
