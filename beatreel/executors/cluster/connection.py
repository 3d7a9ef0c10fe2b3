"""The way into a Ray cluster: joins the one that the settings name, or starts one on this machine that nobody else can reach."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import logging
import os
import secrets
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from beatreel.core.config import Settings
from beatreel.core.errors import ConfigError, ExecutorError
from beatreel.core.ports import Resources
from beatreel.executors.machine import cores
from beatreel.executors.scratch import socket_folder

_SOCKET_ROOM = 27  # longest folder for temporary files below which the names of Ray's sockets still fit
_START_MAX = 300.0  # seconds
_STORE_MIN, _STORE_MAX = 100_000_000, 2_000_000_000  # bytes
_CPUS, _GPUS, _MEMORY = "CPU", "GPU", "memory"  # Ray's names

# Ray reads these when it is imported. A cluster of our own is on the loopback address only, and whoever would join it needs its token.
_ALONE = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
# Ray ends what takes long to start, which on a busy machine it does; this can only be said before it is imported, too.
_PATIENT = {
    "RAY_agent_register_timeout_ms": "300000",
    "RAY_worker_register_timeout_seconds": "300",
    "RAY_gcs_server_request_timeout_seconds": "300",
}
_QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0", "RAY_DISABLE_IMPORT_WARNING": "1"}


def require_ray() -> None:
    """Check that Ray is there, without importing it.

    Raises
    ------
    ConfigError
    """
    if importlib.util.find_spec("ray") is None:
        raise ConfigError("The executor “ray” needs Ray, which is not installed", hint="pip install 'beatreel[ray]'")


class Connection:
    """What this process is to a cluster.

    Parameters
    ----------
    settings : Settings
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder: Path | None = None
        self._is_ours = False
        self.address = settings.executor.ray_address

    def open(self) -> Any:
        """Join or start the cluster and return the module ``ray``.

        Raises
        ------
        ExecutorError
            If the cluster cannot be reached or started.
        """
        for name, value in (_QUIET | ({} if self.address else _ALONE | _PATIENT)).items():
            os.environ.setdefault(name, value)
        if not self.address and not any(name.startswith("RAY_AUTH") for name in os.environ):
            os.environ.update(RAY_AUTH_MODE="token", RAY_AUTH_TOKEN=secrets.token_hex(32))
        import ray

        if ray.is_initialized():  # whoever embeds beatreel has joined a cluster already
            return ray
        with _signals_kept(), patient_start():
            try:
                ray.init(**(self._joining() if self.address else self._starting()))
            except Exception as error:
                with contextlib.suppress(Exception):
                    ray.shutdown()
                self._sweep()
                raise self._refused(error) from error
        self._is_ours = True
        if not self.address and not all(_is_loopback(each["NodeManagerAddress"]) for each in ray.nodes()):
            self.close()
            raise ExecutorError(  # Ray was imported before it could be told
                "A Ray cluster of our own would be open to the network",
                hint="Call beatreel before ray is imported, or join a cluster with executor.ray_address",
            )
        logging.getLogger("ray").setLevel(logging.CRITICAL)  # what matters is told by us
        return ray

    def _joining(self) -> dict[str, Any]:
        return {"address": self.address, "log_to_driver": False, "logging_level": "ERROR", "configure_logging": False}

    def _starting(self) -> dict[str, Any]:
        self._folder = socket_folder(_SOCKET_ROOM)
        return {
            "address": "local",
            "num_cpus": self._settings.render.workers or cores(),
            "object_store_memory": self._settings.executor.object_store or _room(),
            "include_dashboard": False,
            "log_to_driver": False,
            "logging_level": "ERROR",
            "configure_logging": False,
            "_temp_dir": str(self._folder),
        }

    def _refused(self, error: Exception) -> ExecutorError:
        reason = " ".join(str(error).split())[:300]
        if not self.address:
            return ExecutorError(f"Ray could not be started: {reason}", hint="Render without --executor ray")
        if self.address.startswith("ray://"):
            hint = "Give the plain address, host:port, and run beatreel on a machine of the cluster (docs/cluster.md)"
        else:
            hint = "Is it up, has this machine joined it, and does it have the cluster's token? See docs/cluster.md"
        return ExecutorError(f"The Ray cluster at {self.address} cannot be used: {reason}", hint=hint)

    def machines(self) -> list[Resources]:
        """What each living machine of the cluster has in all."""
        import ray

        found = [node["Resources"] for node in ray.nodes() if node["Alive"]]
        return [
            Resources(each.get(_CPUS, 0.0), each.get(_GPUS, 0.0), int(each.get(_MEMORY, 0)))
            for each in found
            if each.get(_CPUS, 0) > 0
        ]

    def close(self) -> None:
        """Leave the cluster; one that was started here ends."""
        if self._is_ours:
            import ray

            with _signals_kept():
                ray.shutdown()
            self._is_ours = False
        self._sweep()

    def _sweep(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _is_loopback(address: str) -> bool:
    return address in ("127.0.0.1", "::1", "localhost")


def _room() -> int:
    """Memory for what travels: a share of what is free, where it lies for Ray."""
    shared = Path("/dev/shm")
    free = shutil.disk_usage(shared if shared.is_dir() else tempfile.gettempdir()).free
    return int(min(max(free * 0.4, _STORE_MIN), _STORE_MAX))


@contextlib.contextmanager
def patient_start() -> Iterator[None]:
    """Give a node of this machine as long to start as a busy machine takes; Ray gives it 30 seconds and has no setting for it."""
    services = importlib.import_module("ray._private.services")
    get_node = getattr(services, "get_node", None)
    if get_node is None:  # another version of Ray, whose own patience must do
        yield
        return
    deadline = time.monotonic() + _START_MAX

    def patient(*arguments: Any, **more: Any) -> Any:
        while True:
            try:
                return get_node(*arguments, **more)
            except RuntimeError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    services.get_node = patient  # type: ignore[attr-defined]
    try:
        yield
    finally:
        services.get_node = get_node  # type: ignore[attr-defined]


@contextlib.contextmanager
def _signals_kept() -> Iterator[None]:
    """Ray puts a handler of its own in the place of the engine's; put it back."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before if before is not None else signal.SIG_DFL)
