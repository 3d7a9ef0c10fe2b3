"""What tasks read, by content: each goes into Ray's object store once, and from there to each machine once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from beatreel.executors.cluster.parcels import Files, key_of, read

_KEPT_MAX = 1_000_000_000  # bytes that are kept in the object store for later tasks
_PLUGINS_MAX = 64_000_000  # bytes of plugin files

_Stamp = tuple[tuple[str, int, int], ...]


class Contents:
    """Files and folders of this machine, by a hash of their content.

    Parameters
    ----------
    ray : module

    Attributes
    ----------
    put : int
        How many contents were put into the object store.
    """

    def __init__(self, ray: Any) -> None:
        self._ray = ray
        self._known: dict[Path, tuple[_Stamp, str]] = {}
        self._references: OrderedDict[str, tuple[Any, int]] = OrderedDict()
        self.put = 0

    def key_of(self, path: Path) -> str:
        """Return the key of a file or folder; it is only read if it has changed since."""
        stamp = _stamp(path)
        if self._known.get(path, ((), ""))[0] != stamp:
            files = read(path)
            key = key_of(files)
            self._known[path] = (stamp, key)
            self._keep(key, files)
        return self._known[path][1]

    def reference(self, key: str, path: Path | None = None) -> Any:
        """Return what hands a content to a task; it is put into the object store unless it is there."""
        if key not in self._references:
            assert path is not None
            self._keep(key, read(path))
        self._references.move_to_end(key)
        return self._references[key][0]

    def gather(self, folders: Sequence[Path]) -> str:
        """Keep the files of several folders for good, as one content with folders 0, 1, …; return its key.

        Raises
        ------
        ValueError
            If they are too large.
        """
        found = [
            (f"{number}/{path.relative_to(folder).as_posix()}", path)
            for number, folder in enumerate(each.expanduser() for each in folders)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts
        ]
        size = sum(path.stat().st_size for _, path in found)
        if size > _PLUGINS_MAX:
            raise ValueError(f"{size / 1e6:.0f} MB, and {_PLUGINS_MAX / 1e6:.0f} MB are allowed")
        files = [(name, read(path)[0][1]) for name, path in found]
        key = key_of(files)
        self._keep(key, files, size=0)
        return key

    def _keep(self, key: str, files: Files, *, size: int | None = None) -> None:
        if key in self._references:
            return
        self.put += 1
        size = sum(len(data) for _, data in files) if size is None else size
        self._references[key] = (self._ray.put(files), size)
        # Whatever a task was handed stays for as long as it runs, whether it is kept here or not.
        while sum(size for _, size in self._references.values()) > _KEPT_MAX:
            oldest = next((name for name, (_, size) in self._references.items() if size and name != key), None)
            if oldest is None:
                break
            del self._references[oldest]

    def clear(self) -> None:
        """Let go of everything."""
        self._references.clear()
        self._known.clear()


def _stamp(path: Path) -> _Stamp:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    facts = ((file, file.stat()) for file in files)
    return tuple((str(file), facts.st_size, facts.st_mtime_ns) for file, facts in facts)
