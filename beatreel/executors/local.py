"""Worker processes on this machine.

A worker that crashes costs the one task that it was at. Workers speak of their progress over a private socket, because a shared
queue could be left locked by a worker that is killed.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from beatreel.core.config import Settings
from beatreel.core.errors import JobCancelledError, WorkerCrashedError
from beatreel.core.ports import Progress
from beatreel.executors import worker


class LocalExecutor:
    """Runs task functions in worker processes.

    Parameters
    ----------
    settings : Settings
        Handed to the workers, so that they load the same plugins.
    workers : int
        How many; 0 means one for each core.
    """

    def __init__(self, settings: Settings, *, workers: int = 0) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._settings = settings.model_dump_json()
        self._pool: Any = None
        self._listeners: dict[int, Progress] = {}
        self._numbers = itertools.count(1)
        self._closing = threading.Event()
        self._lock = threading.Lock()

    def submit(self, function: Callable[..., Any], /, *arguments: Any, progress: Progress | None = None) -> Future[Any]:
        """Run ``function(*arguments, progress=…)`` in a worker.

        Parameters
        ----------
        function : callable
            A module-level function; it and its arguments are pickled.
        progress : Progress, optional
            Called in a thread of this process.

        Returns
        -------
        Future
            Cancelling it ends the worker that runs it. Its error is a WorkerCrashedError when the worker died.
        """
        self._start()
        number = next(self._numbers)
        if progress is not None:
            self._listeners[number] = progress
        inner = self._pool.schedule(worker.call, args=(number, function, arguments))
        outer: _TaskFuture = _TaskFuture(inner)
        inner.add_done_callback(lambda done: self._finish(number, done, outer))
        return outer

    def _finish(self, number: int, done: Future[Any], outer: Future[Any]) -> None:
        from pebble import ProcessExpired

        self._listeners.pop(number, None)
        try:
            outer.set_result(done.result())
        except CancelledError:
            outer.set_exception(JobCancelledError("The work was cancelled"))
        except ProcessExpired as error:
            outer.set_exception(
                WorkerCrashedError(
                    f"A worker process died ({_how(error.exitcode)})",
                    hint="If it happens again, close other programs to free memory, or render with --draft",
                )
            )
        except BaseException as error:
            outer.set_exception(error)

    def _start(self) -> None:
        with self._lock:
            if self._pool is not None:
                return
            from pebble import ProcessPool

            self._folder = tempfile.TemporaryDirectory(prefix="beatreel-")
            address = f"ipc://{Path(self._folder.name) / 'progress'}"
            self._listen(address)
            self._pool = ProcessPool(
                max_workers=self.workers,
                initializer=worker.start,
                initargs=(os.getpid(), address, self._settings),
                context=get_context("spawn"),
            )

    def _listen(self, address: str) -> None:
        import zmq

        context: zmq.Context[Any] = zmq.Context()
        socket = context.socket(zmq.PULL)
        socket.bind(address)

        def loop() -> None:
            while not self._closing.is_set():
                if socket.poll(200):
                    number, done, note = json.loads(socket.recv())
                    listener = self._listeners.get(number)
                    if listener is not None:
                        listener(done, note)
            context.destroy(linger=0)

        self._thread = threading.Thread(target=loop, name="beatreel-progress", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End all workers at once."""
        with self._lock:
            if self._pool is None:
                return
            self._pool.stop()
            self._pool.join()
            self._closing.set()
            self._thread.join(timeout=2)
            with contextlib.suppress(OSError):
                self._folder.cleanup()
            self._pool = None
            self._closing = threading.Event()

    def __enter__(self) -> LocalExecutor:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _TaskFuture(Future[Any]):
    """A future whose cancelling ends the worker."""

    def __init__(self, inner: Future[Any]) -> None:
        super().__init__()
        self._inner = inner

    def cancel(self) -> bool:
        return self._inner.cancel()


def _how(exit_code: int | None) -> str:
    if exit_code is None:
        return "no exit code"
    return f"signal {-exit_code}" if exit_code < 0 else f"exit code {exit_code}"
