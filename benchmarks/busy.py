"""How long something takes, and how busy what it runs on is meanwhile: a CUDA card as its driver says, else the cores."""

from __future__ import annotations

import math
import os
import subprocess
import threading
import time
from contextlib import suppress
from typing import Any

import psutil

_SAMPLES = "nvidia-smi --id=0 --query-gpu=utilization.gpu,memory.used --format=csv,noheader,nounits --loop-ms=100"
_EVERY = 0.5  # seconds between two looks at processes


class Watch:
    """Measures a block of code.

    Parameters
    ----------
    device : str
        ``"cuda"``, or anything else for the cores.
    cores : int
        Of which all is busy means 1.
    """

    def __init__(self, device: str, *, cores: int = 1) -> None:
        self._on_card, self._cores = device == "cuda", cores
        self._samples: list[tuple[float, float, float]] = []  # time, busy share since the last, bytes on the card
        self._done = threading.Event()
        self.seconds = 0.0

    def __enter__(self) -> Watch:
        self._begun, self._before = time.time(), cpu_seconds()
        if self._on_card:
            self._driver = subprocess.Popen(_SAMPLES.split(), stdout=subprocess.PIPE, text=True)
        self._thread = threading.Thread(
            target=self._look_at_card if self._on_card else self._look_at_cores, daemon=True
        )
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.time() - self._begun
        self._used = cpu_seconds() - self._before
        self._done.set()
        if self._on_card:
            self._driver.terminate()
        self._thread.join()

    def busy(self, begin: float = -math.inf, end: float = math.inf) -> float:
        """Return the busy share, 0 to 1, between two instants (seconds since the epoch), or of it all."""
        within = [busy for at, busy, _ in self._samples if begin <= at <= end]
        if not within and not self._on_card:  # too short to be sampled
            return self._used / max(self.seconds, 1e-9) / self._cores
        return sum(within) / max(len(within), 1)

    def figures(self) -> dict[str, Any]:
        """Return seconds, the busy share and, on a card, its peak of memory."""
        peak = max((used for *_, used in self._samples), default=0.0)
        memory = {"peak_gb": round(peak / 1e9, 2)} if self._on_card else {}
        return {"seconds": round(self.seconds, 3), "busy": round(self.busy(), 3), **memory}

    def _look_at_card(self) -> None:
        for line in self._driver.stdout or ():
            busy, used = (float(cell) for cell in line.split(","))
            self._samples.append((time.time(), busy / 100, used * 2**20))

    def _look_at_cores(self) -> None:
        at, used = self._begun, self._before
        while not self._done.wait(_EVERY):
            now, spent = time.time(), cpu_seconds()
            self._samples.append((now, (spent - used) / (now - at) / self._cores, 0.0))
            at, used = now, spent


def cpu_seconds() -> float:
    """Return the CPU seconds of this process and all that it has started."""
    here, total = psutil.Process(), 0.0
    for process in (here, *here.children(recursive=True)):
        with suppress(psutil.Error):
            total += sum(process.cpu_times()[:4])  # also of those that have ended
    return total


def cores_here() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
