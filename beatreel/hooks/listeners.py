"""A process of their own for the listeners of third-party plugins.

A listener that raises is easy to survive; one that exits, crashes or hangs is not, unless it runs elsewhere. Plugins that were
installed or dropped as files are therefore told in one helper process, in the log's order, one event at a time. When it dies
or takes too long, the plugin that was at work is reported and left out, and the others go on in a new process.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from queue import Empty, Queue
from typing import IO, TYPE_CHECKING

from beatreel.core.events import LoggedEvent

if TYPE_CHECKING:
    from beatreel.core.config import Settings
    from beatreel.hooks.manager import PluginManager

TIMEOUT = 20.0  # seconds that all listeners together may take for one event
_START_TIMEOUT = 60.0  # seconds; importing a heavy plugin may be slow

Report = Callable[[str, str, BaseException], None]


class ListenerError(Exception):
    """What a listener did, as told by its process."""


class ListenerProcess:
    """Tells third-party listeners about committed events.

    Parameters
    ----------
    manager : PluginManager
    settings : Settings
    report : callable (plugin, hook, error)
        Called for every failure.
    """

    def __init__(self, manager: PluginManager, settings: Settings, report: Report) -> None:
        self._report = report
        self._settings = settings.model_dump_json()
        self._hooks = {info.name: set(info.hooks) for info in manager.infos if info.is_foreign and not info.error}
        self._process: subprocess.Popen[str] | None = None
        self._answers: Queue[str] = Queue()

    def announce(self, logged: LoggedEvent) -> None:
        """Run every foreign listener of this event; never raises for a listener's sake."""
        hook = logged.name.replace(".", "_")
        while waiting := sorted(name for name, hooks in self._hooks.items() if hook in hooks):
            try:
                self._tell(logged, waiting)
                return
            except ListenerError as failure:
                culprit = str(failure.args[0])
                self._report(culprit, logged.name, ListenerError(failure.args[1]))
                self._hooks.pop(culprit, None)  # it is left out for the rest of this engine's life
                self.close()

    def _tell(self, logged: LoggedEvent, plugins: list[str]) -> None:
        """Send one event and follow the listeners at work; raise ListenerError(plugin, what) if one ends the process."""
        if self._process is None:
            self._start()
        current, timeout = plugins[0], _START_TIMEOUT
        self._send({"plugins": sorted(self._hooks), "event": logged.to_json()})
        while True:
            try:
                line = self._answers.get(timeout=timeout)
            except Empty:
                raise ListenerError(current, f"took longer than {TIMEOUT:.0f} s") from None
            if not line:
                raise ListenerError(current, f"ended its process (exit code {self._exit_code()})")
            answer = json.loads(line)
            if answer["kind"] == "begin":
                current, timeout = answer["plugin"], TIMEOUT
            elif answer["kind"] == "failed":
                self._report(answer["plugin"], logged.name, ListenerError(answer["message"]))
            elif answer["kind"] == "end":
                return

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "beatreel.hooks.listener_main"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            bufsize=1,
        )
        self._answers = Queue()
        assert self._process.stdout is not None
        threading.Thread(target=_read, args=(self._process.stdout, self._answers), daemon=True).start()
        self._send(json.loads(self._settings))

    def _send(self, data: object) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # its death shows as the end of its answers
            self._process.stdin.write(json.dumps(data) + "\n")
            self._process.stdin.flush()

    def _exit_code(self) -> int | None:
        assert self._process is not None
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(timeout=2)
        return None

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            assert self._process.stdin is not None
            with contextlib.suppress(OSError):
                self._process.stdin.close()
            try:
                self._process.wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None


def _read(stream: IO[str], answers: Queue[str]) -> None:
    with contextlib.suppress(ValueError, OSError):
        for line in stream:
            answers.put(line)
    answers.put("")
