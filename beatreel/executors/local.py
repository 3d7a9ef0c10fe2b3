"""Worker processes on this machine.

A worker that crashes costs the one task that it was at. On Linux workers are forked from a server that has loaded what they all need,
so a new one is there in a few hundredths of a second, and they share its memory. Workers speak of their progress over a private
socket, because a shared queue could be left locked by a worker that is killed.
"""

from __future__ import annotations

import base64
import contextlib
import itertools
import json
import os
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, InvalidStateError
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children
from typing import Any

from beatreel.core.config import Settings
from beatreel.core.errors import JobCancelledError, WorkerCrashedError, WorkerStalledError
from beatreel.core.ports import Progress
from beatreel.executors import worker
from beatreel.executors.machine import cores, memory, worker_count
from beatreel.executors.scratch import socket_folder, sweep_scratch, worker_context

_LOOK_EVERY = 0.2  # seconds between two looks at the workers
_GRACE = 1.5  # seconds in which the result of a worker that is gone, or the end of a broken pool's tasks, may come


class LocalExecutor:
    """Runs task functions in worker processes.

    Parameters
    ----------
    settings : Settings
        Handed to the workers, so that they load the same plugins.
    workers : int
        How many; 0 means one for each core, as far as memory reaches.
    niceness : int
        How far workers let other processes go first, as in the command ``nice``.
    """

    def __init__(self, settings: Settings, *, workers: int = 0, niceness: int = 0) -> None:
        self.workers = workers or worker_count(cores(), memory())
        self._own_settings = settings
        self._lanes: dict[str, LocalExecutor] = {}
        self._niceness = niceness
        self._settings = settings.model_dump_json()
        self._pool: Any = None
        self._listeners: dict[int, Progress] = {}
        self._tasks: dict[int, _TaskFuture] = {}
        self._missed: dict[int, float] = {}  # task number → since when its worker is gone
        self._heard: dict[int, float] = {}  # task number → when it was last heard of
        self._ended: set[str] = set()  # process ids of workers that are being ended
        self._patience = settings.render.stall_limit
        self._numbers = itertools.count(1)
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._preparing: threading.Thread | None = None

    def prepare(self) -> None:
        """Have the workers begin, for which the first task would wait; it takes about a second, and nobody waits here."""
        if self._preparing is None:
            self._preparing = threading.Thread(target=self._begin, name="beatreel-workers", daemon=True)
            self._preparing.start()

    def _begin(self) -> None:
        with contextlib.suppress(Exception):  # whoever hands in the first task hears of it
            self._start()
            _ = self._pool.active  # asking begins them

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
        try:
            inner = self._pool.schedule(worker.call, args=(number, function, arguments))
        except RuntimeError:  # it broke just now
            self._start()
            inner = self._pool.schedule(worker.call, args=(number, function, arguments))
        outer = self._tasks[number] = _TaskFuture(inner, lambda: self._end(number))
        inner.add_done_callback(lambda done: self._finish(number, done, outer))
        return outer

    def lane(self, name: str) -> LocalExecutor:
        """Return an executor with one worker of its own beside the others, for work that keeps something large warm, such as a model."""
        with self._lock:
            if name not in self._lanes:
                self._lanes[name] = LocalExecutor(self._own_settings, workers=1, niceness=self._niceness)
            return self._lanes[name]

    def _finish(self, number: int, done: Future[Any], outer: Future[Any]) -> None:
        from pebble import ProcessExpired

        for known in (self._listeners, self._tasks, self._missed, self._heard):
            known.pop(number, None)
        if outer.done():
            return
        try:
            outer.set_result(done.result())
        except CancelledError:
            outer.set_exception(JobCancelledError("The work was cancelled"))
        except ProcessExpired as error:
            outer.set_exception(_crashed(error.exitcode))
        except (
            BrokenProcessPool
        ):  # a worker died between two tasks, which breaks the whole pool; the next task gets a new one
            outer.set_exception(_crashed(None))
        except BaseException as error:  # whatever the task raised belongs to whoever waits for it
            outer.set_exception(error)

    def _start(self) -> None:
        lost: list[_TaskFuture] = []
        with self._lock:
            if self._pool is not None:
                if self._pool.active:
                    return
                lost = list(self._tasks.values())
                self._end_pool()
            from pebble import ProcessPool

            sweep_scratch()
            self._folder = socket_folder()
            self._listen(f"ipc://{self._folder / worker.PROGRESS}")
            self._pool = ProcessPool(
                max_workers=self.workers,
                initializer=worker.start,
                initargs=(str(self._folder), self._settings, dict(os.environ), self._niceness),
                context=worker_context(),
            )
        for task in lost:  # outside the lock, for whoever waits may hand in the next at once
            task.give_up(_crashed(None))

    def _listen(self, address: str) -> None:
        import zmq

        context: zmq.Context[Any] = zmq.Context()
        socket = context.socket(zmq.PULL)
        socket.bind(address)

        def loop() -> None:
            looked = 0.0
            while not self._closing.is_set():
                if socket.poll(200):
                    number, done, note, *more = json.loads(socket.recv())
                    self._heard[number] = time.monotonic()
                    listener = self._listeners.get(number)
                    if listener is not None:
                        with contextlib.suppress(JobCancelledError):  # meant for the thread that waits for the result
                            if done is None:
                                show(listener, base64.b64decode(note), *more)
                            else:
                                listener(done, note)
                if time.monotonic() - looked > _LOOK_EVERY:
                    self._look_after_workers()
                    looked = time.monotonic()
            context.destroy(linger=0)

        self._thread = threading.Thread(target=loop, name="beatreel-progress", daemon=True)
        self._thread.start()

    def _look_after_workers(self) -> None:
        """Find tasks whose worker left with exit code 0, which the pool takes for a regular end, and those that hang."""
        now = time.monotonic()
        tasks = list(self._tasks.items())
        # A task that is handed in at the very moment at which the pool breaks is left lying by it.
        is_broken = bool(tasks) and self._pool is not None and not self._pool.active
        for number, task in tasks:
            if is_broken:
                if now - self._missed.setdefault(number, now) > _GRACE:
                    task.give_up(_crashed(None))
                continue
            begun = self._folder / str(number)
            if not begun.exists():
                continue
            if _is_alive(begun.read_text()):
                self._missed.pop(number, None)
                if now - self._heard.setdefault(number, now) > self._patience:
                    task.give_up(_stalled(self._patience))
            elif now - self._missed.setdefault(number, now) > _GRACE:
                task.give_up(_crashed(0))

    def settle(self, timeout: float = 3.0) -> None:
        """Wait until the workers of cancelled tasks are gone, so that nobody writes any more."""
        deadline = time.monotonic() + timeout
        for lane in self._lanes.values():
            lane.settle(timeout)
        while self._ended and time.monotonic() < deadline:
            self._ended = {pid for pid in self._ended if _is_alive(pid)}
            time.sleep(0.02)
        self._ended.clear()

    def _end(self, number: int) -> None:
        with contextlib.suppress(OSError):  # a worker may be about to take it up
            (self._folder / f"{number}{worker.CANCELLED}").touch()
        with contextlib.suppress(OSError):
            self._ended.add((self._folder / str(number)).read_text())

    def close(self) -> None:
        """End all workers at once."""
        if self._preparing is not None:  # what is just being begun could not be ended
            self._preparing.join()
            self._preparing = None
        for lane in self._lanes.values():
            lane.close()
        with self._lock:
            if self._pool is not None:
                self._end_pool()

    def _end_pool(self) -> None:
        self._pool.stop()
        self._pool.join()
        self._closing.set()
        self._thread.join(timeout=2)
        shutil.rmtree(self._folder, ignore_errors=True)
        self._pool = None
        self._closing = threading.Event()

    def __enter__(self) -> LocalExecutor:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def show(listener: Progress, picture: bytes, which: int = 0) -> None:
    """Hand on the picture of something that is being made to whoever wants to see it."""
    see = getattr(listener, "show", None)
    if see is not None:
        see(picture, which)


