"""Waking the scan when something happens in a folder. Every loss of events is harmless: the scan comes round anyway."""

from __future__ import annotations

import contextlib
import logging
import threading
from pathlib import Path
from typing import Any

from beatreel.engine.service_log import tell

_log = logging.getLogger(__name__)


class Waker:
    """Sets an event when a folder or anything below it changes.

    Parameters
    ----------
    folder : Path
    event : threading.Event
    """

    def __init__(self, folder: Path, event: threading.Event) -> None:
        self._folder = folder
        self._event = event
        self._observer: Any = None

    def start(self) -> None:
        """Begin, or begin anew after the folder came back; without system support the scan does alone."""
        self.stop()
        from watchdog.events import FileSystemEventHandler
        from watchdog.observers import Observer

        event = self._event

        class Wake(FileSystemEventHandler):
            def on_any_event(self, _: Any) -> None:  # nothing else: a slow handler falls behind
                event.set()

        observer = Observer()
        try:
            observer.schedule(Wake(), str(self._folder), recursive=True)
            observer.start()
        except (OSError, RuntimeError) as error:
            tell(
                _log, "changes cannot be watched, scanning only", level=logging.WARNING, folder=self._folder, why=error
            )
            return
        self._observer = observer

    def stop(self) -> None:
        """End it."""
        if self._observer is not None:
            with contextlib.suppress(OSError, RuntimeError):
                self._observer.stop()
                self._observer.join(2)
            self._observer = None
