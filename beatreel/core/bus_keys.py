"""Who may read the events over TCP: key pairs (CURVE), and a doorkeeper (ZAP) that lets known public keys in and nobody else.

Over TCP a socket without these would take bytes from anybody, a web page in the user's browser included; so there is no way
to open one without. Keys lie in one folder that its owner alone may enter: ``server.key``, ``server.pub`` and ``clients/*.pub``.
"""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.errors import BusError, UserInputError
from beatreel.core.files import whole_file

if TYPE_CHECKING:
    import zmq

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")
_DOMAIN = b"beatreel"
_ZAP = "inproc://zeromq.zap.01"


class Keys:
    """The keys of a data folder.

    Parameters
    ----------
    folder : Path
        Made with mode 0700.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._clients = folder / "clients"
        self._clients.mkdir(parents=True, exist_ok=True, mode=0o700)
        for made in (folder, self._clients):
            made.chmod(0o700)

    def server(self) -> tuple[bytes, bytes]:
        """Return the server's public and secret key, making them the first time."""
        secret, public = self._folder / "server.key", self._folder / "server.pub"
        if not secret.is_file():
            made = _key_pair()
            _write(public, made[0])
            _write(secret, made[1])
        return _read(public), _read(secret)

    def add_client(self, name: str) -> dict[str, str]:
        """Let a new reader in; return what it needs to connect. Its secret key is kept nowhere.

        Raises
        ------
        UserInputError
            If the name is taken or no name.
        """
        path = self._clients / f"{name}.pub"
        if not _NAME.fullmatch(name):
            raise UserInputError(f"“{name}” is no name for a reader", hint="Use letters, digits, - and _")
        if path.exists():
            raise UserInputError(f"There is a reader “{name}” already", hint=f"To shut it out, delete {path}")
        public, secret = _key_pair()
        _write(path, public)
        return {"server": self.server()[0].decode(), "public": public.decode(), "secret": secret.decode()}

    def is_known(self, public: bytes) -> bool:
        """Whether a public key was let in; looked up anew each time, so deleting a file shuts its reader out."""
        return any(_read(path) == public for path in self._clients.glob("*.pub"))


class Doorkeeper:
    """Answers libzmq's question whether a connection may come in (ZAP, RFC 27).

    Parameters
    ----------
    context : zmq.Context
        Of the sockets that it looks after.
    keys : Keys
    """

    def __init__(self, context: zmq.Context[Any], keys: Keys) -> None:
        import zmq

        self._keys = keys
        self._closing = threading.Event()
        self._socket = context.socket(zmq.REP)
        self._socket.setsockopt(zmq.LINGER, 0)
        self._socket.bind(_ZAP)
        self._thread = threading.Thread(target=self._serve, name="beatreel-doorkeeper", daemon=True)
        self._thread.start()

    def protect(self, socket: zmq.Socket[bytes]) -> None:
        """Let only known keys connect to what this socket binds from now on."""
        public, secret = self._keys.server()
        socket.curve_publickey = public
        socket.curve_secretkey = secret
        socket.curve_server = True
        socket.zap_domain = _DOMAIN

    def close(self) -> None:
        """Leave the door; it stays shut."""
        self._closing.set()
        self._thread.join(timeout=2)
        self._socket.close()

    def _serve(self) -> None:
        import zmq

        while not self._closing.is_set():
            try:
                if not self._socket.poll(200):
                    continue
                parts = self._socket.recv_multipart()
                self._socket.send_multipart(self._answer(parts))
            except zmq.ZMQError:
                return

    def _answer(self, parts: list[bytes]) -> list[bytes]:
        from zmq.utils import z85

        version, request = [*parts, b"", b""][:2]
        known = False
        if len(parts) == 7 and parts[2] == _DOMAIN and parts[5] == b"CURVE" and len(parts[6]) == 32:
            known = self._keys.is_known(z85.encode(parts[6]))
        code, text = (b"200", b"OK") if known else (b"400", b"unknown key")
        return [version, request, code, text, b"", b""]


def write_private(path: Path, text: str) -> None:
    """Write a file that its owner alone may read, from its first byte on."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)


def _key_pair() -> tuple[bytes, bytes]:
    import zmq

    try:
        return zmq.curve_keypair()
    except zmq.ZMQError as error:
        raise BusError("This libzmq has no CURVE encryption", hint="pip install --force-reinstall pyzmq") from error


def _write(path: Path, key: bytes) -> None:
    with whole_file(path) as part:
        write_private(part, key.decode() + "\n")


def _read(path: Path) -> bytes:
    return path.read_bytes().strip()
