"""One process for each card: Ray lends a machine's cards to one task after the other, in whichever of its processes, and a process that
keeps a model warm keeps the card's memory as well."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

from beatreel.core.locks import FileLock

_LOOK_EVERY = 0.05  # seconds
_PATIENCE = 20.0  # seconds in which a process that was ended is gone
_held: dict[str, FileLock] = {}  # until this process ends


def claim(folder: Path) -> None:
    """Take the cards that were lent to this process, and end whoever has kept a model on one of them from an earlier task.

    Parameters
    ----------
    folder : Path
        Where the processes of this machine's part of the cluster leave word.
    """
    for card in filter(None, os.environ.get("CUDA_VISIBLE_DEVICES", "").split(",")):
        name = "".join(letter if letter.isalnum() else "-" for letter in card)
        if name not in _held:
            lock = FileLock(folder / f"card-{name}")
            if _take(lock):
                lock.path.write_text(str(os.getpid()))
                _held[name] = lock


def _take(lock: FileLock) -> bool:
    """Take a lock from whoever holds it: he is idle, for else Ray had not lent the card to us."""
    if lock.acquire(wait=False):
        return True
    with contextlib.suppress(OSError, ValueError):
        # The holder is alive, and it is he who wrote the number: no other process can have it.
        os.kill(int(lock.path.read_text()), getattr(signal, "SIGKILL", signal.SIGTERM))
    deadline = time.monotonic() + _PATIENCE
    while not lock.acquire(wait=False):
        if time.monotonic() > deadline:  # the model may fit beside what is there
            return False
        time.sleep(_LOOK_EVERY)
    return True
