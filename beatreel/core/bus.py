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
pair ``beatreel.events`` and ``beatreel.catchup``: a fixed address that a program can connect to before any engine runs. When it
leaves, another one takes them over.

Whoever has the fixed pair also binds TCP ports if the settings name one: the same two sockets, encrypted, for known readers only.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.bus_keys import Doorkeeper, Keys
from beatreel.core.errors import BusError, ConfigError
from beatreel.core.events import LoggedEvent
from beatreel.core.locks import FileLock, process_exists

if TYPE_CHECKING:
    import zmq

_log = logging.getLogger(__name__)
MAX_MESSAGE = 1 << 20  # bytes that a stranger may send
HIGH_WATER = 10_000  # messages kept for a slow reader before it loses some
_HANDSHAKE = 5000  # milliseconds that a stranger may take to say who he is
_HEARTBEAT = 10_000  # milliseconds between two signs of life on TCP, so that dead readers are noticed
_LONGEST_ID = 18  # digits: what a store can count to
_TURN = 50  # milliseconds
_RETAKE = 1.0  # seconds between two tries for the fixed addresses
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
    tcp : str
        ``host:port`` to bind too, and the next port for catching up; not bound if empty.
    keys : Path, optional
        Folder of the keys; needed with ``tcp``.

    Raises
    ------
    BusError
        If the sockets cannot be opened.
    """

    def __init__(
        self,
        folder: Path,
        catch_up: Callable[[int], Sequence[LoggedEvent]],
        *,
        tcp: str = "",
        keys: Path | None = None,
    ) -> None:
        import zmq

        self._folder = folder
        self._catch_up = catch_up
        self._lock = threading.Lock()
        self._context = zmq.Context()
        self._closing = threading.Event()
        self._subscribed = threading.Event()
        self._tcp, self._keys = tcp, keys
        self._doorkeeper: Doorkeeper | None = None
        self._sockets: list[tuple[zmq.Socket[bytes], zmq.Socket[bytes]]] = []
        try:
            private_folder(folder)
            _sweep(folder)
            self.events_address = f"ipc://{folder / f'{os.getpid()}.events'}"
            self.catchup_address = f"ipc://{folder / f'{os.getpid()}.catchup'}"
            self._bind(self.events_address, self.catchup_address)
            self._stable = FileLock(folder / f"{STABLE}.lock")
            self._take_stable()
        except (OSError, zmq.ZMQError) as error:
            self._context.destroy(linger=0)
            raise BusError(
                f"The event bus cannot be opened in {folder}: {error}",
                hint="Set runtime_dir to a short path on a local disk",
            ) from error
        self._thread = threading.Thread(target=self._serve, name="beatreel-catchup", daemon=True)
        self._thread.start()

    def _bind(self, events_address: str, catchup_address: str, *, doorkeeper: Doorkeeper | None = None) -> None:
        import zmq

        pair = self._context.socket(zmq.XPUB), self._context.socket(zmq.ROUTER)
        for socket, address in zip(pair, (events_address, catchup_address), strict=True):
            socket.setsockopt(zmq.SNDHWM, HIGH_WATER)
            socket.setsockopt(zmq.MAXMSGSIZE, MAX_MESSAGE)
            if doorkeeper is not None:
                socket.setsockopt(zmq.HANDSHAKE_IVL, _HANDSHAKE)
                socket.setsockopt(zmq.HEARTBEAT_IVL, _HEARTBEAT)
                doorkeeper.protect(socket)
            socket.bind(address)
        self._sockets.append(pair)

    def _take_stable(self) -> bool:
        """Bind the fixed addresses unless another engine has them: binding would take them away from it."""
        if not self._stable.acquire(wait=False):
            return False
        events, requests = self._sockets[0]
        events.bind(stable_address(self._folder))
        requests.bind(f"ipc://{self._folder / STABLE}.catchup")
        if self._tcp and self._keys is not None:
            host, port = tcp_address(self._tcp)
            self._doorkeeper = self._doorkeeper or Doorkeeper(self._context, Keys(self._keys))
            self._bind(f"tcp://{host}:{port}", f"tcp://{host}:{port + 1}", doorkeeper=self._doorkeeper)
        return True

    def announce(self, event: LoggedEvent) -> None:
        """Send one committed event; never blocks, never raises for a reader's sake."""
        import zmq

        with self._lock:
            for events, _ in self._sockets:
                with contextlib.suppress(zmq.ZMQError):
                    events.send_multipart(encode(event), flags=zmq.DONTWAIT)

    def wait_for_subscriber(self, timeout: float) -> bool:
        """Wait until a subscription has arrived; for tests and demonstrations, the log makes it unnecessary otherwise.

        Parameters
        ----------
        timeout : float
            Seconds.
        """
        arrived = self._subscribed.wait(timeout)
        self._subscribed.clear()
        return arrived

    def close(self) -> None:
        """Close the sockets and remove their files."""
        self._closing.set()
        self._thread.join(timeout=2)
        if self._doorkeeper is not None:
            self._doorkeeper.close()
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

        looked = time.monotonic()
        while not self._closing.is_set():
            try:
                poller = zmq.Poller()
                for _, requests in self._sockets:
                    poller.register(requests, zmq.POLLIN)
                for requests, _ in poller.poll(_TURN):
                    reader, *parts = requests.recv_multipart()
                    self._reply(requests, reader, parts)
                self._note_subscriptions()
                if not self._stable.is_held and time.monotonic() - looked > _RETAKE:
                    looked = time.monotonic()
                    with self._lock:
                        self._take_stable()
            except zmq.ZMQError:
                if self._context.closed or self._closing.is_set():
                    return
                time.sleep(_TURN / 1000)

    def _note_subscriptions(self) -> None:
        """Take subscriptions off the sockets; nobody else does, and they would pile up."""
        import zmq

        with self._lock:
            for events, _ in self._sockets:
                while events.poll(0, zmq.POLLIN):
                    if events.recv()[:1] == b"\x01":
                        self._subscribed.set()

    def _reply(self, requests: zmq.Socket[bytes], reader: bytes, parts: list[bytes]) -> None:
        import zmq

        if len(parts) != 1 or not parts[0].isdigit() or len(parts[0]) > _LONGEST_ID:
            return  # not a request of ours: no answer
        try:
            events = self._catch_up(int(parts[0]))
        except Exception:  # a full disk, say: the reader asks again, and the next one is served
            _log.exception("events cannot be read")
            return
        with contextlib.suppress(zmq.Again):
            for event in events:
                requests.send_multipart([reader, *encode(event)], flags=zmq.DONTWAIT)
            requests.send_multipart([reader, b"", b""], flags=zmq.DONTWAIT)


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


def tcp_address(text: str) -> tuple[str, int]:
    """Return host and port.

    Raises
    ------
    ConfigError
    """
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65535:
        raise ConfigError(f"“{text}” is no address for events", hint='Write it as bus.tcp = "127.0.0.1:7761"')
    return host, int(port)


def stable_address(folder: Path) -> str:
    """Return the address that can be connected to before an engine runs."""
    return f"ipc://{folder / STABLE}.events"


def private_folder(folder: Path) -> None:
    """Make a folder that its owner alone may enter."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if hasattr(os, "getuid") and folder.stat().st_uid == os.getuid():
        folder.chmod(0o700)


def _sweep(folder: Path) -> None:
    """Remove the sockets of engines that were killed."""
    for path in folder.glob("[0-9]*.*"):
        pid, _, kind = path.name.partition(".")
        if kind in ("events", "catchup") and pid.isdigit() and not process_exists(int(pid)):
            path.unlink(missing_ok=True)


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
