"""What a provider does to the world around it: files that it leaves elsewhere, calls into the network."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from beatreel.testing.checks.subject import require

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_HOME_NET = ("127.", "localhost", "::1", "0:0:0:0:0:0:0:1")
_watch: _Watch | None = None
_is_hooked = False


class _Watch:
    """What Python's audit events told during one run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.written: list[Path] = []
        self.called: list[str] = []

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if (
            event == "open"
            and isinstance(arguments[0], (str, bytes, os.PathLike))
            and arguments[2] & _WRITES
            or event == "os.mkdir"
        ):
            self._note(arguments[0])
        elif event in ("os.rename", "os.link", "os.symlink"):
            self._note(arguments[1])
        elif event in ("socket.connect", "socket.sendto"):
            address = arguments[1]
            if isinstance(address, tuple) and not str(address[0]).startswith(_HOME_NET):
                self._refuse(f"{address[0]}:{address[1]}")
        elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
            host = arguments[0]
            if isinstance(host, (str, bytes)) and not os.fsdecode(host).startswith(_HOME_NET):
                self._refuse(os.fsdecode(host))

    def _note(self, path: Any) -> None:
        if isinstance(path, (str, bytes, os.PathLike)):
            self.written.append(Path(os.fsdecode(path)).absolute())

    def _refuse(self, address: str) -> None:
        self.called.append(address)
        raise PermissionError(f"the network is closed during this check ({address})")

    def strays(self) -> list[Path]:
        """What lies outside of the folder and is still there; caches are nobody's business."""
        caches = [Path("/dev"), Path("/proc"), _cache_home()]
        if os.environ.get("NUMBA_CACHE_DIR"):
            caches.append(Path(os.environ["NUMBA_CACHE_DIR"]))
        return [
            path
            for path in dict.fromkeys(self.written)
            if not any(path.is_relative_to(place) for place in (self.folder, *caches))
            and not path.resolve().is_relative_to(self.folder)
            and not any(part in ("__pycache__", ".numba_cache") for part in path.parts)
            and path.exists()
        ]


def _cache_home() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path()


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if _watch is not None:
        _watch.hear(event, arguments)


@contextlib.contextmanager
def closed_world(folder: Path, what: str) -> Iterator[None]:
    """Require that nothing in the block leaves files outside of a folder or calls another machine.

    What Python does is seen wherever it goes, what a library does in native code only in the current folder, which is an empty one
    meanwhile. Calls to this machine are allowed.

    Parameters
    ----------
    folder : Path
        Where files may be left.
    what : str
        Name of the method, for the message.
    """
    global _watch, _is_hooked
    if not _is_hooked:
        sys.addaudithook(_hear)  # it cannot be taken away again, so one stays and mostly does nothing
        _is_hooked = True
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as empty:
        os.chdir(empty)
        watch = _watch = _Watch(folder)
        try:
            yield
        except PermissionError:
            if not watch.called:
                raise
        finally:
            _watch = None
            os.chdir(before)
        left = [*watch.strays(), *Path(empty).iterdir()]
    require(not watch.called, f"{what} calls {', '.join(dict.fromkeys(watch.called))}; it must work without a network")
    require(not left, f"{what} leaves {left[0] if left else ''} behind; write only where you are told")
