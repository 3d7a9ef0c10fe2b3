"""What this machine lends to us: a container may get less than the hardware has."""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
from pathlib import Path

_CGROUP = Path("/sys/fs/cgroup")
_ENGINE, _WORKER = 400_000_000, 700_000_000  # bytes that the engine and one worker take at 2K, measured, with some room


def cores(group: Path = _CGROUP) -> int:
    """Return how many cores may be used: those of the hardware, less what affinity and a container's quota take away.

    Parameters
    ----------
    group : Path
        The control group (version 2) of this process.
    """
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with contextlib.suppress(OSError, ValueError):
        quota, period = map(int, (group / "cpu.max").read_text().split())  # without a quota it says "max"
        count = min(count, math.ceil(quota / period))
    return max(1, count)


def memory(group: Path = _CGROUP) -> int:
    """Return how many bytes of memory may be used, 0 if that cannot be told; ``group`` as in :func:`cores`."""
    try:
        most = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0
    with contextlib.suppress(OSError, ValueError):
        most = min(most, int((group / "memory.max").read_text()))
    return most


def worker_count(cores: int, memory: int) -> int:
    """Return how many workers are worth having: one for each core, as far as memory reaches.

    Parameters
    ----------
    cores : int
    memory : int
        Bytes; 0 if unknown.
    """
    if not memory:
        return cores
    return max(1, min(cores, (memory - _ENGINE) // _WORKER))


def give_back_memory() -> None:
    """Return to the system what this process has freed.

    The GNU C library keeps what lies below its newest block: 45 MB in a worker that has painted a still at 2K, while the next one begins.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):  # another library, which gives back by itself
        ctypes.CDLL(None).malloc_trim(ctypes.c_size_t(0))
