"""A real Ray cluster of several nodes on this machine, small, on the loopback address, and gone afterwards whatever happens."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path

import psutil
import pytest

LOG = "TINY_LOG"
_SURROUNDINGS = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # loopback
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_AUTH_MODE": "token",
    "RAY_AUTH_TOKEN": "5" * 64,
    "RAY_memory_monitor_refresh_ms": "0",  # others' memory is none of our business
    "RAY_agent_register_timeout_ms": "600000",  # a loaded machine is slow to start processes
    "RAY_worker_register_timeout_seconds": "600",
    "RAY_gcs_server_request_timeout_seconds": "300",
    "RAY_health_check_timeout_ms": "60000",
    "RAY_BACKEND_LOG_LEVEL": "error",
    "RAY_worker_niceness": "0",  # beside other work, nicer ones would hardly get a turn
}


class Nodes:
    """The cluster, for tests that add and kill nodes."""

    def __init__(self) -> None:
        from ray.cluster_utils import Cluster

        self._cluster = Cluster()

    @property
    def address(self) -> str:
        return self._cluster.address

    def add(self, **arguments):
        from beatreel.executors.cluster.connection import patient_start

        with patient_start():
            return self._cluster.add_node(
                num_cpus=1,
                memory=4_000_000_000,
                object_store_memory=100_000_000,
                include_dashboard=False,
                include_log_monitor=False,
                no_monitor=True,
                **arguments,
            )

    def kill(self, node) -> None:
        self._cluster.remove_node(node, allow_graceful=False)

    def close(self) -> None:
        self._cluster.shutdown()


@pytest.fixture(scope="package")
def nodes(tmp_path_factory):
    folder = Path(tempfile.mkdtemp(prefix="br", dir="/tmp"))  # the names of sockets must stay short
    ours = {**_SURROUNDINGS, "RAY_TMPDIR": str(folder), LOG: str(tmp_path_factory.mktemp("tiny") / "log")}
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    here = psutil.Process()
    others = set(here.children(recursive=True))
    made = Nodes()
    try:
        made.add()
        made.add()
        yield made
    finally:
        started = [child for child in here.children(recursive=True) if child not in others]
        made.close()
        leaving = [child for child in started if "/ray/" in command_of(child) or command_of(child).startswith("ray::")]
        end(psutil.wait_procs(leaving, timeout=30)[1])
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
        shutil.rmtree(folder, ignore_errors=True)


def end(processes: list[psutil.Process]) -> None:
    """Have processes gone, whatever it takes."""
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes, timeout=60)


def command_of(process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def wait_for(is_so, seconds=120.0):
    """Wait for a state; whether it came is for the caller's next line to find out."""
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.05)
    return is_so()