class _TaskFuture(Future[Any]):
    """A future whose cancelling ends the worker."""

    def __init__(self, inner: Future[Any], on_cancel: Callable[[], None]) -> None:
        super().__init__()
        self._inner = inner
        self._on_cancel = on_cancel

    def cancel(self) -> bool:
        if not self._inner.done():
            self._on_cancel()
        return self._inner.cancel()

    def give_up(self, error: Exception) -> None:
        """Fail with an error, unless the result has come after all, and end the worker."""
        with contextlib.suppress(InvalidStateError):
            self.set_exception(error)
        self.cancel()


def _crashed(exit_code: int | None) -> WorkerCrashedError:
    return WorkerCrashedError(
        f"A worker process died ({_how(exit_code)})",
        hint="If it happens again, close other programs to free memory, or render with --draft",
    )


def _stalled(patience: float) -> WorkerStalledError:
    return WorkerStalledError(
        f"A worker showed no progress for {patience:.0f} s and was ended",
        hint="If the work is only slow, raise the setting render.stall_limit",
    )


def _is_alive(pid: str) -> bool:
    return not pid or any(str(child.pid) == pid and child.is_alive() for child in active_children())


def _how(exit_code: int | None) -> str:
    if exit_code is None:
        return "no exit code"
    return f"signal {-exit_code}" if exit_code < 0 else f"exit code {exit_code}"
