"""Committed events on ZeroMQ, for other processes.

The publisher announces what the store has committed; it never waits for a reader and owns no fact. Two sockets lie in one
private folder:

``events``
    XPUB. Each message has two parts: the event's name (the topic, for prefix subscription) and the CloudEvents JSON of
    :meth:`~beatreel.core.events.LoggedEvent.to_json`. Ids increase; a gap means that messages were dropped.
``catchup``
    ROUTER. A request is one part, the decimal id last seen; the reply is a run of messages as above and ends with an
    empty one. Any process that may open the store can read the log instead.

Several engines may run at once, so each binds its own pair, ``<process id>.events`` and ``.catchup``. The first of them also binds the
pair ``beatreel.events`` and ``beatreel.catchup``: a fixed address that a program can connect to before any engine runs.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.errors import BusError
from beatreel.core.events import LoggedEvent
from beatreel.core.locks import FileLock

if TYPE_CHECKING:
    import zmq

MAX_MESSAGE = 1 << 20  # bytes that a stranger may send
HIGH_WATER = 10_000  # messages kept for a slow reader before it loses some
_PARTING = 300  # milliseconds in which the last messages may still leave
STABLE = "beatreel"  # name of the fixed pair of sockets


class Publisher:
    """Announces committed events to other processes.

    Parameters
    ----------
    folder : Path
        Private folder of the sockets; made with mode 0700.
    catch_up : callable
        Takes an event id, returns later events, oldest first: the store's ``events``.

    Raises
    ------
    BusError
        If the sockets cannot be opened.
    """

    def __init__(self, folder: Path, catch_up: Callable[[int], Sequence[LoggedEvent]]) -> None:
        import zmq

        self._folder = folder
        self._catch_up = catch_up
        self._lock = threading.Lock()
        self._context = zmq.Context()
        self._closing = threading.Event()
        try:
            private_folder(folder)
            self.events_address = f"ipc://{folder / f'{os.getpid()}.events'}"
            self.catchup_address = f"ipc://{folder / f'{os.getpid()}.catchup'}"
            self._events = self._bind(zmq.XPUB, self.events_address)
            self._requests = self._bind(zmq.ROUTER, self.catchup_address)
            self._stable = FileLock(folder / f"{STABLE}.lock")
            if self._stable.acquire(wait=False):  # binding would take the address away from whoever has it
                self._events.bind(stable_address(folder))
                self._requests.bind(f"ipc://{folder / STABLE}.catchup")
        except (OSError, zmq.ZMQError) as error:
            self._context.destroy(linger=0)
            raise BusError(
                f"The event bus cannot be opened in {folder}: {error}",
                hint="Set runtime_dir to a short path on a local disk",
            ) from error
        self._thread = threading.Thread(target=self._serve, name="beatreel-catchup", daemon=True)
        self._thread.start()

    def _bind(self, kind: int, address: str) -> zmq.Socket[bytes]:
        import zmq

        socket = self._context.socket(kind)
        socket.setsockopt(zmq.SNDHWM, HIGH_WATER)
        socket.setsockopt(zmq.MAXMSGSIZE, MAX_MESSAGE)
        socket.bind(address)
        return socket

    def announce(self, event: LoggedEvent) -> None:
        """Send one committed event; never blocks, never raises for a reader's sake."""
        import zmq

        with self._lock, contextlib.suppress(zmq.ZMQError):
            self._events.send_multipart(encode(event), flags=zmq.DONTWAIT)

    def wait_for_subscriber(self, timeout: float) -> bool:
        """Wait until a subscription has arrived; for tests and demonstrations, the log makes it unnecessary otherwise.

        Parameters
        ----------
        timeout : float
            Seconds.
        """
        import zmq

        with self._lock:
            return bool(self._events.poll(int(timeout * 1000), zmq.POLLIN)) and bool(self._events.recv())

    def close(self) -> None:
        """Close the sockets and remove their files."""
        self._closing.set()
        self._thread.join(timeout=2)
        with self._lock:
            self._context.destroy(linger=_PARTING)
        names = [str(os.getpid())]
        if self._stable.is_held:
            names.append(STABLE)
        for name in names:
            for kind in ("events", "catchup"):
                (self._folder / f"{name}.{kind}").unlink(missing_ok=True)
        self._stable.release()

    def _serve(self) -> None:
        import zmq

        while not self._closing.is_set():
            try:
                if not self._requests.poll(200, zmq.POLLIN):
                    continue
                reader, *parts = self._requests.recv_multipart()
                self._reply(reader, parts)
            except zmq.ZMQError:
                return

    def _reply(self, reader: bytes, parts: list[bytes]) -> None:
        import zmq

        try:
            (last_seen,) = parts
            since = int(last_seen)
        except ValueError:
            return  # not a request of ours: no answer
        with contextlib.suppress(zmq.Again):
            for event in self._catch_up(since):
                self._requests.send_multipart([reader, *encode(event)], flags=zmq.DONTWAIT)
            self._requests.send_multipart([reader, b"", b""], flags=zmq.DONTWAIT)


