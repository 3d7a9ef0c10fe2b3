"""Figures of the service for Prometheus, as text on loopback: ``service.metrics = "127.0.0.1:9464"``.

Off by default. It tells numbers only, no names, and only to programs on this machine.
"""

from __future__ import annotations

import contextlib
import ipaddress
import shutil
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from beatreel._version import __version__
from beatreel.core.config import Settings
from beatreel.core.errors import ConfigError
from beatreel.core.jobs import STATES, JobStore

_PHASES = ("waiting", "running", "paused")
_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_TIMEOUT = 5.0  # seconds that a client may take


class Metrics:
    """Answers ``GET /metrics`` until closed.

    Parameters
    ----------
    address : str
        ``host:port``; the host must be this machine itself.
    settings : Settings
    store : JobStore

    Raises
    ------
    ConfigError
        If the address is not one of this machine alone, or is taken.
    """

    def __init__(self, address: str, settings: Settings, store: JobStore) -> None:
        self._settings, self._store = settings, store
        self._begun = time.time()
        host, port = _loopback(address)
        figures = self.text

        class Handler(BaseHTTPRequestHandler):
            timeout = _TIMEOUT

            def do_GET(self) -> None:
                # A page in a browser may reach loopback under a name of its own choice; its Host gives it away.
                named = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
                if self.path != "/metrics" or named not in _HOSTS:
                    self.send_error(404)
                    return
                body = figures().encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *arguments: Any) -> None:
                """Say nothing: whoever asks every few seconds would fill the log."""

        try:
            self._server = ThreadingHTTPServer((host, port), Handler)
        except OSError as error:
            raise ConfigError(
                f"service.metrics: {address} cannot be used: {error}", hint="Choose another port"
            ) from error
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, name="beatreel-metrics", daemon=True).start()

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()

    def text(self) -> str:
        """Return all figures in the text format."""
        jobs = self._count("select state as name, count(*) as n from jobs group by state")
        phases = self._count("select phase as name, count(*) as n from queue group by phase")
        songs = self._count("select state as name, count(*) as n from watched group by state")
        events = self._count("select name, count(*) as n from events group by name")
        free = 0
        with contextlib.suppress(OSError):
            free = shutil.disk_usage(self._settings.data_dir).free
        lines = [
            *_family("info", "gauge", "The version that runs.", {f'version="{__version__}"': 1}),
            *_family("start_time_seconds", "gauge", "When the service started.", {"": round(self._begun, 3)}),
            *_family("jobs", "gauge", "Jobs by state.", _labelled("state", STATES, jobs)),
            *_family("queue", "gauge", "Jobs in the queue by phase.", _labelled("phase", _PHASES, phases)),
            *_family("songs", "gauge", "Songs of watched folders.", _labelled("state", sorted(songs), songs)),
            *_family("events_total", "counter", "Events in the log.", _labelled("name", sorted(events), events)),
            *_family("free_bytes", "gauge", "Free space where the data lies.", {"": free}),
        ]
        return "\n".join(lines) + "\n"

    def _count(self, sql: str) -> dict[str, int]:
        return {str(row["name"]): int(row["n"]) for row in self._store.read(sql)}


def _labelled(label: str, names: Any, counts: Mapping[str, int]) -> dict[str, float]:
    return {f'{label}="{name}"': counts.get(name, 0) for name in names}


def _family(name: str, kind: str, text: str, values: Mapping[str, float]) -> list[str]:
    head = [f"# HELP beatreel_{name} {text}", f"# TYPE beatreel_{name} {kind}"]
    return head + [
        f"beatreel_{name}{{{label}}} {value}" if label else f"beatreel_{name} {value}"
        for label, value in values.items()
    ]


def _loopback(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    inner = "127.0.0.1" if host == "localhost" else host.strip("[]")
    try:
        if ipaddress.ip_address(inner).is_loopback and 0 <= int(port) < 65536:
            return inner, int(port)
    except ValueError:
        pass
    raise ConfigError(
        f"service.metrics: “{address}” is not an address of this machine alone",
        hint='Write it as service.metrics = "127.0.0.1:9464"',
    )
