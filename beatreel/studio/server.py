"""Starting and stopping the server."""

from __future__ import annotations

import contextlib
import secrets
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from beatreel.core.config import Settings
from beatreel.core.errors import UserInputError

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True)
class Address:
    """Where a server listens.

    Attributes
    ----------
    host : str
    port : int
    token : str
    """

    host: str
    port: int
    token: str

    @property
    def url(self) -> str:
        """The address of the page, with the token."""
        shown = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        shown = f"[{shown}]" if ":" in shown else shown
        return f"http://{shown}:{self.port}/?token={self.token}"

    @property
    def is_loopback(self) -> bool:
        """Whether nobody else on the network can reach it."""
        return self.host in _LOOPBACK


def serve(
    settings: Settings,
    *,
    films: Path,
    host: str,
    port: int,
    names: tuple[str, ...],
    token: str,
    ready: Callable[[Address], None],
) -> None:
    """Serve until interrupted.

    Parameters
    ----------
    settings : Settings
    films : Path
        Where new films go.
    host : str
        Address to listen on.
    port : int
        0 for any that is free.
    names : tuple of str
        Further names by which the server may be called.
    token : str
        Empty for a new one.
    ready : callable
        Called once it listens.

    Raises
    ------
    UserInputError
        If the extra is not installed or the port is taken.
    """
    try:
        import uvicorn

        from beatreel.studio.app import create_app
    except ImportError as error:
        raise UserInputError(
            f"The Studio needs {error.name or 'more packages'}", hint="Install it: pip install 'beatreel[studio]'"
        ) from error

    with _listening(host, port) as listener:
        address = Address(host, listener.getsockname()[1], token or secrets.token_urlsafe(24))
        called = {*_LOOPBACK, *names, *(() if host in ("0.0.0.0", "::") else (host,))}
        hosts = [f"{f'[{name}]' if ':' in name else name}:{address.port}" for name in called]
        app = create_app(settings, films=films, token=address.token, hosts=hosts)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,  # addresses may hold the token
            server_header=False,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=2,
            h11_max_incomplete_event_size=32_768,
            http="h11",
            ws="none",
        )
        server = uvicorn.Server(config)
        ready(address)
        server.run(sockets=[listener])


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise UserInputError(
            f"The Studio cannot listen on {host}:{port}: {error.strerror}",
            hint="Another Studio may run; choose another port with --port",
        ) from error
    with listener:
        yield listener
