"""One service for each data folder: the lock that makes it so, its state for others to read, and starting it on demand."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from beatreel.core.config import Settings
from beatreel.core.errors import ServiceError
from beatreel.core.locks import FileLock

STALE = 15.0  # seconds after which a service that does not report any more is taken to hang


class Instance:
    """The one service of a data folder, seen from inside or outside.

    Parameters
    ----------
    settings : Settings
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.lock = FileLock(settings.data_dir / "service.lock")
        self._state_path = settings.data_dir / "service.json"
        self.log_folder = settings.data_dir / "logs"

    def claim(self) -> bool:
        """Become the service; False if there is one. Whoever only looks holds the lock for a moment, hence some patience."""
        for _ in range(10):
            if self.lock.acquire(wait=False):
                return True
            time.sleep(0.05)
        return False

    # -- inside ------------------------------------------------------------------------------------------------

    def publish(self, state: dict[str, Any]) -> None:
        """Write what the service does, for others to read; a full disk is no reason to stop."""
        part = self._state_path.with_suffix(".part")
        with contextlib.suppress(OSError):
            part.write_text(json.dumps({**state, "pid": os.getpid(), "written": time.time()}), encoding="utf-8")
            part.replace(self._state_path)

    # -- outside -----------------------------------------------------------------------------------------------

    def is_running(self) -> bool:
        """Whether a service holds the lock; the kernel frees it with the process, however that ends."""
        return self.lock.is_taken()

    def state(self) -> dict[str, Any] | None:
        """Return what the running service says of itself, or None if none runs.

        ``healthy`` is False when it has not said anything for a while.
        """
        if not self.is_running():
            return None
        try:
            told = json.loads(self._state_path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {"healthy": False}
        age = time.time() - told["written"]
        return {**told, "healthy": -STALE < age < STALE}

    def start(self, *, idle_exit: float | None = None, timeout: float = 0.0) -> bool:
        """Start a service that outlives this process, unless one runs; return whether one was started.

        It inherits the current folder, whose ``beatreel.toml`` counts for it as for the command that starts it.

        Parameters
        ----------
        idle_exit : float, optional
            Seconds without work after which it leaves; it stays without.
        timeout : float
            Seconds to wait until it works; 0 waits for nothing.

        Raises
        ------
        ServiceError
            If it does not work in time.
        """
        if self.is_running():
            return False
        self.log_folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-P", "-m", "beatreel", "service", "run", "--keep", "--quiet"]
        if idle_exit is not None:
            command += ["--idle-exit", f"{idle_exit:g}"]
        home = str(Path(__file__).resolve().parents[2])
        search = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH")]))
        with (self.log_folder / "service.err").open("ab") as complaints:
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=complaints,
                stderr=complaints,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": search},
            )
        deadline = time.monotonic() + timeout
        while timeout and not self.is_running():
            if time.monotonic() > deadline:
                raise ServiceError(
                    "The service did not start in time", hint=f"Its last words are in {self.log_folder / 'service.err'}"
                )
            time.sleep(0.05)
        return True

    def stop(self, *, timeout: float = 20.0) -> bool:
        """Ask the service to put its job back and leave; return False if none runs.

        Raises
        ------
        ServiceError
            If it is still there after ``timeout`` seconds.
        """
        state = self.state()
        if state is None:
            return False
        pid = state.get("pid")
        if not isinstance(pid, int):
            raise ServiceError("The service runs, but does not say which process it is", hint="End it by hand")
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + timeout
        while self.is_running():
            if time.monotonic() > deadline:
                raise ServiceError(f"The service (process {pid}) does not leave", hint=f"End it with: kill -9 {pid}")
            time.sleep(0.05)
        return True
