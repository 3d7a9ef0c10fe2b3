"""Private folders of processes, and how worker processes begin.

A process that is killed cannot clear up, so its folders carry its process id, and whoever starts next sweeps those of the dead.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import sys
import tempfile
from itertools import chain
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from beatreel.core.locks import process_exists

SCRATCH = "beatreel-"  # followed by the process id
_SOCKET_ROOM = (
    59  # longest folder below which our sockets have names that systems take: 103 bytes, ours need 44 of them
)
_SHORT = Path("/tmp")


def scratch_folder(root: Path | None = None) -> Path:
    """Make a private folder of this process, in ``root`` or where the system has its temporary files."""
    return Path(tempfile.mkdtemp(prefix=f"{SCRATCH}{os.getpid()}-", dir=root))


def socket_folder(longest: int = _SOCKET_ROOM) -> Path:
    """Make a private folder of this process whose path leaves room for the names of sockets.

    Parameters
    ----------
    longest : int
        Bytes that the folder for temporary files may have, or ``/tmp`` is used.
    """
    return scratch_folder(_SHORT if len(os.fsencode(tempfile.gettempdir())) > longest and _SHORT.is_dir() else None)


def sweep_scratch() -> None:
    """Remove the folders of processes that were killed."""
    for folder in chain.from_iterable(root.glob(f"{SCRATCH}*-*") for root in {Path(tempfile.gettempdir()), _SHORT}):
        pid = folder.name.removeprefix(SCRATCH).partition("-")[0]
        if pid.isdigit() and not process_exists(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def worker_context() -> Any:
    """Return how worker processes begin: forked from a server that has loaded what they need, where a fork is safe.

    Returns
    -------
    multiprocessing.context.BaseContext
    """
    _name_sockets()
    if sys.platform != "linux":  # elsewhere system libraries do not survive a fork
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["beatreel.executors.preload"])
    return context


def _name_sockets() -> None:
    """Have multiprocessing keep its sockets in a folder that is swept: its own would stay for ever when we are killed."""
    config = getattr(multiprocessing.current_process(), "_config", None)
    if not isinstance(config, dict) or config.get("tempdir"):
        return
    folder = socket_folder()
    config["tempdir"] = str(folder)
    Finalize(None, _forget, args=(str(folder),), exitpriority=-100)


def _forget(folder: str) -> None:
    with contextlib.suppress(OSError):
        shutil.rmtree(folder)