class Subscriber:
    """Reads the events of every engine that runs now.

    Parameters
    ----------
    folder : Path
        The publisher's folder.
    topics : sequence of str
        Event names, or beginnings of them; all by default.
    """

    def __init__(self, folder: Path, topics: Sequence[str] = ("",)) -> None:
        import zmq

        self._folder = folder
        self._connected: set[Path] = set()
        self._context = zmq.Context()
        self._socket = self._context.socket(zmq.SUB)
        self._socket.setsockopt(zmq.MAXMSGSIZE, MAX_MESSAGE)
        self._socket.setsockopt(zmq.LINGER, 0)
        for topic in topics:
            self._socket.setsockopt(zmq.SUBSCRIBE, topic.encode())
        self.connect()

    def connect(self) -> None:
        """Connect to engines that started since the last call."""
        for path in sorted(self._folder.glob("[0-9]*.events")):
            if path not in self._connected:
                self._socket.connect(f"ipc://{path}")
                self._connected.add(path)

    def receive(self, timeout: float) -> LoggedEvent | None:
        """Return the next event, or None when none came within ``timeout`` seconds."""
        self.connect()
        if not self._socket.poll(int(timeout * 1000)):
            return None
        return decode(self._socket.recv_multipart())

    def close(self) -> None:
        """Close the connection."""
        self._context.destroy(linger=0)


def request_catch_up(address: str, since: int, *, timeout: float = 5.0) -> Iterator[LoggedEvent]:
    """Ask a publisher for the events after an id.

    Parameters
    ----------
    address : str
        The publisher's ``catchup_address``.
    since : int
        Last id that was seen.
    timeout : float
        Seconds to wait for each message.

    Raises
    ------
    BusError
        If no answer comes.
    """
    import zmq

    context: zmq.Context[Any] = zmq.Context()
    try:
        socket = context.socket(zmq.DEALER)
        socket.setsockopt(zmq.LINGER, 0)
        socket.connect(address)
        socket.send(str(since).encode())
        while True:
            if not socket.poll(int(timeout * 1000)):
                raise BusError(
                    f"No answer from {address}", hint="Is an engine running? Read the log with: beatreel events"
                )
            parts = socket.recv_multipart()
            if parts == [b"", b""]:
                return
            yield decode(parts)
    finally:
        context.destroy(linger=0)


def stable_address(folder: Path) -> str:
    """Return the address that can be connected to before an engine runs."""
    return f"ipc://{folder / STABLE}.events"


def private_folder(folder: Path) -> None:
    """Make a folder that its owner alone may enter."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if hasattr(os, "getuid") and folder.stat().st_uid == os.getuid():
        folder.chmod(0o700)


def encode(event: LoggedEvent) -> list[bytes]:
    """Return the two message parts of an event: name and JSON."""
    return [event.name.encode(), event.to_json().encode("utf-8", "backslashreplace")]


def decode(parts: list[bytes]) -> LoggedEvent:
    """Read an event from its message parts.

    Raises
    ------
    BusError
        If they are not an event.
    """
    if len(parts) != 2:
        raise BusError(f"An event has two parts, this message has {len(parts)}")
    return LoggedEvent.from_json(parts[1])
